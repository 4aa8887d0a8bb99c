"""What the committee sees of social media on the desk, one module for what belongs together."""

from . import appointments, panel

__all__ = ["appointments", "panel"]

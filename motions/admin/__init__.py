"""The steering committee's desk: conferences, the queue, each motion's sheet, the acts on it."""

from . import conference, panel, queue

__all__ = ["conference", "panel", "queue"]

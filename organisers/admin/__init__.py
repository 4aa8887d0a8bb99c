"""What the desk shows of organisers, one module a slice."""

from . import groups

__all__ = ["groups"]

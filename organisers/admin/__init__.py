"""What the desk shows of organisers, one module a slice."""

from . import allied, appointments, groups, panel

__all__ = ["allied", "appointments", "groups", "panel"]

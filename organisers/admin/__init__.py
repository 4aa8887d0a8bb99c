"""What the desk shows of organisers, one module a slice."""

from . import allied, appointments, groups, lists, panel

__all__ = ["allied", "appointments", "groups", "lists", "panel"]

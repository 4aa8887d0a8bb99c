"""The shape of what members and the committee type in."""

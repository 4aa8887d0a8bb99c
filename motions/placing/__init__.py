"""Where a motion is placed on the agenda: under which item, with which label, in which series."""

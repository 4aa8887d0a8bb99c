"""The forms of the steps by which a motion is sent in."""

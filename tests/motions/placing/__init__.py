"""Where motions are placed on the agenda."""

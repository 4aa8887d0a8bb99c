"""The platforms we are on: added with their limits, changed, ended, and put in an order of preference."""

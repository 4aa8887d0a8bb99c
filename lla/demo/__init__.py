"""The demonstration: invented groups, people and motions as data files, and the acts that retell them."""

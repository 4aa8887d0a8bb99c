"""Complaints about what the team does, and who of the team is kept out of one."""

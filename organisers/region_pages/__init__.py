"""The public pages of the regions: who organises where, which groups are there, and what is coming up."""

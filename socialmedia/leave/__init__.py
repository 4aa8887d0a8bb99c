"""Being away: entered by each, and told to whoever has to find somebody else."""

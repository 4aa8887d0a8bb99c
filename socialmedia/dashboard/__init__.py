"""The public page about our channels, and the team's board."""

"""Tags for templates: the bar of the team’s pages."""

"""Tags for templates: the bar of an organiser’s desk."""

"""How many people our pages and forums need, and whether those who are there are enough."""

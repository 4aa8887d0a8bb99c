"""The pages by which somebody sends a motion in."""

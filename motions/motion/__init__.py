"""A motion, its texts, the people and rulings it has, its label, its papers and the steps of its life."""

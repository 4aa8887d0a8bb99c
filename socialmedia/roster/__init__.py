"""Who looks after what on which day, swaps of duties, and everybody's private calendar."""

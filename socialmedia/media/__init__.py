"""The library of pictures and films: stripped of hidden facts, described, with rights."""

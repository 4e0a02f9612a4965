"""Races of optimizers over a contour map."""

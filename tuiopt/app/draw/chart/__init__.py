"""Curves: scales, windows, dots and bands, as rows of cells."""

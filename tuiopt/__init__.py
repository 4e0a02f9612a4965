"""tuiopt: race optimizers over a contour map in the terminal."""

__version__ = "0.1.0"

"""Optimizers, surfaces and the loop that runs one on the other.

A pure numerical library: numbers and arrays in, arrays out. Rules and surfaces are plain scalar
functions, written once; `interpreted` runs them as they are, `compiled` through Numba, `arrays`
through NumPy, and all three give the same values.
"""

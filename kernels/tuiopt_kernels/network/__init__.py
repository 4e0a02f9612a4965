"""A small classifier on data: its parameters in one vector, its passes, its training.

Inside, samples lie side by side: a row holds one unit's numbers for a whole batch.
"""

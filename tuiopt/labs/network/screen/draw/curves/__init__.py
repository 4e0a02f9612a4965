"""Curves of losses and errors over the epochs."""

"""The cards that work out what is in a network: a unit, the softmax."""

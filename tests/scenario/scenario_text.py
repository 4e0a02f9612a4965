"""A small scenario without a fault, for tests to put faults into."""

VALID = """\
format = 1
title = "Momentum damps the ravine"

[problem]
surface = "ravine"

[play]
steps = 100

[[runs]]
optimizer = "gd"
learning_rate = 0.1

[[runs]]
optimizer = "momentum"
beta = 0.8

[[cues]]
step = 20
say = "Look."
"""

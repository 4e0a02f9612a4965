"""A small network scenario without a fault, for tests to put faults into, and its parser."""

from __future__ import annotations

from tuiopt.labs.network.scenario.model import NetworkScenario
from tuiopt.scenario.load import parse

LEAST = """\
format = 1
title = "A network"
lab = "network"
[[runs]]
optimizer = "adam"
"""

NETWORK = """\
format = 1
title = "Two moons"
lab = "network"

[data]
name = "moons"
samples = 100

[network]
hidden = [4, 3]

[play]
epochs = 5
batch_size = 16

[[runs]]
optimizer = "gd"

[[runs]]
optimizer = "adam"
batch_norm = false

[[cues]]
step = 5
say = "Look."
"""
"""80 samples to train on: 5 mini-batches an epoch, 25 steps in all."""


def parsed(text: str) -> NetworkScenario:
    scenario = parse(text.encode(), "f", "f")
    assert isinstance(scenario, NetworkScenario)
    return scenario

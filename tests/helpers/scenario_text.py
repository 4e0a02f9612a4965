"""A small scenario without a fault, for tests to put faults into, and what is told of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tuiopt.scenario.faults import ScenarioError
from tuiopt.scenario.load import load, parse

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


def refusals_of(text: str) -> list[str]:
    """The messages about a text, in order, without the file's name."""
    with pytest.raises(ScenarioError) as raised:
        parse(text.encode(), "f", "f")
    assert all(fault.file == "f" for fault in raised.value.faults)
    return [str(fault).removeprefix("f:").strip() for fault in raised.value.faults]


def refusal_of(path: Path) -> str:
    """The one message about a file, without the file's name."""
    with pytest.raises(ScenarioError) as raised:
        load(path)
    (fault,) = raised.value.faults
    return str(fault).removeprefix(f"{path}:").strip()

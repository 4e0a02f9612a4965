"""Turns that no reader of a message, a help line or a comment should meet again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tuiopt
import tuiopt_kernels

TURNS = re.compile(r"\b(is|are) due\b")
"""What is expected is told so: "expected a whole number from 1 to 8, found 0"."""

FILES = [
    path
    for package in (tuiopt, tuiopt_kernels)
    for path in sorted(Path(str(package.__file__)).parent.rglob("*.py"))
]


@pytest.mark.parametrize("path", FILES, ids=str)
def test_plain_english(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if TURNS.search(line)]

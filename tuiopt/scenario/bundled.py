"""The scenarios that come with tuiopt."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from tuiopt.registry import DEFAULT
from tuiopt.scenario.faults import Fault, ScenarioError, hint, listed
from tuiopt.scenario.text import one_line

ORDER = (
    "race",
    "learning-rate",
    "zigzag",
    "learning-rate-decay",
    "warm-up",
    "weight-decay",
    "inputs-raw",
    "inputs-scaled",
    "two-groups",
    "batch-sizes",
    "momentum",
    "heavy-ball",
    "rmsprop",
    "adam",
    "decoupled-decay",
    "saddle",
    "many-minima",
    "two-wells",
    "sharp-and-flat",
    "cliff",
    "rosenbrock",
    "himmelblau",
    "own-formula",
    "own-step-sizes",
    "adam-relatives",
    "newton",
    "zoo",
    "parameters",
    "bias-variance",
    "overfitting",
    "early-stopping",
    "shifted-inputs",
    "scaled-inputs",
    "vanishing-gradients",
    "initialization",
    "mini-batches",
    "network-optimizers",
    "network-decay",
    "batch-norm",
    "running-averages",
    "batch-norm-noise",
    "softmax",
    "transfer",
)
"""Names in the order of teaching."""


def bundled() -> dict[str, Path]:
    """The bundled scenarios by name, in alphabetical order."""
    return {path.stem: path for path in sorted(folder().glob("*.toml"))}


def in_order(names: Iterable[str]) -> list[str]:
    """The names in the order of teaching; those that `ORDER` does not have come last."""
    places = {name: place for place, name in enumerate(ORDER)}
    return sorted(names, key=lambda name: (places.get(name, len(ORDER)), name))


class Lesson(NamedTuple):
    """What there is to tell of a bundled scenario before it is loaded."""

    name: str
    title: str
    chapter: str
    lab: str
    description: str


def lessons() -> list[Lesson]:
    """All in the order of teaching, without their problems, which may take data and so NumPy."""
    paths = bundled()
    tables = {name: tomllib.loads(paths[name].read_text("utf-8")) for name in in_order(paths)}
    return [
        Lesson(
            name,
            table["title"],
            table.get("chapter", ""),
            table.get("lab", DEFAULT),
            table.get("description", ""),
        )
        for name, table in tables.items()
    ]


def folder() -> Path:
    """Where they are: in the installed package, or beside it in a checkout."""
    package = Path(str(files("tuiopt")))
    installed = package / "scenarios"
    return installed if installed.is_dir() else package.parent / "scenarios"


def find(word: str) -> Path:
    """The file that a word on the command line means.

    It is a path if it has a separator or ends in .toml, else the name of a bundled scenario; raises
    ScenarioError if there is none of that name.
    """
    if word.endswith(".toml") or os.sep in word or (os.altsep is not None and os.altsep in word):
        return Path(word)
    scenarios = bundled()
    if word not in scenarios:
        near = hint(word, scenarios) or ";"
        message = f"no bundled scenario has this name{near} there are: {listed(scenarios)}"
        raise ScenarioError(Fault(one_line(word), None, "", message))
    return scenarios[word]

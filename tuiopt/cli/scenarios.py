"""Scenarios as the words of a command name them."""

from __future__ import annotations

from pathlib import Path

from tuiopt.cli.output import REFUSED, CommandError
from tuiopt.scenario.bundled import find
from tuiopt.scenario.faults import ScenarioError
from tuiopt.scenario.model import Scenario


def loaded(word: str) -> tuple[Path, Scenario]:
    """The file that a path or a bundled name means, and what it says. CommandError if it is bad."""
    from tuiopt.scenario.load import load  # with all optimizers and surfaces: not for --version

    try:
        path = find(word)
        return path, load(path)
    except ScenarioError as error:
        raise CommandError(REFUSED, *map(str, error.faults)) from None

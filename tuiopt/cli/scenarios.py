"""Scenarios as the words of a command name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuiopt.cli.output import REFUSED, CommandError
from tuiopt.cli.plugins import tell_warnings
from tuiopt.scenario.faults import ScenarioError

if TYPE_CHECKING:
    from tuiopt import Scenario


def loaded(word: str) -> Scenario:
    """What the file says that a path or a bundled name means. CommandError with its faults."""
    from tuiopt import load  # with all optimizers and surfaces: not for --version

    try:
        return load(word)
    except ScenarioError as error:
        raise CommandError(REFUSED, *map(str, error.faults)) from None
    finally:
        tell_warnings()

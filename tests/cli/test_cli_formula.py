"""The commands on a scenario with a formula."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Command = Callable[..., CompletedProcess[bytes]]

FORMULA = """\
formula = "x**2 + y**2/4"
domain = { x = [-3, 3], y = [-3, 3] }
start = [2, 1]
"""


@pytest.fixture
def own(race: Path) -> Path:
    """A race on a formula, on line 4 of its file."""
    race.write_text(race.read_text().replace('surface = "ravine"\n', FORMULA))
    return race


def test_a_formula_is_checked_and_run(tuiopt: Command, own: Path) -> None:
    assert tuiopt("check", own.name).stdout == b"two.toml: ok\n"
    done = tuiopt("run", own.name)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.splitlines()[1] == b"formula, 30 steps"


def test_a_fault_of_a_formula_is_one_line(tuiopt: Command, own: Path) -> None:
    own.write_text(own.read_text().replace("x**2", "2x", 1))
    done = tuiopt("check", own.name)
    message = "two.toml:4: problem.formula: column 2: an operator is missing; write 2*x\n"
    assert (done.returncode, done.stderr.decode()) == (2, message)

"""What is told when the program itself fails, and when something that it wants is not there."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pseudo_terminal import PseudoTerminal, go_to_end

Start = Callable[..., PseudoTerminal]
Scenario = Callable[..., str]

MAIN = """
import sys
from tuiopt.cli import main
{change}
sys.exit(main())
"""

FAIL = """
def fail(*_):
    canary = "a local variable"
    raise {error}
"""

WIDGET = FAIL + "from {module} import {name}; {name}.{method} = fail"

LONG = """
problem.surface = "bowl"
play.steps = 6000
runs = [{ optimizer = "gd", learning_rate = 0.001 }]
"""

NETWORKS = """
lab = "network"
data = { name = "moons", samples = 20 }
network = { hidden = [2] }
play = { epochs = 3, batch_size = 4 }
runs = [{ optimizer = "adam" }, { optimizer = "gd" }]
"""
"""12 steps: the default parts leave 16 samples to train on."""


@pytest.mark.parametrize(
    ("module", "name", "method", "error"),
    [
        ("tuiopt.app.widgets.timeline", "Timeline", "rows", "ValueError('[/] boom')"),
        ("tuiopt.labs.contour.screen.widgets.map", "MapView", "render_line", "SystemError"),
        ("tuiopt.app.widgets.bars", "TitleBar", "watch_scenario", "LookupError"),
    ],
)
def test_a_widget_that_fails(
    start: Start, tmp_path: Path, module: str, name: str, method: str, error: str
) -> None:
    change = WIDGET.format(error=error, module=module, name=name, method=method)
    terminal = start(script=MAIN.format(change=change), env={"HOME": str(tmp_path)})
    assert terminal.wait_for_end() == 1
    assert terminal.left_on == []
    kind = error.partition("(")[0]
    (log,) = tmp_path.rglob("tuiopt*.log")
    told = "".join(terminal.text.split("\n"))  # one line, which the terminal wraps
    assert told.replace(" ", "") == f"tuiopt:{kind}:theprogramfailed;see{log}"
    written = log.read_text()
    assert f"\n{kind}" in written
    assert "Traceback" in written
    assert "a local variable" not in written


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("import sys; sys.modules['numba'] = None", "kernels are not available"),
        (
            FAIL.format(error="OSError('no LLVM')")
            + "import tuiopt_kernels.compiled as c; c.trajectory = fail",
            "kernels are not available",
        ),
        (
            FAIL.format(error="FloatingPointError('wrong')")
            + "import tuiopt_kernels.compiled as c; c.trajectory = lambda *_: fail",
            "kernels are not available",
        ),
    ],
    ids=["no Numba", "no compiler", "in a kernel"],
)
def test_kernels_that_fail(start: Start, scenario: Scenario, change: str, told: str) -> None:
    terminal = start(scenario(LONG), size=(120, 40), script=MAIN.format(change=change))
    terminal.wait_for(told)
    go_to_end(terminal, 6000)
    terminal.send("q")
    assert terminal.wait_for_end() == 0


@pytest.mark.parametrize(
    "change",
    [
        "import sys; sys.modules['numba'] = None",
        FAIL.format(error="OSError('no LLVM')") + "import tuiopt_kernels.compiled as c\n"
        "c.training = c.scores = fail",
        FAIL.format(error="FloatingPointError('wrong')") + "import tuiopt_kernels.compiled as c\n"
        "c.training = lambda *_: fail",
        FAIL.format(error="FloatingPointError('wrong')") + "import tuiopt_kernels.compiled as c\n"
        "c.scores = lambda *_: fail",
    ],
    ids=["no Numba", "no compiler", "in training", "in scores"],
)
def test_kernels_of_networks_that_fail(start: Start, scenario: Scenario, change: str) -> None:
    terminal = start(scenario(NETWORKS), size=(120, 40), script=MAIN.format(change=change))
    terminal.wait_for("kernels are not available")
    go_to_end(terminal, 12)
    terminal.send("q")
    assert terminal.wait_for_end() == 0


def test_where_nothing_is_compiled_keys_are_alive_and_networks_are_checked(
    start: Start, scenario: Scenario
) -> None:
    terminal = start(scenario(NETWORKS), size=(120, 40), env={"NUMBA_DISABLE_JIT": "1"})
    terminal.wait_for("NUMBA_DISABLE_JIT is set")
    go_to_end(terminal, 12)
    terminal.send("c")
    terminal.wait_for("quotient")
    terminal.send("q")
    terminal.wait_for(" 12/12 ")
    terminal.send("q")
    assert terminal.wait_for_end() == 0


@pytest.mark.parametrize(
    "env",
    [
        {"HOME": "/dev/null"},
        {"HOME": None, "XDG_CACHE_HOME": "/proc/cache"},
    ],
    ids=["home", "read-only"],
)
def test_caches_that_cannot_be_written(
    start: Start, scenario: Scenario, tmp_path: Path, env: dict[str, str | None]
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    where = {"NUMBA_CACHE_DIR": None, "TMPDIR": str(temporary)}
    terminal = start(scenario(LONG), size=(120, 40), env=where | env)
    text = terminal.wait_for("not writable")
    assert text.count("not writable") == 1
    go_to_end(terminal, 6000)
    assert [*temporary.rglob("*.nbi")], "the kernels are in the temporary folder"
    terminal.send("q")
    assert terminal.wait_for_end() == 0


def test_no_folder_can_be_written(start: Start, scenario: Scenario) -> None:
    nowhere = "/dev/null/nowhere"
    change = "import tempfile; tempfile.tempdir = '/dev/null'"
    env = {"NUMBA_CACHE_DIR": None, "HOME": nowhere, "TMPDIR": nowhere}
    terminal = start(scenario(LONG), script=MAIN.format(change=change), env=env)
    terminal.wait_for("no folder is writable")
    go_to_end(terminal, 6000)
    terminal.send("q")
    assert terminal.wait_for_end() == 0


def test_a_failure_that_cannot_be_logged(start: Start) -> None:
    change = WIDGET.format(
        error="KeyError", module="tuiopt.app.widgets.timeline", name="Timeline", method="rows"
    )
    change += "\nimport tempfile; tempfile.tempdir = '/dev/null'"
    terminal = start(script=MAIN.format(change=change), env={"HOME": os.devnull})
    assert terminal.wait_for_end() == 1
    assert terminal.left_on == []
    assert terminal.text.strip() == "tuiopt: KeyError: the program failed"

"""What the command line imports, and what it shares an environment with."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Command = Callable[..., CompletedProcess[bytes]]

MODULES_AFTER = """
import sys
from tuiopt.cli import main
main(sys.argv[1:])
print(*sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize(
    "words",
    [
        ["--version"],
        ["--help"],
        ["run", "--help"],
        ["check", "two.toml"],
        ["list"],
        ["list", "--json"],
        ["two.toml"],
        ["runn"],
        ["run", "missing.toml"],
    ],
)
def test_commands_that_compute_nothing_import_nothing_heavy(
    race: Path, tmp_path: Path, words: list[str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MODULES_AFTER, *words],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        timeout=120,
    )
    modules = set(done.stderr.decode().split())
    assert "tuiopt.cli" in modules
    assert modules & {"numpy", "numba", "textual", "rich"} == set()


def test_a_check_imports_no_more_of_the_zoo_than_the_scenario_names(
    race: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MODULES_AFTER, "check", race.name],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        timeout=120,
    )
    modules = set(done.stderr.decode().split())
    zoo = (
        "tuiopt_kernels.optimizers.",
        "tuiopt_kernels.surfaces.",
        "tuiopt_kernels.schedules.",
        "tuiopt_kernels.formulas",
    )
    found = {name.rpartition(".")[2] for name in modules if name.startswith(zoo)}
    assert {name for name in found if not name.startswith("_")} == {"gd", "adam", "ravine"}


def test_the_first_text_needs_no_numpy() -> None:
    """The title stands while it is being imported."""
    program = "import sys, tuiopt.app.app; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, timeout=120
    )
    modules = set(done.stdout.decode().split())
    assert "tuiopt.app.screens.start_screen" in modules
    assert modules & {"numpy", "numba"} == set()


def test_a_run_does_not_import_textual(race: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MODULES_AFTER, "run", race.name],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        timeout=120,
    )
    modules = set(done.stderr.decode().split())
    assert "numpy" in modules
    assert modules & {"textual", "rich"} == set()


def test_fault_46_another_distributions_kernels_stays_usable_beside_ours(tmp_path: Path) -> None:
    theirs = tmp_path / "site"
    (theirs / "kernels").mkdir(parents=True)
    (theirs / "kernels" / "__init__.py").write_text("OWNER = 'another distribution'\n")
    program = (
        f"import sys; sys.path.append({str(theirs)!r})\n"
        "import kernels\n"
        "from tuiopt_kernels.optimizers import OPTIMIZERS\n"
        "print(kernels.OWNER, 'adam' in OPTIMIZERS)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, check=True, timeout=120
    )
    assert done.stdout == b"another distribution True\n"


def test_fault_46_nothing_is_installed_under_the_name_kernels() -> None:
    try:
        files = importlib.metadata.files("tuiopt") or []
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("tuiopt is not installed")
    assert [file for file in files if file.parts[0] == "kernels"] == []

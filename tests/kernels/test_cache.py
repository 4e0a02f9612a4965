"""Compiled kernels across processes: kept, healed, never stale."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tuiopt_kernels import cache

RULE = """\
from tuiopt_kernels.optimizers._clocks import still
from tuiopt_kernels.spec import Line, Optimizer
FACTOR = {factor}
def scaled(g):
    return FACTOR * g
def rule(g, x, alpha, hyper, k, slots):
    return -alpha * scaled(g), (), ()
SPEC = Optimizer("mine", "Mine", rule, still, (Line("update", "-alpha*g"),), "", "")
"""

STEP = """\
import sys
sys.path[:0] = {paths!r}
import numpy as np
import mine
from trial import arguments
from tuiopt_kernels import compiled
from tuiopt_kernels.surfaces import SURFACES
surface = SURFACES["bowl"]
def machine_code():
    return len([*compiled.FOLDER.rglob("*.nbc")])
kept = machine_code()
kernel = compiled.trajectory(mine.SPEC, surface)
trial = arguments(mine.SPEC, surface, 1, 0.25, start=(1.0, 0.0))
kernel(*trial)
print(trial[0][1], int(kept > 0 and kept == machine_code()), compiled.WARNING or "")
"""

ON_A_FORMULA = """\
import sys
sys.path[:0] = {paths!r}
from trial import arguments
from tuiopt_kernels import compiled, formulas
from tuiopt_kernels.optimizers import OPTIMIZERS
surface = formulas.surface(sys.argv[1], ((-2.0, 2.0), (-2.0, 2.0)), (1.0, 0.0))
def machine_code():
    return len([*compiled.FOLDER.rglob("*.nbc")])
kept = machine_code()
kernel = compiled.trajectory(OPTIMIZERS["gd"], surface)
trial = arguments(OPTIMIZERS["gd"], surface, 1, 0.25)
kernel(*trial)
print(trial[0][1], int(kept > 0 and kept == machine_code()), compiled.WARNING or "")
"""

ON_A_NETWORK = """\
import sys
sys.path[:0] = {paths!r}
from nets import arguments
from network_cases import network_case
from tuiopt_kernels import compiled
from tuiopt_kernels.optimizers import OPTIMIZERS
adam = OPTIMIZERS["adam"]
print(compiled.training(adam)(*arguments(network_case(2, 3), adam, 0.01)))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kernels").mkdir()
    (tmp_path / "mine.py").write_text(RULE.format(factor=1.0))
    return tmp_path


def command(folder: Path, program: str = STEP) -> list[str]:
    tests = Path(__file__).parents[1]
    paths = [str(folder), str(tests / "helpers"), str(tests / "golden")]
    return [sys.executable, "-B", "-c", program.format(paths=paths)]


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "NUMBA_CACHE_DIR": str(folder / "kernels")}


def step(folder: Path, **changes: str) -> list[str]:
    """One step of the rule in a process of its own: x, "1" if from the cache, a warning."""
    return told(command(folder), {**environment(folder), **changes})


def told(words: list[str], variables: dict[str, str]) -> list[str]:
    done = subprocess.run(words, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.rstrip("\n").split(" ", 2)


def test_a_second_process_loads_what_the_first_compiled(folder: Path) -> None:
    assert step(folder) == ["0.5", "0", ""]
    assert step(folder) == ["0.5", "1", ""]


def test_what_was_just_compiled_is_loaded_from_the_cache_too(folder: Path) -> None:
    """So that nothing stays of what the compiler knew."""
    program = command(folder)
    program[-1] += "print(len(kernel.stats.cache_hits))"
    (_, hits) = " ".join(told(program, environment(folder))).splitlines()
    assert hits == "1"


def test_an_edited_helper_runs_at_once(folder: Path) -> None:
    step(folder)
    (folder / "mine.py").write_text(RULE.format(factor=2.0))
    assert step(folder) == ["0.0", "0", ""]


def test_an_edit_of_how_code_is_made_renames_kernels(folder: Path) -> None:
    """Of a copy of the package."""
    package = Path(cache.__file__).parent
    shutil.copytree(package, folder / package.name, ignore=shutil.ignore_patterns("__pycache__"))
    assert [step(folder)[1] for _ in range(2)] == ["0", "1"]
    for name in ("machine/tuples.py", "network/rows.py"):
        with (folder / package.name / name).open("a") as file:
            file.write("# edited\n")
        assert [step(folder)[1] for _ in range(2)] == ["0", "1"]


def test_a_formula_is_compiled_once_and_never_taken_for_another(folder: Path) -> None:
    def step_on(formula: str) -> list[str]:
        return told([*command(folder, ON_A_FORMULA), formula], environment(folder))

    assert step_on("x**2 + y**2") == ["0.5", "0", ""]
    assert step_on("x**2 + y**2") == ["0.5", "1", ""]
    assert step_on("2*x**2 + y**2") == ["0.0", "0", ""]
    assert step_on("sin(x)**2/2 + y**2")[1] == "0"
    assert step_on("cos(x)**2/2 + y**2")[1] == "0"


def test_a_second_process_loads_the_kernels_of_networks(folder: Path) -> None:
    """Whoever compiles writes."""

    def kept() -> dict[Path, int]:
        files = (folder / "kernels").rglob("*.nb[ic]")
        return {path: path.stat().st_mtime_ns for path in files}

    assert told(command(folder, ON_A_NETWORK), environment(folder)) == ["3"]
    before = kept()
    assert {path.suffix for path in before} == {".nbi", ".nbc"}
    assert told(command(folder, ON_A_NETWORK), environment(folder)) == ["3"]
    assert kept() == before


def test_a_truncated_cache_is_compiled_anew_silently(folder: Path) -> None:
    step(folder)
    files = [path for path in (folder / "kernels").rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".nbi", ".nbc"}
    for path in files:
        path.write_bytes(path.read_bytes()[:100])
    assert step(folder)[0] == "0.5"
    step(folder)
    assert step(folder) == ["0.5", "1", ""]


def test_two_processes_may_compile_at_once(folder: Path) -> None:
    both = [
        subprocess.Popen(command(folder), env=environment(folder), stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    for process in both:
        out, _ = process.communicate()
        assert process.returncode == 0
        assert out.split()[0] == b"0.5"
    assert step(folder) == ["0.5", "1", ""]


def test_without_a_writable_cache_kernels_go_to_a_temporary_folder(folder: Path) -> None:
    (folder / "tmp").mkdir()
    (folder / "file").touch()
    x, _, warning = step(
        folder, NUMBA_CACHE_DIR=str(folder / "file" / "cache"), TMPDIR=str(folder / "tmp")
    )
    assert x == "0.5"
    assert "not writable" in warning
    assert list((folder / "tmp").rglob("*.nbc"))


def test_a_full_disk_costs_the_cache_not_the_run(folder: Path) -> None:
    """Files may have 5,000 bytes here: a probe fits, a kernel does not."""
    program = command(folder)
    program[-1] = (
        "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))\n"
        "import signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n" + program[-1]
    )
    done = subprocess.run(
        program, env=environment(folder), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("0.5 0")


OURS = "drivers.step_0123456789abcdef0123-12.py311"


def aged(folder: Path, *names: str) -> None:
    """Files that nobody has used for long."""
    past = time.time() - cache.KEEP_SECONDS - 60
    for name in names:
        (folder / name).touch()
        os.utime(folder / name, (past, past))


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_kernels_that_nobody_used_for_long_are_removed(tmp_path: Path) -> None:
    new = OURS.replace("step", "slope")
    (tmp_path / f"{new}.nbi").touch()
    aged(tmp_path, f"{OURS}.nbi", f"{OURS}.1.nbc")
    cache.prune(tmp_path)
    assert left(tmp_path) == [f"{new}.nbi"]


def test_what_others_keep_in_the_same_folder_stays(tmp_path: Path) -> None:
    """`NUMBA_CACHE_DIR` may be where all of a user's programs keep what Numba compiled."""
    others = ["old.txt", "theirs.step-12.py311.1.nbc", "theirs.step-12.py311.nbi"]
    aged(tmp_path, *others)
    cache.prune(tmp_path)
    cache.forget(tmp_path, "step")
    assert left(tmp_path) == others


def test_only_the_damaged_kernel_is_removed(tmp_path: Path) -> None:
    names = f"{OURS}.nbi", f"{OURS}.1.nbc", f"{OURS.replace('3-', '4-')}.nbi"
    aged(tmp_path, *names)
    cache.forget(tmp_path, "step_0123456789abcdef0123")
    assert left(tmp_path) == [names[-1]]


def test_kernels_are_known_by_the_names_that_numba_gives_their_files(folder: Path) -> None:
    step(folder)
    files = [path for path in (folder / "kernels").rglob("*") if path.is_file()]
    assert files
    for path in files:
        aged(path.parent, path.name)
    assert len(cache.names(folder / "kernels")) == 1
    cache.prune(folder / "kernels")
    assert not any(path.is_file() for path in (folder / "kernels").rglob("*"))


def test_a_temporary_folder_of_somebody_else_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Code is loaded from the cache: a folder that others can write to is passed over."""
    monkeypatch.setattr(cache.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("NUMBA_CACHE_DIR", "/dev/null/cache")
    first, _ = cache.folder()
    assert first is not None
    first.chmod(0o777)
    second, _ = cache.folder()
    assert second is not None
    assert second != first

"""Where `tuiopt run -o FILE` may write, and what it leaves behind when it cannot."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Command = Callable[..., CompletedProcess[bytes]]


def test_fault_26_an_existing_file_or_link_needs_force(
    tuiopt: Command, race: Path, tmp_path: Path
) -> None:
    precious = tmp_path / "precious.csv"
    precious.write_text("precious")
    link = tmp_path / "link.csv"
    link.symlink_to(precious)
    for path in (precious, link):
        refused = tuiopt("run", race.name, "-o", path.name)
        assert refused.returncode == 1
        line = f"tuiopt: {path.name}: file exists; --force overwrites it\n"
        assert refused.stderr.decode() == line
    assert tuiopt("run", race.name, "-o", link.name, "--force").returncode == 0
    assert precious.read_text() == "precious"
    assert not link.is_symlink()
    assert link.read_text().startswith("run,step,")
    assert tuiopt("run", race.name, "-o", precious.name, "--force").returncode == 0
    assert precious.read_bytes() == link.read_bytes()


@pytest.mark.parametrize(
    ("target", "reason"),
    [("missing/a.csv", "No such file or directory"), ("folder.csv", "Is a directory")],
)
def test_the_systems_reason_is_told_in_one_line(
    tuiopt: Command, race: Path, tmp_path: Path, target: str, reason: str
) -> None:
    (tmp_path / "folder.csv").mkdir()
    done = tuiopt("run", race.name, "-o", target, "--force")
    assert done.returncode == 1
    assert done.stderr.decode() == f"tuiopt: {target}: {reason}\n"


def test_a_file_that_outgrows_its_disk_leaves_nothing(
    tuiopt: Command, race: Path, tmp_path: Path
) -> None:
    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    done = tuiopt("run", race.name, "-o", "a.csv", preexec_fn=small_files)
    assert done.returncode == 1
    assert done.stderr.decode() == "tuiopt: a.csv: File too large\n"
    assert list(tmp_path.iterdir()) == [race]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_with_128_plus_n_and_no_half_file(
    race: Path, tmp_path: Path, command: tuple[str, ...], number: signal.Signals
) -> None:
    race.write_text(race.read_text().replace("steps = 30", "steps = 1_000_000"))
    process = subprocess.Popen(
        [*command, "run", race.name, "-o", "a.csv"],
        cwd=tmp_path,
        # Whoever runs the tests may have it ignored, as nohup does.
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),
    )
    try:
        while not any(path.stat().st_size for path in tmp_path.glob(".tuiopt-*")):
            assert process.poll() is None
            time.sleep(0.01)
        os.kill(process.pid, number)
        assert process.wait(60) == 128 + number
    finally:
        process.kill()
    assert list(tmp_path.iterdir()) == [race]

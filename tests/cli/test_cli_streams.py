"""Standard streams that are no terminal, full, or gone."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from subprocess import DEVNULL, PIPE, CompletedProcess

import pytest

Command = Callable[..., CompletedProcess[bytes]]

NEEDS_TERMINAL = "tuiopt: needs a terminal; use `tuiopt run`"


def read_all(terminal: int) -> str:
    os.set_blocking(terminal, False)
    return os.read(terminal, 100_000).decode()


@pytest.mark.parametrize("stdin", ["/dev/null", "pipe"])
def test_fault_22_standard_input_that_is_no_terminal(
    tuiopt: Command, terminal: tuple[int, int], race: Path, stdin: str
) -> None:
    ours, theirs = terminal
    reading, writing = os.pipe()
    given = DEVNULL if stdin == "/dev/null" else reading
    done = tuiopt(race.name, stdin=given, stdout=theirs, stderr=theirs)
    os.close(reading)
    os.close(writing)
    assert done.returncode == 2
    assert read_all(ours) == f"{NEEDS_TERMINAL}\r\n"


@pytest.mark.parametrize("gone", ["stdout", "stderr"])
def test_fault_23_standard_output_or_error_that_is_no_terminal(
    tuiopt: Command, terminal: tuple[int, int], race: Path, gone: str
) -> None:
    ours, theirs = terminal
    streams = {"stdin": theirs, "stdout": theirs, "stderr": theirs} | {gone: PIPE}
    done = tuiopt(race.name, **streams)
    assert done.returncode == 2
    if gone == "stderr":
        assert done.stderr.decode() == f"{NEEDS_TERMINAL}\n"
    else:
        assert done.stdout == b""
        assert read_all(ours) == f"{NEEDS_TERMINAL}\r\n"


@pytest.mark.parametrize("words", [["run", "two.toml"], ["check", "two.toml"], ["--help"]])
def test_fault_23_headless_output_has_no_escapes_even_in_a_terminal(
    tuiopt: Command, terminal: tuple[int, int], race: Path, words: list[str]
) -> None:
    ours, theirs = terminal
    done = tuiopt(*words, stdin=theirs, stdout=theirs, stderr=theirs)
    assert done.returncode == 0
    shown = read_all(ours)
    assert shown
    assert "\x1b" not in shown


def test_fault_24_a_reader_that_stops_reading(
    race: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    race.write_text(race.read_text().replace("steps = 30", "steps = 5000"))
    process = subprocess.Popen(
        [*command, "run", race.name, "-o", "-"], cwd=tmp_path, stdout=PIPE, stderr=PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith(b"run,step,")
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 141


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["list"], ["run", "two.toml"]])
def test_fault_24_a_reader_that_is_gone_before_the_last_flush(
    tuiopt: Command, race: Path, words: list[str]
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = tuiopt(*words, stdout=writing, stderr=PIPE)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
@pytest.mark.parametrize("words", [["--version"], ["run", "two.toml"], ["run", "two.toml", "-o-"]])
def test_a_full_standard_output(tuiopt: Command, race: Path, words: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = tuiopt(*words, stdout=full, stderr=PIPE)
    assert done.returncode == 1
    assert done.stderr == b"tuiopt: standard output: No space left on device\n"


def test_a_closed_standard_output(race: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    line = 'exec "$@" >&-'
    done = subprocess.run(
        ["sh", "-c", line, "sh", *command, "run", race.name], cwd=tmp_path, stderr=PIPE
    )
    assert done.returncode == 1
    assert done.stderr == b"tuiopt: standard output is closed\n"


def test_a_closed_standard_error(race: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" 2>&-', "sh", *command, "runn"], cwd=tmp_path, stdout=PIPE
    )
    assert (done.returncode, done.stdout) == (2, b"")

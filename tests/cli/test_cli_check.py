from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Command = Callable[..., CompletedProcess[bytes]]


def test_good_files_are_told_on_standard_output(tuiopt: Command, race: Path) -> None:
    done = tuiopt("check", race.name)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"two.toml: ok\n", b"")


def test_bundled_scenarios_are_checked_by_name(tuiopt: Command) -> None:
    done = tuiopt("check", "race")
    assert (done.returncode, done.stdout) == (0, b"race: ok\n")


def test_a_network_is_checked(tuiopt: Command, tmp_path: Path) -> None:
    least = "format = 1\ntitle = 'x'\nlab = 'network'\n[[runs]]\noptimizer = 'adam'\n"
    (tmp_path / "good.toml").write_text(least)
    (tmp_path / "bad.toml").write_text(least + "hidden = [16, 129]\n")
    done = tuiopt("check", "good.toml", "bad.toml")
    assert (done.returncode, done.stdout) == (2, b"good.toml: ok\n")
    expected = "expected a whole number from 1 to 128"
    assert done.stderr.decode() == f"bad.toml:6: runs[1].hidden[2]: {expected}, found 129\n"


def test_fault_21_every_bad_file_of_several_is_told(
    tuiopt: Command, race: Path, tmp_path: Path
) -> None:
    good = race.read_text()
    (tmp_path / "b.toml").write_text(good.replace('"gd"', '"gdd"').replace("30", "0"))
    (tmp_path / "d.toml").write_text("format = 1\ntitle = ")
    for name in ("a", "c", "e"):
        (tmp_path / f"{name}.toml").write_text(good)
    done = tuiopt("check", *(f"{name}.toml" for name in "abcde"))
    assert done.returncode == 2
    assert done.stdout == b"a.toml: ok\nc.toml: ok\ne.toml: ok\n"
    faults = done.stderr.decode().splitlines()
    assert [fault.split(":")[0] for fault in faults] == ["b.toml", "b.toml", "d.toml"]
    assert [fault.split(":")[1] for fault in faults] == ["6", "8", "2"]


def test_fault_50_names_that_are_no_text_are_shown_with_replacement_marks(
    tuiopt: Command, race: Path, tmp_path: Path
) -> None:
    name = b"caf\xe9 \x1b[31m.toml"
    try:
        (tmp_path / os.fsdecode(name)).write_bytes(race.read_bytes())
    except OSError:
        pytest.skip("the file system only takes names that are text")
    shown = "caf\ufffd \ufffd[31m.toml".encode()
    assert tuiopt("check", name).stdout == shown + b": ok\n"
    missing = tuiopt("check", b"no " + name)
    assert missing.returncode == 2
    assert missing.stderr.startswith(b"no " + shown)
    assert missing.stderr.count(b"\n") == 1

"""Bad usage: one line on standard error, status 2, the nearest right name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tuiopt import __version__
from tuiopt.cli import main
from tuiopt.cli.commands import LATER


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["runn", "x.toml"], '"runn" is neither a command nor'),
        (["runn", "x.toml"], 'did you mean "run"?'),
        (["chekc"], 'did you mean "check"?'),
        (["--ascii", "run", "x.toml"], "the command comes first: tuiopt run"),
        (["a.toml", "b.toml"], "one argument too many: b.toml"),
        (["--them", "light"], 'unknown option --them; did you mean "--theme"?'),
        (["--theme", "drak"], 'did you mean "dark"?'),
        (["--theme=\x1b[31m"], "is none of dark, light, projector"),
        (["run"], "SCENARIO"),
        (["run", "x.toml", "--blow=1"], 'unknown option --blow; did you mean "--below"?'),
        (["run", "x.toml", "--below", "nan"], "must be a finite number"),
        (["run", "x.toml", "--below", "low"], "must be a finite number"),
        (["run", "x.toml", "-o", "x.txt"], "must end in .csv, .jsonl, .npz"),
        (["run", "x.toml", "-o", ""], "must end in .csv, .jsonl, .npz"),
        (["check"], "SCENARIO"),
        (["list", "optimisers"], 'did you mean "optimizers"?'),
        (["list", "scheduls"], 'did you mean "schedules"?'),
        *[([name], f"{name}: needs a later tuiopt") for name in LATER],
        ([":AXicS0"], ":AXicS0: needs a later tuiopt"),
        (["race", "--answers", "class.csv"], "--answers: needs a later tuiopt"),
    ],
)
def test_bad_usage_is_one_line_and_status_2(
    words: list[str], expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert expected in streams.err
    assert streams.err.count("\n") == 1
    assert streams.err.startswith("tuiopt")
    assert streams.err.rstrip("\n").isprintable()


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"tuiopt {__version__}\n"


def test_help_names_every_command_that_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    assert all(f"\n  {name} " in text for name in ("run", "check", "list"))
    assert not any(f"\n  {name} " in text for name in LATER)


@pytest.mark.parametrize("command", ["run", "check", "list"])
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"usage: tuiopt {command}")


def test_a_bad_suffix_is_told_before_the_scenario_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", str(tmp_path / "missing.toml"), "-o", "trace"]) == 2
    assert "must end in" in capsys.readouterr().err

"""`tuiopt run`: summary and traces. What the files hold in detail is tests/export's matter."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import numpy as np
import pytest

from tuiopt.cli import main

Command = Callable[..., CompletedProcess[bytes]]

HEAD = "run,step,learning_rate,x,y,loss,grad_x,grad_y,update_x,update_y"


def test_the_summary_has_a_row_a_run(race: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(race)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == ["Two on the ravine", "ravine, 30 steps", ""]
    assert " ".join(lines[3].split()) == "run optimizer α final loss first below 0.01 outcome"
    assert [line.split()[:3] for line in lines[4:]] == [
        ["GD", "gd", "0.1"],
        ["adam", "adam", "0.5"],
    ]
    # The ravine's axes are apart: each decays by 1 − 2α/condition and 1 − 2α a step.
    x, y = -7 * (1 - 0.2 / 20) ** 30, 2 * 0.8**30
    assert lines[4].split()[3] == f"{x * x / 20 + y * y:.6g}"


def test_below_moves_the_threshold(race: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(race), "--below", "2"]) == 0
    gd = capsys.readouterr().out.splitlines()[4].split()
    losses = [49 * 0.99 ** (2 * t) / 20 + 4 * 0.8 ** (2 * t) for t in range(31)]
    assert gd[4] == str(next(t for t, loss in enumerate(losses) if loss < 2))


def test_the_summary_tells_divergence_and_convergence(
    race: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = race.read_text().replace("learning_rate = 0.1", "learning_rate = 10.0")
    race.write_text(text)
    assert main(["run", str(race)]) == 0
    rows = capsys.readouterr().out.splitlines()[4:]
    assert "diverged at 6: y = " in rows[0]
    race.write_text(text.replace("steps = 30", "steps = 4000"))
    assert main(["run", str(race)]) == 0
    assert "converged at " in capsys.readouterr().out.splitlines()[5]


def test_a_schedule_is_told_and_its_rates_are_written(
    race: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schedule = 'learning_rate = 0.2\nschedule = { kind = "inverse-time", decay_rate = 1 }'
    race.write_text(race.read_text().replace("learning_rate = 0.1", schedule))
    assert main(["run", str(race)]) == 0
    assert " 0.2, inverse-time " in capsys.readouterr().out.splitlines()[4]
    files = [str(tmp_path / f"trace.{suffix}") for suffix in ("csv", "jsonl", "npz")]
    for file in files:
        assert main(["run", str(race), "-o", file]) == 0
    capsys.readouterr()
    due = [0.2 / (1 + t) for t in range(1, 31)]
    with open(files[0], encoding="utf-8", newline="") as lines:
        rates = [row["learning_rate"] for row in csv.DictReader(lines) if row["run"] == "GD"]
    assert rates[0] == ""
    assert [float(rate) for rate in rates[1:]] == due
    with open(files[1], encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][1:]
    assert [row["learning_rate"] for row in rows if row["run"] == "GD" and row["step"]] == due
    with np.load(files[2]) as archive:
        assert archive["learning_rate"][1:31].tolist() == due


def test_ascii_streams_get_ascii(tuiopt: Command, race: Path) -> None:
    race.write_text(race.read_text().replace("Two on", "Two – on"), encoding="utf-8")
    done = tuiopt("run", race.name, env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    lines = done.stdout.decode("ascii").splitlines()
    assert lines[0] == "Two - on the ravine"
    assert "alpha" in lines[3]
    assert lines[3].index("outcome") == lines[4].rindex("-")


def test_csv_on_standard_output_is_the_csv_file(
    tuiopt: Command, race: Path, tmp_path: Path
) -> None:
    printed = tuiopt("run", race.name, "-o", "-", env={"PYTHONIOENCODING": "ascii"})
    assert (printed.returncode, printed.stderr) == (0, b"")
    assert main(["run", str(race), "-o", str(tmp_path / "a.csv")]) == 0
    assert printed.stdout == (tmp_path / "a.csv").read_bytes()
    assert printed.stdout.decode().splitlines()[0].startswith(HEAD)
    assert b"\x1b" not in printed.stdout


def test_the_three_formats_tell_the_same(
    race: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for suffix in (".csv", ".jsonl", ".npz"):
        assert main(["run", str(race), "-o", str(tmp_path / f"trace{suffix}")]) == 0
    assert capsys.readouterr() == ("", "")
    with open(tmp_path / "trace.csv", newline="") as file:
        from_csv = [float(row["loss"]) for row in csv.DictReader(file)]
    lines = (tmp_path / "trace.jsonl").read_text().splitlines()
    from_jsonl = [json.loads(line)["loss"] for line in lines[1:]]
    with np.load(tmp_path / "trace.npz", allow_pickle=False) as archive:
        from_npz = archive["loss"].tolist()
    assert len(from_csv) == 2 * 31
    assert from_csv == from_jsonl == from_npz


def test_a_bad_scenario_leaves_no_file(
    race: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    race.write_text(race.read_text().replace("steps", "stepz"))
    assert main(["run", str(race), "-o", str(tmp_path / "a.csv")]) == 2
    assert f"{race}:6: " in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [race]

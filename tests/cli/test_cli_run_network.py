"""`tuiopt run` of networks: summary, traces, progress, and being interrupted."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import DEVNULL, PIPE, CompletedProcess

import numpy as np
import pytest

from tuiopt.cli import main, progress

Command = Callable[..., CompletedProcess[bytes]]

HEAD = "run,step,epoch,learning_rate,batch_loss,grad_norm,train_loss,dev_loss,train_error,dev_error"

NETS = """\
format = 1
title = "Two networks"
lab = "network"
[data]
name = "moons"
samples = 100
[network]
hidden = [3]
batch_norm = false
[play]
epochs = 12
batch_size = 32
[[runs]]
optimizer = "adam"
learning_rate = 0.1
[[runs]]
optimizer = "gd"
label = "normed"
batch_norm = true
learning_rate = 0.5
early_stopping = { patience = 1 }
"""

LONG = NETS.replace("epochs = 12", "epochs = 20_000").replace("[3]", "[32, 32]")


@pytest.fixture
def nets(tmp_path: Path) -> Path:
    """A scenario of two networks, 12 epochs of three mini-batches; one stops early."""
    path = tmp_path / "nets.toml"
    path.write_text(NETS)
    return path


def table_of(text: str) -> list[dict[str, str]]:
    """The rows of a summary by the head's names, each of which has a column of its own."""
    head, *rows = text.split("\n\n")[1].splitlines()
    names = [name.strip() for name in head.split("  ") if name.strip()]
    cells = [[cell.strip() for cell in row.split("  ") if cell.strip()] for row in rows]
    return [dict(zip(names, row, strict=True)) for row in cells]


def archive_of(nets: Path) -> dict[str, np.ndarray]:
    path = nets.with_suffix(".npz")
    assert main(["run", str(nets), "-o", str(path)]) == 0
    with np.load(path, allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


def test_the_summary_has_a_row_a_run(nets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(nets), "--below", "0.3"]) == 0
    text = capsys.readouterr().out
    assert text.splitlines()[:5] == [
        "Two networks",
        "moons: 80 train, 10 dev, 10 test; 12 epochs",
        "losses and errors: after the last whole epoch; with early stopping, after the best",
        "best epoch: of the lowest dev loss; first below 0.3: epoch, of the train loss",
        "",
    ]
    archive = archive_of(nets)
    for i, row in enumerate(table_of(text)):
        dev, train = (archive[f"{i}/{part}_loss"][2::3] for part in ("dev", "train"))
        best = int(np.argmin(dev)) + 1
        shown = best if i else 12
        assert row["run"] == ("adam", "normed")[i]
        assert row["optimizer"] == ("adam", "gd")[i]
        assert row["α"] == ("0.1", "0.5")[i]
        assert row["parameters"] == ("17", "20")[i]
        for name in ("train loss", "dev loss", "train error", "dev error"):
            told = archive[f"{i}/{name.replace(' ', '_')}"][3 * shown - 1]
            assert row[name] == f"{told:.4g}"
        assert row["test error"] == f"{wrong(archive, i):.4g}"
        assert row["best epoch"] == str(best)
        below = [str(epoch) for epoch, loss in enumerate(train, 1) if loss < 0.3]
        assert row["first below 0.3"] == (below or ["-"])[0]
        stopped = f"stopped early after epoch {len(dev)}"
        assert row["outcome"] == (stopped if i else "-")
        assert not i or best == len(dev) - 1 < 11


def wrong(archive: dict[str, np.ndarray], i: int) -> float:
    """The share of the test part that the network errs in: of a ReLU layer, with batch norm or
    without."""
    folder = f"{i}/best/" if i else f"{i}/final/"
    theta = {n.removeprefix(folder): a for n, a in archive.items() if n.startswith(folder)}
    z = archive["x_test"] @ theta["W1"]
    if i:
        z = (z - theta["running_mean1"]) / np.sqrt(theta["running_var1"] + 1e-5)
        z = z * theta["gamma1"] + theta["beta1"]
    else:
        z = z + theta["b1"]
    z = np.maximum(z, 0.0) @ theta["W2"] + theta["b2"]
    return float((z.argmax(axis=1) != archive["y_test"]).mean())


def test_the_summary_tells_divergence(nets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nets.write_text(NETS.replace("learning_rate = 0.1", "learning_rate = 1e200"))
    assert main(["run", str(nets)]) == 0
    rows = table_of(capsys.readouterr().out)
    assert rows[0]["outcome"].startswith("diverged at ")
    assert rows[0]["outcome"].endswith(" not finite")
    assert rows[0]["best epoch"] == "-"


def test_empty_parts_have_no_numbers(nets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = NETS.replace('name = "moons"', 'name = "moons"\nsplit = [1, 0, 0]')
    nets.write_text(text.replace("early_stopping = { patience = 1 }", ""))
    assert main(["run", str(nets)]) == 0
    shown = capsys.readouterr().out
    assert "moons: 100 train, 0 dev, 0 test; 12 epochs" in shown
    assert "early stopping" not in shown
    for row in table_of(shown):
        missing = ("dev loss", "dev error", "test error", "best epoch")
        assert [row[name] for name in missing] == ["-"] * 4


def test_phases_tell_their_data(nets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    phase = '[[phases]]\nepoch = 4\ndata = { name = "circles", samples = 50 }\n'
    nets.write_text(NETS + phase)
    assert main(["run", str(nets)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[2] == "from epoch 4 on circles: 40 train, 5 dev, 5 test"


def test_ascii_streams_get_ascii(tuiopt: Command, nets: Path) -> None:
    done = tuiopt("run", nets.name, env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert "alpha" in done.stdout.decode("ascii")


def test_csv_on_standard_output_is_the_csv_file(
    tuiopt: Command, nets: Path, tmp_path: Path
) -> None:
    printed = tuiopt("run", nets.name, "-o", "-")
    assert (printed.returncode, printed.stderr) == (0, b"")
    assert main(["run", str(nets), "-o", str(tmp_path / "a.csv")]) == 0
    assert printed.stdout == (tmp_path / "a.csv").read_bytes()
    assert printed.stdout.decode().splitlines()[0] == HEAD


def test_the_three_formats_tell_the_same(nets: Path, tmp_path: Path) -> None:
    for suffix in (".csv", ".jsonl"):
        assert main(["run", str(nets), "-o", str(tmp_path / f"trace{suffix}")]) == 0
    with open(tmp_path / "trace.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    objects = [json.loads(line) for line in (tmp_path / "trace.jsonl").read_text().splitlines()]
    archive = archive_of(nets)
    for name in ("batch_loss", "dev_loss"):
        both = np.concatenate([archive[f"{i}/{name}"] for i in range(2)])
        from_csv = [float(row[name]) for row in rows if row[name]]
        assert from_csv == [row[name] for row in objects[1:] if name in row]
        assert from_csv == both[~np.isnan(both)].tolist()
    assert len(rows) == len(archive["0/step"]) + len(archive["1/step"])


def test_training_again_gives_the_same_bytes(tuiopt: Command, nets: Path, tmp_path: Path) -> None:
    """In another process, by kernels where the first has the interpreter's."""
    assert main(["run", str(nets), "-o", str(tmp_path / "a.npz")]) == 0
    by_kernels = (
        "import sys; from tuiopt.labs.network.solve import training; training.INTERPRETED = 0\n"
        "from tuiopt.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    words = ["run", nets.name, "-o", "b.npz"]
    subprocess.run([sys.executable, "-c", by_kernels, *words], cwd=tmp_path, check=True)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


# What is imported


@pytest.mark.parametrize("output", [[], ["-o", "-"]])
@pytest.mark.parametrize(("lab", "other"), [("contour", "network"), ("network", "contour")])
def test_a_run_imports_its_own_lab_and_no_screen(
    race: Path, nets: Path, tmp_path: Path, lab: str, other: str, output: list[str]
) -> None:
    program = (
        "import sys; from tuiopt.cli import main; main(sys.argv[1:])\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    name = {"contour": race.name, "network": nets.name}[lab]
    done = subprocess.run(
        [sys.executable, "-c", program, "run", name, *output],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        timeout=120,
    )
    modules = set(done.stderr.decode().split())
    assert f"tuiopt.labs.{lab}" in modules
    assert modules & {"textual", "rich"} == set()
    assert modules & {f"tuiopt.labs.{other}", f"tuiopt.export.{other}"} == set()


# How far it is


def test_a_terminal_sees_the_epochs_in_one_line_that_is_gone_at_the_end(
    tuiopt: Command, terminal: tuple[int, int], nets: Path
) -> None:
    ours, theirs = terminal
    done = tuiopt("run", nets.name, stdout=PIPE, stderr=theirs)
    assert done.returncode == 0
    os.set_blocking(ours, False)
    shown = os.read(ours, 100_000).decode()
    first, *lines = shown.split("\r")
    assert first == ""
    assert lines[0] == "0/24 epochs"
    assert all(line.endswith("/24 epochs") for line in lines[:-2])
    assert (lines[-2].strip(), lines[-1]) == ("", "")
    assert len(lines[-2]) > len("24/24 epochs")
    assert shown.replace("\r", "").isprintable()


def test_elsewhere_nothing_is_told(tuiopt: Command, nets: Path) -> None:
    assert tuiopt("run", nets.name).stderr == b""


def test_no_more_than_ten_lines_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    now = [0.0]
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    with progress.progress("epochs") as tell:
        for done in range(1000):
            tell(done, 1000)
            now[0] += 1 / 64
    # The first at once, then every seventh: after 7/64 of a second.
    assert terminal.getvalue().count("epochs") == 1 + 999 // 7


# Being interrupted


@pytest.mark.parametrize("output", [[], ["-o", "a.npz"]])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_training_and_leaves_nothing(
    nets: Path,
    tmp_path: Path,
    command: tuple[str, ...],
    terminal: tuple[int, int],
    output: list[str],
    number: signal.Signals,
) -> None:
    nets.write_text(LONG)
    ours, theirs = terminal
    process = subprocess.Popen(
        [*command, "run", nets.name, *output],
        cwd=tmp_path,
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=theirs,
        # Whoever runs the tests may have it ignored, as nohup does.
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),
    )
    try:
        shown = ""
        while "\r1" not in shown:  # some epochs are over
            shown += os.read(ours, 1000).decode()
        process.send_signal(number)
        assert process.wait(60) == 128 + number
        shown += os.read(ours, 100_000).decode()
        assert shown.rpartition("epochs")[2].strip() == ""
        assert "Traceback" not in shown
        assert process.stdout is not None
        assert process.stdout.read() == b""
    finally:
        process.kill()
        assert process.stdout is not None
        process.stdout.close()
    assert list(tmp_path.iterdir()) == [nets]


def test_a_signal_while_the_archive_is_written_leaves_nothing(nets: Path, tmp_path: Path) -> None:
    nets.write_text(NETS.replace("batch_norm = false\n", "keep_prob = 0.5\n", 1))
    program = (
        "import sys, os, signal; from tuiopt.cli import main\n"
        "from tuiopt.labs.network import export\n"
        "real = export.feed\n"
        "def feed(*given):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    return real(*given)\n"
        "export.feed = feed\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    words = ["run", nets.name, "-o", "a.npz"]
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=tmp_path,
        capture_output=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert (done.returncode, done.stderr) == (130, b"")
    assert list(tmp_path.iterdir()) == [nets]

"""Trained networks as text: the columns, and what stands in which row."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from nets_in_code import network_data, network_run, network_scenario, phase

from tuiopt.export.table import BLOCK
from tuiopt.export.text import write_csv, write_jsonl
from tuiopt.labs.network.export import NetworkTable
from tuiopt.labs.network.solve.trace import NetworkTrace
from tuiopt.labs.network.solve.training import train

HEADER = (
    "run,step,epoch,learning_rate,batch_loss,grad_norm,train_loss,dev_loss,train_error,dev_error"
)
STEP = ("learning_rate", "batch_loss", "grad_norm")
EPOCH = ("train_loss", "dev_loss", "train_error", "dev_error")


@pytest.fixture(scope="module")
def nets() -> NetworkTrace:
    """Three mini-batches an epoch; four from epoch 3 on; one that stops early; one on all data."""
    more = network_data(60, seed=1)
    runs = (
        phase(network_run(), 3, data=more),
        phase(network_run("gd", 0.0001, patience=1, label="early"), 3, data=more),
        phase(
            network_run("gd", batch_size=1000, batch_norm=False, label='all, "in"'), 3, data=more
        ),
    )
    return train(network_scenario(*runs, epochs=5))


def csv_of(trace: NetworkTrace) -> str:
    out = io.BytesIO()
    write_csv(NetworkTable(trace), out)
    return out.getvalue().decode("utf-8")


def rows_of(trace: NetworkTrace) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_of(trace), newline="")))


def test_header_has_the_contracts_columns(nets: NetworkTrace) -> None:
    assert csv_of(nets).split("\n")[0] == HEADER


def test_there_is_a_row_a_step_from_step_1(nets: NetworkTrace) -> None:
    rows = rows_of(nets)
    for run in nets.runs:
        own = [row for row in rows if row["run"] == run.setup.label]
        assert [int(row["step"]) for row in own] == list(range(1, run.last + 1))
    assert len(rows) == sum(run.last for run in nets.runs)
    assert nets.runs[0].last == 2 * 3 + 3 * 4
    assert nets.runs[2].last == 5


def test_the_epoch_is_the_one_that_a_step_belongs_to(nets: NetworkTrace) -> None:
    epochs = {
        run.setup.label: "".join(r["epoch"] for r in rows_of(nets) if r["run"] == run.setup.label)
        for run in nets.runs
    }
    assert epochs["adam"] == "111222333344445555"
    assert epochs['all, "in"'] == "12345"


def test_cells_read_back_to_the_numbers_of_the_trace(nets: NetworkTrace) -> None:
    rows = iter(rows_of(nets))
    for run in nets.runs:
        ends = nets.scenario.first_steps(run.index)
        for t in range(1, run.last + 1):
            row = next(rows)
            assert [float(row[name]) for name in STEP] == run.steps[t - 1, :3].tolist()
            if t in ends:
                scores = run.epochs[ends.index(t)].tolist()
                assert [float(row[name]) for name in EPOCH] == scores
            else:
                assert [row[name] for name in EPOCH] == [""] * 4


def test_a_run_that_stops_early_ends_with_the_epoch(nets: NetworkTrace) -> None:
    run = nets.runs[1]
    # The second stage counts anew, so that it is trained for two epochs at least.
    assert run.stopped is not None
    last = [row for row in rows_of(nets) if row["run"] == "early"][-1]
    assert (last["step"], last["epoch"]) == (str(run.last), str(run.stopped))
    assert float(last["dev_loss"]) == run.epochs[run.stopped, 1]


def test_without_a_dev_part_its_cells_are_empty() -> None:
    rows = rows_of(train(network_scenario(network_run(data=network_data(dev=0)), epochs=1)))
    assert [bool(rows[-1][name]) for name in EPOCH] == [True, False, True, False]


def test_a_run_that_diverges_has_the_rows_of_its_good_steps() -> None:
    runs = network_run("gd", 1e300, batch_norm=False, label="wild"), network_run()
    trace = train(network_scenario(*runs, epochs=2))
    assert trace.runs[0].diverged is not None
    rows = rows_of(trace)
    wild = [int(row["step"]) for row in rows if row["run"] == "wild"]
    assert wild == list(range(1, trace.runs[0].diverged.step))
    assert len(rows) - len(wild) == trace.runs[1].last


def test_an_epoch_that_is_not_complete_is_not_told(nets: NetworkTrace) -> None:
    """Where a run diverges at the last step of an epoch but one."""
    run = nets.runs[0]
    cut = replace(run, steps=run.steps[:9], epochs=run.epochs[:3])
    rows = rows_of(replace(nets, runs=(cut,)))
    assert [row["step"] for row in rows if row["train_loss"]] == ["3", "6"]
    lost = replace(run, steps=run.steps[:10], epochs=run.epochs[:3])
    assert [r["step"] for r in rows_of(replace(nets, runs=(lost,))) if r["train_loss"]] == [
        "3",
        "6",
    ]


@pytest.mark.parametrize("block", [1, 2, 3, 7])
def test_blocks_join_without_a_seam(
    nets: NetworkTrace, block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = csv_of(nets)
    assert max(run.last for run in nets.runs) < BLOCK
    monkeypatch.setattr("tuiopt.labs.network.export.BLOCK", block)
    assert csv_of(nets) == whole


def test_jsonl_rows_are_the_csv_rows_without_the_empty_cells(nets: NetworkTrace) -> None:
    out = io.BytesIO()
    write_jsonl(NetworkTable(nets), out)
    about, *objects = map(json.loads, out.getvalue().decode().splitlines())
    assert about["columns"] == HEADER.split(",")
    assert about["runs"] == ["adam", "early", 'all, "in"']
    for found, row in zip(objects, rows_of(nets), strict=True):
        assert {name: str(value) for name, value in found.items()} == {
            name: text for name, text in row.items() if text
        }
        assert isinstance(found["epoch"], int)

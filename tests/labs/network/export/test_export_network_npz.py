"""Trained networks as an archive: what is in it, in which shape. test_export_repeat.py uses it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from nets_in_code import network_data, network_run, network_scenario, phase

from tuiopt.export.npz import write_npz
from tuiopt.labs.network.export import NetworkTable
from tuiopt.labs.network.solve.trace import NetworkTrace
from tuiopt.labs.network.solve.training import train

Archive = Mapping[str, np.ndarray]

DENSE = ("W1", "b1", "W2", "b2")
NORMED = ("W1", "gamma1", "beta1", "W2", "b2", "running_mean1", "running_var1")
STEP = ("step", "epoch", "learning_rate", "batch_loss", "grad_norm")
COLUMNS = (*STEP, "train_loss", "dev_loss", "train_error", "dev_error")
DATA = [f"{axis}_{part}" for part in ("train", "dev", "test") for axis in "xy"]


def npz_of(trace: NetworkTrace) -> bytes:
    out = io.BytesIO()
    write_npz(NetworkTable(trace), out)
    return out.getvalue()


def archive_of(trace: NetworkTrace) -> Archive:
    with np.load(io.BytesIO(npz_of(trace)), allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


def make() -> NetworkTrace:
    """Batch norm, dropout in the second layer only and jitter; a dense one; last batches of 7."""
    return train(
        network_scenario(
            network_run(hidden=(4,), batch_size=11, augment=0.1, keep_prob=0.5),
            network_run("gd", hidden=(3,), batch_norm=False, patience=20, label="dense"),
            epochs=3,
        )
    )


@pytest.fixture(scope="module")
def nets() -> NetworkTrace:
    return make()


def test_what_there_is_and_no_more(nets: NetworkTrace) -> None:
    archive = archive_of(nets)
    first = [f"{when}/{name}" for when in ("initial", "final", "best") for name in NORMED]
    first += ["batches", "dropout_masks1", "jitter", *COLUMNS]
    second = [f"{when}/{name}" for when in ("initial", "final", "best") for name in DENSE]
    second += ["batches", *COLUMNS]
    own = [f"{i}/{name}" for i, names in enumerate((first, second)) for name in names]
    assert sorted(archive) == sorted(["labels", "scenario", *DATA, *own])
    assert archive["labels"].tolist() == ["adam", "dense"]
    assert str(archive["scenario"]) == nets.scenario.digest


def test_data_are_as_used_a_sample_a_row(nets: NetworkTrace) -> None:
    archive = archive_of(nets)
    data = nets.scenario.runs[0].stages[0].data
    for part, samples in {"train": data.train, "dev": data.dev, "test": data.test}.items():
        np.testing.assert_array_equal(archive[f"x_{part}"], samples.inputs.T)
        np.testing.assert_array_equal(archive[f"y_{part}"], samples.labels)
        assert archive[f"x_{part}"].dtype == np.float64
        assert archive[f"y_{part}"].dtype == np.int64


def test_parameters_are_those_of_the_start_the_end_and_the_best_epoch(nets: NetworkTrace) -> None:
    archive = archive_of(nets)
    run = nets.runs[1]
    ends = run.scenario.first_steps(run.index)
    assert run.best is not None
    for when, step in {"initial": 0, "final": run.last, "best": ends[run.best]}.items():
        state = run.state(step)
        for name, array in state.stage.network.named(state.parameters).items():
            np.testing.assert_array_equal(archive[f"1/{when}/{name}"], array)
    assert archive["0/final/W1"].shape == (2, 4)
    assert archive["0/final/running_var1"].shape == (4,)
    assert not (archive["0/final/running_mean1"] == archive["0/initial/running_mean1"]).any()


def test_a_row_of_batches_ends_where_the_batch_does(nets: NetworkTrace) -> None:
    archive = archive_of(nets)
    batches = archive["0/batches"]
    assert (batches.dtype, batches.shape) == (np.int64, (3 * 4, 11))
    taken = batches >= 0
    assert taken.sum(axis=1).tolist() == [11, 11, 11, 7] * 3
    assert (batches[~taken] == -1).all()
    for epoch in range(3):
        rows = batches[4 * epoch : 4 * epoch + 4]
        assert sorted(rows[rows >= 0]) == list(range(40))
    for name, inner in {"dropout_masks1": 4, "jitter": 2}.items():
        assert archive[f"0/{name}"].shape == (12, 11, inner)
        assert not archive[f"0/{name}"][~taken].any()
    assert archive["0/dropout_masks1"].dtype == np.uint8
    assert archive["0/jitter"].dtype == np.float64
    assert 0.4 < archive["0/dropout_masks1"][taken].mean() < 0.6
    assert 0.08 < archive["0/jitter"][taken].std() < 0.12


def test_masks_are_there_for_layers_with_dropout_only() -> None:
    run = network_run(hidden=(4, 3), keep_prob=0.5)
    (stage,) = run.stages
    some = replace(stage, network=replace(stage.network, keep_probs=(1.0, 0.5)))
    archive = archive_of(train(network_scenario(replace(run, stages=(some,)), epochs=1)))
    assert "0/dropout_masks1" not in archive
    assert archive["0/dropout_masks2"].shape == (3, 16, 3)
    assert set(np.unique(archive["0/dropout_masks2"])) == {0, 1}


def test_columns_have_a_value_a_step_nan_where_empty(nets: NetworkTrace) -> None:
    archive = archive_of(nets)
    for i, run in enumerate(nets.runs):
        ends = np.array(run.scenario.first_steps(run.index)[1:])
        assert archive[f"{i}/step"].tolist() == list(range(1, run.last + 1))
        assert archive[f"{i}/epoch"].dtype == archive[f"{i}/step"].dtype == np.int64
        np.testing.assert_array_equal(archive[f"{i}/batch_loss"], run.steps[:, 1])
        np.testing.assert_array_equal(archive[f"{i}/dev_error"][ends - 1], run.epochs[1:, 3])
        assert np.isnan(archive[f"{i}/dev_error"]).sum() == run.last - len(ends)


def test_the_same_training_has_the_same_bytes(nets: NetworkTrace) -> None:
    assert npz_of(nets) == npz_of(make())


@pytest.mark.parametrize("numbers", [1, 100, 1000])
def test_pieces_join_without_a_seam(
    nets: NetworkTrace, numbers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = npz_of(nets)
    monkeypatch.setattr("tuiopt.labs.network.export.PIECE", numbers)
    monkeypatch.setattr("tuiopt.labs.network.export.BLOCK", 2)
    assert npz_of(nets) == whole


def test_no_more_than_a_piece_is_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    run = network_run(hidden=(64,), keep_prob=0.5, data=network_data(1000), batch_size=20)
    trace = train(network_scenario(run, epochs=2))
    monkeypatch.setattr("tuiopt.labs.network.export.PIECE", 50_000)
    pieces = {array.name: list(array.pieces) for array in NetworkTable(trace).arrays()}
    masks = pieces["0/dropout_masks1"]
    assert sum(len(piece) for piece in masks) == trace.runs[0].last
    assert max(piece.size for piece in masks) <= 50_000


def test_phases_bring_their_data_and_what_begins_anew() -> None:
    other = network_data(26, classes=3, seed=7)
    run = phase(network_run(keep_prob=0.5), 2, frozen=(1,))
    run = phase(run, 3, data=other, renewed=(2,))
    archive = archive_of(train(network_scenario(run, epochs=4)))
    np.testing.assert_array_equal(archive["phase3/x_train"], other.train.inputs.T)
    assert not any(name.startswith("phase2/") for name in archive)
    anew = {name.rpartition("/")[2] for name in archive if name.startswith("0/phase3/initial/")}
    # Layer 2 by the scenario's word, layer 3 because there is a class more.
    assert anew == {"W2", "gamma2", "beta2", "running_mean2", "running_var2", "W3", "b3"}
    assert not any(name.startswith("0/phase2/") for name in archive)
    assert archive["0/initial/W3"].shape == (3, 2)
    assert archive["0/final/W3"].shape == archive["0/best/W3"].shape == (3, 3)
    # Batches of 16 in the first phases, of 16 and 10 in the last one; 40 = 16 + 16 + 8.
    assert (archive["0/batches"] >= 0).sum(axis=1).tolist() == [16, 16, 8] * 2 + [16, 10] * 2


def test_a_phase_with_a_narrower_batch_is_filled_up() -> None:
    run = phase(network_run(batch_size=1000, keep_prob=0.5), 2, data=network_data(10, seed=1))
    archive = archive_of(train(network_scenario(run, epochs=2)))
    assert (archive["0/batches"] >= 0).sum(axis=1).tolist() == [40, 10]
    assert not archive["0/dropout_masks1"][1, 10:].any()


def test_a_run_that_diverges_at_once_has_empty_arrays() -> None:
    run = network_run("gd", 1e300, batch_norm=False, keep_prob=0.5)
    trace = train(network_scenario(run, epochs=2))
    archive = archive_of(trace)
    assert len(archive["0/batches"]) == len(archive["0/step"]) == trace.runs[0].last
    assert len(archive["0/dropout_masks1"]) == trace.runs[0].last
    assert not any(name.startswith("0/best/") for name in archive)
    assert np.isfinite(archive["0/final/W1"]).all()


def test_a_phase_with_equal_data_has_none_of_its_own() -> None:
    """Whether they are the same object or not: a copy of a scenario has the same archive."""
    run = phase(network_run(), 2, data=network_data())
    first, second = (stage.data for stage in run.stages)
    assert first is not second
    archive = archive_of(train(network_scenario(run, epochs=2)))
    assert not any(name.startswith("phase2/") for name in archive)

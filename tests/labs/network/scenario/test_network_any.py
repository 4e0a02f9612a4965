"""Whatever a network's file says, it is a scenario or has faults; a scenario holds together."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
from any_tables import check, table
from hypothesis import event, given, settings
from hypothesis import strategies as st
from network_text import parsed
from toml_writer import write

from tuiopt.labs.network.scenario import tables
from tuiopt.labs.network.scenario.model import NetworkScenario
from tuiopt.scenario.faults import ScenarioError
from tuiopt.scenario.format import CueTable
from tuiopt_kernels.datasets.plane import PLANE_DATASETS
from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.scaling import SCALINGS
from tuiopt_kernels.schedules import SCHEDULES

layers = st.lists(st.integers(1, 4), max_size=3)
shares = st.sampled_from([0, 0.1, 0.3, 0.5, 0.8, 1])
classes = st.integers(2, 6)
names = st.sampled_from([*PLANE_DATASETS, "line", "mons"])
activations = st.sampled_from(["relu", "tanh", "sigmoid", "linear"])
keep_probs = st.sampled_from([1, 0.5, 5e-324])
network: dict[str, st.SearchStrategy[Any]] = {
    "hidden": st.lists(st.integers(1, 128), max_size=3),
    "activation": activations | st.lists(activations, max_size=3),
    "batch_norm": st.sampled_from([True, False, "after"]),
    "batch_norm_momentum": st.sampled_from([0.0, 0.9]),
    "init": st.sampled_from(["he", "xavier", "normal", "zeros"]),
    "init_scale": st.sampled_from([0, 1.5, 1000]),
    "keep_prob": keep_probs | st.lists(keep_probs, max_size=3),
    "freeze": layers,
    "seed": st.integers(0, 2**63 - 1),
}
data: dict[str, st.SearchStrategy[Any]] = {
    "name": names,
    "samples": st.integers(2, 300),
    "noise": st.sampled_from([0, 5e-324, 0.2, 1000]),
    "classes": classes,
    "split": st.lists(shares, min_size=3, max_size=3),
    "scaling": st.sampled_from(sorted(SCALINGS)),
    "augment": st.sampled_from([0.0, 0.5]),
    "shift": st.lists(st.sampled_from([0, -1e9, 0.5]), min_size=2, max_size=2),
    "seed": st.integers(0, 2**63 - 1),
}
early_stopping = st.booleans() | st.fixed_dictionaries({}, optional={"patience": st.integers(1, 9)})
schedules = st.fixed_dictionaries({"kind": st.sampled_from(sorted(SCHEDULES))})
run = {
    **network,
    "optimizer": st.sampled_from([*OPTIMIZERS, "adm"]),
    "batch_size": st.integers(1, 300),
    "early_stopping": early_stopping,
    "augment": data["augment"],
    "schedule": schedules,
}
play = {
    "epochs": st.integers(1, 6),
    "batch_size": st.integers(1, 300),
    "early_stopping": early_stopping,
}
phase = {
    "epoch": st.integers(2, 6),
    "data": st.fixed_dictionaries({}, optional={k: v for k, v in data.items() if k != "augment"}),
    "classes": classes,
    "freeze": layers,
    "reinit": layers,
    "learning_rate": st.sampled_from([1e-9, 0.5]),
}
keys_of_runs = {
    *tables.NetworkRunTable.__struct_fields__,
    *(hyper.name for spec in OPTIMIZERS.values() for hyper in spec.hyperparameters),
    *("bias_correction", "start"),
}

wrong = table(
    {*tables.NetworkFile.__struct_fields__, "problem", "search"},
    format=st.just(1),
    title=st.just("any"),
    data=table({*tables.NetworkDataTable.__struct_fields__, "x"}, **data),
    network=table({*tables.NetworkTable.__struct_fields__, "x"}, **network),
    play=table({*tables.NetworkPlayTable.__struct_fields__, "steps"}, **play),
    runs=st.lists(table(keys_of_runs, **run), max_size=10),
    phases=st.lists(table({*tables.PhaseTable.__struct_fields__, "x"}, **phase), max_size=10),
    cues=st.lists(table({*CueTable.__struct_fields__}), max_size=3),
)


@given(wrong, st.integers())
@settings(max_examples=100, deadline=None)
def test_any_tables_with_the_keys_of_networks(tree: dict[str, Any], seed: int) -> None:
    check(write({**tree, "lab": "network"}, Random(seed)).encode())


def some(keys: dict[str, st.SearchStrategy[Any]], *due: str) -> st.SearchStrategy[dict[str, Any]]:
    """Tables of right values, which need not fit each other."""
    optional = {key: value for key, value in keys.items() if key not in due}
    return st.fixed_dictionaries({key: keys[key] for key in due}, optional=optional)


right = st.fixed_dictionaries(
    {
        "format": st.just(1),
        "title": st.just("any"),
        "lab": st.just("network"),
        "runs": st.lists(some(run, "optimizer"), min_size=1, max_size=3),
    },
    optional={
        "data": some(data),
        "network": some(network),
        "play": some(play),
        "phases": st.lists(some(phase, "epoch"), max_size=2),
    },
)


@given(right, st.integers())
@settings(max_examples=150, deadline=None)
def test_any_sound_network_holds_together(tree: dict[str, Any], seed: int) -> None:
    try:
        scenario = parsed(write(tree, Random(seed)))
    except ScenarioError:
        event("refused")
        return
    event("sound")
    holds_together(scenario)


def holds_together(scenario: NetworkScenario) -> None:
    ticks = scenario.first_ticks
    assert len(ticks) == scenario.epochs + 1
    assert ticks[-1] == scenario.steps >= scenario.epochs
    for i, run in enumerate(scenario.runs):
        steps = scenario.first_steps(i)
        assert len(steps) == scenario.epochs + 1
        cursors = [scenario.step_of(i, cursor) for cursor in range(scenario.steps + 1)]
        assert cursors == sorted(cursors)
        assert [cursors[tick] for tick in ticks] == steps
        for j, stage in enumerate(run.stages):
            train = stage.data.train
            assert set(train.labels.tolist()) == set(range(stage.network.classes))
            assert np.isfinite(train.inputs).all()
            assert all(1 <= layer <= stage.network.layers for layer in stage.network.frozen)
            assert all(1 <= layer <= stage.network.layers for layer in stage.renewed)
            assert scenario.batch_size(i, j) > bool(stage.network.norm)
            assert run.patience is None or len(stage.data.dev) > 0

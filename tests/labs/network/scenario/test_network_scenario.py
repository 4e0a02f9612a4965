"""What a sound file of the network lab becomes."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from network_text import LEAST, NETWORK, parsed

from tuiopt.labs.network.scenario import tables
from tuiopt.labs.network.scenario.model import Data, NetworkScenario, Samples
from tuiopt.scenario.load import load
from tuiopt.scenario.model import Cue, Scheduling
from tuiopt_kernels.datasets.plane import PLANE_DATASETS
from tuiopt_kernels.network.activations import ACTIVATIONS
from tuiopt_kernels.network.initialisations import INITIALISATIONS
from tuiopt_kernels.network.layout import Network
from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.parts import parts
from tuiopt_kernels.scaling import SCALINGS
from tuiopt_kernels.schedules import SCHEDULES


def with_network(line: str) -> str:
    return NETWORK.replace("hidden = [4, 3]", f"hidden = [4, 3]\n{line}")


def with_data(line: str) -> str:
    return NETWORK.replace("samples = 100", f"samples = 100\n{line}")


def parts_of(data: Data) -> tuple[Samples, Samples, Samples]:
    return data.train, data.dev, data.test


def test_what_a_file_does_not_say_has_the_documented_default() -> None:
    least = parsed(LEAST)
    assert (least.name, least.description, least.chapter, least.cues) == ("f", "", "", ())
    assert (least.epochs, least.speed, least.seed) == (50, 10.0, 0)
    assert least.steps == 50 * 13  # 800 samples, 64 a mini-batch
    (run,) = least.runs
    assert (run.label, run.optimizer) == ("adam", OPTIMIZERS["adam"])
    assert (run.batch_size, run.patience, run.augment) == (64, None, 0.0)
    assert (run.init, run.init_scale, run.seed) == ("he", 1.0, 0)
    assert (run.l2, run.scheduling, run.bias_correction) == (0.0, None, True)
    (stage,) = run.stages
    assert (stage.first_epoch, stage.renewed) == (1, frozenset())
    assert stage.learning_rate == run.learning_rate == OPTIMIZERS["adam"].learning_rate
    assert stage.network == Network((16, 16), 2, ("relu", "relu"), True, 0.9, (1.0, 1.0))
    data = stage.data
    assert (data.name, data.classes) == ("moons", 2)
    assert [len(part) for part in parts_of(data)] == [800, 100, 100]
    inputs, labels = PLANE_DATASETS["moons"].samples(1000, 0.2, 2, 0)
    due = parts(inputs, labels, (0.8, 0.1, 0.1), 0, "standard", (0.0, 0.0))
    for part, expected in zip(parts_of(data), due, strict=True):
        assert np.array_equal(part.inputs, expected.inputs)
        assert np.array_equal(part.labels, expected.labels)


def test_every_key_of_the_network_is_taken() -> None:
    text = with_network(
        'activation = ["tanh", "linear"]\nbatch_norm = "after"\nbatch_norm_momentum = 0\n'
        'init = "xavier"\ninit_scale = 2\nkeep_prob = [0.5, 1]\nfreeze = [3, 1]\nseed = 7'
    )
    run = parsed(text).runs[0]
    assert run.stages[0].network == Network(
        (4, 3), 2, ("tanh", "linear"), "after", 0.0, (0.5, 1.0), frozenset((1, 3))
    )
    assert (run.init, run.init_scale, run.seed) == ("xavier", 2.0, 7)
    for number in (run.init_scale, run.stages[0].network.momentum, *run.hyper, run.learning_rate):
        assert type(number) is float


def test_a_run_may_override_every_key_of_the_network_and_more() -> None:
    keys = {
        "hidden": "[2]",
        "activation": '"sigmoid"',
        "batch_norm": "false",
        "batch_norm_momentum": "0.5",
        "init": '"zeros"',
        "init_scale": "0.5",
        "keep_prob": "0.25",
        "freeze": "[2]",
        "seed": "9",
        "batch_size": "8",
        "augment": "0.5",
        "early_stopping": "{ patience = 3 }",
    }
    assert keys.keys() >= set(tables.NetworkTable.__struct_fields__)
    lines = "\n".join(f"{key} = {value}" for key, value in keys.items())
    first, second = parsed(NETWORK.replace('"gd"', f'"gd"\n{lines}')).runs
    assert first.stages[0].network == Network(
        (2,), 2, ("sigmoid",), False, 0.5, (0.25,), frozenset((2,))
    )
    assert (first.init, first.init_scale, first.seed) == ("zeros", 0.5, 9)
    assert (first.batch_size, first.augment, first.patience) == (8, 0.5, 3)
    assert second.stages[0].network == Network((4, 3), 2, ("relu", "relu"), False)
    assert (second.batch_size, second.augment, second.patience) == (16, 0.0, None)


def test_one_activation_and_one_keep_prob_are_for_all_hidden_layers() -> None:
    network = parsed(with_network('activation = "tanh"\nkeep_prob = 0.5')).runs[0].stages[0].network
    assert (network.activations, network.keep_probs) == (("tanh", "tanh"), (0.5, 0.5))


def test_a_network_without_hidden_layers_has_no_batch_norm() -> None:
    text = NETWORK.replace("hidden = [4, 3]", "hidden = []").replace("= 16", "= 1")
    scenario = parsed(text)
    assert [run.stages[0].network for run in scenario.runs] == [Network((), 2, ())] * 2
    assert not scenario.merge_last


@pytest.mark.parametrize(
    ("play", "run", "patience"),
    [
        ("", "", None),
        ("{ patience = 4 }", "", 4),
        ("{}", "", 10),
        ("true", "", 10),
        ("{ patience = 4 }", "false", None),
        ("{ patience = 4 }", "{ patience = 5 }", 5),
        ("", "true", 10),
    ],
)
def test_early_stopping_is_off_unless_given(play: str, run: str, patience: int | None) -> None:
    text = NETWORK.replace(
        "epochs = 5", f"epochs = 5\nearly_stopping = {play}" if play else "epochs = 5"
    )
    text = text.replace('"gd"', f'"gd"\nearly_stopping = {run}' if run else '"gd"')
    assert parsed(text).runs[0].patience == patience


@pytest.mark.parametrize("name", PLANE_DATASETS)
def test_every_data_set_of_two_inputs_may_be_named(name: str) -> None:
    data = parsed(NETWORK.replace("moons", name)).runs[0].stages[0].data
    assert (data.name, data.classes, len(data.train)) == (name, 2, 80)


@pytest.mark.parametrize("name", ["blobs", "spirals"])
def test_some_have_up_to_six_classes(name: str) -> None:
    stage = parsed(with_data("classes = 6").replace("moons", name)).runs[0].stages[0]
    assert (stage.data.classes, stage.network.classes) == (6, 6)


@pytest.mark.parametrize("scaling", SCALINGS)
def test_data_is_split_scaled_and_shifted_as_the_kernels_have_it(scaling: str) -> None:
    text = with_data(
        f'noise = 0.5\nsplit = [0.5, 0.2, 0.1]\nscaling = "{scaling}"\n'
        "shift = [1, -2.5]\nseed = 3\naugment = 0.25"
    )
    scenario = parsed(text)
    assert scenario.seed == 3
    assert [run.augment for run in scenario.runs] == [0.25, 0.25]
    inputs, labels = PLANE_DATASETS["moons"].samples(100, 0.5, 2, 3)
    due = parts(inputs, labels, (0.5, 0.2, 0.1), 3, scaling, (1.0, -2.5))
    for part, expected in zip(parts_of(scenario.runs[0].stages[0].data), due, strict=True):
        assert np.array_equal(part.inputs, expected.inputs)
        assert np.array_equal(part.labels, expected.labels)


def test_dev_and_test_may_be_empty_and_shares_add_up_to_one_but_for_rounding() -> None:
    data = parsed(with_data("split = [1, 0, 0]")).runs[0].stages[0].data
    assert [len(part) for part in parts_of(data)] == [100, 0, 0]
    assert data.dev.inputs.shape == (2, 0)
    data = parsed(with_data("split = [0.5, 0.4, 0.1000000005]")).runs[0].stages[0].data
    assert [len(part) for part in parts_of(data)] == [50, 40, 10]


def test_arrays_can_not_be_changed() -> None:
    for part in parts_of(parsed(NETWORK).runs[0].stages[0].data):
        for array, dtype in ((part.inputs, np.float64), (part.labels, np.int64)):
            assert not array.flags.writeable
            assert array.flags.c_contiguous
            assert array.dtype == dtype


def test_runs_share_their_data() -> None:
    first, second = parsed(NETWORK).runs
    assert first.stages[0].data is second.stages[0].data


def test_a_schedule_goes_by_the_mini_batches_of_its_run() -> None:
    text = NETWORK.replace('"gd"', '"gd"\nbatch_size = 8\nschedule = { kind = "inverse-time" }')
    scenario = parsed(text)
    assert scenario.runs[0].scheduling == Scheduling(SCHEDULES["inverse-time"], (1.0,), 10)
    assert scenario.runs[1].scheduling is None
    warm = '"gd"\nschedule = { kind = "warmup-cosine", warmup = 24 }'
    assert parsed(NETWORK.replace('"gd"', warm)).runs[0].scheduling is not None


def test_steps_are_those_of_the_finest_run() -> None:
    scenario = parsed(NETWORK.replace('"gd"', '"gd"\nbatch_size = 2'))
    assert scenario.steps == 5 * 40
    assert [scenario.first_steps(run)[-1] for run in range(2)] == [200, 25]
    assert scenario.first_ticks == [0, 40, 80, 120, 160, 200]
    assert [scenario.step_of(1, cursor) for cursor in (0, 7, 8, 41, 200)] == [
        0, 0, 1, 5, 25,
    ]  # fmt: skip


def test_a_mini_batch_has_no_more_samples_than_there_are() -> None:
    scenario = parsed(NETWORK.replace("= 16", "= 100_000"))
    assert scenario.batch_size(0, 0) == 80
    assert scenario.steps == 5


def test_a_last_sample_alone_joins_the_batch_before_it_where_a_run_has_batch_norm() -> None:
    text = NETWORK.replace("= 16", "= 79")
    assert [parsed(text).merge_last, parsed(text).steps] == [True, 5]
    text = text.replace("hidden = [4, 3]", "batch_norm = false")
    assert [parsed(text).merge_last, parsed(text).steps] == [False, 10]


def test_cues_labels_texts_and_the_digest(tmp_path: Path) -> None:
    text = NETWORK.replace('"adam"', '"gd"') + 'description = "a\\tb"\n'
    path = tmp_path / "two words.toml"
    path.write_text(text.replace('description = "a\\tb"\n', "pause = true\n"))
    scenario = load(path)
    assert isinstance(scenario, NetworkScenario)
    assert (scenario.name, scenario.title) == ("two words", "Two moons")
    assert scenario.digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert scenario.cues == (Cue(5, "Look.", True),)
    assert [run.label for run in scenario.runs] == ["gd", "gd#2"]


def test_a_csv_is_read(tmp_path: Path) -> None:
    rows = "".join(f"{i}.5, -1 ,{i % 3}\r\n" for i in range(30))
    (tmp_path / "d.csv").write_text(f"\ufeffx1,x2,label\r\n{rows}")
    path = tmp_path / "f.toml"
    path.write_text(NETWORK.replace('name = "moons"\nsamples = 100', 'csv = "d.csv"'))
    scenario = load(path)
    assert isinstance(scenario, NetworkScenario)
    stage = scenario.runs[0].stages[0]
    assert (stage.data.name, stage.data.classes, stage.network.classes) == ("d.csv", 3, 3)
    assert [len(part) for part in parts_of(stage.data)] == [24, 3, 3]
    first, second = stage.data.train.inputs
    assert (first.mean(), first.std()) == pytest.approx((0.0, 1.0), abs=1e-12)
    assert not second.any()  # no spread


def test_the_words_of_the_format_are_the_kernels() -> None:
    assert set(tables.Activation.__args__) == set(ACTIVATIONS)
    defaults = {field.name: field.type for field in tables.structs.fields(tables.NetworkTable)}
    assert set(defaults["init"].__args__) == set(INITIALISATIONS)
    scalings = {f.name: f.type for f in tables.structs.fields(tables.NetworkDataTable)}["scaling"]
    assert set(scalings.__args__) == set(SCALINGS)
    most = max(dataset.most_classes for dataset in PLANE_DATASETS.values())
    assert [meta.le for meta in tables.Classes.__metadata__] == [most]


def test_the_tables_need_no_numpy() -> None:
    """A key of a network in another file is told without it."""
    program = "import sys; from tuiopt.registry import LABS; "
    program += "print([lab.tables.get() for lab in LABS.values()] and 'numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout == b"False\n"

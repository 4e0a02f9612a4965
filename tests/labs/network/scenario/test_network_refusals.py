"""What a scenario of networks may not say: the line, what was expected, what was found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from network_text import LEAST, NETWORK

Refusals = Callable[[str], list[str]]

ACTIVATIONS = "linear or relu or sigmoid or tanh"
UNITS = "expected a whole number from 1 to 128"
EARLY = "true or false"
PLANE = "blobs or circles or gauss or moons or spirals or xor"


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("hidden = 3", f"expected an array, every item {UNITS.removeprefix('expected ')}, found 3"),
        ("hidden = [0]", f"[1]: {UNITS}, found 0"),
        ("hidden = [8, 129]", f"[2]: {UNITS}, found 129"),
        ("hidden = [8, true]", f"[2]: {UNITS}, found true (a boolean)"),
        ("hidden = [1, 1, 1, 1, 1, 1, 1, 1, 1]", "[9]: at most 8 are allowed"),
        (
            'activation = "rely"',
            f"expected {ACTIVATIONS} "
            f"or an array, every item {ACTIVATIONS}, "
            'found "rely" (a string); did you mean "relu"?',
        ),
        (
            'activation = ["tanh", "sigmoyd"]',
            f'[2]: expected {ACTIVATIONS}, found "sigmoyd" (a string); did you mean "sigmoid"?',
        ),
        (
            'activation = ["tanh"]',
            "expected one for all, or an array of 2, one per hidden layer, "
            'found ["tanh" (a string)]',
        ),
        ('batch_norm = "before"', 'expected true or false or after, found "before" (a string)'),
        ("batch_norm_momentum = 1", "expected a finite number in [0, 1), found 1"),
        (
            'init = "hee"',
            'expected he or normal or xavier or zeros, found "hee" (a string); did you mean "he"?',
        ),
        ("init_scale = -1", "expected a finite number in [0, 1000], found -1"),
        ("init_scale = inf", "expected a finite number in [0, 1000], found inf"),
        (
            "keep_prob = 0",
            "expected a finite number in (0, 1] or an array, every item "
            "a finite number in (0, 1], found 0",
        ),
        ("keep_prob = [1, nan]", "[2]: expected a finite number in (0, 1], found nan"),
        (
            "keep_prob = [1, 1, 1]",
            "expected one for all, or an array of 2, one per hidden layer, found [1.0, 1.0, 1.0]",
        ),
        ("freeze = [0]", "[1]: expected a whole number from 1 to 9, found 0"),
        ("freeze = [1, 4]", "[2]: expected a layer from 1 to 3, the output's, found 4"),
        ("seed = -1", "expected a whole number from 0 to 9223372036854775807, found -1"),
    ],
)
def test_keys_of_the_network(key: str, message: str, refusals: Refusals) -> None:
    name = key.partition(" ")[0]
    text = NETWORK.replace("hidden = [4, 3]", key if name == "hidden" else f"hidden=[4, 3]\n{key}")
    line = 10 if name == "hidden" else 11
    colon = "" if message.startswith("[") else ": "
    assert refusals(text) == [f"{line}: network.{name}{colon}{message}"]
    whole = "hidden = [4, 3]\n" if name != "hidden" else ""
    (own,) = refusals(NETWORK.replace("[4, 3]", "[4]").replace('"gd"', f'"gd"\n{whole}{key}'))
    assert own.startswith(f"{18 + bool(whole)}: runs[1].{name}{colon}{message[:14]}")


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ('name = "moon"', 'name: unknown name "moon"; did you mean "moons"? known: blobs, '),
        (
            'name = "line"',
            f'name: expected {PLANE} for a network, with two inputs, found "line" (a string)',
        ),
        ("samples = 1", "samples: expected a whole number from 2 to 100000, found 1"),
        (
            "samples = 10_000_000",
            "samples: expected a whole number from 2 to 100000, found 10000000",
        ),
        ("noise = -1", "noise: expected a finite number in [0, 1000], found -1"),
        ("classes = 1", "classes: expected a whole number from 2 to 6, found 1"),
        ("classes = 3", "classes: expected 2 for moons, or blobs or spirals for more, found 3"),
        (
            "split = [0.8, 0.2]",
            "split: expected an array of three finite numbers in [0, 1], found [0.8, 0.2]",
        ),
        (
            "split = [0.8, 0.2, -0.1]",
            "split: expected an array of three finite numbers in [0, 1], found [0.8, 0.2, -0.1]",
        ),
        (
            "split = [0.8, 0.2, 0.1]",
            "split: expected "
            "an array of shares that add up to 1 or less, not 1.1, found [0.8, 0.2, 0.1]",
        ),
        (
            "split = [0.001, 0.5, 0]",
            "split: expected "
            "a training part of 2 samples or more, not 1 of 1000, found [0.001, 0.5, 0.0]",
        ),
        (
            "samples = 6\nsplit = [0.34, 0, 0]\nseed = 3",
            "split: the training part has no sample of class 1; it needs all 2",
        ),
        (
            'scaling = "standart"',
            'scaling: expected minmax or none or standard, found "standart"',
        ),
        ("augment = nan", "augment: expected a finite number in [0, 1000], found nan"),
        (
            "shift = [1, inf]",
            "shift: expected an array of two finite numbers in [-1e+09, 1e+09], found [1, inf]",
        ),
        ("shift = 1", "shift: expected an array of two finite numbers"),
        ("seed = 1.0", "seed: expected a whole number"),
        ("sampels = 3", 'sampels: unknown key; did you mean "samples"? allowed here: name, csv, '),
    ],
)
def test_keys_of_the_data(key: str, message: str, refusals: Refusals) -> None:
    (found,) = refusals(f"{LEAST}[data]\n{key}")
    name = message.partition(":")[0]
    line = 7 + [line.partition(" ")[0] for line in key.splitlines()].index(name)
    assert found.startswith(f"{line}: data.{message}")


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("epochs = 0", "epochs: expected a whole number from 1 to 1000000, found 0"),
        ("batch_size = 0", "batch_size: expected a whole number from 1 to 100000, found 0"),
        (
            "batch_size = 1",
            "batch_size: expected a whole number from 2 on with batch norm, found 1",
        ),
        (
            "early_stopping = 3",
            f"early_stopping: expected a table [play.early_stopping] or {EARLY}",
        ),
        (
            "early_stopping = { patience = 0 }",
            "early_stopping.patience: expected a whole number from 1 to 1000000, found 0",
        ),
        (
            "early_stopping = { patienc = 1 }",
            'early_stopping.patienc: unknown key; did you mean "patience"? allowed here: patience',
        ),
        ("speed = 0", "speed: expected a finite number in [0.1, 240], found 0"),
        ("steps = 9", 'steps: is for lab = "contour"; allowed here: epochs, batch_size, '),
        ("steps_per_epoch = 9", 'steps_per_epoch: is for lab = "contour"; '),
        ("epoch = 3", 'epoch: unknown key; did you mean "epochs"? allowed here: '),
    ],
)
def test_keys_of_playing(key: str, message: str, refusals: Refusals) -> None:
    (found,) = refusals(f"{LEAST}[play]\n{key}")
    assert found.startswith(f"7: play.{message}")


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("start = [0, 1]", 'start: is for lab = "contour"; allowed here: label, optimizer, '),
        ("steps_per_epoch = 2", 'steps_per_epoch: is for lab = "contour"; '),
        ("beta1 = 0.5", "beta1: belongs to adabelief, adam, "),
        ("batchnorm = true", 'batchnorm: unknown key; did you mean "batch_norm"? '),
        ("batch_norm = true\nbatch_size = 1", "batch_size: expected a whole number from 2 on"),
        ("early_stopping = 3", f"early_stopping: expected a table {{ patience = ... }} or {EARLY}"),
        ("augment = -1", "augment: expected a finite number in [0, 1000], found -1"),
        ("learning_rate = 0", "learning_rate: expected a finite number > 0, found 0"),
        ('schedule = { kind = "cosin" }', 'schedule.kind: unknown kind "cosin"; did you mean'),
        (
            'schedule = { kind = "warmup-cosine", warmup = 25 }',
            "schedule.warmup: expected a whole number from 0 to 24, below the steps, found 25",
        ),
        (
            "hidden = [2]\nkeep_prob = [1, 1]",
            "keep_prob: expected "
            "one for all, or an array of 1, one per hidden layer of runs[1], found [1.0, 1.0]",
        ),
    ],
)
def test_keys_of_a_run(key: str, message: str, refusals: Refusals) -> None:
    (found,) = refusals(NETWORK.replace('"gd"', f'"gd"\n{key}'))
    name = message.partition(":")[0].partition(".")[0]
    line = 18 + [line.partition(" ")[0] for line in key.splitlines()].index(name)
    assert found.startswith(f"{line}: runs[1].{message}")


def test_newton_is_for_two_parameters(refusals: Refusals) -> None:
    (message,) = refusals(NETWORK.replace('"gd"', '"newton"'))
    due = "newton is for two parameters; for networks there are: adabelief, adadelta, "
    assert message.startswith(f"17: runs[1].optimizer: {due}")
    assert "newton" not in message.partition("are:")[2]


def test_what_runs_share_is_told_once(refusals: Refusals) -> None:
    text = NETWORK.replace(
        "hidden = [4, 3]", 'hidden = [4, 3]\nactivation = ["relu"]\nfreeze = [4]'
    )
    text = text.replace("= 16", "= 1").replace("batch_norm = false\n", "")
    assert [message.split(": ")[1] for message in refusals(text)] == [
        "network.activation",
        "network.freeze[1]",
        "play.batch_size",
    ]


def test_a_run_of_other_depth_is_told_with_the_arrays_that_it_shares(refusals: Refusals) -> None:
    text = NETWORK.replace("hidden = [4, 3]", "hidden = [4, 3]\nkeep_prob = [1, 1]\nfreeze = [3]")
    assert refusals(text.replace('"gd"', '"gd"\nhidden = [4]')) == [
        "11: network.keep_prob: expected "
        "one for all, or an array of 1, one per hidden layer of runs[1], found [1.0, 1.0]",
        "12: network.freeze[1]: expected a layer from 1 to 2, the output's of runs[1], found 3",
    ]


def test_a_faulty_key_of_a_run_is_not_taken_for_the_one_that_it_overrides(
    refusals: Refusals,
) -> None:
    text = NETWORK.replace("hidden = [4, 3]", "hidden = [4, 3]\nkeep_prob = [1, 1]")
    (message,) = refusals(text.replace('"gd"', '"gd"\nhidden = [4]\nkeep_prob = [2]'))
    assert message.startswith("20: runs[1].keep_prob[1]: expected ")


def test_nothing_is_measured_by_a_faulty_key(refusals: Refusals) -> None:
    text = NETWORK.replace("[4, 3]", "[4, 3, 300]\nkeep_prob = [1, 1, 1]\nfreeze = [4]")
    (message,) = refusals(text)
    assert message.startswith("10: network.hidden[3]: expected ")
    (message,) = refusals(LEAST + "[data]\nsamples = 'x'\nsplit = [0.001, 0.5, 0]")
    assert message.startswith("7: data.samples: expected ")
    (message,) = refusals(LEAST + 'batch_size = 1\nbatch_norm = "no"')
    assert message.startswith("7: runs[1].batch_norm: expected true or false or after, found ")


@pytest.mark.parametrize("batch_norm", ["true", '"after"'])
def test_fault_40_a_batch_of_one_with_batch_norm_is_refused(
    batch_norm: str, refusals: Refusals
) -> None:
    text = LEAST + f"batch_size = 1\nbatch_norm = {batch_norm}"
    assert refusals(text) == [
        "6: runs[1].batch_size: expected a whole number from 2 on with batch norm, found 1"
    ]


def test_early_stopping_needs_a_dev_part(refusals: Refusals) -> None:
    text = NETWORK.replace("samples = 100", "samples = 100\nsplit = [0.8, 0, 0.2]")
    due = "is for dev loss, and the dev part is empty: see split"
    shared = text.replace("epochs = 5", "epochs = 5\nearly_stopping = {}")
    assert refusals(shared) == [f"15: play.early_stopping: {due}"]
    own = text.replace('"gd"', '"gd"\nearly_stopping = true')
    assert refusals(own) == [f"19: runs[1].early_stopping: {due}"]


def test_a_cue_must_come(refusals: Refusals) -> None:
    assert refusals(NETWORK.replace("step = 5", "step = 26")) == [
        "24: cues[1].step: expected a step from 0 to 25, found 26"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            NETWORK.replace("epochs = 5", "epochs = 200_001"),
            "13: play.epochs: found 200001, for a run 1000005 steps; at most 1000000 are allowed",
        ),
        (
            NETWORK.replace("epochs = 5", "epochs = 200_000") + "[[runs]]\noptimizer = 'gd'\n" * 3,
            "13: play.epochs: found 200000, for 5 runs 5000000 recorded steps in all; "
            "at most 4000000 are allowed",
        ),
        (
            LEAST + "hidden = [128, 128, 128]\n[play]\nepochs = 600",
            "8: play.epochs: found 600, for all samples, units and runs 4.6e+10 operations; "
            "at most 4e+10 are allowed",
        ),
        (
            LEAST + "hidden = []\n[data]\nsamples = 2\n[play]\nepochs = 150_000",
            "10: play.epochs: found 150000, for all samples, units and runs 4.5e+10 operations; "
            "at most 4e+10 are allowed",
        ),
        (
            LEAST
            + "[[runs]]\noptimizer = 'gd'\n"
            + "[play]\nbatch_size = 80_000\n[data]\nsamples = 100_000\n[network]\nhidden = [61]",
            "9: play.batch_size: expected at most 79365 for 63 units, 5000000 numbers, found 80000",
        ),
        (
            LEAST + "batch_size = 80_000\n[data]\nsamples = 100_000\n[network]\nhidden = [61]",
            "6: runs[1].batch_size: expected "
            "at most 79365 for 63 units, 5000000 numbers, found 80000",
        ),
    ],
)
def test_what_would_take_too_long_or_too_much(text: str, message: str, refusals: Refusals) -> None:
    assert refusals(text) == [message]


def test_a_million_epochs_are_counted_at_once(refusals: Refusals) -> None:
    text = NETWORK.replace("epochs = 5", "epochs = 1_000_000")
    (found,) = refusals(text.replace("= 16", "= 2") + "[[runs]]\noptimizer = 'gd'\n" * 6)
    assert found.startswith("13: play.epochs: found 1000000, for a run 40000000 steps")


def test_all_faults_are_told_in_the_order_of_their_lines(refusals: Refusals) -> None:
    text = (
        NETWORK.replace('"moons"', '"mons"')
        .replace("hidden = [4, 3]", 'hidden = [4, 300]\nactivation = "tan"')
        .replace('"gd"', '"gdd"')
        .replace("say =", "sy =")
    )
    assert [message.split(": ")[:2] for message in refusals(text)] == [
        ["6", "data.name"],
        ["10", "network.hidden[2]"],
        ["11", "network.activation"],
        ["18", "runs[1].optimizer"],
        ["26", "cues[1].sy"],
    ]


def test_keys_that_do_not_fit_are_told_beside_other_faults(refusals: Refusals) -> None:
    text = (
        NETWORK.replace("samples = 100", 'classes = 3\nscaling = "x"')
        .replace("hidden = [4, 3]", 'hidden = [4, 3]\ninit = "x"\nkeep_prob = [1]\nfreeze = [4]')
        .replace("= 16", "= 1")
        .replace('"gd"', '"gdd"\nschedule = { kind = "cosin" }')
        .replace('"adam"', '"rprop"')
        + "[[phases]]\nepoch = 2\nlearning_rate = 1\nreinit = [4]\nfreeze = [4]\n"
    )
    assert [message.split(": ")[1] for message in refusals(text)] == [
        "data.classes",
        "data.scaling",
        "network.init",
        "network.keep_prob",
        "network.freeze[1]",
        "play.batch_size",
        "runs[1].optimizer",
        "runs[1].schedule.kind",
        "phases[1].learning_rate",
        "phases[1].reinit[1]",
        "phases[1].freeze[1]",
    ]


@pytest.mark.parametrize("lab", ["", 'lab = "contour"\n'])
def test_what_is_a_networks_is_refused_in_other_files(lab: str, refusals: Refusals) -> None:
    text = NETWORK.replace('lab = "network"\n', lab).replace('"gd"', '"gd"\nkeep_prob = 0.5')
    found = [line.split(": ", 1)[1] for line in refusals(text)]
    owned = 'is for lab = "network"; allowed here: '
    assert [line for line in found if owned in line] == [
        f"network: {owned}format, title, description, chapter, lab, cues, extra, problem, data, "
        "play, runs",
        f"play.epochs: {owned}steps, speed, steps_per_epoch, batch_size",
        *(
            f"runs[{i}].{key}: {owned}label, optimizer, schedule, batch_size, start, "
            f"steps_per_epoch, {rest}"
            for i, key, rest in (
                (1, "keep_prob", "learning_rate, l2"),
                (2, "batch_norm", "learning_rate, beta1, beta2, epsilon, l2, bias_correction"),
            )
        ),
    ]
    assert not any(line.startswith("problem") for line in found)


def test_what_is_a_contours_is_refused_in_a_networks_file(refusals: Refusals) -> None:
    (found,) = refusals(LEAST + "[problem]\nsurface = 'ravine'\nstart = [0, 1]\nnoise = 3")
    assert found.startswith('6: problem: is for lab = "contour"; allowed here: ')


@pytest.mark.parametrize("key", ["series", "search", "retest"])
def test_what_needs_a_later_version_is_refused_here_too(key: str, refusals: Refusals) -> None:
    assert refusals(f"{LEAST}[{key}]") == [f"6: {key}: needs a later tuiopt"]


def test_a_ninth_run_is_refused(refusals: Refusals) -> None:
    text = LEAST + "[[runs]]\noptimizer = 'gd'\n" * 8
    assert refusals(text) == ["20: runs[9]: at most 8 are allowed"]
    (found,) = refusals(LEAST.partition("[[")[0])
    assert found == "1: runs: missing; expected at least one table [[runs]]"

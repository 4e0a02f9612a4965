"""What a scenario of networks may not say, told with its line, what was found and what is due."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from network_text import LEAST, NETWORK

Refusals = Callable[[str], list[str]]

ACTIVATIONS = "linear or relu or sigmoid or tanh"
UNITS = "a whole number from 1 to 128 is due"
EARLY = "true or false is due"
PLANE = "blobs or circles or gauss or moons or spirals or xor"


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("hidden = 3", f"found 3; an array, every item {UNITS.removesuffix(' is due')}, is due"),
        ("hidden = [0]", f"[1]: found 0; {UNITS}"),
        ("hidden = [8, 129]", f"[2]: found 129; {UNITS}"),
        ("hidden = [8, true]", f"[2]: found true (a boolean); {UNITS}"),
        ("hidden = [1, 1, 1, 1, 1, 1, 1, 1, 1]", "[9]: at most 8 are allowed"),
        (
            'activation = "rely"',
            f'found "rely" (a string); did you mean "relu"? {ACTIVATIONS} '
            f"or an array, every item {ACTIVATIONS}, is due",
        ),
        (
            'activation = ["tanh", "sigmoyd"]',
            f'[2]: found "sigmoyd" (a string); did you mean "sigmoid"? {ACTIVATIONS} is due',
        ),
        (
            'activation = ["tanh"]',
            'found ["tanh" (a string)]; one for all, or an array of 2, one a hidden layer, is due',
        ),
        ('batch_norm = "before"', 'found "before" (a string); true or false or after is due'),
        ("batch_norm_momentum = 1", "found 1; a finite number in [0, 1) is due"),
        (
            'init = "hee"',
            'found "hee" (a string); did you mean "he"? he or normal or xavier or zeros is due',
        ),
        ("init_scale = -1", "found -1; a finite number in [0, 1000] is due"),
        ("init_scale = inf", "found inf; a finite number in [0, 1000] is due"),
        (
            "keep_prob = 0",
            "found 0; a finite number in (0, 1] or an array, every item "
            "a finite number in (0, 1], is due",
        ),
        ("keep_prob = [1, nan]", "[2]: found nan; a finite number in (0, 1] is due"),
        (
            "keep_prob = [1, 1, 1]",
            "found [1.0, 1.0, 1.0]; one for all, or an array of 2, one a hidden layer, is due",
        ),
        ("freeze = [0]", "[1]: found 0; a whole number from 1 to 9 is due"),
        ("freeze = [1, 4]", "[2]: found 4; a layer from 1 to 3, the output's, is due"),
        ("seed = -1", "found -1; a whole number from 0 to 9223372036854775807 is due"),
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
            f'name: found "line" (a string); for a network {PLANE}, with two inputs, is due',
        ),
        ("samples = 1", "samples: found 1; a whole number from 2 to 100000 is due"),
        ("samples = 10_000_000", "samples: found 10000000; a whole number from 2 to 100000 is due"),
        ("noise = -1", "noise: found -1; a finite number in [0, 1000] is due"),
        ("classes = 1", "classes: found 1; a whole number from 2 to 6 is due"),
        ("classes = 3", "classes: found 3; 2 for moons, or blobs or spirals for more, is due"),
        (
            "split = [0.8, 0.2]",
            "split: found [0.8, 0.2]; an array of three finite numbers in [0, 1] is due",
        ),
        (
            "split = [0.8, 0.2, -0.1]",
            "split: found [0.8, 0.2, -0.1]; an array of three finite numbers in [0, 1] is due",
        ),
        (
            "split = [0.8, 0.2, 0.1]",
            "split: found [0.8, 0.2, 0.1]; "
            "an array of shares that add up to 1 or less, not 1.1, is due",
        ),
        (
            "split = [0.001, 0.5, 0]",
            "split: found [0.001, 0.5, 0.0]; "
            "a training part of 2 samples or more, not 1 of 1000, is due",
        ),
        (
            "samples = 6\nsplit = [0.34, 0, 0]\nseed = 3",
            "split: the training part has no sample of class 1; all 2 are due",
        ),
        (
            'scaling = "standart"',
            'scaling: found "standart" (a string); did you mean "standard"? ',
        ),
        ("augment = nan", "augment: found nan; a finite number in [0, 1000] is due"),
        (
            "shift = [1, inf]",
            "shift: found [1, inf]; an array of two finite numbers in [-1e+09, 1e+09] is due",
        ),
        ("shift = 1", "shift: found 1; an array of two finite numbers"),
        ("seed = 1.0", "seed: found 1.0; a whole number"),
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
        ("epochs = 0", "epochs: found 0; a whole number from 1 to 1000000 is due"),
        ("batch_size = 0", "batch_size: found 0; a whole number from 1 to 100000 is due"),
        ("batch_size = 1", "batch_size: found 1; with batch norm a whole number from 2 is due"),
        (
            "early_stopping = 3",
            f"early_stopping: found 3; a table [play.early_stopping] or {EARLY}",
        ),
        (
            "early_stopping = { patience = 0 }",
            "early_stopping.patience: found 0; a whole number from 1 to 1000000 is due",
        ),
        (
            "early_stopping = { patienc = 1 }",
            'early_stopping.patienc: unknown key; did you mean "patience"? allowed here: patience',
        ),
        ("speed = 0", "speed: found 0; a finite number in [0.1, 240] is due"),
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
        ("batch_norm = true\nbatch_size = 1", "batch_size: found 1; with batch norm a whole"),
        ("early_stopping = 3", f"early_stopping: found 3; a table {{ patience = ... }} or {EARLY}"),
        ("augment = -1", "augment: found -1; a finite number in [0, 1000] is due"),
        ("learning_rate = 0", "learning_rate: found 0; a finite number > 0 is due"),
        ('schedule = { kind = "cosin" }', 'schedule.kind: unknown kind "cosin"; did you mean'),
        (
            'schedule = { kind = "warmup-cosine", warmup = 25 }',
            "schedule.warmup: found 25; a whole number from 0 to 24, below the steps, is due",
        ),
        (
            "hidden = [2]\nkeep_prob = [1, 1]",
            "keep_prob: found [1.0, 1.0]; "
            "one for all, or an array of 1, one a hidden layer of runs[1], is due",
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
        "11: network.keep_prob: found [1.0, 1.0]; "
        "one for all, or an array of 1, one a hidden layer of runs[1], is due",
        "12: network.freeze[1]: found 3; a layer from 1 to 2, the output's of runs[1], is due",
    ]


def test_a_faulty_key_of_a_run_is_not_taken_for_the_one_that_it_overrides(
    refusals: Refusals,
) -> None:
    text = NETWORK.replace("hidden = [4, 3]", "hidden = [4, 3]\nkeep_prob = [1, 1]")
    (message,) = refusals(text.replace('"gd"', '"gd"\nhidden = [4]\nkeep_prob = [2]'))
    assert message.startswith("20: runs[1].keep_prob[1]: found 2; ")


def test_nothing_is_measured_by_a_faulty_key(refusals: Refusals) -> None:
    text = NETWORK.replace("[4, 3]", "[4, 3, 300]\nkeep_prob = [1, 1, 1]\nfreeze = [4]")
    (message,) = refusals(text)
    assert message.startswith("10: network.hidden[3]: found 300; ")
    (message,) = refusals(LEAST + "[data]\nsamples = 'x'\nsplit = [0.001, 0.5, 0]")
    assert message.startswith('7: data.samples: found "x" (a string); ')
    (message,) = refusals(LEAST + 'batch_size = 1\nbatch_norm = "no"')
    assert message.startswith('7: runs[1].batch_norm: found "no" (a string); ')


@pytest.mark.parametrize("batch_norm", ["true", '"after"'])
def test_fault_40_a_batch_of_one_with_batch_norm_is_refused(
    batch_norm: str, refusals: Refusals
) -> None:
    text = LEAST + f"batch_size = 1\nbatch_norm = {batch_norm}"
    assert refusals(text) == [
        "6: runs[1].batch_size: found 1; with batch norm a whole number from 2 is due"
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
        "24: cues[1].step: found 26; a step from 0 to 25 is due"
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
            "9: play.batch_size: found 80000; for 63 units at most 79365, 5000000 numbers, is due",
        ),
        (
            LEAST + "batch_size = 80_000\n[data]\nsamples = 100_000\n[network]\nhidden = [61]",
            "6: runs[1].batch_size: found 80000; "
            "for 63 units at most 79365, 5000000 numbers, is due",
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
    assert found == "1: runs: missing; at least one table [[runs]] is due"

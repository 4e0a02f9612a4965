"""What a scenario may not say, told with its line, what was found and what is allowed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tuiopt.registry import LABS
from tuiopt.scenario import later
from tuiopt.scenario.format import CueTable
from tuiopt_kernels.optimizers import OPTIMIZERS

Refusals = Callable[[str], list[str]]

REGRESSION = "regression = 'least-squares'\n[data]\nname = 'line'\n"


def test_a_misspelt_key_is_refused_with_the_nearest_and_all_allowed(
    valid: str, refusals: Refusals
) -> None:
    assert refusals(valid.replace("learning_rate", "learning_rat")) == [
        '12: runs[1].learning_rat: unknown key; did you mean "learning_rate"? '
        "allowed here: label, optimizer, schedule, batch_size, start, steps_per_epoch, "
        "learning_rate, l2"
    ]


def test_a_key_unlike_any_is_refused_with_all_allowed(valid: str, refusals: Refusals) -> None:
    assert refusals(valid.replace("steps = 100", '"x\\u001b]0;y" = 100')) == [
        '8: play."x\ufffd]0;y": unknown key; '
        "allowed here: steps, speed, steps_per_epoch, batch_size"
    ]


@pytest.mark.parametrize(
    ("key", "found", "message"),
    [
        ("steps = ", '"400"', "8: play.steps: expected a whole number from 1 to"),
        ("steps = ", "true", "8: play.steps: expected a whole number"),
        ("steps = ", "400.0", "8: play.steps: expected a whole number"),
        ("steps = ", "0", "8: play.steps: expected a whole number from 1 to 1000000, found 0"),
        ("steps = ", "1_000_001", "8: play.steps: expected a whole number"),
        ("steps = ", "1979-05-27", "8: play.steps: expected a whole"),
        ("speed = ", '"10"', "8: play.speed: expected a finite number in [0.1, 240]"),
        ("speed = ", "0.09", "8: play.speed: expected a finite number in [0.1, 240], found 0.09"),
        ("speed = ", "{ a = 1 }", "8: play.speed: expected a finite number"),
    ],
)
def test_a_wrong_type_or_range_is_refused_and_never_coerced(
    key: str, found: str, message: str, valid: str, refusals: Refusals
) -> None:
    (refusal,) = refusals(valid.replace("steps = 100", f"{key}{found}"))
    assert refusal.startswith(message)


@pytest.mark.parametrize("seed", ["true", "1.0", "-1", str(2**63), "[1]"])
def test_a_seed_that_is_no_whole_number_of_63_bits_is_refused(
    seed: str, valid: str, refusals: Refusals
) -> None:
    (message,) = refusals(valid.replace("[play]", f"seed = {seed}\n[play]"))
    assert message.startswith("7: problem.seed: expected ")


@pytest.mark.parametrize("rate", ["-0.1", "0", "0.0", "nan", "inf", "1e400", "'0.1'", "true"])
def test_a_learning_rate_out_of_range_is_refused_with_the_bound(
    rate: str, valid: str, refusals: Refusals
) -> None:
    (message,) = refusals(valid.replace("0.1", rate))
    assert message.startswith("12: runs[1].learning_rate: expected ")
    assert "expected a finite number > 0, found " in message


@pytest.mark.parametrize("beta", ["1", "-0.1", "nan", "2e308"])
def test_a_decay_rate_out_of_range_is_refused_with_the_bound(
    beta: str, valid: str, refusals: Refusals
) -> None:
    (message,) = refusals(valid.replace("0.8", beta))
    assert message.startswith("16: runs[2].beta: expected ")
    assert "expected a finite number in [0, 1), found " in message


def test_an_unknown_optimizer_is_refused_with_the_nearest(valid: str, refusals: Refusals) -> None:
    (message,) = refusals(valid.replace('"momentum"', '"momentun"'))
    assert message.startswith(
        '15: runs[2].optimizer: unknown optimizer "momentun"; did you mean "momentum"? known: '
    )


@pytest.mark.parametrize("written", ['"ravin"', '{ name = "Ravine" }'])
def test_an_unknown_surface_is_refused_with_the_nearest(
    written: str, valid: str, refusals: Refusals
) -> None:
    (message,) = refusals(valid.replace('"ravine"', written))
    assert message.startswith("5: problem.surface")
    assert '; did you mean "ravine"? known: ' in message


def test_a_parameter_that_the_surface_does_not_take_is_refused(
    valid: str, refusals: Refusals
) -> None:
    written = '{ name = "ravine", condition = 0, tilt = 1 }'
    assert refusals(valid.replace('"ravine"', written)) == [
        "5: problem.surface.condition: expected a finite number > 0, found 0",
        "5: problem.surface.tilt: unknown key; allowed here: name, condition",
    ]


def test_a_hyperparameter_of_another_rule_is_refused_with_the_right_ones(
    valid: str, refusals: Refusals
) -> None:
    (message,) = refusals(valid.replace("learning_rate", "beta1"))
    owners = "adabelief, adam, adamax, adamw, amsgrad, lion, nadam, radam, yogi"
    assert message == f"12: runs[1].beta1: belongs to {owners}; gd takes learning_rate, l2"
    (message,) = refusals(valid.replace("learning_rate = 0.1", "bias_correction = true"))
    owners = "adabelief, adam, adamw, amsgrad, momentum, nadam, radam, rmsprop, yogi"
    assert message.startswith(f"12: runs[1].bias_correction: belongs to {owners}; ")


def test_all_faults_are_told_in_the_order_of_their_lines(valid: str, refusals: Refusals) -> None:
    text = (
        valid.replace("say =", "sy =")
        .replace("learning_rate = 0.1", "learning_rate = 0\nl2 = -1\nlabel = ''")
        .replace('title = "Momentum damps the ravine"', "titel = 1")
        .replace('surface = "ravine"', 'surface = "cave"\nview = { x = [1, 0], y = [0, 1] }')
    )
    assert [message.split(": ")[:2] for message in refusals(text)] == [
        ["1", "title"],
        ["2", "titel"],
        ["5", "problem.surface"],
        ["6", "problem.view.x"],
        ["13", "runs[1].learning_rate"],
        ["14", "runs[1].l2"],
        ["15", "runs[1].label"],
        ["23", "cues[1].sy"],
    ]


@pytest.mark.parametrize(
    ("start", "message"),
    [
        ("[1.0, 2.0, 3.0]", "expected an array of two finite numbers, found [1.0, 2.0, 3.0]"),
        ("[1.0]", "expected an array of two finite numbers, found [1.0]"),
        ("[1, nan]", "expected an array of two finite numbers, found [1, nan]"),
        ("['1', 2]", 'expected an array of two finite numbers, found ["1" (a string), 2]'),
        ("[[1], 2]", "expected an array of two finite numbers, found an array of 2"),
        ("3", "expected an array of two finite numbers, found 3"),
        (
            "[0, 2.1e7]",
            "expected a point within 1e+06 widths of the domain, "
            "x in [-10, 10], y in [-10, 10], found [0.0, 21000000.0]",
        ),
    ],
)
def test_a_start_that_is_no_point_near_the_domain_is_refused(
    start: str, message: str, valid: str, refusals: Refusals
) -> None:
    text = valid.replace("[play]", f"start = {start}\n[play]")
    assert refusals(text) == [f"7: problem.start: {message}"]
    text = valid.replace("learning_rate", f"start = {start}\nlearning_rate")
    assert refusals(text) == [f"12: runs[1].start: {message}"]


def test_a_start_where_the_surface_is_not_finite_is_refused(valid: str, refusals: Refusals) -> None:
    text = valid.replace('"ravine"', '{ name = "ravine", condition = 1e-320 }')
    (message,) = refusals(text)
    assert message.startswith("4: problem.start: expected a point where ravine is finite")


@pytest.mark.parametrize("bounds", ["[1, -1]", "[1, 1]", "[-1e308, 1e308]"])
def test_a_view_reversed_or_without_a_width_is_refused(
    bounds: str, valid: str, refusals: Refusals
) -> None:
    (message,) = refusals(valid.replace("[play]", f"view = {{ x = [0, 1], y = {bounds} }}\n[play]"))
    assert message.startswith("7: problem.view.y: expected ")
    assert "expected [low, high] with low < high, found " in message


def test_a_view_of_one_axis_is_refused(valid: str, refusals: Refusals) -> None:
    (message,) = refusals(valid.replace("[play]", "[problem.view]\nx = [0, 1]\n[play]"))
    assert message == "7: problem.view.y: missing; expected an array of two finite numbers"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("format = 1", "1: format: missing; expected 1"),
        ('title = "Momentum damps the ravine"', "1: title: missing; expected text"),
        (
            'surface = "ravine"',
            "4: problem.surface: missing; expected text or a table [problem.surface]",
        ),
        ('optimizer = "momentum"', "14: runs[2].optimizer: missing; expected text"),
        ("step = 20", "18: cues[1].step: missing; expected a whole number from 0 to 1000000"),
    ],
)
def test_a_missing_key_names_its_tables_line(
    line: str, message: str, valid: str, refusals: Refusals
) -> None:
    assert refusals(valid.replace(line, "#")) == [message]


def test_a_file_without_tables_lacks_a_problem_and_a_run(refusals: Refusals) -> None:
    assert refusals("format = 1\ntitle = ''") == [
        "1: problem: missing; expected a table [problem]",
        "1: runs: missing; expected at least one table [[runs]]",
    ]
    assert "2: runs: expected at least one table [[runs]], found []" in refusals(
        "format = 1\nruns = []"
    )


def test_a_ninth_run_is_refused(valid: str, refusals: Refusals) -> None:
    runs = "[[runs]]\noptimizer = 'gd'\n" * 7
    assert refusals(valid + runs) == ["33: runs[9]: at most 8 are allowed"]


def test_too_many_recorded_steps_in_all_are_refused(valid: str, refusals: Refusals) -> None:
    text = valid.replace("steps = 100", "steps = 1_000_000")
    (message,) = refusals(text + "[[runs]]\noptimizer = 'gd'\n" * 3)
    assert message.startswith("8: play.steps: found 1000000, for 5 runs 5000000 recorded steps")


def test_a_run_that_is_no_table_is_refused(valid: str, refusals: Refusals) -> None:
    head = valid.split("[problem]")[0]
    (_, message) = refusals(f"{head}runs = [{{ optimizer = 'gd' }}, 7]")
    assert message == "4: runs[2]: expected a table, found 7"


@pytest.mark.parametrize("label", ["''", "'  '", f"'{'x' * 41}'", "1"])
def test_a_label_empty_or_too_long_is_refused(label: str, valid: str, refusals: Refusals) -> None:
    (message,) = refusals(valid.replace("learning_rate = 0.1", f"label = {label}"))
    assert message.startswith("12: runs[1].label: expected ")
    assert "expected text of 1 to 40 characters, not all blank, found " in message


@pytest.mark.parametrize(
    ("cue", "message"),
    [
        ("step = 101\nsay = 'x'", "19: cues[1].step: expected a step from 0 to 100, found 101"),
        ("step = -1\nsay = 'x'", "19: cues[1].step: expected a whole number from 0 to 1000000"),
        ("step = 1\npause = false", "18: cues[1]: has no effect; give it say, or pause = true"),
        ("step = 1\nsay = ' '", "18: cues[1]: has no effect; give it say, or pause = true"),
    ],
)
def test_a_cue_that_never_comes_or_does_nothing_is_refused(
    cue: str, message: str, valid: str, refusals: Refusals
) -> None:
    (refusal,) = refusals(valid.replace('step = 20\nsay = "Look."', cue))
    assert refusal.startswith(message)


def test_a_newer_format_is_made_for_a_later_version(refusals: Refusals) -> None:
    message = "1: format: found 2; made for a later tuiopt"
    assert refusals("format = 2\nunheard_of = true") == [message]


@pytest.mark.parametrize("format_", ["0", "-1", "true", "1.0", "'1'"])
def test_any_other_format_is_refused(format_: str, valid: str, refusals: Refusals) -> None:
    (message,) = refusals(valid.replace("format = 1", f"format = {format_}"))
    assert message.startswith("1: format: expected ")
    assert "expected 1, found " in message


def later_keys() -> list[tuple[str, str]]:
    """The tables with their keys of a later version."""
    return [(table, key) for table, keys in later.KEYS.items() for key in sorted(keys)]


HEADS = {
    "": "[problem]",
    "play": "[play]\n",
    "data": "[data]\n",
    "runs": "[[runs]]\n",
    "cues": "[[cues]]\n",
}
"""Where a key of each table is put in."""


def test_no_key_of_this_version_is_one_of_a_later_version() -> None:
    own = {hyper.name for spec in OPTIMIZERS.values() for hyper in spec.hyperparameters}
    for table in (CueTable, *(table for lab in LABS.values() for table in lab.tables.get())):
        assert not later.KEYS.get(table.section, frozenset()) & {*table.keys(), *own}


@pytest.mark.parametrize(("table", "key"), later_keys())
def test_a_key_for_a_later_version_is_refused_by_name_and_line(
    table: str, key: str, valid: str, refusals: Refusals
) -> None:
    file = valid.replace('surface = "ravine"\n', REGRESSION) if table == "data" else valid
    if table == "schedule":
        begin = file.index("learning_rate = 0.1")
        text = f"{file[:begin]}schedule = {{ kind = 'cosine', {key} = 1 }}\n{file[begin:]}"
    else:
        begin = file.index(HEADS[table]) + len(HEADS[table]) * bool(table)
        text = f"{file[:begin]}{key} = 1\n{file[begin:]}"
    parents = {"": "", "runs": "runs[1].", "cues": "cues[1].", "schedule": "runs[1].schedule."}
    name = f"{parents.get(table, f'{table}.')}{key}"
    line = text.count("\n", 0, begin) + 1
    assert refusals(text) == [f"{line}: {name}: needs a later tuiopt"]


@pytest.mark.parametrize("kind", sorted(later.SCHEDULES))
def test_a_schedule_for_a_later_version_is_refused_by_name(
    kind: str, valid: str, refusals: Refusals
) -> None:
    schedule = f"schedule = {{ kind = '{kind}', power = 2 }}"
    assert set(refusals(valid.replace("learning_rate = 0.1", schedule))) == {
        f'12: runs[1].schedule.kind: "{kind}" needs a later tuiopt',
        "12: runs[1].schedule.power: needs a later tuiopt",
    }


def test_a_lab_for_a_later_version_is_not_asked_for_what_a_contour_needs(
    refusals: Refusals,
) -> None:
    assert refusals("format = 1\ntitle = 'x'\nlab = 'ewa'\n[series]\n[[runs]]\nbeta = 0.9") == [
        '3: lab: "ewa" needs a later tuiopt',
        "4: series: needs a later tuiopt",
    ]


def test_an_unknown_lab_is_refused(valid: str, refusals: Refusals) -> None:
    assert refusals("lab = 'contuor'\n" + valid) == [
        '1: lab: unknown lab "contuor"; did you mean "contour"? known: contour, network'
    ]

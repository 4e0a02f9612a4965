"""Phases of network scenarios: what they make, and what is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from network_text import NETWORK, parsed

from tuiopt_kernels.network.layout import Network

Refusals = Callable[[str], list[str]]


def with_phases(*phases: str) -> str:
    """The tables begin in lines 27, 30, ... where they have one key beside their epoch."""
    return NETWORK + "".join(f"[[phases]]\n{phase}\n" for phase in phases)


def test_without_phases_there_is_one_stage() -> None:
    assert [len(run.stages) for run in parsed(NETWORK).runs] == [1, 1]


def test_what_a_phase_does_not_change_stays() -> None:
    first, second, third = (
        parsed(with_phases("epoch = 2\nfreeze = [1]", "epoch = 5\nlearning_rate = 0.5"))
        .runs[0]
        .stages
    )
    assert [stage.first_epoch for stage in (first, second, third)] == [1, 2, 5]
    assert second.data is third.data is first.data
    assert first.network == Network((4, 3), 2, ("relu", "relu"), True)
    assert second.network == Network((4, 3), 2, ("relu", "relu"), True, frozen=frozenset((1,)))
    assert third.network == second.network
    assert [stage.learning_rate for stage in (first, second, third)] == [0.01, 0.01, 0.5]
    assert [stage.renewed for stage in (first, second, third)] == [frozenset()] * 3


def test_a_phase_may_set_all_layers_free_again() -> None:
    text = NETWORK.replace("hidden = [4, 3]", "hidden = [4, 3]\nfreeze = [1, 2]")
    _, second = parsed(text + "[[phases]]\nepoch = 3\nfreeze = []").runs[0].stages
    assert second.network.frozen == frozenset()


def test_new_data_has_the_defaults_of_data_and_steps_of_its_own() -> None:
    scenario = parsed(with_phases('epoch = 3\ndata = { name = "circles", samples = 50, seed = 4 }'))
    _, second = scenario.runs[0].stages
    assert (second.data.name, second.data.classes, len(second.data.train)) == ("circles", 2, 40)
    assert second.renewed == frozenset()
    assert scenario.seed == 0
    assert [scenario.batches(0, stage) for stage in range(2)] == [5, 3]
    assert scenario.first_steps(0) == [0, 5, 10, 13, 16, 19]
    assert scenario.steps == 19


def test_other_classes_renew_the_output_layer() -> None:
    scenario = parsed(
        with_phases(
            'epoch = 2\ndata = { name = "blobs", classes = 3 }\nreinit = [1]',
            "epoch = 3\nclasses = 5",
            "epoch = 4\nreinit = [3, 2]",
        )
    )
    stages = scenario.runs[0].stages
    assert [stage.data.classes for stage in stages] == [2, 3, 5, 5]
    assert [stage.network.classes for stage in stages] == [2, 3, 5, 5]
    assert [stage.renewed for stage in stages] == [
        frozenset(), frozenset((1, 3)), frozenset((3,)), frozenset((2, 3)),
    ]  # fmt: skip
    assert stages[2].data.name == "blobs"
    assert stages[3].data is stages[2].data


def test_classes_and_data_may_be_set_apart() -> None:
    text = with_phases('epoch = 2\nclasses = 4\n[phases.data]\nname = "spirals"')
    assert parsed(text).runs[0].stages[1].data.classes == 4


@pytest.mark.parametrize(
    ("phases", "messages"),
    [
        (["epoch = 2"], ["26: phases[1]: has no effect; give it one of data, classes, freeze, "]),
        (
            ["freeze = [1]"],
            ["26: phases[1].epoch: missing; expected a whole number from 2 to"],
        ),
        (["epoch = 1\nreinit = [1]"], ["27: phases[1].epoch: expected a whole number from 2"]),
        (
            ["epoch = 6\nreinit = [1]"],
            ["27: phases[1].epoch: expected an epoch up to the last, 5, found 6"],
        ),
        (
            [f"epoch = {epoch}\nreinit = [1]" for epoch in (4, 4, 2, 3)],
            [
                f"{line}: phases[{i}].epoch: expected "
                f"an epoch after 4, as phases are in order, found {epoch}"
                for line, i, epoch in ((30, 2, 4), (33, 3, 2), (36, 4, 3))
            ],
        ),
        (
            ["epoch = 2\nreinit = [1, 4]"],
            ["28: phases[1].reinit[2]: expected a layer from 1 to 3, the output's, found 4"],
        ),
        (
            ["epoch = 2\nfreeze = [0, 1]\nreinit = ['1']"],
            [
                "28: phases[1].freeze[1]: expected a whole number from 1 to 9, found 0",
                "29: phases[1].reinit[1]: expected a whole number from 1 to 9, "
                'found "1" (a string)',
            ],
        ),
        (
            ["epoch = 2\nfreeze = [4]"],
            ["28: phases[1].freeze[1]: expected a layer from 1 to 3, the output's, found 4"],
        ),
        (
            ["epoch = 2\nlearning_rate = 0"],
            ["28: phases[1].learning_rate: expected a finite number > 0, found 0"],
        ),
        (["epoch = 2\nclasses = 7"], ["28: phases[1].classes: expected a whole number from 2 to"]),
        (
            ["epoch = 2\nclasses = 3"],
            ["28: phases[1].classes: expected 2 for moons, or blobs or spirals for more, found 3"],
        ),
        (
            ['epoch = 2\nclasses = 3\ndata = { name = "blobs", classes = 3 }'],
            ["28: phases[1].classes: stands beside data.classes; only one is allowed"],
        ),
        (
            ['epoch = 2\ndata = { name = "bloobs" }'],
            ['28: phases[1].data.name: unknown name "bloobs"; did you mean "blobs"? '],
        ),
        (
            ['epoch = 2\nclasses = 3\ndata = { csv = "d.csv" }'],
            [
                "28: phases[1].classes: is for data that is drawn, not for csv",
                "29: phases[1].data.csv: expected a file in the scenario",
            ],
        ),
        (["epoch = 2\ndata = {}\nrate = 3"], ["29: phases[1].rate: unknown key; allowed here: "]),
        (["epoch = 2\nclases = 3"], ['28: phases[1].clases: unknown key; did you mean "classes"?']),
    ],
)
def test_what_a_phase_may_not_say(
    phases: list[str], messages: list[str], refusals: Refusals
) -> None:
    found = refusals(with_phases(*phases))
    assert len(found) == len(messages)
    assert all(one.startswith(message) for one, message in zip(found, messages, strict=True))


def test_too_many_classes_are_not_looked_for(refusals: Refusals) -> None:
    text = with_phases("epoch = 2\nclasses = 3").replace("= 100", "= 2\nsplit = [1, 0, 0]")
    (message,) = refusals(text)
    assert message.startswith("29: phases[1].classes: expected 2 for moons, or blobs or spirals")


def test_a_ninth_phase_is_refused(refusals: Refusals) -> None:
    text = NETWORK.replace("epochs = 5", "epochs = 50")
    phases = "".join(f"[[phases]]\nepoch = {epoch}\nreinit = [1]\n" for epoch in range(2, 11))
    assert refusals(text + phases) == ["50: phases[9]: at most 8 are allowed"]


def test_an_empty_dev_part_of_a_phase_stops_nothing_early(refusals: Refusals) -> None:
    text = NETWORK.replace("epochs = 5", "epochs = 5\nearly_stopping = {}")
    (found,) = refusals(text + "[[phases]]\nepoch = 2\ndata = { split = [1, 0, 0] }")
    assert found.startswith("14: play.early_stopping: is for dev loss, and the dev part is empty")


def test_a_learning_rate_that_is_a_start_can_not_change_later(refusals: Refusals) -> None:
    text = with_phases("epoch = 2\nlearning_rate = 0.5")
    text = text.replace('"gd"', '"rprop"').replace('"adam"', '"rprop"')
    assert refusals(text) == [
        "28: phases[1].learning_rate: rprop takes learning_rate as its first step size only"
    ]


def test_the_subject_tells_what_phases_change() -> None:
    plain = "moons, 80 train + 10 dev   2-4-3-2, ReLU"
    assert parsed(NETWORK).subject == plain
    assert parsed(with_phases("epoch = 3\nlearning_rate = 0.5")).subject == plain
    more = "epoch = 3\ndata = { name = 'moons', samples = 50 }"
    assert parsed(with_phases(more)).subject.startswith(
        "moons, 80 train + 10 dev, then 40 train + 5 dev  "
    )
    other = 'epoch = 3\ndata = { name = "blobs", classes = 3, samples = 50, split = [0.8, 0, 0.2] }'
    assert parsed(with_phases(other)).subject == (
        "moons, 80 train + 10 dev, then blobs, 40 train   2-4-3-2, ReLU, then 2-4-3-3, ReLU"
    )

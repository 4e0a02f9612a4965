"""What a person does to networks in training."""

from __future__ import annotations

import pytest
from nets_in_code import network_data, network_run, network_scenario, phase

from tuiopt.labs.network.session import SIZES, NetworkSession
from tuiopt.labs.network.solve.training import beginning, train

SCENARIO = network_scenario(
    network_run(hidden=(4, 3), batch_size=10), network_run("gd", hidden=(2,)), epochs=3
)
"""Of 40 samples: 4 steps an epoch, 12 in all."""

WHOLE = train(SCENARIO)


@pytest.fixture
def session() -> NetworkSession:
    return NetworkSession.begin(WHOLE)


def test_it_begins_paused_at_the_start(session: NetworkSession) -> None:
    assert (session.cursor, session.playing, session.selected) == (0, False, 0)
    assert (session.layer, session.unit, session.sample) == (1, 1, 1)
    assert session.training
    assert session.size is None


def test_the_ends_of_epochs(session: NetworkSession) -> None:
    assert [session.epoch(1).cursor, session.go_to(3).epoch(1).cursor] == [4, 4]
    assert session.go_to(4).epoch(1).cursor == 8
    assert session.go_to(4).epoch(-1).cursor == 0
    assert session.go_to(5).epoch(-1).cursor == 4
    assert session.go_to(12).epoch(1).cursor == 12
    assert session.epoch(-1).cursor == 0
    assert not session.toggle().epoch(1).playing


def test_an_epoch_that_is_not_trained_yet() -> None:
    assert NetworkSession.begin(beginning(SCENARIO)).epoch(1).cursor == 0


def test_layers_and_units_go_around(session: NetworkSession) -> None:
    assert [session.to_layer(n).layer for n in (1, 2, -1)] == [2, 1, 2]
    assert [session.to_unit(n).unit for n in (1, 4, -1)] == [2, 1, 4]
    assert session.to_layer(1).to_unit(-1).unit == 3
    other = session.select(1)
    assert [other.to_layer(1).layer, other.to_unit(2).unit] == [1, 1]


def test_units_are_classes_where_no_layer_is_hidden() -> None:
    run = phase(network_run(hidden=()), 2, data=network_data(classes=5))
    session = NetworkSession.begin(train(network_scenario(run, epochs=2)))
    assert [session.to_unit(n).unit for n in (1, 2, -1)] == [2, 1, 2]
    assert session.last().to_unit(-1).unit == 5
    assert session.to_layer(1).layer == 1


def test_samples_are_counted_on(session: NetworkSession) -> None:
    assert session.to_sample(5).to_sample(-6).sample == 0


def test_the_batch_gets_smaller_and_then_whole_again(session: NetworkSession) -> None:
    sizes = []
    for _ in range(len(SIZES) + 1):
        session = session.cut()
        sizes.append(session.size)
    assert sizes == [*SIZES, None]
    assert min(SIZES) == 2


def test_switches(session: NetworkSession) -> None:
    assert not session.switch_mode().training
    assert session.switch_mode().switch_mode().training
    assert session.switch_curves().errors

"""Networks of every size that a scenario may ask for."""

from __future__ import annotations

import numpy as np
import pytest
from nets import arguments
from network_cases import NetworkCase
from trial import same_bits

from tuiopt_kernels import compiled, interpreted
from tuiopt_kernels.network.initial import initial, initial_running
from tuiopt_kernels.network.layout import Network, workspace
from tuiopt_kernels.optimizers import OPTIMIZERS

ADAM = OPTIMIZERS["adam"]


def case(network: Network, width: int, samples: int = 40, steps: int = 2) -> NetworkCase:
    rng = np.random.default_rng([width, network.size])
    return NetworkCase(
        network,
        0.0,
        initial(network, "he", 1.0, 1),
        initial_running(network),
        rng.standard_normal((2, samples)),
        rng.integers(0, network.classes, samples),
        np.stack([rng.permutation(samples)[:width] for _ in range(steps)]),
        np.ones((1, network.units, width), dtype=np.uint8),
    )


@pytest.mark.parametrize("width", [1, 7, 8, 33])
@pytest.mark.parametrize("hidden", [(), (1,), (3,), (128,), (5, 128, 2), (2,) * 8])
@pytest.mark.parametrize("batch_norm", [False, True, "after"])
def test_kernels_give_the_interpreters_bits_at_every_size(
    hidden: tuple[int, ...], width: int, batch_norm: bool
) -> None:
    """Widths that fill the lanes and that do not, units that make up fours and that do not."""
    if batch_norm:
        width = max(width, 2)
    network = Network(
        hidden, 3, ("relu",) * len(hidden), batch_norm, keep_probs=(0.5,) * len(hidden)
    )
    one, other = (arguments(case(network, width), ADAM, 0.01) for _ in range(2))
    assert interpreted.training(ADAM)(*one) == compiled.training(ADAM)(*other) == 2
    assert same_bits(one.arrays, other.arrays)


def test_the_largest_network_and_many_classes() -> None:
    network = Network((128,) * 8, 100, ("tanh",) * 8, True)
    given = arguments(case(network, 64, 640), ADAM, 1e-3)
    assert compiled.training(ADAM)(*given) == 2
    # Softmax over classes of which all are alike at first.
    assert given.out[0, 0] == pytest.approx(np.log(100.0), rel=0.3)


def test_all_of_a_hundred_thousand_samples_at_once() -> None:
    network = Network((4,), 2, ("relu",))
    large = case(network, 100_000, 100_000, 1)
    given = arguments(large, ADAM, 1e-3)
    assert compiled.training(ADAM)(*given) == 1
    z = compiled.scores()(network, large.parameters, large.running, large.inputs)
    total = np.log(np.exp(z).sum(axis=0))
    expected = np.mean(total - z[large.labels, np.arange(100_000)])
    assert given.out[0, 0] == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("network", "rows"),
    [
        (Network((), 2, ()), 4 + 2 + 2 + 2),
        (Network((16, 8), 2, ("relu", "relu")), 4 + 2 + (16 + 8) + (16 + 8 + 2)),
        (Network((16, 8), 2, ("relu", "relu"), True), 4 + 2 + (16 + 8) + (32 + 16 + 2)),
        (Network((16, 8), 2, ("relu", "relu"), "after"), 4 + 2 + (16 + 8) + (48 + 24 + 2)),
        (Network((16,), 2, ("relu",), keep_probs=(0.5,)), 4 + 2 + (16 + 2) + (32 + 2)),
    ],
)
def test_the_room_to_work_in(network: Network, rows: int) -> None:
    """Four rows, the inputs, two layers' ∂J/∂; per layer z_norm, h and what is handed on."""
    assert workspace(network.table, 3).shape == (rows, 3)

"""Worked softmax of one sample."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tuiopt.labs.network.solve.softmax import WorkedSoftmax, worked_softmax
from tuiopt_kernels.network.layout import Network
from tuiopt_kernels.network.lens import look_inside

pytestmark = pytest.mark.filterwarnings("error")


def worked(z: list[float], label: int) -> WorkedSoftmax:
    """Of the second sample, whose z these are; those of the first are their opposites."""
    network = Network((), len(z), ())
    parameters = np.zeros(network.size)
    network.named(parameters)["W1"][0] = z
    inputs = np.array([[-1.0, 1.0], [0.0, 0.0]])
    inside = look_inside(network, parameters, np.zeros((2, len(z))), inputs, training=True)
    return worked_softmax(inside.output, 1, label)


@pytest.mark.parametrize("label", range(4))
def test_the_courses_four_classes(label: int) -> None:
    one = worked([5.0, 2.0, -1.0, 3.0], label)
    assert one.z == (5.0, 2.0, -1.0, 3.0)
    assert one.shift == 0.0
    assert one.t == pytest.approx([148.4132, 7.389056, 0.3678794, 20.08554], rel=1e-6)
    assert one.total == pytest.approx(176.2557, rel=1e-6)
    assert one.a == pytest.approx([0.8420336, 0.04192238, 0.002087192, 0.1139568], rel=1e-6)
    assert abs(math.fsum(one.a) - 1.0) <= 1e-15
    assert one.label == label
    assert one.loss == pytest.approx(-math.log(one.a[label]), rel=1e-13)


def test_probabilities_and_loss_are_torchs() -> None:
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(0)
    for size in (2, 4, 6):
        z = (3.0 * rng.standard_normal(size)).tolist()
        one = worked(z, size - 1)
        tensor = torch.tensor([z], dtype=torch.float64)
        loss = torch.nn.functional.cross_entropy(tensor, torch.tensor([size - 1]))
        assert one.a == pytest.approx(torch.softmax(tensor, 1)[0].tolist(), rel=1e-14)
        assert one.loss == pytest.approx(loss.item(), rel=1e-13)


def test_a_hopeless_class_has_a_finite_loss() -> None:
    one = worked([1000.0, 0.0], 1)
    assert (one.shift, one.t, one.total) == (1000.0, (1.0, 0.0), 1.0)
    assert one.a == (1.0, 0.0)
    assert one.loss == 1000.0


def test_nan_stays() -> None:
    one = worked([math.nan, 0.0], 0)
    assert math.isnan(one.a[0])
    assert math.isnan(one.loss)

"""The driver of mini-batches: engines, the order of samples, PyTorch, plain loops."""

from __future__ import annotations

import numpy as np
import pytest
from fits import DATA, descending, fit
from trial import same_bits

from tuiopt_kernels import compiled, interpreted
from tuiopt_kernels.minibatches import order
from tuiopt_kernels.optimizers import OPTIMIZERS

ADAM, GD, MOMENTUM = (OPTIMIZERS[name] for name in ("adam", "gd", "momentum"))
EVERY = pytest.mark.parametrize("kind", DATA)


@EVERY
@pytest.mark.parametrize("batch_size", [1, 16, 50])
def test_a_kernel_gives_the_interpreters_bits(kind: str, batch_size: int) -> None:
    surface = fit(kind)
    one, other = (
        descending(ADAM, surface, 60, batch_size, alpha=0.1, l2=0.01, noise=0.1) for _ in range(2)
    )
    assert interpreted.trajectory(ADAM, surface)(*one) == 60
    assert compiled.trajectory(ADAM, surface)(*other) == 60
    assert same_bits(one[:4], other[:4])


@EVERY
def test_a_run_that_diverges_ends_alike(kind: str) -> None:
    surface = fit(kind)
    one, other = (descending(GD, surface, 60, 16, alpha=1e7) for _ in range(2))
    done = interpreted.trajectory(GD, surface)(*one)
    assert done < 60
    assert compiled.trajectory(GD, surface)(*other) == done
    assert same_bits([one[3][: done + 1]], [other[3][: done + 1]])


@EVERY
def test_value_and_gradient_are_numpys(kind: str) -> None:
    """A batch of all samples has the surface's gradient, to rounding."""
    surface = fit(kind)
    arguments = descending(GD, surface, 20, surface.samples, alpha=0.3)
    interpreted.trajectory(GD, surface)(*arguments)
    x, y, loss, grad_x, grad_y = arguments[3][:, 1:6].T
    np.testing.assert_allclose(loss, surface.value(x, y, ()), rtol=1e-13)
    before = np.concatenate(([0.0], x[:-1])), np.concatenate(([0.0], y[:-1]))
    expected = surface.gradient(*before, ())
    np.testing.assert_allclose((grad_x, grad_y), expected, atol=1e-14)


@EVERY
def test_a_batchs_gradient_is_torchs_on_the_same_rows(kind: str) -> None:
    torch = pytest.importorskip("torch")
    surface = fit(kind)
    arguments = descending(GD, surface, 9, 16, alpha=0.3)
    interpreted.trajectory(GD, surface)(*arguments)
    out, inputs, targets, rows = arguments[3:7]
    lossfunction = {
        "least-squares": lambda z, y: 0.5 * torch.nn.functional.mse_loss(z, y),
        "logistic": torch.nn.functional.binary_cross_entropy_with_logits,
    }[kind]
    w, b = 0.0, 0.0
    for i, row in enumerate(out):
        batch = rows[i // 4][i % 4 * 16 : i % 4 * 16 + 16]
        assert len(batch) == (16, 16, 16, 2)[i % 4]
        point = torch.tensor([w, b], dtype=torch.float64, requires_grad=True)
        z = point[0] * torch.tensor(inputs[batch]) + point[1]
        lossfunction(z, torch.tensor(targets[batch])).backward()
        np.testing.assert_allclose(row[4:6], point.grad, rtol=0, atol=1e-13)
        w, b = row[1:3]


def test_momentum_on_mini_batches_is_a_plain_loop() -> None:
    """200 steps in NumPy, from the permutations of the seed."""
    surface = fit("least-squares")
    arguments = descending(MOMENTUM, surface, 200, 16, alpha=0.05)
    arguments[0][3] = 0.0  # no bias correction
    assert interpreted.trajectory(MOMENTUM, surface)(*arguments) == 200
    u, y = surface.mean_loss.inputs, surface.mean_loss.targets
    w = b = v_w = v_b = 0.0
    step = 0
    for epoch in range(1, 51):
        permutation = np.random.default_rng([3, epoch]).permutation(50)
        for begin in range(0, 50, 16):
            rows = permutation[begin : begin + 16]
            error = w * u[rows] + b - y[rows]
            v_w = 0.9 * v_w + 0.1 * np.mean(error * u[rows])
            v_b = 0.9 * v_b + 0.1 * np.mean(error)
            w -= 0.05 * v_w
            b -= 0.05 * v_b
            loss = np.mean((w * u + b - y) ** 2) / 2
            np.testing.assert_allclose(arguments[3][step, 1:4], [w, b, loss], rtol=1e-12)
            step += 1
    assert step == 200


def test_a_batch_of_all_samples_does_not_depend_on_their_order() -> None:
    surface = fit("logistic")
    natural, shuffled = (descending(GD, surface, 100, surface.samples, alpha=1.0) for _ in range(2))
    shuffled[6] = order(surface.samples, surface.samples - 1, 3, 0, 100)
    for arguments in (natural, shuffled):
        interpreted.trajectory(GD, surface)(*arguments)
    np.testing.assert_allclose(natural[3], shuffled[3], rtol=1e-10, atol=1e-15)
    assert not same_bits([natural[3]], [shuffled[3]])


@pytest.mark.parametrize("first", [1, 8, 13, 26])
def test_a_run_goes_on_within_an_epoch(first: int) -> None:
    surface = fit("logistic")
    whole, parts = (descending(ADAM, surface, 30, 16, alpha=0.1) for _ in range(2))
    run = interpreted.trajectory(ADAM, surface)
    assert run(*whole) == 30
    state, settings, feed, out, inputs, targets, rows, size = parts
    assert run(state, settings, feed, out[:first], inputs, targets, rows, size) == first
    rest = order(50, 16, 3, first // 4, 8)
    assert run(state, settings, feed, out[first:], inputs, targets, rest, size) == 30 - first
    assert same_bits(whole[:4], parts[:4])


def test_an_epochs_permutation_depends_on_seed_and_epoch_alone() -> None:
    ten = order(100, 7, 5, 0, 10)
    assert all(sorted(row) == list(range(100)) for row in ten.tolist())
    np.testing.assert_array_equal(order(100, 1, 5, 4, 2), ten[4:6])
    assert len({tuple(row) for row in ten.tolist()}) == 10
    assert not np.array_equal(order(100, 7, 6, 0, 1)[0], ten[0])

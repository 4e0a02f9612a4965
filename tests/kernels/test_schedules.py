"""Learning-rate schedules, by hand and against PyTorch's."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tuiopt_kernels.expression import names, parse
from tuiopt_kernels.rates import BLOCK, rates
from tuiopt_kernels.schedules import SCHEDULES

STEPS = 60


def made(
    kind: str, *hyper: float, alpha0: float = 0.2, each: int = 1, steps: int = STEPS
) -> np.ndarray:
    return rates(SCHEDULES[kind], alpha0, hyper, each, steps)


def defaults(kind: str) -> tuple[float, ...]:
    return tuple(hyper.default for hyper in SCHEDULES[kind].hyper)


@pytest.mark.parametrize("kind", SCHEDULES)
def test_a_schedule_is_declared_in_full(kind: str) -> None:
    schedule = SCHEDULES[kind]
    assert schedule.name == kind
    assert all((schedule.title, schedule.equation, schedule.expression, schedule.source))
    assert all(h.default in h.interval for h in schedule.hyper)
    assert all((h.symbol and h.role) for h in schedule.hyper)
    known = {"alpha0", "t", "k", "T", "pi", *(h.name for h in schedule.hyper)}
    assert names(parse(schedule.expression)) <= known
    assert all(h.default == int(h.default) for h in schedule.hyper if h.whole)
    assert {*schedule.before_end} <= {h.name for h in schedule.hyper}


@pytest.mark.parametrize("kind", SCHEDULES)
@pytest.mark.parametrize("steps", [1, 2, 1000])
@pytest.mark.parametrize("each", [1, 7])
def test_every_step_has_a_rate(kind: str, steps: int, each: int) -> None:
    found = rates(SCHEDULES[kind], 0.2, defaults(kind), each, steps)
    assert found.shape == (steps,)
    assert found.dtype == np.float64
    assert np.isfinite(found).all()
    assert (found >= 0.0).all()


def test_the_table_of_inverse_time() -> None:
    assert made("inverse-time", 1.0)[:4] == pytest.approx([0.1, 0.2 / 3, 0.05, 0.04], rel=1e-15)


@pytest.mark.parametrize(
    ("kind", "hyper", "first"),
    [
        ("constant", (), [0.2, 0.2, 0.2]),
        ("inverse-time", (0.0,), [0.2, 0.2, 0.2]),
        ("exponential", (0.95,), [0.19, 0.1805, 0.171475]),
        ("inverse-sqrt", (1.0,), [0.2, 0.2 / math.sqrt(2), 0.2 / math.sqrt(3), 0.1]),
        ("inverse-sqrt", (0.5,), [0.1, 0.1 / math.sqrt(2)]),
        ("inverse-sqrt-step", (1.0,), [0.2, 0.2 / math.sqrt(2), 0.2 / math.sqrt(3), 0.1]),
        ("staircase", (0.5, 2.0), [0.2, 0.2, 0.1, 0.1, 0.05]),
        ("cosine", (), [0.2, 0.1 * (1 + math.cos(math.pi / STEPS))]),
        ("warmup-cosine", (4.0,), [0.05, 0.1, 0.15, 0.2, 0.2]),
        ("warmup-cosine", (0.0,), [0.2, 0.1 * (1 + math.cos(math.pi / STEPS))]),
    ],
)
def test_the_first_steps_by_hand(kind: str, hyper: tuple[float, ...], first: list[float]) -> None:
    assert made(kind, *hyper)[: len(first)] == pytest.approx(first, rel=1e-14)


def test_steps_count_on_from_block_to_block() -> None:
    steps = 2 * BLOCK + 7
    expected = 0.2 / np.sqrt(np.arange(1, steps + 1))
    np.testing.assert_allclose(made("inverse-sqrt-step", 1.0, steps=steps), expected, rtol=1e-15)


@pytest.mark.parametrize(
    "kind", ["constant", "inverse-time", "exponential", "inverse-sqrt", "staircase"]
)
def test_a_rate_holds_for_an_epoch(kind: str) -> None:
    alone = rates(SCHEDULES[kind], 0.2, defaults(kind), 1, STEPS)
    epochs = rates(SCHEDULES[kind], 0.2, defaults(kind), 5, 5 * STEPS)
    np.testing.assert_array_equal(epochs, np.repeat(alone, 5))


@pytest.mark.parametrize("kind", ["inverse-sqrt-step", "cosine", "warmup-cosine"])
def test_what_counts_steps_knows_no_epochs(kind: str) -> None:
    one, five = (rates(SCHEDULES[kind], 0.2, defaults(kind), each, STEPS) for each in (1, 5))
    np.testing.assert_array_equal(one, five)


def test_a_cosine_falls_from_alpha0_to_almost_0() -> None:
    found = made("cosine")
    assert found[0] == 0.2
    assert found[STEPS // 2] == pytest.approx(0.1, rel=1e-14)
    assert found[-1] == pytest.approx(0.1 * (1 - math.cos(math.pi / STEPS)), rel=1e-12)
    assert (np.diff(found) < 0).all()
    late = made("warmup-cosine", STEPS - 1.0)
    assert late[-2:].tolist() == [0.2, 0.2]


def test_a_rate_that_overflows_is_infinite_and_one_that_underflows_is_0() -> None:
    assert made("inverse-sqrt", 1e308, alpha0=1e10)[0] == math.inf
    assert made("exponential", 1e-300)[-1] == 0.0
    assert made("inverse-time", 1e308)[-1] == 0.0


def torch_rates(make: object, **settings: object) -> list[float]:
    """α of each step as PyTorch's schedule has it: in effect before its first `step()`."""
    torch = pytest.importorskip("torch")
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.2)
    schedule = getattr(torch.optim.lr_scheduler, str(make))(optimizer, **settings)
    found = []
    for _ in range(STEPS):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    return found


def test_against_pytorch() -> None:
    """PyTorch counts epochs from 0: what decays by the epoch k is here one decay ahead of it."""
    np.testing.assert_allclose(
        made("staircase", 0.3, 7.0), torch_rates("StepLR", step_size=7, gamma=0.3), rtol=1e-12
    )
    ahead = 0.9 * np.array(torch_rates("ExponentialLR", gamma=0.9))
    np.testing.assert_allclose(made("exponential", 0.9), ahead, rtol=1e-12)
    np.testing.assert_allclose(
        made("inverse-time", 0.3),
        torch_rates("LambdaLR", lr_lambda=lambda epoch: 1 / (1 + 0.3 * (epoch + 1))),
        rtol=1e-12,
    )
    np.testing.assert_allclose(
        made("cosine"), torch_rates("CosineAnnealingLR", T_max=STEPS), rtol=1e-11, atol=1e-15
    )


def test_warmup_then_cosine_against_pytorch() -> None:
    """PyTorch's warm-up starts at 1/w of α0 and is at α0 after w steps: α_{w+1} begins its cosine.

    Its LinearLR gets from 1/w to 1 in w − 1 steps, as here from step 1 to step w.
    """
    torch = pytest.importorskip("torch")
    w = 9
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.2)
    kinds = torch.optim.lr_scheduler
    rising = kinds.LinearLR(optimizer, start_factor=1 / w, total_iters=w - 1)
    falling = kinds.CosineAnnealingLR(optimizer, T_max=STEPS - w)
    both = kinds.SequentialLR(optimizer, [rising, falling], milestones=[w])
    found = []
    for _ in range(STEPS):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        both.step()
    np.testing.assert_allclose(made("warmup-cosine", float(w)), found, rtol=1e-11, atol=1e-15)

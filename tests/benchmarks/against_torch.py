"""A training loop of PyTorch, with autograd, against the kernel; PyTorch records nothing.

The optimizers are those that PyTorch has, as in the golden cases. Both take the same steps.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import numpy as np
import torch
from paired import Contest, Timed, kernel
from pairs import ON, Pair, pair

from tuiopt_kernels import interpreted

sys.path.insert(0, str(Path(__file__).parents[1] / "golden"))

from rule_case import RuleCase
from rule_cases import RULE_CASES
from surface_cases import SURFACE_CASES

TITLE = "torch.optim with autograd / kernel"
GOAL = "at least 1000"
REPEATS = 5
STEPS = 200
CHECKED_STEPS = 50

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)

CASES = [case for case in RULE_CASES if case.library == "torch" and case.variant == "default"]
LOSSES = {case.surface: case.f for case in SURFACE_CASES if not case.params}


def contests() -> Iterator[Contest]:
    for surface in ON:
        for case in CASES:
            one = pair(case.optimizer, surface)
            assert_same_steps(case, one)
            yield Contest(str(one), loop(case, one), kernel(one))


def trained(case: RuleCase, pair: Pair) -> tuple[torch.Tensor, Callable[[int], None]]:
    """The point, at its start, and what takes it some steps further."""
    point = torch.tensor(pair.surface.start, requires_grad=True)
    made = getattr(torch.optim, case.implementation)
    optimizer = made([point], **{**case.options, "lr": pair.alpha})
    for key, number in case.preset.items():
        optimizer.state[point][key] = torch.full(point.shape, number)
    f = LOSSES[pair.surface.name]

    def train(steps: int) -> None:
        for _ in range(steps):
            optimizer.zero_grad()
            f(torch, *point.unbind()).backward()
            optimizer.step()

    return point, train


def loop(case: RuleCase, pair: Pair) -> Timed:
    def once() -> float:
        _, train = trained(case, pair)
        began = perf_counter()
        train(STEPS)
        return (perf_counter() - began) / STEPS

    return once


def assert_same_steps(case: RuleCase, pair: Pair) -> None:
    point, train = trained(case, pair)
    train(CHECKED_STEPS)
    a = pair.arguments(CHECKED_STEPS)
    interpreted.trajectory(pair.optimizer, pair.surface)(*a)
    moved = np.abs(a.state[1:3] - pair.surface.start).max()
    np.testing.assert_allclose(a.state[1:3], point.detach().numpy(), rtol=0, atol=1e-9 * moved)

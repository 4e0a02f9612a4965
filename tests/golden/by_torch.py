"""What PyTorch makes of the cases: the reference, live and for the golden files."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch
from rule_case import RuleCase
from rule_cases import START
from surface_cases import SurfaceCase

Array = npt.NDArray[np.float64]


def points(case: SurfaceCase, count: int = 1000) -> Array:
    """(count, 2), seeded uniform points of the domain."""
    (left, right), (low, high) = case.x, case.y
    return np.random.default_rng(1960).uniform((left, low), (right, high), (count, 2))


def surface(case: SurfaceCase) -> dict[str, Array]:
    """`points` (n, 2), `value` (n,), `gradient` (n, 2), `hessian` (n, 3) as xx, xy, yy."""
    at = points(case)
    x, y = (torch.tensor(at[:, axis], dtype=torch.float64, requires_grad=True) for axis in (0, 1))

    def slope(f: torch.Tensor) -> tuple[torch.Tensor, ...]:
        return torch.autograd.grad(f.sum(), (x, y), create_graph=True, materialize_grads=True)

    f = case.f(torch, x, y)
    fx, fy = slope(f)
    (fxx, fxy), (_, fyy) = slope(fx), slope(fy)
    stacked = {"gradient": torch.stack((fx, fy), 1), "hessian": torch.stack((fxx, fxy, fyy), 1)}
    values = {"value": f, **stacked}
    return {"points": at, **{name: tensor.detach().numpy() for name, tensor in values.items()}}


def rule(case: RuleCase, gradients: Array) -> dict[str, Array]:
    """x and every slot after each step, (steps, 2) each, when fed these gradients."""
    usual = torch.get_default_dtype()
    torch.set_default_dtype(torch.float64)  # else step counts and NAdam's product are float32
    try:
        return _rule(case, gradients)
    finally:
        torch.set_default_dtype(usual)


def _rule(case: RuleCase, gradients: Array) -> dict[str, Array]:
    p = torch.tensor(START, requires_grad=True)
    optimizer = getattr(torch.optim, case.implementation)([p], **case.options)
    for key, number in case.preset.items():
        optimizer.state[p][key] = torch.full(() if key == "step" else p.shape, number)
    seen: dict[str, list[Array]] = {name: [] for name in ("x", *case.slots)}
    for g in gradients:
        p.grad = torch.from_numpy(g)
        optimizer.step()
        seen["x"].append(p.detach().numpy().copy())
        for slot, key in case.slots.items():
            seen[slot].append(optimizer.state[p][key].numpy().copy())
    return {name: np.array(rows) for name, rows in seen.items()}

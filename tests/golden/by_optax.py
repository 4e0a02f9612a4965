"""What Optax makes of the cases that PyTorch has not: live and for the golden files."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt
import optax
from rule_case import RuleCase
from rule_cases import START

Array = npt.NDArray[np.float64]


def rule(case: RuleCase, gradients: Array) -> dict[str, Array]:
    """x and every slot after each step, (steps, 2) each, when fed these gradients."""
    with jax.enable_x64(True):
        return _rule(case, gradients)


def _rule(case: RuleCase, gradients: Array) -> dict[str, Array]:
    x = jnp.array(START)
    optimizer = getattr(optax, case.implementation)(**case.options)
    own, *others = optimizer.init(x)
    own = own._replace(**{k: jnp.full_like(getattr(own, k), n) for k, n in case.preset.items()})
    state = (own, *others)
    seen: dict[str, list[Array]] = {name: [] for name in ("x", *case.slots)}
    for g in gradients:
        update, state = optimizer.update(jnp.asarray(g), state, x)
        x = optax.apply_updates(x, update)
        seen["x"].append(np.asarray(x))
        for slot, key in case.slots.items():
            seen[slot].append(np.asarray(getattr(state[0], key)))
    assert x.dtype == np.float64
    return {name: np.array(rows) for name, rows in seen.items()}

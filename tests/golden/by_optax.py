"""What Optax makes of the cases that PyTorch has not: live and for the golden files.

    python tests/golden/by_optax.py FILE.npz

writes those of all cases, as `case/quantity`: a process of its own, since JAX starts threads, and
a process with threads is not to be forked as other tests do.
"""

from __future__ import annotations

import sys

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt
import optax
from rule_case import RuleCase
from rule_cases import RULE_CASES, START, gradients

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


def main() -> None:
    fed = gradients()
    cases = (case for case in RULE_CASES if case.library == "optax")
    found = {case.key: rule(case, fed) for case in cases}
    flat = {f"{key}/{name}": rows for key, seen in found.items() for name, rows in seen.items()}
    np.savez(sys.argv[1], **flat)


if __name__ == "__main__":
    main()

"""Optax in a jitted scan that records the same, compiled by XLA, against the kernel.

Gradients are those of JAX. The optimizers are those that Optax has in the same form: its record is
held against the kernel's. The learning rate, a constant there, is not recorded.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import jax
import jax.numpy as jnp
import numpy as np
import optax
from paired import Contest, kernel
from pairs import ON, STEPS, Pair, pair

from tuiopt_kernels import interpreted
from tuiopt_kernels.drivers import HEAD

sys.path.insert(0, str(Path(__file__).parents[1] / "golden"))

from surface_cases import SURFACE_CASES

TITLE = "Optax, jitted scan / kernel"
GOAL = "at least 2"
REPEATS = 7
CHECKED_STEPS = 200

jax.config.update("jax_enable_x64", True)

LOSSES = {case.surface: case.f for case in SURFACE_CASES if not case.params}


class Same(NamedTuple):
    """Optax's function for an optimizer, the slots in its state, their rates where corrected."""

    made: Callable[[float], optax.GradientTransformation]
    slots: tuple[str, ...] = ()
    corrected: tuple[float, ...] = ()


BOTH = ("mu", "nu")
ADAM = (0.9, 0.999)
SAME = {
    "adabelief": Same(lambda a: optax.adabelief(a, eps=1e-16, eps_root=1e-16), BOTH, ADAM),
    "adadelta": Same(lambda a: optax.adadelta(a, rho=0.9, eps=1e-6), ("e_g", "e_x")),
    "adam": Same(optax.adam, BOTH, ADAM),
    "adamax": Same(optax.adamax, BOTH),
    "adamw": Same(lambda a: optax.adamw(a, weight_decay=0.01), BOTH, ADAM),
    "gd": Same(optax.sgd),
    "heavy-ball": Same(lambda a: optax.sgd(a, momentum=0.9), ("trace",)),
    "lion": Same(lambda a: optax.lion(a, weight_decay=0.0), ("mu",)),
    "nesterov": Same(lambda a: optax.sgd(a, momentum=0.9, nesterov=True), ("trace",)),
    "rmsprop": Same(lambda a: optax.rmsprop(a, decay=0.9, eps_in_sqrt=False), ("nu",)),
    "yogi": Same(optax.yogi, BOTH, ADAM),
}

Scan = Callable[[int], Any]
"""From the start: x, f, g, the update, slots and hats, an array each, a row a step."""


def contests() -> Iterator[Contest]:
    for surface in ON:
        for name, same in SAME.items():
            one = pair(name, surface)
            scanned = scan(same, one)
            assert_same_record(scanned, one)

            def once(scanned: Scan = scanned) -> float:
                began = perf_counter()
                jax.block_until_ready(scanned(STEPS))
                return (perf_counter() - began) / STEPS

            yield Contest(str(one), once, kernel(one))


def scan(same: Same, pair: Pair) -> Scan:
    optimizer = same.made(pair.alpha)
    f = LOSSES[pair.surface.name]
    loss_and_slope = jax.value_and_grad(lambda x: f(jnp, x[0], x[1]))

    def step(carry: Any, _: None) -> Any:
        x, slope, state = carry
        update, state = optimizer.update(slope, state, x)
        x = optax.apply_updates(x, update)
        loss, next_slope = loss_and_slope(x)
        slots = [optax.tree.get(state, slot) for slot in same.slots]
        hats = [
            optax.tree.bias_correction(slot, rate, state[0].count)
            for slot, rate in zip(slots, same.corrected, strict=False)
        ]
        return (x, next_slope, state), (x, loss, slope, update, slots, hats)

    def whole(steps: int) -> Any:
        x = jnp.array(pair.surface.start)
        _, slope = loss_and_slope(x)
        return jax.lax.scan(step, (x, slope, optimizer.init(x)), length=steps)[1]

    return jax.jit(whole, static_argnums=0)


def assert_same_record(scanned: Scan, pair: Pair) -> None:
    a = pair.arguments(CHECKED_STEPS)
    interpreted.trajectory(pair.optimizer, pair.surface)(*a)
    head = [a.out[:, 1:3], a.out[:, 3], a.out[:, 4:6], a.out[:, 6:8]]
    slots, shown = np.split(a.out[:, len(HEAD) :], [2 * len(pair.optimizer.slots)], axis=1)
    # x's and y's of the first slot, of the second, ...
    both = [half for part in (slots, shown) for half in part.reshape(CHECKED_STEPS, 2, -1).T]
    ours = head + [half.T for half in both]
    theirs = jax.tree.leaves(scanned(CHECKED_STEPS))
    for one, other in zip(ours, theirs, strict=False):  # Optax has no hats where none are meant
        np.testing.assert_allclose(other, one, rtol=1e-9, atol=1e-9 * np.abs(one).max())

"""Training of a small network with batch norm and Adam against C by hand, PyTorch and JAX.

    python tests/benchmarks/network.py

needs gcc, and torch and jax for their parts. 2-16-16-2, ReLU, batches of 64, float64, one thread on
one processor. All train on the same batches from the same start, and gather them from permutations
that are made before; kernel and C also record the gradient's norms, and the kernel sees to it that
all is finite. They run in turn; a ratio is the median over the repeats of other / kernel time. C
has the same loops: four rows at a time, the fixed order of sums, products and sums rounded once
where a processor can; with -ffast-math it may reorder them and take a vector exp, unlike the
kernel. What is kept is kept as often as the lab keeps networks of this size.
"""

from __future__ import annotations

import ctypes
import os
import statistics
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false")
if hasattr(os, "sched_setaffinity"):  # before a library starts threads
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})

import numpy as np

from tuiopt_kernels import compiled
from tuiopt_kernels.network.batches import batches
from tuiopt_kernels.network.initial import initial, initial_running
from tuiopt_kernels.network.layout import Network
from tuiopt_kernels.network.training import (
    BATCH_LOSS,
    VALUES,
    Feed,
    Model,
    TrainingSet,
    TrainState,
)
from tuiopt_kernels.optimizers import OPTIMIZERS

NETWORK = Network((16, 16), 2, ("relu", "relu"), True)
ADAM = OPTIMIZERS["adam"]
STEPS, BATCH, SAMPLES, RATE = 750, 64, 960, 1e-3
KEPT = 29
"""What `labs.network.replay.Replay.every` is for this network and these batches."""

REPEATS = 25
FLAGS = ("-O3", "-march=native")
FAST = "-ffast-math"


class Arguments(NamedTuple):
    """The arguments of the driver, in its order."""

    state: TrainState
    model: Model
    samples: TrainingSet
    feed: Feed
    out: np.ndarray

    @property
    def losses(self) -> np.ndarray:
        return self.out[:, BATCH_LOSS]


Run = Callable[[Arguments], np.ndarray]
"""Trains from the arguments of the driver; returns the losses."""


def arguments(steps: int = STEPS) -> Arguments:
    rng = np.random.default_rng(0)
    inputs = rng.standard_normal((2, SAMPLES))
    drawn = batches(SAMPLES, BATCH, 0, 0, steps // (SAMPLES // BATCH) + 1, merge_last=True)
    numbers = np.zeros((4, NETWORK.size))
    numbers[VALUES] = initial(NETWORK, "he", 1.0, 0)
    optimizer = np.array([0.0, 1.0, 1.0, *(hyper.default for hyper in ADAM.hyper)])
    masks, jitter = np.zeros((1, 0, 0), dtype=np.uint8), np.zeros((1, 0, 0))
    return Arguments(
        TrainState(optimizer, numbers, initial_running(NETWORK)),
        Model.of(NETWORK, 0.0),
        TrainingSet(inputs, (inputs[0] * inputs[1] > 0.0).astype(np.int64)),
        Feed(np.ascontiguousarray(drawn[:steps]), np.full(steps, RATE), masks, jitter),
        np.empty((steps, 2 + NETWORK.layers)),
    )


def by_kernel(given: Arguments) -> np.ndarray:
    assert compiled.training(ADAM)(*given) == len(given.out)
    return given.losses


def recorded(given: Arguments) -> np.ndarray:
    """In pieces, after each of which all parameters and averages are kept."""
    train, kept = compiled.training(ADAM), []
    state, feed = given.state, given.feed
    for step in range(0, len(given.out), KEPT):
        piece = slice(step, step + KEPT)
        part = feed._replace(batches=feed.batches[piece], rates=feed.rates[piece])
        train(state, given.model, given.samples, part, given.out[piece])
        kept.append((state.numbers.copy(), state.running.copy()))
    return given.losses


def in_c(folder: Path, *flags: str) -> Run:
    source = Path(__file__).with_suffix(".c")
    built = folder / f"network{len(flags)}.so"
    subprocess.run(["gcc", *flags, "-shared", "-fPIC", "-o", built, source, "-lm"], check=True)
    library = ctypes.CDLL(str(built))
    widths = np.array([2, *NETWORK.hidden, NETWORK.classes], dtype=np.intc)

    def run(given: Arguments) -> np.ndarray:
        drawn = given.feed.batches
        arrays = [*given.state[1:], widths, *given.samples, drawn, given.out]
        pointers = [ctypes.c_void_p(array.ctypes.data) for array in arrays]
        sizes = [ctypes.c_long(n) for n in (NETWORK.size, SAMPLES, len(drawn))]
        library.train(
            *(pointers[0], sizes[0], *pointers[1:3], NETWORK.layers, *pointers[3:5], sizes[1]),
            *(pointers[5], sizes[2], drawn.shape[1]),
            *map(ctypes.c_double, (RATE, 0.9, 0.999, 1e-8, NETWORK.momentum)),
            pointers[6],
        )
        return given.losses

    return run


def in_torch() -> Run:
    import torch

    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)

    def run(given: Arguments) -> np.ndarray:
        named = {n: torch.tensor(p) for n, p in NETWORK.named(given.state.numbers[VALUES]).items()}
        x, y = torch.tensor(given.samples.inputs).T, torch.tensor(given.samples.labels)
        rows = [torch.tensor(row[row >= 0]) for row in given.feed.batches]
        for part in named.values():
            part.requires_grad_()
        adam = torch.optim.Adam(named.values(), RATE)
        running = [(torch.zeros(16), torch.ones(16)) for _ in NETWORK.hidden]
        losses = []
        for row in rows:
            a = x[row]
            for layer, (mean, variance) in enumerate(running, 1):
                a = torch.nn.functional.batch_norm(
                    a @ named[f"W{layer}"],
                    *(mean, variance, named[f"gamma{layer}"], named[f"beta{layer}"]),
                    training=True,
                )
                a = torch.relu(a)
            loss = torch.nn.functional.cross_entropy(a @ named["W3"] + named["b3"], y[row])
            adam.zero_grad()
            loss.backward()
            adam.step()
            losses.append(loss.item())
        return np.array(losses)

    return run


def in_jax() -> Run:
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)

    def loss(named: Any, running: Any, x: Any, y: Any) -> Any:
        moved = []
        for layer, kept in enumerate(running, 1):
            z = x @ named[f"W{layer}"]
            batch = jnp.stack((z.mean(0), z.var(0)))
            z = (z - batch[0]) / jnp.sqrt(batch[1] + 1e-5)
            x = jax.nn.relu(z * named[f"gamma{layer}"] + named[f"beta{layer}"])
            moved.append(0.9 * kept + 0.1 * batch)
        scores = jax.nn.log_softmax(x @ named["W3"] + named["b3"])
        return -jnp.take_along_axis(scores, y[:, None], 1).mean(), moved

    @jax.jit
    def train(named: Any, running: Any, x: Any, y: Any, rows: Any) -> Any:
        def step(carried: Any, row: Any) -> Any:
            t, named, v, s, running = carried
            (value, running), g = jax.value_and_grad(loss, has_aux=True)(
                named, running, x[row], y[row]
            )
            t, tree = t + 1, jax.tree_util.tree_map
            v = tree(lambda a, b: 0.9 * a + 0.1 * b, v, g)
            s = tree(lambda a, b: 0.999 * a + 0.001 * b * b, s, g)
            c1, c2 = 1 / (1 - 0.9**t), 1 / (1 - 0.999**t)
            named = tree(lambda p, a, b: p - RATE * a * c1 / (jnp.sqrt(b * c2) + 1e-8), named, v, s)
            return (t, named, v, s, running), value

        zeros = jax.tree_util.tree_map(jnp.zeros_like, named)
        return jax.lax.scan(step, (0.0, named, zeros, zeros, running), rows)[1]

    def run(given: Arguments) -> np.ndarray:
        named = {n: jnp.asarray(p) for n, p in NETWORK.named(given.state.numbers[VALUES]).items()}
        running = [jnp.stack((jnp.zeros(16), jnp.ones(16))) for _ in NETWORK.hidden]
        samples = given.samples.inputs.T, given.samples.labels
        return np.asarray(train(named, running, *samples, given.feed.batches))

    return run


def seconds(run: Run, steps: int) -> float:
    given = arguments(steps)
    began = perf_counter()
    run(given)
    return (perf_counter() - began) / steps


def compare(name: str, run: Run, steps: int, repeats: int) -> None:
    """Prints µs a step of the kernel and of the other, and their ratio."""
    run(arguments(steps))
    times = [(seconds(by_kernel, steps), seconds(run, steps)) for _ in range(repeats)]
    ours, theirs = (statistics.median(column) * 1e6 for column in zip(*times, strict=True))
    ratio = statistics.median(other / one for one, other in times)
    print(f"{name:28} {ours:8.2f} {theirs:8.2f} {ratio:8.2f}", flush=True)


def main() -> None:
    # Whole batches only: a scan has one width.
    given = arguments(15)
    expected = by_kernel(given).copy()
    print(f"{'µs/step':28} {'kernel':>8} {'other':>8} {'other/kernel':>8}")
    with tempfile.TemporaryDirectory() as folder:
        others: list[tuple[str, Callable[[], Run], int, int]] = [
            (" ".join(("C", *FLAGS)), lambda: in_c(Path(folder), *FLAGS), STEPS, REPEATS),
            (f"C also {FAST}", lambda: in_c(Path(folder), *FLAGS, FAST), STEPS, REPEATS),
            (f"kept every {KEPT} steps", lambda: recorded, STEPS, REPEATS),
            ("PyTorch, eager", in_torch, 60, 5),
            ("JAX, a jitted scan", in_jax, STEPS, REPEATS),
        ]
        for name, make, steps, repeats in others:
            try:
                run = make()
            except ImportError:
                continue
            np.testing.assert_allclose(run(arguments(15)), expected, rtol=1e-10)
            compare(name, run, steps, repeats)


if __name__ == "__main__":
    main()

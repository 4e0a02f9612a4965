"""What the steps of a run take: mini-batches, learning rates, dropout masks, jitter.

All are functions of the scenario and of the steps' numbers, so that any step can be made again.
"""

from __future__ import annotations

import functools

import numpy as np

from tuiopt.labs.network.scenario.model import NetworkScenario, Stage
from tuiopt_kernels.data import Array
from tuiopt_kernels.network.batches import batches
from tuiopt_kernels.network.layout import Network
from tuiopt_kernels.network.passes import Masks
from tuiopt_kernels.network.training import Feed
from tuiopt_kernels.rates import BLOCK

MASKS = 0xD809
"""After a run's seed, it tells the stream of the dropout masks from those of the weights."""

JITTER = 0x317E
"""After the data's seed, it tells the stream of the jitter from those of the permutations."""

AT_ONCE = 1 << 20
"""Random numbers that are drawn for masks at a time, 8 MB."""


def feed(scenario: NetworkScenario, run: int, first: int, n: int) -> Feed:
    """What steps first + 1 ... first + n of a run take, all of one stage.

    Batches and jitter are the same for every run that has the data: the permutation of an epoch
    and the jitter of a sample in it depend on the data's seed and the epoch alone. A mask's numbers
    are those of one stream a stage, PCG64 of [seed of the run, MASKS, first epoch of the stage]:
    row by row for every unit and sample of every step, kept where below keep_prob.
    """
    setup, stage = scenario.runs[run], scenario.stage_of(run, first + 1)
    trained = setup.stages[stage]
    inputs, samples = trained.network.inputs, len(trained.data.train)
    first_epoch = trained.first_epoch
    before, after = scenario.first_steps(run)[first_epoch - 1 : first_epoch + 1]
    each = after - before
    epochs, skipped = divmod(first - before, each)
    count = -(-(skipped + n) // each)
    rows = batches(
        samples,
        scenario.batch_size(run, stage),
        scenario.seed,
        first_epoch - 1 + epochs,
        count,
        scenario.merge_last,
    )[skipped : skipped + n]
    jitter = np.zeros((1, 0, 0))
    if setup.augment > 0.0:
        jitter = np.empty((n, inputs, rows.shape[1]))
        for i in range(count):
            part = slice(max(i * each - skipped, 0), (i + 1) * each - skipped)
            moved = _jitter(samples, inputs, scenario.seed, first_epoch + epochs + i)
            jitter[part] = moved[:, rows[part]].swapaxes(0, 1)
        jitter *= setup.augment
    masks = _masks(trained, setup.seed, first - before, n, rows.shape[1])
    return Feed(rows, _rates(scenario, run, stage, first, n), masks, jitter)


@functools.lru_cache(maxsize=8)
def _jitter(samples: int, inputs: int, seed: int, epoch: int) -> Array:
    """(inputs, samples), N(0, 1); cached, since pieces of an epoch follow one another."""
    draw = np.random.default_rng([seed, JITTER, epoch]).standard_normal((samples, inputs))
    return np.ascontiguousarray(draw.T)


def _masks(stage: Stage, seed: int, skipped: int, n: int, widest: int) -> Masks:
    keep = _keep(stage.network)
    if (keep == 1.0).all():
        return np.zeros((1, 0, 0), dtype=np.uint8)
    masks = np.empty((n, len(keep), widest), dtype=np.uint8)
    stream = np.random.PCG64([seed, MASKS, stage.first_epoch])
    rng = np.random.Generator(stream.advance(skipped * masks[0].size))
    size = max(AT_ONCE // masks[0].size, 1)
    for begin in range(0, n, size):
        part = masks[begin : begin + size]
        part[:] = rng.random(part.shape) < keep[:, np.newaxis]
    return masks


def _keep(network: Network) -> Array:
    """The probability with which each unit is kept, (units,)."""
    return np.repeat((*network.keep_probs, 1.0), (*network.hidden, network.classes))


def _rates(scenario: NetworkScenario, run: int, stage: int, first: int, n: int) -> Array:
    """(n,): the schedule over the whole run, with the stage's learning rate for α0.

    In blocks that do not depend on the piece, as no bit of a number may.
    """
    given, trained = scenario.runs[run].scheduling, scenario.runs[run].stages[stage]
    if given is None:
        return np.full(n, trained.learning_rate)
    rate, ends = given.schedule.rate, scenario.first_steps(run)
    before, after = ends[trained.first_epoch - 1 : trained.first_epoch + 1]
    begin = first - first % BLOCK
    alpha = []
    for start in range(begin, first + n, BLOCK):
        t = np.arange(start + 1.0, min(start + BLOCK, ends[-1]) + 1.0)
        k = trained.first_epoch + np.floor((t - 1.0 - before) / (after - before))
        with np.errstate(all="ignore"):  # steps of other stages come to nothing
            alpha.append(rate(trained.learning_rate, t, k, float(ends[-1]), given.hyper))
    return np.concatenate(alpha)[first - begin : first - begin + n]

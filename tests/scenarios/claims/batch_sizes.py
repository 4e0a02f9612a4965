"""What `batch-sizes` says, as code."""

import numpy as np
from claim import claim

BATCH, MINI, STOCHASTIC = "batch", "mini-batch", "stochastic"


def sizes(now):
    problem = now.trace.scenario.problem
    return [problem.batch_size(now.run(label).setup) for label in (BATCH, MINI, STOCHASTIC)]


def rises(now, label):
    return np.flatnonzero(np.diff(now.until(label, "loss")) > 0.0) + 1


CLAIMS = (
    claim(
        "Gradient descent on 1000 samples: a step from all of them, from 64, or from one.",
        lambda now: [now.trace.scenario.problem.samples, sizes(now)[1]],
        lambda now: {run.setup.optimizer.name for run in now.trace.runs} == {"gd"},
    ),
    claim(
        "Three runs with α = 0.2 on the same samples in the same order. "
        "A step takes 1000, 64 or 1 of them",
        lambda now: [len(now.labels), now.alpha(BATCH), *sizes(now)],
        lambda now: len({now.alpha(label) for label in now.labels}) == 1,
    ),
    claim(
        "At step 3 the loss of stochastic rises for the first time",
        lambda now: [rises(now, STOCHASTIC)[0]],
    ),
    claim(
        "Now mini-batch rises for the first time, and only a little",
        holds=lambda now: (
            rises(now, MINI).tolist() == [now.step]
            and not len(rises(now, BATCH))
            and now.at(MINI, "loss") - now.at(MINI, "loss", now.step - 1)
            < 0.1 * np.diff(now.until(STOCHASTIC, "loss")).max()
        ),
    ),
    claim(
        "An epoch is done in 16 steps of mini-batch. With as many steps batch did 16 epochs, "
        "stochastic saw 16 samples",
        lambda now: [
            now.trace.scenario.problem.steps_per_epoch(now.run(MINI).setup.batch_size),
            now.step / now.trace.scenario.problem.steps_per_epoch(now.run(BATCH).setup.batch_size),
            now.step * sizes(now)[2],
        ],
    ),
    claim(
        "batch converged at step 62. With a constant α the others wander: "
        "stochastic from 1.18 to 2.41 since step 20",
        lambda now: [
            now.run(BATCH).converged,
            now.until(STOCHASTIC, "loss")[20:].min(),
            now.until(STOCHASTIC, "loss")[20:].max(),
            20,
        ],
        lambda now: now.run(MINI).converged is None and now.run(STOCHASTIC).converged is None,
    ),
)

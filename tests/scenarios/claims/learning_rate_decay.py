"""What `learning-rate-decay` says, as code."""

import numpy as np
from claim import claim

from tuiopt.labs.contour.solve.standing import below_since

STAYS, INVERSE, EXPONENTIAL, COSINE = "constant", "inverse-time", "exponential", "cosine"
FALLS = (INVERSE, EXPONENTIAL, COSINE)
GOAL = 0.01


def same_noise(now):
    """The noise is what the recorded gradient has besides the surface's own, 2x."""
    noises = []
    for label in now.labels:
        run = now.run(label)
        noises.append(run.column("grad_x")[1:] - 2 * run.column("x")[:-1])
    return all(np.allclose(noise, noises[0], atol=1e-12) for noise in noises)


def rates(now, label):
    return now.run(label).column("learning_rate")


def moves(now, label, steps):
    """The mean length of the last steps."""
    x, y = (now.until(label, f"update_{axis}")[-steps:] for axis in "xy")
    return np.hypot(x, y).mean()


CLAIMS = (
    claim(
        "Four runs of gradient descent with the same noisy gradients",
        lambda now: [len(now.labels)],
        lambda now: same_noise(now) and {r.setup.optimizer.name for r in now.trace.runs} == {"gd"},
    ),
    claim(
        "One keeps its learning rate α; in three a schedule lets it fall",
        lambda now: [len(FALLS)],
        lambda now: (
            bool(np.all(rates(now, STAYS)[1:] == now.alpha(STAYS)))
            and all(np.all(np.diff(rates(now, label)[1:]) < 0) for label in FALLS)
        ),
    ),
    claim(
        "All four begin at (−2.5, 1.5) with α0 = 0.2 and get the same noise. One keeps its α",
        lambda now: [len(now.labels), *now.common_start(), now.alpha(STAYS)],
        lambda now: same_noise(now) and len({now.alpha(label) for label in now.labels}) == 1,
    ),
    claim(
        "At step 10 three runs are below a loss of 0.01 for the first time",
        lambda now: [
            now.step,
            sum(now.below(label, GOAL) == now.step for label in (STAYS, INVERSE, COSINE)),
            GOAL,
        ],
    ),
    claim(
        "exponential is not: its α is down to 0.039",
        lambda now: [now.at(EXPONENTIAL, "learning_rate")],
        lambda now: bool(now.until(EXPONENTIAL, "loss").min() > GOAL),
    ),
    claim(
        "exponential has come to rest at a loss of 0.028",
        lambda now: [now.at(EXPONENTIAL, "loss")],
        lambda now: bool(moves(now, EXPONENTIAL, 1) < 0.005),
    ),
    claim(
        "All α that it still has to come add up to 0.0086: it can go no further",
        lambda now: [rates(now, EXPONENTIAL)[now.step + 1 :].sum()],
    ),
    claim(
        "In the last 50 steps the loss of constant rose to 0.109, that of inverse-time to 0.011",
        lambda now: [50, *(now.until(label, "loss")[-50:].max() for label in (STAYS, INVERSE))],
    ),
    claim(
        "Noise moves constant as far as ever",
        holds=lambda now: bool(
            moves(now, STAYS, 50) > 0.9 * moves(now, STAYS, 80) > 4 * moves(now, INVERSE, 50)
        ),
    ),
    claim(
        "inverse-time is below 0.01 since step 151, cosine since 152",
        lambda now: [GOAL, *(below_since(now.run(label), now.step) for label in (INVERSE, COSINE))],
    ),
    claim(
        "With its constant α the first run still wanders about the minimum",
        holds=lambda now: (
            now.labels[0] == STAYS
            and below_since(now.run(STAYS), now.step) is None
            and now.crossings(STAYS) > 20
            and bool(moves(now, STAYS, 50) > 10 * moves(now, INVERSE, 50))
        ),
    ),
)

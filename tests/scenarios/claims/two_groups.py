"""What `two-groups` says, as code."""

import numpy as np
from claim import Moment, claim

SLOW, FAST, FAR, NEAR = "GD, α 1", "GD, α 4", "Newton", "Newton at 0"


def right(now: Moment, w: float, b: float) -> float:
    """The share of the samples that are put into their own group."""
    mean = now.trace.scenario.problem.surface.mean_loss
    return float(np.mean((w * mean.inputs + b > 0) == (mean.targets == 1)))


def least(now: Moment) -> float:
    (at,) = now.minima
    return now.trace.scenario.problem.value(at.x, at.y)


CLAIMS = (
    claim(
        "A line between two groups",
        lambda now: [len(set(now.trace.scenario.problem.surface.mean_loss.targets.tolist()))],
    ),
    claim("one feature u", holds=lambda now: now.trace.scenario.problem.surface.axes == ("w", "b")),
    claim("The loss has a single minimum", holds=lambda now: len(now.minima) == 1),
    claim(
        "200 samples in two groups. At w = −3 most are put into the wrong one, with confidence: "
        "the loss is 3.00",
        lambda now: [
            now.trace.scenario.problem.samples,
            len(set(now.trace.scenario.problem.surface.mean_loss.targets.tolist())),
            now.at(SLOW, "x"),
            now.at(SLOW, "loss"),
        ],
        lambda now: right(now, *now.place(SLOW)) < 0.5,
    ),
    claim(
        "Where all is wrong for sure the loss is steep but hardly curved",
        holds=lambda now: (
            np.hypot(*now.gradient(*now.start(FAR))) > np.hypot(*now.gradient(*now.start(NEAR)))
            and now.curvatures(*now.start(FAR))[1] < 0.1 * now.curvatures(*now.start(NEAR))[1]
        ),
    ),
    claim(
        "Newton's step leads to w = 36.95, off the map",
        lambda now: [now.at(FAR, "x")],
        lambda now: now.at(FAR, "x") > now.trace.scenario.problem.view[0][1],
    ),
    claim(
        "Newton diverges at step 3",
        lambda now: [now.run(FAR).diverged.step],
    ),
    claim(
        "From (0, 0), where nothing is sure, the same rule is below a loss of 0.31 already",
        lambda now: [*now.start(NEAR), 0.31],
        lambda now: now.at(NEAR, "loss") < 0.31 and now.at(NEAR, "loss", 0) > 0.69,
    ),
    claim(
        "the more samples are right, the smaller is g",
        holds=lambda now: (
            right(now, *now.place(SLOW)) > right(now, *now.start(SLOW))
            and now.at(SLOW, "grad_x") ** 2 < 0.1 * now.at(SLOW, "grad_x", 1) ** 2
        ),
    ),
    claim(
        "α 1 is at w = 2.05, the minimum at w = 3.40",
        lambda now: [now.alpha(SLOW), now.at(SLOW, "x"), now.minima[0].x],
    ),
    claim(
        "The loss cannot get below 0.300: the groups overlap",
        lambda now: [least(now)],
        lambda now: min(now.at(label, "loss") for label in (SLOW, FAST, NEAR)) > least(now) - 1e-12,
    ),
)

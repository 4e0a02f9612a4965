"""What `himmelblau` says, as code."""

import numpy as np
from claim import Moment, claim


def minimum(now: Moment, label: str) -> tuple[float, float]:
    """The minimum that a run ends in."""
    end = now.trace.runs[now.labels.index(label)].rows[-1, 1:3]
    near = [(at.x, at.y) for at in now.minima if np.allclose(end, (at.x, at.y), atol=0.02)]
    (found,) = near
    return found


def missed(now: Moment) -> tuple[float, float]:
    """The minimum that no run ends in."""
    found = {minimum(now, label) for label in now.labels}
    (left,) = {(at.x, at.y) for at in now.minima} - found
    return left


def first_step(now: Moment, label: str) -> tuple[float, float]:
    return now.at(label, "update_x", 1), now.at(label, "update_y", 1)


CLAIMS = (
    claim(
        "three of four minima",
        lambda now: [len({minimum(now, label) for label in now.labels}), len(now.minima)],
    ),
    claim(
        "Himmelblau's function has four minima, all of loss 0. Four optimizers start together",
        lambda now: [
            len(now.minima),
            max(now.trace.scenario.problem.surface.value(at.x, at.y, ()) for at in now.minima),
            len({run.setup.optimizer for run in now.trace.runs}),
        ],
    ),
    claim("All four start at (−0.25, 1.25)", lambda now: [len(now.labels), *now.common_start()]),
    claim("Which of the four minima", lambda now: [len(now.minima)]),
    claim(
        "The first step of GD and Momentum went nearly along y",
        holds=lambda now: all(
            abs(first_step(now, label)[1]) > 20 * abs(first_step(now, label)[0])
            for label in ("GD", "Momentum")
        ),
    ),
    claim(
        "that of RMSprop and Adam as far in x as in y",
        holds=lambda now: all(np.isclose(*first_step(now, label)) for label in ("RMSprop", "Adam")),
    ),
    claim(
        "Adam, with α = 1.2, has shot past the minimum at (3, 2) and goes on down the valley",
        lambda now: [now.alpha("Adam"), *minimum(now, "RMSprop")],
        lambda now: (
            now.at("Adam", "y") < 2 < now.at("Adam", "y", 3) and now.at("Adam", "update_y") < 0
        ),
    ),
    claim(
        "GD is the first below a loss of 0.01, at step 16, in the minimum at (−2.81, 3.13)",
        lambda now: [0.01, now.below("GD", 0.01), *minimum(now, "GD")],
        lambda now: now.first_below(0.01) == "GD",
    ),
    claim(
        "RMSprop is below 0.01 at step 62, in the minimum at (3, 2)",
        lambda now: [0.01, now.below("RMSprop", 0.01), *minimum(now, "RMSprop")],
    ),
    claim(
        "GD and Momentum end at (−2.81, 3.13), RMSprop at (3, 2), Adam at (3.58, −1.85). "
        "None is at (−3.78, −3.28)",
        lambda now: [
            *minimum(now, "GD"),
            *minimum(now, "RMSprop"),
            *minimum(now, "Adam"),
            *missed(now),
        ],
        lambda now: minimum(now, "GD") == minimum(now, "Momentum"),
    ),
)

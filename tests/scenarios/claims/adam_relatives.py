"""What `adam-relatives` says, as code."""

import numpy as np
from claim import Moment, claim

RUNS = ADAM, NADAM, RADAM, BELIEF = "Adam", "NAdam", "RAdam", "AdaBelief"


def undivided(now: Moment, step: int) -> bool:
    """Whether RAdam's step was −α v̂."""
    return np.isclose(
        now.at(RADAM, "update_y", step), -now.alpha(RADAM) * now.at(RADAM, "v_hat_y", step)
    )


CLAIMS = (
    claim("Four rules", lambda now: [len({run.setup.optimizer for run in now.trace.runs})]),
    claim(
        "with Adam's two averages",
        lambda now: [len(now.run(ADAM).setup.optimizer.slots)],
        lambda now: {run.setup.optimizer.slots for run in now.trace.runs} == {("v", "s")},
    ),
    claim(
        "All four have α = 0.3, β1 = 0.9 and β2 = 0.99",
        lambda now: [
            len(now.labels),
            now.alpha(ADAM),
            now.setting(ADAM, "beta1"),
            now.setting(ADAM, "beta2"),
        ],
        lambda now: all(
            len({now.setting(label, name) for label in RUNS}) == 1
            for name in ("learning_rate", "beta1", "beta2")
        ),
    ),
    claim(
        "Adam moves 0.3 in y, RAdam 1.2: with a single gradient in s it does not divide by √ŝ yet",
        lambda now: [round(-now.at(ADAM, "update_y"), 6), -now.at(RADAM, "update_y")],
        lambda now: undivided(now, 1),
    ),
    claim(
        "At step 6 RAdam begins to divide by √ŝ, but carefully: its step is 0.02 long in x, "
        "Adam's 0.30",
        lambda now: [now.step, now.at(RADAM, "update_x"), now.at(ADAM, "update_x")],
        lambda now: (
            all(undivided(now, step) for step in range(1, now.step))
            and not undivided(now, now.step)
        ),
    ),
    claim(
        "In x its ŝ is 0.28 of Adam's: it is at x = −0.84, Adam at −3.34",
        lambda now: [
            now.at(BELIEF, "s_hat_x") / now.at(ADAM, "s_hat_x"),
            now.at(BELIEF, "x"),
            now.at(ADAM, "x"),
        ],
    ),
    claim(
        "AdaBelief and Adam have passed x = 0, where the minimum is",
        lambda now: [now.minima[0].x],
        lambda now: now.at(BELIEF, "x") > 0 and now.at(ADAM, "x") > 0 > max(now.until(NADAM, "x")),
    ),
    claim(
        "NAdam, which looks a step ahead, swings least in y",
        holds=lambda now: max(RUNS, key=lambda label: min(now.until(label, "y"))) == NADAM,
    ),
    claim("RAdam is still at x = −1.16", lambda now: [now.at(RADAM, "x")]),
    claim(
        "AdaBelief, the first to run past, has the lowest loss now",
        holds=lambda now: (
            now.lowest() == BELIEF
            and now.first(BELIEF, lambda x: x > 0, "x") < now.first(ADAM, lambda x: x > 0, "x")
        ),
    ),
)

"""What `zoo` says, as code."""

from dataclasses import replace
from functools import cache

from claim import Moment, claim

from tuiopt.labs.contour.scenario.model import ContourScenario
from tuiopt.labs.contour.solve.race import first_below, solve

GOAL = 0.01
ALPHAS = [
    round(times * ten, 6) for ten in (0.0001, 0.001, 0.01, 0.1, 1.0, 10.0) for times in (1, 2, 5)
]


@cache
def best(lesson: ContourScenario, run: int) -> float:
    """The α of the grid with which a run is first below the goal."""
    tried = tuple(replace(lesson.runs[run], learning_rate=alpha) for alpha in ALPHAS)
    steps = [first_below(one, GOAL) for one in solve(replace(lesson, runs=tried)).runs]
    return min(
        (step, alpha) for step, alpha in zip(steps, ALPHAS, strict=True) if step is not None
    )[1]


def arrivals(now: Moment) -> list[str]:
    """The labels, the first below the goal first."""
    return sorted(now.labels, key=lambda label: first_below(now.run(label), GOAL))


CLAIMS = (
    claim(
        "Each has its best α among 1, 2 and 5 times a power of ten: the one that brings it "
        "below a loss of 0.01 first",
        lambda now: [1, 2, 5, 10, GOAL],
        lambda now: all(
            best(now.trace.scenario, i) == run.learning_rate
            for i, run in enumerate(now.trace.scenario.runs)
        ),
    ),
    claim("Eight optimizers", lambda now: [len({run.setup.optimizer for run in now.trace.runs})]),
    claim("All eight start at (1, 1.5)", lambda now: [len(now.labels), *now.common_start()]),
    claim(
        "GD's first step is 0.02 times a large g. Adam, Lion and Rprop go by α in x and in y",
        lambda now: [now.alpha("GD")],
        lambda now: all(
            abs(abs(now.run(label).column(f"update_{axis}")[1]) - now.alpha(label)) < 1e-6
            for label in ("Adam", "Lion", "Rprop")
            for axis in "xy"
        ),
    ),
    claim(
        "Rprop is the first below 0.01, at step 11",
        lambda now: [GOAL, now.below("Rprop", GOAL)],
        lambda now: now.first_below(GOAL) == "Rprop",
    ),
    claim(
        "Adam follows at step 27. Its α is 1.0",
        lambda now: [now.below("Adam", GOAL), now.alpha("Adam")],
        lambda now: arrivals(now)[1] == "Adam",
    ),
    claim(
        "Momentum is below 0.01 at step 40, Nesterov at 42, with an α of a tenth",
        lambda now: [
            GOAL,
            now.below("Momentum", GOAL),
            now.below("Nesterov", GOAL),
            now.alpha("Nesterov") / now.alpha("Momentum"),
        ],
    ),
    claim(
        "Adagrad arrives at step 73. Lion was below 0.01 at step 62: each of its steps is 0.1 long "
        "in x and in y",
        lambda now: [
            now.below("Adagrad", GOAL),
            GOAL,
            now.below("Lion", GOAL),
            abs(now.at("Lion", "update_x")),
        ],
        lambda now: set(abs(now.until("Lion", "update_y")[1:]).round(12)) == {0.1},
    ),
    claim(
        "GD comes last, at step 140",
        lambda now: [now.below("GD", GOAL)],
        lambda now: arrivals(now)[-1] == "GD",
    ),
)

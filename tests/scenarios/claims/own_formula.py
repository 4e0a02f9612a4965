"""What `own-formula` says, as code."""

from collections.abc import Iterator

from claim import Moment, claim

RUNS = GD, MOMENTUM, ADAM = "GD", "Momentum", "Adam"


def value(now: Moment, x: float) -> float:
    return now.trace.scenario.problem.value(x, 0.0)


def dips(now: Moment) -> Iterator[float]:
    """Where f falls before and rises behind, along y = 0, from left to right, by halving."""
    (left, right), _ = now.trace.scenario.problem.surface.domain
    width = (right - left) / 99
    for i in range(99):
        low, high = left + i * width, left + (i + 1) * width
        if now.gradient(low, 0.0)[0] < 0.0 < now.gradient(high, 0.0)[0]:
            for _ in range(60):
                middle = (low + high) / 2.0
                low, high = (low, middle) if now.gradient(middle, 0.0)[0] > 0.0 else (middle, high)
            yield high


def has_been_in_the_first_dip(now: Moment, label: str) -> bool:
    first = max(dips(now))
    return bool(now.until(label, "x")[0] > first > now.at(label, "x"))


CLAIMS = (
    claim("Its gradient is exact", holds=lambda now: now.gradient(2.0, 3.0)[1] == 1.5),
    claim(
        "It has three dips, at x = −1.74, 0 and 1.74; the middle one is the deepest",
        lambda now: [len([*dips(now)]), *dips(now)],
        lambda now: min(dips(now), key=lambda x: value(now, x)) == [*dips(now)][1],
    ),
    claim(
        "GD stays in the first dip, at x = 1.74",
        lambda now: [now.at(GD, "x")],
        lambda now: abs(now.at(GD, "x") - max(dips(now))) < 0.01,
    ),
    claim(
        "along x there is no slope left",
        holds=lambda now: abs(now.at(GD, "grad_x")) < 0.01 < abs(now.at(GD, "grad_y")),
    ),
    claim(
        "Adam was the first below a loss of 0, at step 21; momentum follows at step 23",
        lambda now: [0, now.below(ADAM, 0), now.below(MOMENTUM, 0)],
        lambda now: now.first_below(0) == ADAM,
    ),
    claim(
        "Both have rolled through the first dip",
        holds=lambda now: all(has_been_in_the_first_dip(now, run) for run in (MOMENTUM, ADAM)),
    ),
    claim(
        "GD ends at a loss of 0.595, momentum at −0.327, Adam at −0.332",
        lambda now: [now.at(run, "loss") for run in RUNS],
    ),
)

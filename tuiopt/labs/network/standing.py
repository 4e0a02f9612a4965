"""How the runs of a network lab stand at a step, as far as it is known by then."""

from __future__ import annotations

import math

from tuiopt.labs.network.trace import DEV_LOSS, LEARNING_RATE, TRAIN_LOSS, NetworkRunTrace, NetworkTrace
from tuiopt.labs.standing import Standing
from tuiopt_kernels.data import Array


def standings(trace: NetworkTrace, cursor: int) -> list[Standing]:
    """For every run what is most worth telling: diverged, stopped, the lowest loss of all."""
    part, losses = lowest_by(trace), []
    for run in trace.runs:
        loss = math.inf if diverged(run, cursor) else float(scores(run, cursor)[part])
        losses.append(loss if math.isfinite(loss) else math.inf)
    least = min(losses)
    first = losses.index(least) if len(losses) > 1 and least < math.inf else None
    return [_standing(run, cursor, part, leads=i == first) for i, run in enumerate(trace.runs)]


def _standing(run: NetworkRunTrace, cursor: int, part: int, *, leads: bool) -> Standing:
    if run.diverged is not None and diverged(run, cursor):
        at, quantity = run.diverged.step, run.diverged.quantity
        verb = "are" if quantity == "parameters" else "is"
        why = f"{quantity} {verb} not finite"
        return Standing("diverged", (f"✗ at {at}: {why}", f"✗ at {at}", f"✗ {at}", "✗"))
    if stopped(run, cursor):
        after = f"stopped after epoch {run.stopped}"
        best = f", best {run.best}"
        return Standing("stopped", (after + best, f"stopped at {run.stopped}{best}", f"stopped at {run.stopped}", "stopped"))
    if not leads:
        return Standing("racing")
    where = "dev" if part == DEV_LOSS else "train"
    return Standing("lowest", (f"lowest {where} loss", "lowest"))


def lowest_by(trace: NetworkTrace) -> int:
    """The column of `epochs` by which runs are compared: the loss on dev, where there is that part."""
    return DEV_LOSS if trace.dev else TRAIN_LOSS

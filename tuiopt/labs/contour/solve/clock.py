"""What an optimizer's clock carries at a step: no trace records it, so the clock runs again."""

from __future__ import annotations

from functools import lru_cache

from tuiopt_kernels.spec import Floats, Optimizer

STRIDE = 1000
"""Steps between the marks from which the clock goes on, in either direction of reading."""


def carried(optimizer: Optimizer, hyper: Floats, bias_correction: bool, step: int) -> Floats:
    """What the clock carries after `step` ≥ 0 steps.

    At most `STRIDE` of them are run, of about a microsecond each, where the clock has been before.
    """
    marks = _marks(optimizer, hyper, bias_correction)
    at = min(step // STRIDE, len(marks) - 1)
    now = marks[at]
    for t in range(at * STRIDE + 1, step + 1):
        before, (now, _) = now, optimizer.clock(float(t), hyper, now)
        if now == before:
            break
        if t == len(marks) * STRIDE:
            marks.append(now)
    return now


@lru_cache(maxsize=64)
def _marks(optimizer: Optimizer, hyper: Floats, bias_correction: bool) -> list[Floats]:
    """What is carried after 0, 1000, 2000, ... steps, as far as it is known."""
    return [optimizer.first_carried(bias_correction)]

"""Round numbers along an axis, and how they are written."""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext

from tuiopt.picture.numbers import MINUS, number

MANTISSAS = (1, 2, 5)

SPARSE = (2, 5, 10, 20, 50, 100, 200, 500)
"""Every how many powers of ten may have a tick where there are too many."""

LONGEST = 6
"""Cells of a label; plain ones that need more give way to ones with exponents."""

LARGE = 5
"""The power of ten from which labels have an exponent even if they are short."""

DIGITS = 50
"""Decimal digits to count with: more than any two float64 of one size need to differ."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A round value and its label."""

    value: float
    label: str


def ticks(low: float, high: float, most: int) -> list[Tick]:
    """At most `most` multiples of 1, 2 or 5 times a power of ten in [low, high], as many as fit.

    Labels have the true minus and, unless they need an exponent, the same number of decimals; 0 is
    just "0". Where they would be alike in all digits that fit, they are differences from the first.
    Where low == high, or nothing round fits, the only tick is at `low`; an axis with an end that is
    not finite, or without room, has none.
    """
    if not (math.isfinite(low) and math.isfinite(high) and low <= high) or most < 1:
        return []
    if low == high:
        return [Tick(low, number(low))]
    with localcontext() as context:
        context.prec = DIGITS
        values = _multiples(low, high, _step(low, high, most))
        return [
            Tick(float(value), label) for value, label in zip(values, _labels(values), strict=True)
        ] or [Tick(low, number(low))]


def outward(low: float, high: float, most: int) -> tuple[float, float]:
    """The range, rounded outward to the multiples that `ticks` would choose for it.

    A range that grows slowly thus changes rarely. A single number becomes a range around it.
    """
    if low == high:
        reach = abs(low) or 1.0
        return max(low - reach, -sys.float_info.max), min(high + reach, sys.float_info.max)
    with localcontext() as context:
        context.prec = DIGITS
        step = _step(low, high, most)
        bottom = (_decimal(low) / step).to_integral_value(ROUND_FLOOR) * step
        top = (_decimal(high) / step).to_integral_value(ROUND_CEILING) * step
    return max(float(bottom), -sys.float_info.max), min(float(top), sys.float_info.max)


def log_ticks(low: float, high: float, most: int) -> list[Tick]:
    """At most `most` ticks in [low, high] for a logarithmic axis: as many as fit of 1, 2 and 5
    times the powers of ten, else of the powers of ten, else of every second, fifth, tenth, ...

    Ranges that hold fewer than two of those, or are not positive, have the ticks of a linear axis.
    """
    if not 0.0 < low < high < math.inf or most < 1:
        return ticks(low, high, most)
    decades = range(math.floor(math.log10(low)), math.floor(math.log10(high)) + 1)
    choices = [[(m, e) for e in decades for m in MANTISSAS], [(1, e) for e in decades]]
    choices += [[(1, e) for e in decades if e % every == 0] for every in SPARSE]
    for choice in choices:
        inside = [
            tick for tick in (_log_tick(m, e) for m, e in choice) if low <= tick.value <= high
        ]
        if len(inside) <= most:
            return inside if len(inside) > 1 else ticks(low, high, most)
    return ticks(low, high, most)


def log_outward(low: float, high: float) -> tuple[float, float]:
    """A positive range, rounded outward to 1, 2 or 5 times a power of ten."""
    below, above = math.floor(math.log10(low)), math.floor(math.log10(high))
    bottoms = [_log_tick(m, e).value for e in (below - 1, below) for m in MANTISSAS]
    tops = [_log_tick(m, e).value for e in (above, above + 1) for m in MANTISSAS]
    bottom = max((value for value in bottoms if 0.0 < value <= low), default=low)
    top = min((value for value in tops if high <= value < math.inf), default=high)
    return bottom, top


def _decimal(value: float) -> Decimal:
    """As it is written: a tick at 0.1 belongs to an axis that begins there."""
    return Decimal(str(value))


def _step(low: float, high: float, most: int) -> Decimal:
    """The smallest round step with at most `most` multiples in the range."""
    # Finer than the numbers themselves would give the same tick twice.
    finest = _decimal(math.ulp(max(abs(low), abs(high))))
    exponent = max((_decimal(high) - _decimal(low)) / most, finest).adjusted() - 1
    while True:
        for mantissa in MANTISSAS:
            step = Decimal(mantissa).scaleb(exponent)
            if step >= finest and len(_range(low, high, step)) <= most:
                return step
        exponent += 1


def _range(low: float, high: float, step: Decimal) -> range:
    return range(math.ceil(_decimal(low) / step), math.floor(_decimal(high) / step) + 1)


def _multiples(low: float, high: float, step: Decimal) -> list[Decimal]:
    return [step * i for i in _range(low, high, step)]


def _labels(values: list[Decimal]) -> list[str]:
    decimals = max((-int(v.as_tuple().exponent) for v in values), default=0)
    size = max((v.adjusted() for v in values if v), default=0)
    labels = [f"{v:.{max(decimals, 0)}f}" if v else "0" for v in values]
    if size >= LARGE or _longest(labels) > LONGEST:
        labels = [_with_exponent(v) if v else "0" for v in values]
    if _longest(labels) > LONGEST and len(values) > 1 and all(values):
        first, *others = values
        beyond = _labels([v - first for v in others])
        return [number(float(first)), *(f"+{label}" for label in beyond)]
    return [label.replace("-", MINUS) for label in labels]


def _longest(labels: list[str]) -> int:
    return max(map(len, labels), default=0)


def _with_exponent(value: Decimal) -> str:
    return f"{value.scaleb(-value.adjusted()).normalize():f}e{value.adjusted()}"


def _log_tick(mantissa: int, exponent: int) -> Tick:
    value = float(f"{mantissa}e{exponent}")
    if -4 < exponent < 4:
        return Tick(value, f"{value:.{max(-exponent, 0)}f}")
    return Tick(value, f"{mantissa}e{exponent}".replace("-", MINUS))

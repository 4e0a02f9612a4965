"""a·b + c rounded once, in plain arithmetic; where it is compiled, one instruction of a processor.

Boldo & Melquiond, Emulation of a FMA and correctly rounded sums: proved algorithms using rounding
to odd, 2008, on Dekker's product and Knuth's sum, both without error.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from tuiopt_kernels.data import Array

SPLIT = 2.0**27 + 1.0

HIGHEST, LOWEST = 2.0**970, 2.0**-960
"""Where all products and sums of them are between these, no step overflows or loses a digit."""

Fused = Callable[[Any, Any, Any], Any]


def fused(a: Array, b: Array, terms: int) -> Fused:
    """a·b + c for parts of these two arrays, and for sums c of less than so many such products.

    Quick where no digit can be lost on the way, else by fractions; the bits are the same.
    """
    (most, least), (other_most, other_least) = _extent(a), _extent(b)
    ordinary = (
        max(most, other_most, most * other_most * terms) < HIGHEST
        and min(least, other_least, least * other_least) > LOWEST
    )
    return _quickly if ordinary else _exactly


def _extent(a: Array) -> tuple[float, float]:
    """The largest and the smallest magnitude, of those that are not 0."""
    sizes = np.abs(a)
    largest = np.max(sizes, initial=0.0)
    return float(largest), float(np.min(sizes, initial=np.inf, where=sizes > 0.0))


def _quickly(a: Any, b: Any, c: Any) -> Any:
    """What is small is rounded to odd, which rounding once more cannot mistake for a half."""
    product, below = _product(a, b)
    small, lost = _sum(c, below)
    total, rest = _sum(product, small)
    odd, error = _sum(rest, lost)
    even = np.asarray(odd).view(np.int64) % 2 == 0
    nearer = np.nextafter(odd, np.copysign(np.inf, error))
    return total + np.where(even & (error != 0.0), nearer, odd)


def _product(a: Any, b: Any) -> tuple[Any, Any]:
    """a·b rounded, and what rounding took."""
    (a_high, a_low), (b_high, b_low) = _halves(a), _halves(b)
    product = a * b
    rest = ((product - a_high * b_high) - a_low * b_high) - a_high * b_low
    return product, a_low * b_low - rest


def _halves(a: Any) -> tuple[Any, Any]:
    """Two numbers of 26 digits."""
    wide = SPLIT * a
    high = wide - (wide - a)
    return high, a - high


def _sum(a: Any, b: Any) -> tuple[Any, Any]:
    """a + b rounded, and what rounding took."""
    total = a + b
    of_b = total - a
    return total, (a - (total - of_b)) + (b - of_b)


def _by_fractions(a: float, b: float, c: float) -> float:
    if not (math.isfinite(a) and math.isfinite(b) and math.isfinite(c)):
        return a * b + c
    total = Fraction(a) * Fraction(b) + Fraction(c)
    try:
        return float(total) if total else a * b + c  # the sign of 0 is that of plain arithmetic
    except OverflowError:
        return math.inf if total > 0 else -math.inf


_exactly: Fused = np.vectorize(_by_fractions, otypes=[float])

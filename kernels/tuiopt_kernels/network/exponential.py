"""e^x for x ≤ 0, in plain arithmetic, so that a whole row of it goes into vectors.

Where it is compiled, `machine.words` has a version of it.
"""

from __future__ import annotations

import math
import struct

LOWEST = -708.0
"""Below it e^x is 0 here: the smallest numbers that have all their digits end there."""

LOG2_E = 1.4426950408889634
LN2_HIGH, LN2_LOW = 0.6931471803691238, 1.9082149292705877e-10
"""ln 2 in two parts, the first of so few digits that a small integer times it is exact."""

SHIFT = 6755399441055744.0
"""1.5·2^52: x + SHIFT has no room for a fraction, and the integer stands in its last bits."""

COEFFICIENTS = tuple(1.0 / math.factorial(n) for n in range(13, -1, -1))
"""Taylor's, the highest power's first: the next one's is 4e-18."""


def exponential(x: float) -> float:
    """e^x = 2^k e^r with r = x − k ln 2, |r| ≤ ln 2 / 2. NaN stays.

    Odd and even powers are two sums, neither of which waits for the other.
    """
    shifted = x * LOG2_E + SHIFT
    k = shifted - SHIFT
    r = (x - k * LN2_HIGH) - k * LN2_LOW
    square = r * r
    odd = even = 0.0
    for high, low in zip(COEFFICIENTS[::2], COEFFICIENTS[1::2], strict=True):
        odd = odd * square + high
        even = even * square + low
    p = odd * r + even
    return 0.0 if x < LOWEST else p * _power(shifted)


def _power(shifted: float) -> float:
    """2^k of k + SHIFT, −1022 ≤ k ≤ 1023, made of its bits."""
    (bits,) = struct.unpack("<Q", struct.pack("<d", shifted))
    exponent = (bits + 1023 << 52) % 2**64
    number: float = struct.unpack("<d", struct.pack("<Q", exponent))[0]
    return number

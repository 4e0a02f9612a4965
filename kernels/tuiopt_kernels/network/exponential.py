"""e^x for x ≤ 0, in plain arithmetic, so that a whole row of it goes into vectors."""

from __future__ import annotations

import struct

LOWEST = -708.0
"""Below it e^x is 0 here: the smallest numbers that have all their digits end there."""

LOG2_E = 1.4426950408889634
LN2_HIGH, LN2_LOW = 0.6931471803691238, 1.9082149292705877e-10
"""ln 2 in two parts, the first of so few digits that a small integer times it is exact."""

SHIFT = 6755399441055744.0
"""1.5·2^52: x + SHIFT has no room for a fraction, and the integer in its last bits."""


def exponential(x: float) -> float:
    """e^x = 2^k e^r with r = x − k ln 2, |r| ≤ ln 2 / 2, and Taylor's polynomial; to 2e-16.

    NaN stays.
    """
    shifted = x * LOG2_E + SHIFT
    k = shifted - SHIFT
    r = (x - k * LN2_HIGH) - k * LN2_LOW
    p = 1.0 / 6227020800.0
    p = p * r + 1.0 / 479001600.0
    p = p * r + 1.0 / 39916800.0
    p = p * r + 1.0 / 3628800.0
    p = p * r + 1.0 / 362880.0
    p = p * r + 1.0 / 40320.0
    p = p * r + 1.0 / 5040.0
    p = p * r + 1.0 / 720.0
    p = p * r + 1.0 / 120.0
    p = p * r + 1.0 / 24.0
    p = p * r + 1.0 / 6.0
    p = p * r + 0.5
    p = p * r + 1.0
    p = p * r + 1.0
    return 0.0 if x < LOWEST else p * power(shifted)


def power(shifted: float) -> float:
    """2^k of k + SHIFT, −1022 ≤ k ≤ 1023, made of its bits."""
    (bits,) = struct.unpack("<Q", struct.pack("<d", shifted))
    exponent = (bits + 1023 << 52) % 2**64
    number: float = struct.unpack("<d", struct.pack("<Q", exponent))[0]
    return number

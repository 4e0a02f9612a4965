"""Numbers, written one way everywhere."""

from __future__ import annotations

import math

MINUS = "−"


def number(value: float) -> str:
    """Four significant digits from 0.001 to 9999, else as 1.23e−5; a true minus sign."""
    if math.isnan(value):
        return "·"
    if math.isinf(value):
        return "∞" if value > 0 else f"{MINUS}∞"
    if value == 0.0:
        return "0"
    digits = f"{value:.4g}"
    size = abs(float(digits))
    if 0.001 <= size < 10_000:
        decimals = max(3 - math.floor(math.log10(size)), 0)
        return f"{value:.{decimals}f}".replace("-", MINUS)
    mantissa, exponent = f"{value:.2e}".split("e")
    return f"{mantissa}e{int(exponent)}".replace("-", MINUS)


def percent(share: float) -> str:
    """A share in hundredths: 26.9 %."""
    return "·" if math.isnan(share) else f"{100.0 * share:.1f} %"


def setting(value: float) -> str:
    """A number that somebody chose, as short as it reads back to six digits: 0.1, 1e−8."""
    mantissa, e, exponent = f"{value:.6g}".partition("e")
    return f"{mantissa}{e}{int(exponent) if e else ''}".replace("-", MINUS)

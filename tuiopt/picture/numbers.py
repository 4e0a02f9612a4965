"""Numbers, written one way everywhere."""

from __future__ import annotations

import math

MINUS = "−"


def number(value: float, digits: int = 4) -> str:
    """Four significant digits from 0.001 to 9999, else as 1.23e−5; a true minus sign.

    Fewer `digits` where they are too many: three from 0.001 to 999, else as 1.2e−5.
    """
    if math.isnan(value):
        return "·"
    if math.isinf(value):
        return "∞" if value > 0 else f"{MINUS}∞"
    if value == 0.0:
        return "0"
    size = abs(float(f"{value:.{digits}g}"))
    if 0.001 <= size < 10**digits:
        decimals = max(digits - 1 - math.floor(math.log10(size)), 0)
        return f"{value:.{decimals}f}".replace("-", MINUS)
    mantissa, exponent = f"{value:.{max(digits - 2, 0)}e}".split("e")
    return f"{mantissa}e{int(exponent)}".replace("-", MINUS)


def fitted(value: float, cells: int, digits: int = 4) -> str:
    """A number in so few cells, with fewer digits where these are too many; else nothing."""
    texts = (number(value, fewer) for fewer in range(digits, 0, -1))
    return next((text for text in texts if len(text) <= cells), "")


def percent(share: float) -> str:
    """A share in hundredths: 26.9 %."""
    return "·" if math.isnan(share) else f"{100.0 * share:.1f} %"


def setting(value: float) -> str:
    """A number that somebody chose, as short as it reads back to six digits: 0.1, 1e−8."""
    mantissa, e, exponent = f"{value:.6g}".partition("e")
    return f"{mantissa}{e}{int(exponent) if e else ''}".replace("-", MINUS)

"""The numbers that a text names, and whether a computed value would be printed like one of them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

WORDS = {
    "tenth": 0.1,
    "half": 0.5,
    "twice": 2.0,
    "two": 2.0,
    "three": 3.0,
    "four": 4.0,
    "five": 5.0,
    "six": 6.0,
    "seven": 7.0,
    "eight": 8.0,
    "nine": 9.0,
    "ten": 10.0,
    "million": 1e6,
}

# The digits of names (β1) and of the formula 1−β are no numbers that a text claims.
_SYMBOLS = re.compile(r"(?<!\d)1−β\d?")
_NUMBER = re.compile(
    rf"(?:about )?(?<![\w.])−?\d+(?:\.\d+)?(?: million)?|\b(?:{'|'.join(WORDS)})\b",
    re.IGNORECASE,
)


def numbers(text: str) -> list[tuple[int, str]]:
    """Where each number begins, and how it is written; "about" and "million" belong to it."""
    masked = _SYMBOLS.sub(lambda match: "·" * len(match[0]), text)
    return [(match.start(), match[0].casefold()) for match in _NUMBER.finditer(masked)]


def written_so(written: str, value: float) -> bool:
    """Whether a value is what is written: to all decimals there are, a whole number exactly.

    Only "about" lets a whole number be a rounded one.
    """
    if written in WORDS:
        return _equal(value, WORDS[written])
    digits, _, scale = written.removeprefix("about ").partition(" ")
    value /= WORDS[scale] if scale else 1.0
    _, _, decimals = digits.partition(".")
    if not decimals and not written.startswith("about "):
        return _equal(value, float(digits.replace("−", "-")))
    return f"{value:.{len(decimals)}f}".replace("-", "−") == digits


def all_written_so(text: str, values: Sequence[float]) -> bool:
    """Whether the numbers of a text are these values, in this order."""
    written = [number for _, number in numbers(text)]
    return len(written) == len(values) and all(map(written_so, written, values))


def _equal(value: float, whole: float) -> bool:
    return math.isclose(value, whole, rel_tol=1e-9, abs_tol=1e-9)

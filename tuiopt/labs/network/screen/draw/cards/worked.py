"""Sums and products with the numbers put in."""

from __future__ import annotations

from collections.abc import Iterable

from tuiopt.picture.numbers import MINUS, number

TILDE = "\u0303"
"""Makes z̃ of z, in the same cell."""


def worked_sum(terms: Iterable[tuple[float, ...]], *, begun: bool = False) -> str:
    """Products of numbers, added up: 0.9526·0.2079 − 0.02752; `begun` if others stand before."""
    text = ""
    for first, *others in terms:
        written = "·".join((number(abs(first)), *map(number, others)))
        if text or begun:
            text += f" {MINUS if first < 0.0 else '+'} {written}"
        else:
            text = (MINUS if first < 0.0 else "") + written
    return text

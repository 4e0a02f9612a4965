"""Reading printed numbers back. Nothing here knows how they were printed."""

from __future__ import annotations

import math
import re
from fractions import Fraction

Interval = tuple[Fraction, Fraction]

DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹−", "0123456789-")
TOKEN = re.compile(r"max|min|sign|tanh|log|[·/+−()|,√]|[⁰¹²³⁴-⁹]+|(?:\d+\.\d+|\.?\d+)(?:e−?\d+)?")
SMALLEST = Fraction(1, 10**315)
"""Below the normal range, arithmetic itself is as coarse as this."""


def printed(text: str) -> Interval:
    """All numbers that are printed so: within half a unit of the last of `number`'s digits."""
    mantissa, _, exponent = text.translate(DIGITS).partition("e")
    sign, mantissa = (-1, mantissa[1:]) if mantissa.startswith("-") else (1, mantissa)
    digits, decimals = mantissa.replace(".", ""), len(mantissa.partition(".")[2])
    unit = Fraction(10) ** (int(exponent or 0) - decimals)
    # What has other digits than `number` gives was chosen by a person, and is exact.
    rounded = len(digits.lstrip("0")) == (3 if exponent else 4) and mantissa[0] != "."
    half = unit / 2 if rounded else Fraction(0)
    value = sign * int(digits) * unit
    return value - half, value + half


_RISING = {"√": math.sqrt, "tanh": math.tanh, "log": math.log}


class Reader:
    """Evaluates a printed line by interval arithmetic, products before sums, left to right."""

    def __init__(self, text: str) -> None:
        self.tokens = TOKEN.findall(text)
        assert "".join(self.tokens) == text.replace(" ", ""), text

    def value(self) -> Interval:
        value = self.sum()
        assert not self.tokens
        return value

    def peek(self) -> str:
        return self.tokens[0] if self.tokens else ""

    def take(self, *wanted: str) -> bool:
        if self.peek() in wanted:
            self.tokens.pop(0)
            return True
        return False

    def sum(self) -> Interval:
        low, high = self.product()
        while self.peek() in ("+", "−"):
            sign = self.tokens.pop(0)
            a, b = self.product()
            low, high = (low + a, high + b) if sign == "+" else (low - b, high - a)
        return low, high

    def product(self) -> Interval:
        value = self.factor()
        while self.peek() in ("·", "/"):
            operator = self.tokens.pop(0)
            a, b = self.factor()
            ends = (a, b) if operator == "·" else (1 / a, 1 / b)
            products = [p * q for p in value for q in ends]
            value = min(products), max(products)
        return value

    def factor(self) -> Interval:
        if self.take("−"):
            low, high = self.factor()
            return -high, -low
        low, high = self.atom()
        if re.fullmatch("[⁰¹²³⁴-⁹]+", self.peek()):
            power = int(self.tokens.pop(0).translate(DIGITS))
            ends = low**power, high**power
            floor = [Fraction(0)] if low < 0 < high and power % 2 == 0 else []
            return min(*ends, *floor), max(ends)
        return low, high

    def atom(self) -> Interval:
        token = self.tokens.pop(0)
        if token == "(":
            value = self.sum()
            assert self.take(")")
            return value
        if token == "|":
            low, high = self.sum()
            assert self.take("|")
            return max(low, -high, Fraction(0)), max(abs(low), abs(high))
        if token in ("max", "min", "sign", "tanh", "log", "√"):
            return self.function(token)
        return printed(token)

    def function(self, name: str) -> Interval:
        assert self.take("(")
        arguments = [self.sum()]
        while self.take(","):
            arguments.append(self.sum())
        assert self.take(")")
        lows, highs = [low for low, _ in arguments], [high for _, high in arguments]
        if name in ("max", "min"):
            of = max if name == "max" else min
            return of(lows), of(highs)
        if name in _RISING:
            return Fraction(_RISING[name](lows[0])), Fraction(_RISING[name](highs[0]))
        return Fraction((lows[0] > 0) - (lows[0] < 0)), Fraction((highs[0] > 0) - (highs[0] < 0))


def agrees(text: str, result: str) -> bool:
    """Whether the printed operands may have the printed result."""
    low, high = Reader(text).value()
    least, most = printed(result)
    slack = max(abs(low), abs(high)) * Fraction(1, 10**12) + SMALLEST
    return low - slack <= most and least <= high + slack

"""Scalar functions that answer as IEEE 754 says, with infinities and NaN, where Python's raise."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Mapping
from operator import truediv
from types import FunctionType
from typing import Any

from tuiopt_kernels.bind import bind


def _ieee(
    function: Callable[..., float], overflow: float = math.inf, outside: float = math.nan
) -> Callable[..., float]:
    """A function of `math` that answers as IEEE 754 does where Python's raises."""

    def safe(*arguments: float) -> float:
        try:
            return function(*arguments)
        except OverflowError:
            return overflow
        except ValueError:
            return outside

    return functools.wraps(function)(safe)


def _log(x: float) -> float:
    return math.log(x) if x > 0.0 else -math.inf if x == 0.0 else math.nan


def _sinh(x: float) -> float:
    return _SINH(x) if x >= 0.0 else -_SINH(-x)


def _quotient(a: float, b: float) -> float:
    if b != 0.0:
        return a / b
    if a == 0.0 or math.isnan(a):
        return math.nan
    return math.copysign(math.inf, a) * math.copysign(1.0, b)


def _power(base: float, exponent: float) -> float:
    try:
        return math.pow(base, exponent)
    except (OverflowError, ValueError):  # an infinity, or a root of a negative number
        if base < 0.0 and not exponent.is_integer():
            return math.nan
        return math.copysign(math.inf, base) if exponent % 2.0 == 1.0 else math.inf


_SINH = _ieee(math.sinh)

IEEE: Mapping[Callable[..., float], Callable[..., float]] = {
    math.sqrt: _ieee(math.sqrt),
    math.exp: _ieee(math.exp),
    math.log: _log,
    math.sin: _ieee(math.sin),
    math.cos: _ieee(math.cos),
    math.tan: _ieee(math.tan),
    math.sinh: _sinh,
    math.cosh: _ieee(math.cosh),
    math.pow: _power,
    truediv: _quotient,
}
"""What stands for the functions that raise: a run that overflows diverges instead."""


def safe(function: Callable[..., Any]) -> Callable[..., Any]:
    """A copy of a surface's function in which these stand for those that raise.

    What is no plain function, a regression's method, does not raise.
    """
    return _safe(function) if isinstance(function, FunctionType) else function


@functools.lru_cache(maxsize=64)
def _safe(function: FunctionType) -> FunctionType:
    return bind(function, {}, replace=IEEE)

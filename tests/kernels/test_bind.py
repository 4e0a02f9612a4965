"""Binding functions into a template, and naming what was bound."""

from __future__ import annotations

import math
from math import sqrt
from types import FunctionType

import pytest

from tuiopt_kernels.bind import bind, digest

FACTOR = 3.0


def inner(x: float) -> float:
    return FACTOR * x


def double(x: float) -> float:
    return 2.0 * x


def half(x: float) -> float:
    return 0.5 * x


def outer(x: float) -> float:
    return inner(x) + sqrt(4.0)


def test_a_bound_copy_sees_the_names_and_the_original_does_not() -> None:
    assert bind(outer, {"inner": double})(1.0) == 4.0
    assert outer(1.0) == 5.0


def test_helpers_are_copied_and_wrapped() -> None:
    wrapped: list[str] = []

    def note(function: FunctionType) -> FunctionType:
        wrapped.append(function.__name__)
        return function

    assert bind(outer, {}, wrap=note)(1.0) == 5.0
    assert wrapped == ["inner"]


def test_functions_of_math_are_replaced_in_helpers_too() -> None:
    assert bind(outer, {}, replace={math.sqrt: lambda x: 10.0 * x})(1.0) == 43.0


def test_a_closure_is_refused() -> None:
    factor = 2.0

    def closure(x: float) -> float:
        return factor * x

    with pytest.raises(TypeError, match="closure"):
        bind(outer, {"inner": closure})


def test_a_digest_changes_with_all_that_code_depends_on() -> None:
    changed = bind(outer, {})
    changed.__globals__["inner"] = bind(inner, {"FACTOR": 4.0})
    names = [
        digest(bind(outer, {})),
        digest(bind(outer, {"inner": double})),
        digest(bind(outer, {"inner": half})),
        digest(changed),
        digest(bind(outer, {}), "another Numba"),
    ]
    assert len(set(names)) == len(names)


def test_a_digest_is_the_same_for_the_same_code() -> None:
    assert digest(bind(outer, {})) == digest(bind(outer, {}))


def test_what_cannot_be_told_reliably_has_no_digest() -> None:
    with pytest.raises(TypeError, match="object"):
        digest(bind(inner, {"FACTOR": object()}))

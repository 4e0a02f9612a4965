"""What a formula may say; all else is refused with its column, and nothing is executed."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tuiopt_kernels.formulas import FormulaError, check, surface
from tuiopt_kernels.formulas.graph import FUNCTIONS
from tuiopt_kernels.ieee import safe

BOX = ((-2.0, 2.0), (-2.0, 2.0))
KNOWN = "known: x, y, pi, e, sin, cos, tan, exp, log, sqrt, abs, tanh, sinh, cosh, atan"


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """No text makes Python's parser warn."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def refusal(text: str) -> str:
    with pytest.raises(FormulaError) as raised:
        check(text)
    return str(raised.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2", 2.0),
        ("1.5e-1 + .5 + 2. + 1E2", 102.65),
        ("pi*e", math.pi * math.e),
        ("-x**2", -9.0),
        ("2**-y", 0.25),
        ("y**3**x", 2.0**27),
        ("x - y - 1", 0.0),
        ("8/y/y", 2.0),
        ("+x - -y", 5.0),
        ("  ( x )+y ", 5.0),
        ("x/y*2", 3.0),
        ("abs(-x)", 3.0),
        ("*".join("x" * 5), 243.0),
        ("+".join("x" * 250), 750.0),
        ("(" * 30 + "x" + ")" * 30, 3.0),
        ("1e-400*x", 0.0),
    ],
)
def test_a_formula_is_read_as_python_reads_it(text: str, expected: float) -> None:
    assert surface(text, BOX, (0.0, 0.0)).value(3.0, 2.0, ()) == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize(
    "text", ["9**9**9", "9**9**9**9", "10**400", "exp(1000)", "1e200*1e200", "1/0"]
)
def test_a_number_that_overflows_is_an_infinity(text: str) -> None:
    made = surface(text, BOX, (0.0, 0.0))
    assert math.isinf(safe(made.value)(3.0, 2.0, ()))
    assert safe(made.gradient)(3.0, 2.0, ()) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("text", "x", "expected"),
    [("1e200*x*1e200", 1e-300, 1e100), ("(1e-200*x)*(1e-200*x)", 1e200, 1.0), ("2*x*3", 7.0, 42.0)],
)
def test_factors_are_gathered_only_where_none_is_lost(text: str, x: float, expected: float) -> None:
    assert surface(text, BOX, (0.0, 0.0)).value(x, 0.0, ()) == pytest.approx(expected, abs=0.0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2x", "column 2: an operator is missing; write 2*x"),
        ("1 + 2 sin(x)", "column 7: an operator is missing; write 2*sin"),
        ("(x)(y)", "column 4: an operator is missing; write )*("),
        ("x(2)", "column 2: an operator is missing; write x*("),
        ("x^2", 'column 2: "^"; write ** for powers'),
        ("x²", 'column 2: "²"; write **2'),
        ("x − 1", 'column 3: "−"; write -'),
        ("x//2", 'column 2: "//"; write /'),
        ("sinn(x)", f'column 1: unknown name "sinn"; did you mean "sin"? {KNOWN}'),
        ("1 + ln(x)", f'column 5: unknown name "ln"; did you mean "log"? {KNOWN}'),
        ("arctan(x)", f'column 1: unknown name "arctan"; did you mean "atan"? {KNOWN}'),
        ("x + z", f'column 5: unknown name "z"; {KNOWN}'),
        ("sin", "column 4: expected a number or a name, found the end"),
        ("sin + 1", "column 5: sin needs parentheses: sin(...)"),
        ("1 + sin(x, y)", "column 5: sin takes one number"),
        ("sin()", 'column 5: ")" is not expected here'),
        ("x +", "column 4: expected a number or a name, found the end"),
        ("x + * y", 'column 5: "*" is not expected here'),
        ("  x + )", 'column 7: ")" is not expected here'),
        ("x) + (y", 'column 2: ")" without "("'),
        ("y*(x + 1", 'column 3: "(" is never closed'),
        ("x + (1, 2)", "column 5: expected a number, x, y or a function of them"),
        ("  1, 2", "column 3: expected a number, x, y or a function of them"),
        ("x + 1e999", "column 5: the number is too large"),
        ("9" * 400, "column 1: the number is too large"),
        ("", "the formula is empty"),
        ("  ", "the formula is empty"),
        ("x" * 501, "501 characters; at most 500 are allowed"),
        ("(" * 31 + "x" + ")" * 31, "column 31: nested more than 30 deep"),
        ("-" * 31 + "x", "column 32: nested more than 30 deep"),
        ("**".join("x" * 32), "column 91: nested more than 30 deep"),
        ("/".join("xy" * 125), "too complicated: 2000 operations with its derivatives"),
    ],
)
def test_a_mistake_is_told_with_its_column(text: str, message: str) -> None:
    assert refusal(text) == message


HOSTILE = """
__import__('os').system('x')
().__class__
x.real
(x).real
1..real
open('f')
lambda: x
[x for x in y]
{x: y}
f'{x}'
'a'
b'a'
(x:=1)
x if y else 1
x if(y)else(1)
x < y
x == y
x and y
not x
await x
yield
1j
0x10
1_000
007
True
None
...
sin(x=1)
sin(*x)
sin(**x)
sin(x)(y)
(sin)(x)
@x
~x
x % y
x; y
x \\ y
x # y
$x
ｓｉｎ(x)
𝐱
é
x\u202ey
""".strip("\n").split("\n")


@pytest.mark.parametrize(
    "text", [*HOSTILE, "x\0", "x\ny", "x\t+ y", "x" * 100_000, "(" * 5000, "(" * 5000 + ")" * 5000]
)
def test_what_is_no_formula_is_refused_in_printable_words(text: str) -> None:
    """Signs that Python would take for letters of ours, too: what is shown is what is computed."""
    assert refusal(text).isprintable()


pieces = st.sampled_from(
    [*FUNCTIONS, *"xy()+-*/ ,.0123456789e", "**", "//", "pi", "1e5", "1e-320", "9" * 99, "^", "__"]
)


@given(st.lists(pieces, max_size=40).map("".join) | st.text(max_size=60))
@settings(max_examples=50, deadline=None, derandomize=True)
@example("0" * 500)
@example("+".join(["x**64*y**63"] * 40))
def test_any_text_is_a_formula_or_is_refused(text: str) -> None:
    try:
        made = surface(text, BOX, (0.0, 0.0))
    except FormulaError:
        assert refusal(text).isprintable()
        return
    for function in (made.value, made.gradient, made.hessian):
        safe(function)(0.0, -1e200, ())


@pytest.mark.parametrize(
    "text",
    [
        "sin(" * 29 + "x*y" + "*x)" * 29,
        "*".join(f"({i}-x*y)" for i in range(1, 55)),
        "+".join(f"(x+{i})**y" for i in range(1, 48)),
        "+".join(f"(x+{i}*y)**63" for i in range(1, 35)),
        "x/(" * 29 + "x*y" + "+y)" * 29,
    ],
    ids=["nested", "product", "powers", "whole powers", "fraction"],
)
def test_long_and_deep_formulas_are_not_too_complicated(text: str) -> None:
    check(text)

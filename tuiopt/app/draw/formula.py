"""A step card's line in symbols: β1·v + (1−β1)·g."""

from __future__ import annotations

import ast
import re
from functools import lru_cache

from tuiopt.picture.numbers import MINUS, setting

Symbols = tuple[tuple[str, str], ...]
"""(name, symbol) of an optimizer's hyperparameters, and whatever else is not named as usual."""

HAT = "\u0302"
T = "\ufffc"
"""Stands for the exponent t, until it is known."""

_USUAL = {
    "alpha": "α",
    "alpha0": "α0",
    "l2": "λ",
    "gradient": "∇f",
    "curvature": "∂²f",
    "mixed": "∂²f/∂x∂y",
    "update": "Δ",
    "eta": "η",
    "mu": "μ",
    "mu_next": "μ'",
    "pi": "π",
    "rho": "ρ",
    "rho_inf": "ρ∞",
    "v_ahead": "v'",
    "rule": "by its rule",
}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = {raised: chr(digit) for digit, raised in _RAISED.items()}
_COMPARED = {ast.Lt: "<", ast.LtE: "≤", ast.Gt: ">", ast.GtE: "≥"}
_CHOICE, _SUM, _PRODUCT, _POWER, _ATOM = range(5)
"""How tightly parts of a formula hold together."""


def symbol(name: str, symbols: Symbols = ()) -> str:
    """The letter of a quantity: v̂ for v_hat, Δ for update, what is given for hyperparameters.

    A prime marks the other coordinate's.
    """
    given = dict(symbols).get(name) or _USUAL.get(name)
    if given:
        return given
    if name.endswith("_other"):
        return symbol(name.removesuffix("_other"), symbols) + "′"
    return name.removesuffix("_hat") + HAT if name.endswith("_hat") else name


def formula(expression: ast.expr, symbols: Symbols, t: int) -> str:
    """An expression in symbols, as v/(1−β1¹⁸) at t = 18; a sum's terms stand apart: x + Δ."""
    return _template(expression, symbols).replace(T, raised(t))


def compact(text: str) -> str:
    """Without the spaces around + − /."""
    return re.sub(f" ([+{MINUS}/]) ", r"\1", text)


def in_ascii(text: str) -> str:
    """A formula for a terminal that has ASCII only, where `Look.text` would lose what is raised."""
    text = re.sub(rf"√([^(]{HAT}?)", r"√(\1)", text).replace("√", "sqrt").replace("·", "*")
    return re.sub("[⁰¹²³⁴-⁹]+", lambda digits: "^" + digits[0].translate(_LOWERED), text)


@lru_cache(maxsize=1024)
def _template(expression: ast.expr, symbols: Symbols) -> str:
    return _symbols(expression, symbols, " ")[0]


def _symbols(node: ast.expr, given: Symbols, space: str = "") -> tuple[str, int]:
    """A part of a formula, and how tightly it holds together."""

    def text(part: ast.expr, least: int) -> str:
        inner, binds = _symbols(part, given, space if least == _SUM else "")
        return inner if binds >= least else f"({inner})"

    match node:
        case ast.Name(id=name):
            return symbol(name, given), _ATOM
        case ast.Constant(value=value):
            return setting(float(value)), _ATOM  # type: ignore[arg-type]
        case ast.UnaryOp(operand=operand):
            return MINUS + text(operand, _PRODUCT), _PRODUCT
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return f"{text(left, _SUM)}{space}+{space}{text(right, _SUM)}", _SUM
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            return f"{text(left, _SUM)}{space}{MINUS}{space}{text(right, _PRODUCT)}", _SUM
        case ast.BinOp(left=left, op=ast.Mult() | ast.Div() as op, right=right):
            sign = "·" if isinstance(op, ast.Mult) else "/"
            return f"{text(left, _PRODUCT)}{sign}{text(right, _POWER)}", _PRODUCT
        case ast.BinOp(left=left, op=ast.Pow(), right=ast.Name(id="t")):
            return text(left, _ATOM) + T, _POWER
        case ast.BinOp(left=left, op=ast.Pow(), right=ast.Constant(value=int() as power)):
            return text(left, _ATOM) + raised(power), _POWER
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            return f"{text(left, _ATOM)}^{text(right, _ATOM)}", _POWER
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return called(name, [text(argument, _SUM) for argument in arguments]), _ATOM
        case ast.IfExp(test=ast.Compare(left=left, ops=[sign], comparators=[right])):
            test = f"{text(left, _SUM)} {_COMPARED[type(sign)]} {text(right, _SUM)}"
            return f"{text(node.body, _SUM)} if {test} else {text(node.orelse, _CHOICE)}", _CHOICE
    raise AssertionError(ast.dump(node))


def raised(power: int) -> str:
    """An exponent: ¹⁸."""
    return str(power).translate(_RAISED)


def called(name: str, arguments: list[str]) -> str:
    """A function with its arguments: √ŝ, |g|, max(a, b)."""
    joined = ", ".join(arguments)
    match name:
        case "abs":
            return f"|{joined}|"
        case "floor":
            return f"⌊{joined}⌋"
        case "sqrt":
            return f"√{joined}" if len(joined.replace(HAT, "")) == 1 else f"√({joined})"
    return f"{name}({joined})"

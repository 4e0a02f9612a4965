"""A step card's line with the numbers put in: .9·−0.4960 + .1·−0.4116.

It is written as a sum of products, so that it can be followed in the head. Whatever would need
parentheses or a function within it (a sum in a product, a divisor, β^t, a root) is computed first
and stands there as one number: −α·v̂/(√ŝ+ε) is −.3·−0.5737 / 0.6669. Only a function that is all of
the line keeps its arguments: max(.999·0.5000, 0.4116).

Numbers that a person chose, and 1 − β of them, are written as they were chosen, without a leading
zero: .9, .001, 1e−8. All others have the digits of `number`, and their leading zero. An even power
leaves out its number's minus.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from functools import lru_cache

from tuiopt.app.draw.formula import called, raised
from tuiopt.labs.contour.solve.card import Values
from tuiopt.picture.numbers import MINUS, number, setting
from tuiopt_kernels.expression import branch, evaluate, is_quantity, names


@dataclass(frozen=True, slots=True)
class _Product:
    """Factors, and what they are divided by."""

    negative: bool
    factors: tuple[ast.expr, ...]
    divisor: ast.expr | None = None


def numbers(expression: ast.expr, operands: Values, chosen: frozenset[str]) -> str:
    """An expression with its operands put in; "" for one that is a single quantity.

    `chosen` names the operands that a person chose. Terms stand apart: .9·−0.4960 + .1·−0.4116.
    """
    expression = branch(expression, operands)
    if is_quantity(expression):
        return ""
    if isinstance(expression, ast.Call):
        assert isinstance(expression.func, ast.Name)
        arguments = [_sum(argument, operands, chosen) for argument in expression.args]
        return called(expression.func.id, arguments)
    return _sum(expression, operands, chosen)


def _sum(node: ast.expr, operands: Values, chosen: frozenset[str]) -> str:
    text = ""
    for product in _products(node):
        negative = product.negative
        factors: list[str] = []
        for factor in product.factors:
            written, minus = _factor(factor, operands, chosen)
            if factors:
                factors.append(MINUS + written if minus else written)
            else:
                factors.append(written)
                negative ^= minus
        sign = MINUS if negative else "+" if text else ""
        text += f" {sign} " if text else sign
        text += "·".join(factors)
        if product.divisor is not None:
            written, minus = _one(product.divisor, operands, chosen)
            text += f" / {MINUS if minus else ''}{written}"
    return text


def _factor(node: ast.expr, operands: Values, chosen: frozenset[str]) -> tuple[str, bool]:
    """One number, or one raised to a power, and whether a minus belongs before it."""
    match node:
        case ast.BinOp(left=base, op=ast.Pow(), right=ast.Constant(value=int() as power)):
            written, minus = _one(base, operands, chosen)
            odd = minus and power % 2 == 1
            written = f"({written})" if "e" in written else written
            return written + raised(power), odd
    return _one(node, operands, chosen)


def _one(node: ast.expr, operands: Values, chosen: frozenset[str]) -> tuple[str, bool]:
    """The size of a part that is written as one number, and whether it is negative."""
    value = evaluate(node, operands)
    size = abs(value)
    if names(node) <= chosen:
        written = setting(size)
        return written[1:] if written.startswith("0.") else written, value < 0.0
    is_t = isinstance(node, ast.Name) and node.id == "t"
    return setting(size) if is_t else number(size), value < 0.0


@lru_cache(maxsize=1024)
def _products(node: ast.expr, negative: bool = False) -> tuple[_Product, ...]:
    """The terms of a sum."""
    match node:
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _products(left, negative) + _products(right, negative)
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            return _products(left, negative) + _products(right, not negative)
        case ast.UnaryOp(operand=operand):
            return _products(operand, not negative)
    product = _product(node)
    return (replace(product, negative=product.negative ^ negative),)


def _product(node: ast.expr) -> _Product:
    """What is multiplied, and what the whole is divided by."""
    match node:
        case ast.UnaryOp(operand=operand):
            product = _product(operand)
            return replace(product, negative=not product.negative)
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            a, b = _product(left), _product(right)
            divisor = _times(a.divisor, b.divisor)
            return _Product(a.negative ^ b.negative, a.factors + b.factors, divisor)
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            a = _product(left)
            return replace(a, divisor=_times(a.divisor, right))
    return _Product(False, (node,))


def _times(a: ast.expr | None, b: ast.expr | None) -> ast.expr | None:
    return ast.BinOp(a, ast.Mult(), b) if a and b else a or b

"""Expressions in x and y as one graph, in which equal parts are one node.

A node's operands always come before it, so a walk in the order of the nodes meets every part
before what is made of it, and nothing here recurses.
"""

from __future__ import annotations

import math
import operator
import sys
from collections.abc import Callable, Iterable
from typing import NamedTuple

from tuiopt_kernels.ieee import IEEE

FUNCTIONS: dict[str, Callable[..., float]] = {
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "exp": math.exp,
    "log": math.log,
    "sqrt": math.sqrt,
    "abs": math.fabs,
    "tanh": math.tanh,
    "sinh": math.sinh,
    "cosh": math.cosh,
    "atan": math.atan,
}
"""What a formula may call, by its name there."""

MOST_NODES = 2000
"""With all derivatives. So many take two seconds to compile; the surfaces here have 20 to 220."""


class FormulaError(ValueError):
    """A formula that cannot be used; the text says why, and at which column, from 1."""

    def __init__(self, message: str, column: int | None = None) -> None:
        super().__init__(message if column is None else f"column {column}: {message}")


class Node(NamedTuple):
    """`kind` is "number", "x", "y", an operation or a function; `operands` number its nodes."""

    kind: str
    operands: tuple[int, ...] = ()
    value: float = 0.0


class Graph:
    """Nodes by number. What makes one simplifies it lightly: 0, 1, constants, equal terms.

    Raises FormulaError for more than MOST_NODES.
    """

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self._numbers: dict[Node, int] = {}
        self.zero, self.one = self.number(0.0), self.number(1.0)
        self.variables = {name: self._intern(Node(name)) for name in "xy"}

    def number(self, value: float) -> int:
        return self._intern(Node("number", value=value))

    def constant(self, i: int) -> float | None:
        """The value of a number, None for any other node."""
        node = self.nodes[i]
        return node.value if node.kind == "number" else None

    def add(self, a: int, b: int) -> int:
        if a == self.zero:
            return b
        if b == self.zero:
            return a
        (c, u), (d, v) = self._split(a), self._split(b)
        if u == v and math.isfinite(c + d):
            return self.multiply(self.number(c + d), u)
        if d == -1.0:
            return self._intern(Node("subtract", (a, v)))
        if c == -1.0:
            return self._intern(Node("subtract", (b, u)))
        return self._intern(Node("add", (min(a, b), max(a, b))))

    def negate(self, a: int) -> int:
        return self.multiply(self.number(-1.0), a)

    def subtract(self, a: int, b: int) -> int:
        return self.add(a, self.negate(b))

    def multiply(self, a: int, b: int) -> int:
        """Constant factors are gathered in front, unless their product over- or underflows."""
        if self.zero in (a, b):
            return self.zero
        (c, u), (d, v) = self._split(a), self._split(b)
        if not sys.float_info.min <= abs(c * d) <= sys.float_info.max:
            return self._intern(Node("multiply", (min(a, b), max(a, b))))
        factor = self.number(c * d)
        if u == self.one or v == self.one:
            product = v if u == self.one else u
        else:
            product = self._intern(Node("multiply", (min(u, v), max(u, v))))
        if product == self.one:
            return factor
        if factor == self.one:
            return product
        return self._intern(Node("multiply", (factor, product)))

    def divide(self, a: int, b: int) -> int:
        if b == self.one or (a == self.zero and b != self.zero):
            return a
        return self._folded("divide", operator.truediv, a, b)

    def power(self, a: int, b: int) -> int:
        match self.constant(b):
            case 0.0:
                return self.one
            case 1.0:
                return a
            case 0.5:
                return self.call("sqrt", a)
        return self._folded("power", math.pow, a, b)

    def call(self, name: str, a: int) -> int:
        return self._folded(name, FUNCTIONS[name], a)

    def sign(self, a: int) -> int:
        """1, −1, or 0 at 0."""
        return self._intern(Node("sign", (a,)))

    def sech(self, a: int) -> int:
        """1/cosh, a node of its own because its derivative by the quotient rule would overflow."""
        return self._intern(Node("sech", (a,)))

    def under(self, roots: Iterable[int]) -> list[int]:
        """The nodes that the roots are made of, themselves included, in order."""
        found: set[int] = set()
        left = list(roots)
        while left:
            i = left.pop()
            if i not in found:
                found.add(i)
                left += self.nodes[i].operands
        return sorted(found)

    def _split(self, i: int) -> tuple[float, int]:
        """A node as a number times another node."""
        kind, operands, value = self.nodes[i]
        if kind == "number":
            return value, self.one
        if kind == "multiply" and (factor := self.constant(operands[0])) is not None:
            return factor, operands[1]
        return 1.0, i

    def _folded(self, kind: str, function: Callable[..., float], *operands: int) -> int:
        """An operation; of numbers its result, if that is finite."""
        values = [self.constant(i) for i in operands]
        if None not in values:
            result = IEEE.get(function, function)(*values)
            if math.isfinite(result):
                return self.number(result)
        return self._intern(Node(kind, operands))

    def _intern(self, node: Node) -> int:
        found = self._numbers.setdefault(node, len(self.nodes))
        if found == MOST_NODES:
            raise FormulaError(f"too complicated: {MOST_NODES} operations with its derivatives")
        if found == len(self.nodes):
            self.nodes.append(node)
        return found

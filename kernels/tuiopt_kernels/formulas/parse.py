"""From a formula's text to a graph. The text is only looked at: nothing of it is ever executed."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Callable
from difflib import get_close_matches

from tuiopt_kernels.formulas.graph import FUNCTIONS, FormulaError, Graph

MOST_CHARACTERS = 500
DEEPEST = 30

CONSTANTS = {"pi": math.pi, "e": math.e}
OPERANDS = ("x", "y", *CONSTANTS)

_TOKEN = re.compile(
    r"(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<sign>\*\*|[-+*/(),])",
    re.ASCII,
)
_WRITE = {
    "^": "** for powers",
    "²": "**2",
    "³": "**3",
    "×": "*",
    "·": "*",
    "÷": "/",
    "//": "/",
    "−": "-",
    "π": "pi",
    "√": "sqrt(...)",
    "|": "abs(...)",
    "ln": "log",
}
"""What to write for what people write and formulas do not have."""


def parse(text: str, graph: Graph) -> int:
    """The node that a formula stands for. Raises FormulaError."""
    if len(text) > MOST_CHARACTERS:
        raise FormulaError(f"{len(text)} characters; at most {MOST_CHARACTERS} are allowed")
    if not text.strip(" "):
        raise FormulaError("the formula is empty")
    _scan(text)
    expression = text.strip(" ")
    shift = text.index(expression)
    try:
        tree = ast.parse(expression, mode="eval").body
    except SyntaxError as error:
        raise FormulaError(error.msg, (error.offset or 1) + shift) from None
    return _Reader(graph, shift).node(tree, 0)


def _scan(text: str) -> None:
    """Refuses whatever is no number, known name or operator, and operands side by side.

    So that the parser sees nothing else, and each mistake is told in the words of formulas.
    """
    opened: list[int] = []
    before = ""
    at = 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        token = _TOKEN.match(text, at)
        if token is None or text.startswith("//", at):
            raise _unknown_sign(text, at)
        word = token[0]
        if token["name"] and word not in FUNCTIONS and word not in OPERANDS:
            raise _unknown_name(word, at)
        if before in FUNCTIONS and word != "(":
            raise FormulaError(f"{before} needs parentheses: {before}(...)", at + 1)
        starts_operand = token["sign"] is None or word == "("
        if starts_operand and _ends_operand(before):
            raise FormulaError(f"an operator is missing; write {before}*{word}", at + 1)
        if not starts_operand and word not in "+-" and not _ends_operand(before):
            raise _not_expected(word, at)
        if word == "(":
            opened.append(at)
            if len(opened) > DEEPEST:
                raise _too_deep(at)
        elif word == ")":
            if not opened:
                raise FormulaError('")" without "("', at + 1)
            opened.pop()
        before = word
        at = token.end()
    if opened:
        raise FormulaError('"(" is never closed', opened[-1] + 1)
    if not _ends_operand(before):
        raise FormulaError("ends where a number or a name is due", at + 1)


def _ends_operand(word: str) -> bool:
    return word not in FUNCTIONS and (word[-1:].isalnum() or word[-1:] in (")", "."))


def _unknown_sign(text: str, at: int) -> FormulaError:
    sign = "//" if text.startswith("//", at) else text[at]
    shown = f'"{sign}"' if sign.isprintable() else f"U+{ord(sign):04X}"
    write = f"; write {_WRITE[sign]}" if sign in _WRITE else " cannot stand in a formula"
    return FormulaError(f"{shown}{write}", at + 1)


def _unknown_name(word: str, at: int) -> FormulaError:
    known = [*OPERANDS, *FUNCTIONS]
    near = [_WRITE[word]] if word in _WRITE else get_close_matches(word.lower(), known, 1, 0.7)
    hint = f'; did you mean "{near[0]}"?' if near else ";"
    return FormulaError(f'unknown name "{word[:20]}"{hint} known: {", ".join(known)}', at + 1)


def _too_deep(at: int) -> FormulaError:
    return FormulaError(f"nested more than {DEEPEST} deep", at + 1)


def _not_expected(word: str, at: int) -> FormulaError:
    return FormulaError(f'"{word}" is not expected here', at + 1)


class _Reader:
    """Turns the parser's tree into nodes: a whitelist, all else is refused."""

    def __init__(self, graph: Graph, shift: int) -> None:
        self._graph = graph
        self._shift = shift
        self._operations: dict[type[ast.operator], Callable[[int, int], int]] = {
            ast.Add: graph.add,
            ast.Sub: graph.subtract,
            ast.Mult: graph.multiply,
            ast.Div: graph.divide,
            ast.Pow: graph.power,
        }

    def node(self, tree: ast.expr, depth: int) -> int:
        """A sum or product of many is not deep, though its tree is: it grows to the left."""
        if depth > DEEPEST:
            raise _too_deep(tree.col_offset + self._shift)
        match tree:
            case ast.Name(id=name) if name in self._graph.variables:
                return self._graph.variables[name]
            case ast.Name(id=name) if name in CONSTANTS:
                return self._graph.number(CONSTANTS[name])
            case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
                return self._graph.number(self._finite(value, tree))
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return self._graph.negate(self.node(operand, depth + 1))
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.node(operand, depth + 1)
            case ast.BinOp(left=left, op=op, right=right) if type(op) in self._operations:
                one = self.node(left, depth + isinstance(op, ast.Pow))
                return self._operations[type(op)](one, self.node(right, depth + 1))
            case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if (
                name in FUNCTIONS
            ):
                return self._graph.call(name, self.node(argument, depth + 1))
            case ast.Call(func=ast.Name(id=name)):
                raise self._refused(tree, f"{name} takes one number")
        raise self._refused(tree, "a number, x, y or a function of them is due")

    def _finite(self, value: float, tree: ast.expr) -> float:
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if number == math.inf:
            raise self._refused(tree, "the number is too large")
        return number

    def _refused(self, tree: ast.expr, message: str) -> FormulaError:
        return FormulaError(message, tree.col_offset + self._shift + 1)

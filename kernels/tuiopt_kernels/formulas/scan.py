"""The words of a formula, looked at one by one before anything is made of them."""

from __future__ import annotations

import math
import re
from difflib import get_close_matches

from tuiopt_kernels.formulas.graph import FUNCTIONS, FormulaError

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


def scan(text: str) -> None:
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
                raise too_deep(at)
        elif word == ")":
            if not opened:
                raise FormulaError('")" without "("', at + 1)
            opened.pop()
        before = word
        at = token.end()
    if opened:
        raise FormulaError('"(" is never closed', opened[-1] + 1)
    if not _ends_operand(before):
        raise FormulaError("expected a number or a name, found the end", at + 1)


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


def too_deep(at: int) -> FormulaError:
    return FormulaError(f"nested more than {DEEPEST} deep", at + 1)


def _not_expected(word: str, at: int) -> FormulaError:
    return FormulaError(f'"{word}" is not expected here', at + 1)

"""Text for any terminal: in letters that an encoding has, and how wide they are."""

from __future__ import annotations

import unicodedata

from tuiopt.scenario.text import prose

SPELLED = {
    "\N{GREEK SMALL LETTER LAMDA}": "lambda",
    "\N{GREEK SMALL LETTER FINAL SIGMA}": "sigma",
    "\N{COMBINING CIRCUMFLEX ACCENT}": "_hat",
    "\N{LEFTWARDS ARROW}": "<-",
    "\N{RIGHTWARDS ARROW}": "->",
    "\N{SQUARE ROOT}": "sqrt",
    "\N{INFINITY}": "inf",
    "\N{LEFT FLOOR}": "floor(",
    "\N{RIGHT FLOOR}": ")",
    "\N{PARTIAL DIFFERENTIAL}": "d",
    "\N{MIDDLE DOT}": "*",
    "\N{MULTIPLICATION SIGN}": "x",
    "\N{MINUS SIGN}": "-",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{FRACTION SLASH}": "/",
    "\N{PLUS-MINUS SIGN}": "+-",
    "\N{LESS-THAN OR EQUAL TO}": "<=",
    "\N{GREATER-THAN OR EQUAL TO}": ">=",
    "\N{DOUBLE VERTICAL LINE}": "||",
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{LEFT DOUBLE QUOTATION MARK}": '"',
    "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
}
"""How ASCII writes what it has no sign for; other Greek letters are called by their names."""


def plain(text: str, encoding: str | None) -> str:
    """The text as an encoding can show it, safe to show and with its line breaks.

    Without an encoding (a stream in memory) all letters stay.
    """
    clean = prose(text)
    try:
        clean.encode(encoding or "utf-8")
    except UnicodeEncodeError:
        return "".join(_spelled(char, encoding or "utf-8") for char in clean)
    return clean


def width(text: str) -> int:
    """The cells that a text takes in a terminal."""
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _spelled(char: str, encoding: str) -> str:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        if char in SPELLED:
            return SPELLED[char]
        name = unicodedata.name(char, "")
        if name.startswith("GREEK SMALL LETTER "):
            return name.split()[-1].lower()
        if unicodedata.combining(char):
            return ""
        parts = unicodedata.normalize("NFKD", char)
        if parts == char:
            return "?"
        power = "^" if unicodedata.decomposition(char).startswith("<super>") else ""
        return power + "".join(_spelled(part, encoding) for part in parts)
    return char

"""Signs, and the same in ASCII."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Signs:
    """The characters that carry meaning, and what stands for those a terminal cannot show.

    `hollow` stands for `runs` where a run is hidden or is an old future; `tips` are the heads of
    arrows, counter-clockwise from the east.
    """

    runs: str
    hollow: str
    minimum: str
    penalised: str
    saddle: str
    start: str
    play: str
    pause: str
    line: str
    strong_line: str
    bar: str
    vertical: str
    dotted: str
    tips: str
    ascii_only: bool


UNICODE = Signs(
    runs="●▲■◆▼★♣♠",
    hollow="○△□◇▽☆♧♤",
    minimum="✚",
    penalised="✜",
    saddle="×",
    start="○",
    play="▶",
    pause="▮▮",
    line="─",
    strong_line="━",
    bar="▌",
    vertical="│",
    dotted="┄",
    tips="→↗↑↖←↙↓↘",
    ascii_only=False,
)
ASCII = Signs(
    runs="o^#*v+%&",
    hollow="OAHKVTZB",
    minimum="X",
    penalised="P",
    saddle="x",
    start="@",
    play=">",
    pause="||",
    line="-",
    strong_line="=",
    bar="|",
    vertical="|",
    dotted=".",
    tips=">/^\\</v\\",
    ascii_only=True,
)

_PLAIN: dict[int, Any] = {
    **str.maketrans(UNICODE.hollow, ASCII.hollow),  # ○ is the start below
    **str.maketrans("αβγεκλμρψ‖·×−–—→←↑↓✓✗▶✚✜○“”‘’", "abgeklmpw|.x---><^v+!>XP@\"\"''"),
    **str.maketrans(UNICODE.runs, ASCII.runs),
    **str.maketrans({"∇": "grad ", "√": "sqrt ", "∞": "inf", "≤": "<=", "≥": ">=", "…": "~"}),
    **str.maketrans({"\u0302": "^", "⇧": "S-", "Δ": "D", "±": "+-", "∂": "d", "′": "'"}),
    **str.maketrans({"η": "eta", "⁺": "+", "⁻": "-", "π": "pi", "⌊": "floor(", "⌋": ")"}),
    **str.maketrans({"σ": "s", "Σ": "S", "\u0303": "~", "⋮": ":"}),
    **str.maketrans({digit: f"^{i}" for i, digit in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}),
}


def plain(text: str) -> str:
    """The text in ASCII: near signs where there are some, else question marks."""
    if text.isascii():
        return text
    return "".join(c if c.isascii() else _without_accent(c) for c in text.translate(_PLAIN))


def _without_accent(char: str) -> str:
    letters = unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode("ascii")
    return letters or "?"

"""Rows in aligned columns."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Sequence

from tuiopt.cli.plain import width

LINE = 80
"""Cells in a line of text."""

GAP = "  "
"""What stands between two columns."""


def table(
    rows: Sequence[Sequence[str]],
    *,
    right: Collection[int] = (),
    indent: str = "",
    wrap: bool = False,
) -> str:
    """The rows, all of one length, with the columns in `right` flush right.

    With `wrap` the last column goes on below itself where it does not fit into a line.
    """
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    hanging = indent + GAP.join(" " * w for w in widths[:-1]) + GAP
    lines = []
    for row in rows:
        cells = [
            " " * (w - width(cell)) + cell if i in right else cell + " " * (w - width(cell))
            for i, (cell, w) in enumerate(zip(row, widths, strict=True))
        ]
        head = indent + "".join(cell + GAP for cell in cells[:-1])
        last = cells[-1].rstrip()
        lines += wrapped(last, head, hanging) if wrap else [head + last]
    return "\n".join(line.rstrip() for line in lines)


def wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    """The words of a text in lines, the first of which starts with `first`, all others `rest`."""
    lines = textwrap.wrap(
        text,
        max(LINE, len(rest) + 20),
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return lines or [first]

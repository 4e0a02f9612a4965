"""Text that has to fit into some cells: in rows, or shortened."""

from __future__ import annotations

from rich.cells import cell_len, chop_cells, set_cell_size


def wrap(text: str, width: int, rows: int) -> list[str]:
    """At most `rows` rows of at most `width` cells, broken between words; … where text is left."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            joined = f"{line} {word}" if line else word
            if cell_len(joined) <= width:
                line = joined
                continue
            if line:
                lines.append(line)
            *full, line = chop_cells(word, width)
            lines += full
            if len(lines) > rows:
                break
        lines.append(line)
        if len(lines) > rows:
            break
    while lines and not lines[-1]:
        lines.pop()
    if len(lines) > rows:
        lines = lines[:rows]
        lines[-1] = f"{set_cell_size(lines[-1], max(width - 1, 0)).rstrip()}…"
    return lines


def shortened(text: str, cells: int) -> str:
    """The text, its end replaced by … where it is longer than so many cells."""
    if cell_len(text) <= cells:
        return text
    return f"{set_cell_size(text, cells - 1).rstrip()}…" if cells > 0 else ""

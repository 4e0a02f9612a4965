"""A gradient check layer by layer: counts, distances on a logarithmic scale, what they say."""

from __future__ import annotations

import math

from rich.cells import cell_len
from textual.strip import Strip

from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.labs.network.solve.gradient_check import ACCEPTABLE, BAD, GREAT, Part, Report, verdict
from tuiopt.picture.color import Rgb
from tuiopt.picture.numbers import MINUS, number

LIMITS = (GREAT, ACCEPTABLE, BAD)
LOWEST, HIGHEST = -12.0, 0.0
"""Powers of ten between which the distances' bars lie."""

LAYER, DISTANCE, WORD = 7, 10, 12
"""Cells of the first and the last number, and of the verdict's first word, with the air before."""

COUNTS = {"parameters": 11, "checked": 9, "‖dΘ‖": 11, "left out": 10}
"""Further columns and their cells; what stands last is the first to go."""

ORDER = ("parameters", "checked", "left out", "‖dΘ‖")
"""From left to right."""

BAR = 36
"""Cells of the shortest bar: the names of the limits have to fit above it."""


def judged(look: Look, width: int, report: Report) -> Line:
    """The verdict on all parameters: it is what has to be seen where there is nothing else."""
    color = colored(look, report.distance)
    whole = _whole(report)
    words = _verdict(whole)
    if cell_len(look.text(words)) > width:
        words = _word(whole)
    line = Line(look, width).put(words, color, bold=True)
    told = f"distance {_distance(report.distance)}"
    return _put_first(line, (f"   {told} over {whole.checked} parameters", f"   {told}"))


def table(look: Look, width: int, report: Report) -> list[Strip]:
    """A row a layer below the heads of the columns, and one of all together."""
    shown = _counts(width)
    bar = width - LAYER - sum(shown.values()) - DISTANCE - WORD - 2
    bar = bar if bar >= BAR else 0
    names = [str(part.layer) for part in report.parts]
    parts = zip((*names, "all"), (*report.parts, _whole(report)), strict=True)
    return [
        _head(look, width, shown, bar),
        *(_row(look, width, shown, bar, name, part) for name, part in parts),
    ]


def colored(look: Look, distance: float | None) -> Rgb:
    """Grey where nothing can be said."""
    palette = look.palette
    if distance is None:
        return palette.muted
    return palette.good if distance < ACCEPTABLE else palette.bad


def _counts(width: int) -> dict[str, int]:
    """The columns that there is room for, from left to right."""
    spare = width - LAYER - DISTANCE - WORD
    shown = set()
    for name, cells in COUNTS.items():
        if cells > spare:
            break
        spare -= cells
        shown.add(name)
    return {name: COUNTS[name] for name in ORDER if name in shown}


def _head(look: Look, width: int, shown: dict[str, int], bar: int) -> Strip:
    line = Line(look, width).put("layer").to(LAYER)
    for name, cells in shown.items():
        line.right(name, end=line.used + cells)
    line.right("distance", end=line.used + DISTANCE)
    begin = line.used + 2
    for limit in LIMITS if bar else ():
        name = f"1e{math.log10(limit):.0f}".replace("-", MINUS)
        line.to(begin + _column(limit, bar) - len(name) // 2).put(name)
    return line.strip()


def _row(look: Look, width: int, shown: dict[str, int], bar: int, name: str, part: Part) -> Strip:
    palette = look.palette
    bold = name == "all"
    color = colored(look, part.distance)
    ink = palette.bright if bold else palette.text
    line = Line(look, width).put(name, ink, bold=bold).to(LAYER)
    cells = {
        "parameters": str(part.parameters),
        "checked": str(part.checked),
        "left out": str(part.left_out or "·"),
        "‖dΘ‖": number(part.norm),
    }
    for column, room in shown.items():
        line.right(cells[column], ink, end=line.used + room, bold=bold)
    line.right(_distance(part.distance), color, end=line.used + DISTANCE, bold=bold)
    if bar:
        _put_bar(line.put("  "), part.distance, bar, color)
    return line.put("  ").put(_word(part), color, bold=bold).strip()


def _put_bar(line: Line, distance: float | None, cells: int, color: Rgb) -> None:
    """The limits are thin marks on it."""
    look = line.look
    limits = {_column(limit, cells) for limit in LIMITS}
    end = 0 if distance is None else _column(distance, cells)
    for column in range(cells):
        if column < end:
            line.put("▉" if column in limits else "█", color)
        elif column in limits:
            line.put(look.signs.vertical, look.palette.muted)
        else:
            line.put(look.signs.line, look.palette.rule)


def _column(distance: float, cells: int) -> int:
    """Where a distance is on the bar; what is no number is at its end."""
    if not math.isfinite(distance):
        return cells
    power = math.log10(max(distance, 10.0**LOWEST))
    return min(round((power - LOWEST) / (HIGHEST - LOWEST) * cells), cells)


def _whole(report: Report) -> Part:
    parts = report.parts
    return Part(
        0,
        sum(part.parameters for part in parts),
        sum(part.checked for part in parts),
        sum(part.left_out for part in parts),
        math.hypot(*(part.norm for part in parts)),
        report.distance,
    )


def _distance(distance: float | None) -> str:
    return "·" if distance is None else number(distance, 3)


def _put_first(line: Line, texts: tuple[str, ...]) -> Line:
    """The first of the texts that fits, or nothing."""
    room = line.width - line.used
    return line.put(next((text for text in texts if cell_len(line.look.text(text)) <= room), ""))


def _verdict(part: Part) -> str:
    """What the distance says; where there is none because numbers are not finite, that."""
    if part.distance is None and not math.isfinite(part.norm):
        return "not finite: nothing to check"
    return verdict(part.distance)


def _word(part: Part) -> str:
    """The verdict without what explains it."""
    return _verdict(part).partition(":")[0].removesuffix(" to check")

"""Where everything stands on the race screen: what is folded away first where room is short."""

from __future__ import annotations

from textual.geometry import Region

SIDE = ((190, 84), (140, 72), (100, 50), (80, 28))
"""Columns from which on the side beside the map is so wide."""

LARGEST_MAP = (250, 100)
"""Larger ones, on walls of monitors, would take longer to draw than a person waits."""

MARGIN = 1
"""Empty columns at both sides of the screen."""

GAP = 2
"""Empty columns between the map and what is beside it."""


def arrange(width: int, height: int, runs: int) -> dict[str, Region]:
    """The place of every part that is shown, by its id, on a screen of that size.

    From 80×24 on a title, the map with runs and numbers beside it, timeline, cue and keys; below,
    the runs are one line; below 60×20 only the map and a line; below 40×12 a request for room.
    """
    if width < 40 or height < 12:
        return {"small": Region(0, 0, width, height)}
    if width < 60 or height < 20:
        return {**_map(1, 0, width - 2, height - 1), "line": Region(0, height - 1, width, 1)}
    frame = {
        "title": Region(0, 0, width, 1),
        "timeline": Region(0, height - 4, width, 1),
        "cue": Region(0, height - 3, width, 2),
        "footer": Region(0, height - 1, width, 1),
    }
    if width < 80 or height < 24:
        line = Region(0, height - 5, width, 1)
        return {**frame, **_map(MARGIN, 1, width - 2 * MARGIN, height - 6), "line": line}
    side = next(columns for least, columns in SIDE if width >= least)
    left = width - MARGIN - side
    table = 2 + runs
    return {
        **frame,
        **_map(MARGIN, 1, left - GAP - MARGIN, height - 5),
        "runs": Region(left, 1, side, table),
        "state": Region(left, table + 2, side, height - 6 - table),
    }


def _map(x: int, y: int, width: int, height: int) -> dict[str, Region]:
    """The map with its heading above."""
    return {
        "heading": Region(x, y, width, 1),
        "map": Region(x, y + 1, min(width, LARGEST_MAP[0]), min(height - 1, LARGEST_MAP[1])),
    }

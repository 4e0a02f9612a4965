"""Where everything stands on the screen of a lab: what all labs share of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from textual.geometry import Region

TALL = 44
"""From this many rows on there is air above the timeline."""

MARGIN = 1
"""Empty columns at both sides of the screen."""

GAP = 2
"""Empty columns between neighbours."""

GUTTER = 6
"""Columns of the y axis, left of the map; the margin is part of it."""

Places: TypeAlias = dict[str, Region]
"""Where a part is, by its id."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The place of every part that is shown; the panels that are folded into tabs."""

    places: Places
    panels: tuple[str, ...] = ()


def frame(width: int, height: int) -> Places:
    """What stands above and below everything else, from 60×20 on."""
    return {
        "title": Region(0, 0, width, 1),
        "timeline": Region(0, height - 4, width, 1),
        "cue": Region(0, height - 3, width, 2),
        "footer": Region(0, height - 1, width, 1),
    }


def tight(width: int, height: int, picture: Callable[[Region], Places]) -> Arrangement | None:
    """The parts where there is no room for numbers beside the picture; None where there is.

    Below 80×24 the runs are one line, and that is all; below 60×20 there are only the picture and
    that line; below 40×12 a request for room. `picture` has the places in a part of the screen.
    """
    if width < 40 or height < 12:
        return Arrangement({"small": Region(0, 0, width, height)})
    if width < 60 or height < 20:
        line = Region(0, height - 1, width, 1)
        return Arrangement({**picture(Region(0, 0, width, height - 1)), "line": line})
    if width < 80 or height < 24:
        line = Region(0, height - 5, width, 1)
        shown = picture(Region(0, 1, width, height - 6))
        return Arrangement({**frame(width, height), **shown, "line": line})
    return None

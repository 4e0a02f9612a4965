"""Where everything stands on the race screen: what is folded away first where room is short."""

from __future__ import annotations

from dataclasses import dataclass

from textual.geometry import Region

TALL = 44
"""Rows from which on there is air above the timeline."""

MARGIN = 1
"""Empty columns at both sides of the screen."""

GAP = 2
"""Empty columns between neighbours."""

GUTTER = 6
"""Columns of the y axis, left of the map; the margin is part of it."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The place of every part that is shown, by its id; the panels that are folded into tabs."""

    places: dict[str, Region]
    panels: tuple[str, ...] = ()

"""Where everything stands on the screen of lessons."""

from __future__ import annotations

from textual.geometry import Region

from tuiopt.app.widgets.axes import GUTTER

SIDE_BY_SIDE = 100
"""Columns from which on the preview stands beside the list, with a map."""

BELOW = 5
"""Rows of title and text where they stand below the list, one of them air."""

LEAST_MAP = 8
"""Rows below which a map shows nothing that one could recognise."""

MOST_TEXT = 14
"""Rows of text below the map; eight runs have room without air between the parts."""

MARGIN = 1
"""Empty columns at both sides of the screen."""


def arrange(width: int, height: int, *, with_map: bool) -> dict[str, Region]:
    """The place of every part by its id: the preview beside the list, below it, or nowhere."""
    inner = max(width - 2 * MARGIN, 0)
    places = {"caption": Region(0, 0, width, 1), "keys": Region(0, height - 1, width, 1)}
    top, bottom = 1, height - 1
    if width >= SIDE_BY_SIDE:
        inner = width * 39 // 100
        left = MARGIN + inner + 2
        places |= _beside(Region(left, 1, width - MARGIN - left, height - 2), with_map=with_map)
    elif width >= 60 and height >= 20:
        bottom -= BELOW
        places["heading"] = Region(MARGIN, bottom, inner, 1)
        places["preview"] = Region(MARGIN, bottom + 1, inner, BELOW - 1)
    air = int(height >= 30)
    if height >= 20:
        places["count"] = Region(MARGIN, top, inner, 1)
        top += 1 + air
    places["search"] = Region(MARGIN, top, inner, 1)
    top += 1 + air
    places["list"] = Region(MARGIN, top, inner, max(bottom - top, 0))
    return {name: place for name, place in places.items() if place.area}


def _beside(place: Region, *, with_map: bool) -> dict[str, Region]:
    """The preview: heading, map with its axes, text."""
    x, y, width, height = place
    room = height - 3  # heading, axis, air
    text = min(room // 2, MOST_TEXT)
    rows = room - text
    places = {"heading": Region(x, y, width, 1)}
    if not with_map or rows < LEAST_MAP:
        return {**places, "preview": Region(x, y + 1, width, max(height - 1, 0))}
    return {
        **places,
        "axis-y": Region(x, y + 1, GUTTER, rows),
        "map": Region(x + GUTTER, y + 1, width - GUTTER, rows),
        "axis-x": Region(x, y + 1 + rows, width, 1),
        "preview": Region(x, y + 3 + rows, width, text),
    }

"""Where everything stands on the screen of a race: what is folded first where room is short."""

from __future__ import annotations

from textual.geometry import Region

from tuiopt.app.screens.arrangement import (
    GAP,
    GUTTER,
    MARGIN,
    TALL,
    Arrangement,
    Places,
    frame,
    tight,
)

SIDE = ((190, 84), (140, 72), (100, 50), (80, 28))
"""Columns from which on the side beside the map is so wide."""


CHARTS = ((190, 56, 16), (140, 36, 12), (100, 36, 11))
"""(columns, rows) from which on charts stand below the map, and their rows."""


ROOMY = 40
"""Rows from which on the charts may take more of them from the map."""


RATES = 5
"""Rows of the learning rates, below the losses."""


LOSSES = 6
"""Rows that the losses keep where the learning rates share a tab's place with them."""


LARGEST_MAP = (250, 100)
"""Larger ones, on walls of monitors, would take longer to draw than a person waits."""


STEP, LOSS, AVERAGES = "step", "loss", "averages"
"""The panels that share one place where they are folded into tabs."""


def arrange(
    width: int, height: int, runs: int, panel: int, *, scheduled: bool = False
) -> Arrangement:
    """The parts on a screen of that size; `panel` counts through the folded ones.

    `scheduled` tells that a run's learning rate has a schedule: where there are rows for it, it
    stands below the losses, and takes them from the map.

    From 100×36 on a title, the map with runs and step card beside it and charts below; down to
    80×24 card and charts share the place below the runs.
    """
    if (arranged := tight(width, height, _map)) is not None:
        return arranged
    side = next(columns for least, columns in SIDE if width >= least)
    left = width - MARGIN - side
    charts = _charts(width, height, scheduled=scheduled)
    bottom = min((place.y for place in charts.values()), default=height - 4)
    table = 2 + runs
    below = Region(left, table + 2, side, bottom - table - 2)
    parts = {
        **frame(width, height),
        **charts,
        **_map(Region(0, 1, left - GAP + MARGIN, bottom - 1)),
        "runs": Region(left, 1, side, table),
    }
    if charts:
        return Arrangement({**parts, "card": below})
    panels = (STEP, LOSS, AVERAGES)
    shown = _panel(panels[panel % len(panels)], below, scheduled=scheduled)
    tabs = {"tabs": Region(left, bottom - 1, side, 1)}
    return Arrangement({**parts, **tabs, **shown}, panels)


def _charts(width: int, height: int, *, scheduled: bool) -> Places:
    """Loss and averages side by side above the timeline, where there is room for them."""
    for columns, rows, high in CHARTS:
        if width >= columns and height >= rows:
            names = ("loss", "averages-x", "averages-y")[: 3 if width >= 140 else 2]
            air = 1 if height >= TALL else 0
            more = RATES if scheduled and height >= ROOMY else 0
            each = (width - 2 * MARGIN - GAP * (len(names) - 1)) // len(names)
            top = height - 4 - air - high - more
            places = {
                name: Region(MARGIN + i * (each + GAP), top, each, high + more)
                for i, name in enumerate(names)
            }
            return {**places, **_losses(places["loss"], more)}
    return {}


def _losses(place: Region, rates: int) -> Places:
    """Losses, and in so many rows below them the learning rates."""
    if not rates:
        return {"loss": place}
    above, below = place.split_horizontal(-rates)
    return {"loss": above, "rates": below}


def _panel(name: str, place: Region, *, scheduled: bool) -> Places:
    """What a tab shows, above the row of tabs."""
    x, y, width, height = place
    height -= 1
    if name == STEP:
        return {"card": Region(x, y, width, height)}
    if name == LOSS:
        rates = RATES if scheduled and height >= LOSSES + RATES else 0
        return _losses(Region(x, y, width, height), rates)
    half = height // 2
    return {
        "averages-x": Region(x, y, width, half),
        "averages-y": Region(x, y + half, width, height - half),
    }


def _map(area: Region) -> Places:
    """The map, a heading above it, axes around; a margin at the right stays free."""
    width = min(area.width - MARGIN - GUTTER, LARGEST_MAP[0])
    height = min(area.height - 2, LARGEST_MAP[1])
    top = area.y
    return {
        "heading": Region(MARGIN, top, GUTTER + width - MARGIN, 1),
        "axis-y": Region(0, top + 1, GUTTER, height),
        "map": Region(GUTTER, top + 1, width, height),
        "axis-x": Region(0, top + 1 + height, GUTTER + width, 1),
    }

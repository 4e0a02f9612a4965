"""Where everything stands on the network screen: what is folded away first where room is short."""

from __future__ import annotations

from textual.geometry import Region

from tuiopt.app.screens.arrangement import GAP, MARGIN, TALL, Arrangement, Places, frame, tight

SIDE = ((190, 84), (140, 54), (100, 46), (80, 30))
"""Columns from which on the side beside the maps is so wide."""

LAYERS_FROM = (100, 36)
"""Columns and rows from which on the layers stand below the maps."""

MAPS = 0.56
"""The maps' share of the rows that they have together with the layers."""

CURVES = 9
"""Rows that the curves keep from the runs above them."""

LARGEST = (300, 120)
"""Larger maps, on walls of monitors, would take longer to draw than a person waits."""

NORM, SOFTMAX, PARAMETERS = "norm", "softmax", "parameters"
CURVES_TAB, LAYERS_TAB = "curves", "layers"

CARDS = (NORM, SOFTMAX, PARAMETERS)
"""The panels that share a place at every size."""

FOLDED = (CURVES_TAB, LAYERS_TAB, *CARDS)
"""Those that share it where there is less room; the layers then stand in the maps' place."""


def arrange(width: int, height: int, runs: int, panel: int) -> Arrangement:
    """The parts on a screen of that size; `panel` counts through the tabs.

    From 100×36 on maps with the layers below them, and beside them runs, curves and a card; down to
    80×24 the maps alone, beside them runs and a panel.
    """
    if (arranged := tight(width, height, _maps)) is not None:
        return arranged
    side = next(columns for least, columns in SIDE if width >= least)
    left = width - MARGIN - side
    body = height - 5
    around = frame(width, height)
    if width >= LAYERS_FROM[0] and height >= LAYERS_FROM[1]:
        return _whole(around, left, side, body - (height >= TALL), runs, panel)
    return _folded(around, left, side, body, runs, panel)


def _whole(around: Places, left: int, side: int, body: int, runs: int, panel: int) -> Arrangement:
    """Everything: `body` rows below the title."""
    above = round(MAPS * body)
    table = min(3 + 2 * runs, above - CURVES)
    card = CARDS[panel % len(CARDS)]
    places = {
        **around,
        **_maps(Region(0, 1, left - GAP, above)),
        "layers": Region(MARGIN, 1 + above, left - GAP - MARGIN, body - above),
        "runs": Region(left, 1, side, table),
        "curves": Region(left, 1 + table, side, above - table),
        card: Region(left, 1 + above, side, body - above - 1),
        "tabs": Region(left, body, side, 1),
    }
    return Arrangement(places, CARDS)


def _folded(around: Places, left: int, side: int, body: int, runs: int, panel: int) -> Arrangement:
    """Maps or layers, and beside them the runs and a panel."""
    shown = FOLDED[panel % len(FOLDED)]
    table = min(3 + 2 * runs, body - 1 - CURVES)
    below = Region(left, 1 + table, side, body - table - 1)
    places = {**around, "runs": Region(left, 1, side, table), "tabs": Region(left, body, side, 1)}
    if shown == LAYERS_TAB:
        places["layers"] = Region(MARGIN, 1, left - GAP - MARGIN, body)
        places["curves"] = below
    else:
        places |= _maps(Region(0, 1, left - GAP, body))
        places[shown] = below
    return Arrangement(places, FOLDED)


def _maps(area: Region) -> Places:
    width, height = min(area.width, LARGEST[0]), min(area.height, LARGEST[1])
    return {"maps": Region(area.x, area.y, width, height)}

"""A map of what a network decides: regions, the lines between them, and the samples over these."""

from __future__ import annotations

import numpy as np

from tuiopt.app.draw.chart.cells import Codes
from tuiopt.app.draw.chart.plot import BRAILLE
from tuiopt.app.draw.network.paints import GROUND, INK, Paints
from tuiopt.app.draw.network.regions import Array, Regions, best
from tuiopt.app.draw.network.samples import Shown

HALF = ord("▀")


def decision_map(paints: Paints, regions: Regions, samples: Shown, dev: Array) -> Codes:
    """(rows, columns) cells; `dev` has the (classes, n) probabilities of the dev samples shown.

    Samples are over the boundary, those of dev over those of training, and over all of them those
    that the network takes for another class.
    """
    look = paints.look
    shades = paints.shades(regions.best, regions.sureness)
    upper, lower = shades[0::2], shades[1::2]
    # Beneath dots there is one ground: that of the less sure half, none between two classes.
    under = np.minimum(upper, lower)
    under[regions.best[0::2] != regions.best[1::2]] = 0
    if look.signs.ascii_only:
        cells = ord(" ") | under << GROUND
    else:
        alike = upper == lower
        ink = np.where(alike, 0, upper << INK | HALF)
        cells = np.where(alike, ord(" "), ink).astype(np.uint32) | lower << GROUND
    under = under << GROUND
    line = ord("#") if look.signs.ascii_only else regions.boundary.astype(np.uint32) + BRAILLE
    np.copyto(cells, (line + paints.line) | under, where=regions.boundary > 0, casting="unsafe")
    np.copyto(cells, samples.train | under, where=samples.train > 0)
    cells, under = cells.reshape(-1), under.reshape(-1)
    # The first sample of a cell stays: it is written last.
    places = samples.cells[::-1]
    cells[places] = samples.signs[::-1] | under[places]
    wrong = samples.cells[best(dev) != samples.labels]
    cells[wrong] = ord(look.text("✗")) + paints.wrong | under[wrong]
    return cells.reshape(regions.boundary.shape)

"""A map of what a network decides: regions, the lines between them, and the samples."""

from __future__ import annotations

import numpy as np

from tuiopt.app.draw.braille import pack
from tuiopt.app.draw.chart.cells import Codes
from tuiopt.app.draw.chart.plot import BRAILLE
from tuiopt.app.draw.map.relief import thin
from tuiopt.labs.network.screen.draw.maps.paints import GROUND, INK, Paints
from tuiopt.labs.network.screen.draw.maps.samples import Shown
from tuiopt.labs.network.solve.regions import Regions

HALF = ord("▀")

CLOSE = 1
"""Levels that the halves of a cell may differ by and yet have one shade."""


def decision_map(paints: Paints, regions: Regions, samples: Shown) -> Codes:
    """(rows, columns) cells.

    The boundary is over the samples for training, those of dev over the boundary, and on top are
    those that the network takes for another class.
    """
    look = paints.look
    cells, under = _fill(paints, regions)
    cells = np.where(samples.train > 0, samples.train | under, cells)
    bytes_ = pack(thin(regions.edges)).astype(np.uint32)
    line = np.uint32(ord("#")) if look.signs.ascii_only else bytes_ + np.uint32(BRAILLE)
    cells = np.where(bytes_ > 0, line | np.uint32(paints.line) | under, cells)
    every, under = cells.reshape(-1), under.reshape(-1)
    # The first sample of a cell stays: it is written last.
    places = samples.cells[::-1]
    every[places] = samples.signs[::-1] | under[places]
    wrong = samples.cells[regions.dev[samples.inside] != samples.labels]
    every[wrong] = np.uint32(ord(look.text("✗")) | paints.wrong) | under[wrong]
    return cells


def _fill(paints: Paints, regions: Regions) -> tuple[Codes, Codes]:
    """The cells of the regions alone, and the ground that is beneath dots and signs in them."""
    shades = paints.shades(regions.best, regions.sureness)
    upper, lower = shades[0::2], shades[1::2]
    less = regions.sureness[0::2] < regions.sureness[1::2]
    under = np.where(less, upper, lower) << np.uint32(GROUND)
    if paints.look.signs.ascii_only:
        return under | np.uint32(ord(" ")), under
    # A level more or less is not to be seen, and a cell of one shade takes half the writing.
    alike = np.maximum(upper, lower) - np.minimum(upper, lower) <= CLOSE
    alike &= regions.best[0::2] == regions.best[1::2]
    glyphs = np.where(alike, np.uint32(ord(" ")), upper << np.uint32(INK) | np.uint32(HALF))
    return glyphs | lower << np.uint32(GROUND), under

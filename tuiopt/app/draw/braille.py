"""Dots packed into braille characters: a cell's byte is its character minus U+2800."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tuiopt.app.draw.viewport import DOTS_X, DOTS_Y

Bytes = npt.NDArray[np.uint8]
Bools = npt.NDArray[np.bool_]

BIT = np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]], dtype=np.uint8)
"""The bit of the dot at [row, column] of a cell."""

CHARACTERS = [chr(0x2800 + byte) for byte in range(256)]

COUNT = np.array([bin(byte).count("1") for byte in range(256)], dtype=np.uint8)
"""How many dots a byte has."""


def pack(dots: Bools) -> Bytes:
    """(4·rows, 2·columns) dots to (rows, columns) bytes."""
    down, across = dots.shape
    cells = dots.reshape(down // DOTS_Y, DOTS_Y, across // DOTS_X, DOTS_X)
    packed: Bytes = (cells * BIT[np.newaxis, :, np.newaxis, :]).sum(axis=(1, 3), dtype=np.uint8)
    return packed

"""Traces as NumPy archives, which `numpy.load` opens without pickles."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import BinaryIO

import numpy as np

from tuiopt.export.table import NamedArray, Table, whole


def write_npz(table: Table, out: BinaryIO) -> None:
    """The table's arrays; `labels` names the runs, `scenario` is the digest of its document.

    Written piece by piece, since all that there is of a long training would need gigabytes at once;
    without times, so that the same trace gives the same bytes.
    """
    with zipfile.ZipFile(out, "w") as archive:
        for array in _all(table):
            about = {
                "descr": np.lib.format.dtype_to_descr(array.dtype),
                "fortran_order": False,
                "shape": array.shape,
            }
            member = zipfile.ZipInfo(f"{array.name}.npy")
            with archive.open(member, "w", force_zip64=True) as stream:
                np.lib.format.write_array_header_1_0(stream, about)
                for piece in array.pieces:
                    stream.write(piece.tobytes())


def _all(table: Table) -> Iterator[NamedArray]:
    yield whole("labels", np.array(table.labels))
    yield whole("scenario", np.array(table.scenario.digest))
    yield from table.arrays()

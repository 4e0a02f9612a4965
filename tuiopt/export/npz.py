"""Traces as NumPy archives, which `numpy.load` opens without pickles."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from tuiopt.export.table import column, numeric_columns
from tuiopt.labs.trace import Trace


def write_npz(trace: Trace, out: BinaryIO) -> None:
    """The columns over all rows, float64 with NaN where empty, but `run` (from 0) and `step` int64.

    `labels` names the runs, `scenario` is the digest of the scenario's file. Written member by
    member, since all columns of the longest race would need half a gigabyte at once; without times,
    so that the same trace gives the same bytes.
    """
    with zipfile.ZipFile(out, "w") as archive:
        for name, array in _members(trace):
            member = zipfile.ZipInfo(f"{name}.npy")
            with archive.open(member, "w", force_zip64=True) as stream:
                np.lib.format.write_array(stream, array, allow_pickle=False)


def _members(trace: Trace) -> Iterator[tuple[str, npt.NDArray[Any]]]:
    yield "labels", np.array([run.setup.label for run in trace.runs])
    yield "scenario", np.array(trace.scenario.digest)
    lengths = [len(run.rows) for run in trace.runs]
    yield "run", np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)
    yield "step", np.concatenate([np.arange(n, dtype=np.int64) for n in lengths])
    for name in numeric_columns(trace):
        yield name, np.concatenate([column(run, name) for run in trace.runs])

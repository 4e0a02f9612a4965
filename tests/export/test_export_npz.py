from __future__ import annotations

import io

import numpy as np

from tuiopt.export.npz import write_npz
from tuiopt.labs.contour.export import ContourTable
from tuiopt.labs.contour.solve.trace import ContourTrace


def npz_of(trace: ContourTrace) -> bytes:
    out = io.BytesIO()
    write_npz(ContourTable(trace), out)
    return out.getvalue()


def test_npz_holds_the_columns_over_all_rows_without_pickles(trace: ContourTrace) -> None:
    with np.load(io.BytesIO(npz_of(trace)), allow_pickle=False) as archive:
        assert set(archive.files) == {"run", *ContourTable(trace).columns, "labels", "scenario"}
        assert archive["labels"].tolist() == ["GD", "adam", '=1, "β"', "adam#2"]
        assert str(archive["scenario"]) == trace.scenario.digest
        assert archive["run"].dtype == archive["step"].dtype == np.int64
        assert archive["run"].tolist() == [0] * 4 + [1] * 4 + [2] * 3 + [3] * 4
        assert archive["step"].tolist() == [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 0, 1, 2, 3]
        for number, run in enumerate(trace.runs):
            mine = archive["run"] == number
            np.testing.assert_array_equal(archive["loss"][mine], run.column("loss"))
            np.testing.assert_array_equal(archive["grad_x"][mine], run.column("grad_x"))
        assert np.isnan(archive["v_x"][archive["run"] == 0]).all()
        assert np.isnan(archive["s_hat_y"][archive["run"] == 3]).all()
        assert not np.isnan(archive["s_hat_y"][5:8]).any()


def test_npz_of_the_same_trace_has_the_same_bytes(trace: ContourTrace) -> None:
    assert npz_of(trace) == npz_of(trace)

"""What a scenario comes to, in any process."""

from __future__ import annotations

import hashlib
import io

import tuiopt
from tuiopt.export.text import write_csv


def csv_digest(scenario: tuiopt.Scenario) -> str:
    """Of all that every run did."""
    out = io.BytesIO()
    write_csv(tuiopt.solve(scenario).table, out)
    return hashlib.sha256(out.getvalue()).hexdigest()

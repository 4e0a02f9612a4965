"""The user's folders."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

import platformdirs


def for_logs() -> list[Path]:
    """Where a log may be written, the usual place first. They need not exist."""
    found = []
    with suppress(RuntimeError):  # no home directory
        found.append(platformdirs.user_log_path("tuiopt", appauthor=False))
    return [*found, Path(tempfile.gettempdir())]

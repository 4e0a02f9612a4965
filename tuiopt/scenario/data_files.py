"""The data files that a scenario names, from its own folder and nowhere else."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import NamedTuple

from tuiopt.scenario.read import file_name, read

MAX_BYTES = 10 * 1024 * 1024


class DataFile(NamedTuple):
    """`file` is what faults call it, `digest` the SHA-256 of its bytes in hexadecimal."""

    file: str
    data: bytes
    digest: str


class DataFiles:
    """The files of a folder, each read once: a scenario that is edited keeps its data.

    Without a folder there are none.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._files: dict[str, DataFile] = {}

    def __getitem__(self, name: str) -> DataFile:
        """The file of that name in the folder or below it, wherever links lead.

        Raises ValueError, which says what was expected, if the name leads out of the folder, and
        ScenarioError if the file cannot be read.
        """
        if name not in self._files:
            path = _inside(self.folder, name)
            data = read(path, MAX_BYTES, "data")
            self._files[name] = DataFile(file_name(path), data, hashlib.sha256(data).hexdigest())
        return self._files[name]


def _inside(folder: Path | None, name: str) -> Path:
    expected = "a file in the scenario's own folder"
    parts = PureWindowsPath(name)
    if folder is None or PurePosixPath(name).is_absolute() or parts.anchor or ".." in parts.parts:
        raise ValueError(expected)
    try:
        home = os.path.realpath(folder)
        real = os.path.realpath(folder / name)
    except ValueError:  # a NUL in the name
        raise ValueError(expected) from None
    if os.path.commonpath((home, real)) != home:
        raise ValueError(expected)
    return folder / name

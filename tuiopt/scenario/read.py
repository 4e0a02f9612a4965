"""From a path to text: regular files of a sensible size, in UTF-8, and nothing else."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from tuiopt.scenario.faults import Fault, ScenarioError
from tuiopt.scenario.text import one_line

MAX_BYTES = 64 * 1024

_PACKED = {b"PK\x03\x04": "a zip archive", b"\x1f\x8b": "a gzip archive"}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def file_name(path: Path) -> str:
    """The path as messages name it: printable, whatever bytes it is made of."""
    return one_line(str(path))


def read(path: Path, most: int = MAX_BYTES, what: str = "a scenario") -> bytes:
    """The bytes of a regular file of at most `most`. Never waits: a pipe or a device is refused.

    Raises ScenarioError with the system's own reason, or with ours.
    """

    def refuse(reason: str) -> ScenarioError:
        return ScenarioError(Fault(file_name(path), None, "", reason))

    try:
        with open(path, "rb", opener=_open_at_once) as file:
            mode = os.fstat(file.fileno()).st_mode
            if not stat.S_ISREG(mode):
                kind = "a pipe" if stat.S_ISFIFO(mode) else "a device"
                raise refuse(f"not a regular file but {kind}")
            data = file.read(most + 1)
    except OSError as error:
        raise refuse(one_line(error.strerror or str(error))) from None
    except ValueError as error:  # a NUL in the path
        raise refuse(str(error)) from None
    if len(data) > most:
        raise refuse(f"too large: {what} has at most {most // 1024} KiB")
    return data


def decode(data: bytes, file: str) -> str:
    """The text of a scenario, without a byte-order mark. Raises ScenarioError with a line."""

    def refuse(reason: str, at: int = 0) -> ScenarioError:
        return ScenarioError(Fault(file, data.count(b"\n", 0, at) + 1, "", reason))

    for magic, kind in _PACKED.items():
        if data.startswith(magic):
            raise refuse(f"not text but {kind}: unpack it first")
    if data.startswith(_UTF16):
        raise refuse("UTF-16, not UTF-8 text: save as UTF-8")
    if b"\0" in data:
        raise refuse("a NUL byte, so not UTF-8 text: save as UTF-8", data.index(b"\0"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refuse("not UTF-8 text: save as UTF-8", error.start) from None
    if not text.strip():
        raise refuse("the file is empty")
    return text


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))

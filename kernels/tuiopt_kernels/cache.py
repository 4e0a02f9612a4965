"""Where compiled kernels are kept. The only module of the kernels that touches files."""

from __future__ import annotations

import functools
import os
import re
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import platformdirs

KEEP_SECONDS = 90 * 24 * 3600
"""A kernel that nobody loaded for this long is removed."""

_FILE = re.compile(r".*\.(\w+_[0-9a-f]{20})-\d+\.py\d+[a-z]*(?:\.\d+)?\.nb[ic]")
"""A file of a kernel of ours, whose name ends in a digest.

Numba's index of it is MODULE.NAME-LINE.pyXY.nbi, the code MODULE.NAME-LINE.pyXY.N.nbc.
"""


def folder() -> tuple[Path | None, str | None]:
    """A writable folder for compiled kernels, and a warning if it is not the usual one.

    `NUMBA_CACHE_DIR` is respected; else it is ours in the user's cache directory; else a temporary
    one of this user's; None where nothing can be written at all.
    """
    wanted = os.environ.get("NUMBA_CACHE_DIR")
    usual = Path(wanted) if wanted else _users_folder()
    if usual is not None and _writable(usual):
        return usual, None
    temporary = _temporary_folder()
    if temporary is not None:
        return temporary, f"{usual or 'the cache'} is not writable: kernels are in {temporary}"
    return None, "no folder is writable: kernels are compiled anew at every start"


@functools.cache
def names(root: Path) -> frozenset[str]:
    """Of the kernels that were in a folder when this was first asked."""
    return frozenset(name for path, name in _files(root) if path.suffix == ".nbi")


def prune(root: Path) -> None:
    """Removes kernels that were not used for `KEEP_SECONDS`. Another process may do the same."""
    oldest = time.time() - KEEP_SECONDS
    for path, _ in _files(root):
        with suppress(OSError):
            status = path.stat()
            if max(status.st_atime, status.st_mtime) < oldest:
                path.unlink()


def forget(root: Path, name: str) -> None:
    """Removes the files of one kernel: they are damaged."""
    for path, found in _files(root):
        if found == name:
            with suppress(OSError):
                path.unlink()


def _files(root: Path) -> list[tuple[Path, str]]:
    """The files of our kernels, and their names: a folder may have others' too."""
    with suppress(OSError):
        matches = [(path, _FILE.fullmatch(path.name)) for path in root.rglob("*.nb[ic]")]
        return [(path, match[1]) for path, match in matches if match]
    return []


def _users_folder() -> Path | None:
    try:
        return platformdirs.user_cache_path("tuiopt", appauthor=False) / "kernels"
    except (RuntimeError, OSError, KeyError):  # no home directory
        return None


def _temporary_folder() -> Path | None:
    name = f"tuiopt-kernels-{os.getuid() if hasattr(os, 'getuid') else 'user'}"
    try:
        path = Path(tempfile.gettempdir()) / name
        path.mkdir(mode=0o700, exist_ok=True)
        # Code is loaded from here: a folder that another user made or can write to is not ours.
        status = path.lstat()
        ours = not hasattr(os, "getuid") or status.st_uid == os.getuid()
        if ours and not path.is_symlink() and not status.st_mode & 0o022 and _writable(path):
            return path
        return Path(tempfile.mkdtemp(prefix=f"{name}-"))
    except OSError:
        return None


def _writable(path: Path) -> bool:
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path) as probe:
            probe.write(b"\0" * 4096)  # a full disk lets an empty file be made
        return True
    except OSError:
        return False

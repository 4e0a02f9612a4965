"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole_file(path: Path, *, replace: bool = False) -> Iterator[BinaryIO]:
    """A binary stream whose content becomes the file `path` when the block ends without an error.

    Until then it goes to a temporary file in the same folder, which any error or interruption
    removes. Without `replace` nothing that exists is touched, not even a file that appears while
    the block runs. With it an existing file is exchanged in one go; of a symbolic link, the link
    and not what it points to.

    Raises OSError where the file cannot be written: FileExistsError for one that is already there,
    and all that can be known then before the block runs.
    """
    if path.is_dir() and not path.is_symlink():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not replace and os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    # A name of its own, not the target's with something added: that could become too long. And not
    # by `tempfile`, whose files only their owner may read: the user's umask decides.
    temporary = path.parent / f".tuiopt-{secrets.token_hex(8)}.part"
    try:
        with open(temporary, "xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if replace:
            os.replace(temporary, path)
        else:
            _move_to_new(temporary, path)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def _move_to_new(temporary: Path, path: Path) -> None:
    """Renames a file, but never over one that exists: FileExistsError."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links: reserve the name, then rename over the reservation.
        with open(path, "xb"):
            pass
        os.replace(temporary, path)

"""What is kept of a failure of the program."""

from __future__ import annotations

import os
import time
import traceback
from pathlib import Path

from tuiopt.storage import folders


def write_failure(error: Exception) -> Path | None:
    """A new file with the traceback of an exception, without local variables.

    None where no folder can be written.
    """
    name = f"tuiopt-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.log"
    for folder in folders.for_logs():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            text = "".join(traceback.format_exception(error))
            (folder / name).write_text(text, encoding="utf-8")
        except OSError:
            continue
        return folder / name
    return None

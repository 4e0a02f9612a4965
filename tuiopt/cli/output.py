"""What the commands say, to streams that may be narrow in letters, full, or gone."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from tuiopt.cli.plain import plain
from tuiopt.scenario.text import one_line

OK = 0
FAILED = 1
"""The work failed: a file that cannot be written, say."""
REFUSED = 2
"""Bad usage, a bad scenario, or no terminal where one is needed."""
BROKEN_PIPE = 128 + 13
"""The reader of standard output went away: what SIGPIPE does to other programs."""
INTERRUPTED = 128 + 2
"""SIGINT."""


class CommandError(Exception):
    """Ends the command with a status, after a line on standard error for each of `lines`."""

    def __init__(self, status: int, *lines: str) -> None:
        super().__init__(*lines)
        self.status = status
        self.lines = lines


def show(text: str) -> None:
    """Writes lines to standard output, in letters that its encoding has."""
    with standard_output() as out:
        out.write(f"{shown(text)}\n")


def shown(text: str) -> str:
    """Text in letters that standard output has; lay tables out in these."""
    return plain(text, getattr(sys.stdout, "encoding", None))


def complain(line: str) -> None:
    """Writes one line to standard error; there is nowhere to tell that this failed."""
    if sys.stderr is not None:
        with suppress(OSError):
            print(plain(one_line(line), sys.stderr.encoding), file=sys.stderr, flush=True)


@contextmanager
def standard_output() -> Iterator[TextIO]:
    """Standard output, flushed when the block ends. CommandError where it cannot be written."""
    if sys.stdout is None:
        raise CommandError(FAILED, "tuiopt: standard output is closed")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        _abandon(sys.stdout)
        raise CommandError(BROKEN_PIPE) from None
    except OSError as error:
        _abandon(sys.stdout)
        raise CommandError(FAILED, f"tuiopt: standard output: {error.strerror}") from None


def _abandon(stream: TextIO) -> None:
    """Leads a stream to nowhere, or Python would try to flush it once more at its own end."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)

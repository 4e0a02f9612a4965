"""The command line.

Nothing heavy is imported before a command is known to need it, so that `--help` is instant.

Exit status: 0 done; 1 the work failed; 2 bad usage, a bad scenario, or no terminal where one is
needed; 128 + n after signal n, which includes 141 (SIGPIPE) where the reader of standard output
goes away.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tuiopt.cli.commands import CODE, LATER
from tuiopt.cli.output import INTERRUPTED, REFUSED, CommandError, complain
from tuiopt.scenario.text import cut


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command that the words (default: the process's own) ask for; its exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        return _command(words)
    except CommandError as end:
        for line in end.lines:
            complain(line)
        return end.status
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as end:
        # argparse after --help, and signals (see `run`).
        return end.code if isinstance(end.code, int) else 0


def _command(words: list[str]) -> int:
    match words:
        case ["run", *rest]:
            from tuiopt.cli.run import main as command
        case ["check", *rest]:
            from tuiopt.cli.check import main as command
        case ["list", *rest]:
            from tuiopt.cli.listing import main as command
        case [word, *_] if word in LATER or word.startswith(CODE):
            raise CommandError(REFUSED, f"tuiopt: {cut(word, 60)}: needs a later tuiopt")
        case rest:
            from tuiopt.cli.interactive import main as command
    return command(rest)

"""`tuiopt check SCENARIO...`"""

from __future__ import annotations

from collections.abc import Sequence

from tuiopt.cli.arguments import Parser
from tuiopt.cli.commands import COMMANDS
from tuiopt.cli.output import OK, CommandError, complain, show
from tuiopt.cli.plugins import add_option, run_files
from tuiopt.cli.scenarios import loaded


def main(words: Sequence[str]) -> int:
    """Looks at every file, also after a bad one."""
    parser = Parser("tuiopt check", f"{COMMANDS['check'].capitalize()}.")
    parser.add_argument(
        "scenarios",
        nargs="+",
        metavar="SCENARIO",
        help="a TOML file, or the name of a bundled scenario",
    )
    add_option(parser)
    options = parser.parse(words)
    run_files(options)
    status = OK
    for word in options.scenarios:
        try:
            loaded(word)
        except CommandError as refusal:
            status = refusal.status
            for line in refusal.lines:
                complain(line)
        else:
            show(f"{word}: ok")
    return status

"""`--plugin FILE.py`: optimizers and surfaces from a person's own files."""

from __future__ import annotations

import argparse
from functools import cache
from pathlib import Path

from tuiopt.cli.arguments import Parser
from tuiopt.cli.output import REFUSED, CommandError, complain


def add_option(parser: Parser) -> None:
    """Adds the option, which may be given more than once."""
    parser.add_argument(
        "--plugin",
        dest="plugins",
        action="append",
        default=[],
        metavar="FILE.py",
        help="run a Python file and take its SPEC: an optimizer or a surface of your own",
    )


def run_files(options: argparse.Namespace) -> None:
    """Runs the files that were named, and says so. CommandError for one that cannot be read."""
    for word in options.plugins:
        from tuiopt.scenario.catalogue import add_file

        complain(f"tuiopt: --plugin runs the code in {word}")
        try:
            add_file(Path(word))
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise CommandError(REFUSED, f"tuiopt: --plugin {word}: {reason}") from None


def tell_warnings() -> None:
    """Says which plug-ins were left out, each once."""
    from tuiopt.scenario.catalogue import WARNINGS

    for text in WARNINGS:
        _tell(text)


@cache
def _tell(text: str) -> None:
    complain(f"tuiopt: {text}")

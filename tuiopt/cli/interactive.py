"""`tuiopt [SCENARIO]`: the interactive program."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tuiopt import __version__
from tuiopt.cli.arguments import Parser, one_of
from tuiopt.cli.commands import COMMANDS, LATER_OPTIONS
from tuiopt.cli.output import OK, REFUSED, CommandError, show
from tuiopt.cli.plugins import add_option, run_files
from tuiopt.cli.scenarios import loaded
from tuiopt.scenario.bundled import bundled, find
from tuiopt.scenario.faults import ScenarioError, hint
from tuiopt.scenario.text import cut

FIRST = "race"
"""The bundled scenario that is shown where none is named."""

THEMES = ("dark", "light", "projector")


def main(words: Sequence[str]) -> int:
    """Bad usage is told first, then a missing terminal, then what is wrong with the scenario."""
    parser = _parser()
    # Before argparse looks: it would call the words after a command one too many.
    for word in words:
        if word in COMMANDS:
            parser.error(f"the command comes first: tuiopt {word}")
        if word.partition("=")[0] in LATER_OPTIONS:
            parser.error(f"{cut(word, 60)}: needs a later tuiopt")
    if words and not words[0].startswith("-"):
        _refuse_unknown_name(parser, words[0])
    options = parser.parse(words)
    if options.version:
        show(f"tuiopt {__version__}")
        return OK
    _refuse_unknown_name(parser, options.scenario)
    if not _has_terminal():
        raise CommandError(REFUSED, "tuiopt: needs a terminal; use `tuiopt run`")
    run_files(options)
    scenario = loaded(options.scenario)

    from tuiopt.app.app import run

    return run(scenario, theme=options.theme, ascii_only=options.ascii)


def _parser() -> Parser:
    commands = "\n".join(f"  {name:<8} {what}" for name, what in COMMANDS.items())
    parser = Parser(
        "tuiopt",
        "Race optimizers over a contour map, or train small networks, step by step.",
        f"commands (each with its own --help):\n{commands}",
    )
    parser.add_argument(
        "scenario",
        nargs="?",
        default=FIRST,
        metavar="SCENARIO",
        help=f"a TOML file, or the name of a bundled scenario (default: {FIRST})",
    )
    parser.add_argument("--ascii", action="store_true", help="draw with ASCII letters only")
    parser.add_argument(
        "--theme", type=one_of(THEMES), metavar="NAME", help=f"colours: {', '.join(THEMES)}"
    )
    add_option(parser)
    parser.add_argument("--version", action="store_true", help="show the version and exit")
    return parser


def _refuse_unknown_name(parser: Parser, word: str) -> None:
    """Refuses a word that is neither a path nor a bundled scenario: a misspelt command, say."""
    try:
        find(word)
    except ScenarioError:
        near = hint(word, [*COMMANDS, *bundled()])
        parser.error(f'"{word}" is neither a command nor a bundled scenario{near}')


def _has_terminal() -> bool:
    # Textual reads standard input and draws on standard error.
    return all(
        stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)
    )

"""`tuiopt run SCENARIO`: a race, or the training of networks, without a screen."""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tuiopt import solve
from tuiopt.cli.arguments import Parser
from tuiopt.cli.commands import COMMANDS
from tuiopt.cli.output import FAILED, OK, CommandError, show, standard_output
from tuiopt.cli.plugins import add_option, run_files
from tuiopt.cli.progress import progress
from tuiopt.cli.scenarios import loaded
from tuiopt.cli.signals import Check, ending_by_exception
from tuiopt.registry import LABS

if TYPE_CHECKING:
    from tuiopt import Scenario, Trace
    from tuiopt.export.table import Table


def main(words: Sequence[str]) -> int:
    options = _parser().parse(words)
    run_files(options)
    with ending_by_exception() as check:
        if options.output is None:
            show(_summary(_solved(loaded(options.scenario), check), options.below))
        elif options.output == "-":
            _print(_solved(loaded(options.scenario), check).table)
        else:
            _save(options.scenario, Path(options.output), check, replace=options.force)
    return OK


def _parser() -> Parser:
    parser = Parser("tuiopt run", f"{COMMANDS['run'].capitalize()}.")
    parser.add_argument(
        "scenario", metavar="SCENARIO", help="a TOML file, or the name of a bundled scenario"
    )
    parser.add_argument(
        "-o",
        dest="output",
        metavar="FILE",
        help="write every step to FILE.csv, FILE.jsonl or FILE.npz; - is CSV on standard output",
    )
    parser.add_argument(
        "--below",
        type=_finite,
        default=0.01,
        metavar="LOSS",
        help="the summary tells the first step whose loss is below this, of networks the first "
        "epoch whose train loss is (default: 0.01)",
    )
    parser.add_argument("--force", action="store_true", help="overwrite FILE if it exists")
    add_option(parser)
    return parser


def _finite(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise argparse.ArgumentTypeError(f'must be a finite number, found "{text}"')
    return number


def _solved(scenario: Scenario, check: Check) -> Trace:
    with progress(LABS[scenario.lab].counted) as tell:

        def watch(done: int, total: int) -> None:
            check()
            tell(done, total)

        return solve(scenario, watch)


def _summary(trace: Trace, threshold: float) -> str:
    text: str = LABS[trace.scenario.lab].summary.get()(trace.solution, threshold)
    return text


def _print(table: Table) -> None:
    from tuiopt.export.text import write_csv

    with standard_output() as out:
        write_csv(table, out.buffer)


def _save(word: str, path: Path, check: Check, *, replace: bool) -> None:
    from tuiopt.export import FORMATS
    from tuiopt.storage.whole import whole_file

    write = FORMATS.get(path.suffix.lower())
    if write is None:
        _parser().error(f"-o {path}: the name must end in {', '.join(FORMATS)}")
    scenario = loaded(word)
    try:
        # Opened before anything is computed: most of what can go wrong is known at once.
        with whole_file(path, replace=replace) as out:
            write(_solved(scenario, check).table, out)
    except FileExistsError:
        raise CommandError(FAILED, f"tuiopt: {path}: file exists; --force overwrites it") from None
    except OSError as error:
        raise CommandError(FAILED, f"tuiopt: {path}: {error.strerror or error}") from None

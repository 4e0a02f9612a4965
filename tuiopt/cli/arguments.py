"""argparse with errors of one line, and the nearest right name for a wrong one."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from tuiopt.cli.output import REFUSED, CommandError, show
from tuiopt.scenario.faults import hint


class Parser(argparse.ArgumentParser):
    """Raises CommandError where it does not understand."""

    def __init__(self, prog: str, description: str, epilog: str | None = None) -> None:
        self._options: list[str] = []
        super().__init__(
            prog,
            description=description,
            epilog=epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        self.color = False  # Python 3.14 would write escape sequences

    def add_argument(self, *args: Any, **kwargs: Any) -> argparse.Action:
        action = super().add_argument(*args, **kwargs)
        self._options += action.option_strings
        return action

    def parse(self, words: Sequence[str]) -> argparse.Namespace:
        """The options, or CommandError naming the first word that is none."""
        options, unknown = self.parse_known_args(words)
        dashed = [word for word in unknown if word.startswith("-")]
        if dashed:
            option = dashed[0].partition("=")[0]
            self.error(f"unknown option {option}{hint(option, self._options)}")
        if unknown:
            self.error(f"one argument too many: {unknown[0]}")
        return options

    def error(self, message: str) -> NoReturn:
        raise CommandError(REFUSED, f"{self.prog}: {message}")

    def print_help(self, file: Any = None) -> None:
        show(self.format_help().rstrip())


def one_of(names: Sequence[str]) -> Callable[[str], str]:
    """A type for `add_argument`: one of the names."""

    def name(word: str) -> str:
        if word not in names:
            allowed = ", ".join(names)
            raise argparse.ArgumentTypeError(f'"{word}" is none of {allowed}{hint(word, names)}')
        return word

    return name

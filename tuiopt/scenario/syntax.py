"""From text to a tree of tables, with a line for whatever the parser stumbles over."""

from __future__ import annotations

import re
import tomllib

from tuiopt.scenario.faults import Fault, ScenarioError
from tuiopt.scenario.text import cut
from tuiopt.scenario.trees import Branch, grown

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_SINGLE_BRACKETS = re.compile(r"Cannot declare \('(runs|cues)',\) twice")
# tomllib takes time with the square of a key's parts.
_MANY_PARTS = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){100}""",
)


def tree(text: str, file: str) -> Branch:
    """The tables of a TOML text. Raises ScenarioError with the line that is to blame."""
    if found := _MANY_PARTS.search(text):
        raise ScenarioError(Fault(file, _line_at(text, found.start()), "", "a key of 100 parts"))
    try:
        return _parsed(text)
    except tomllib.TOMLDecodeError as error:
        fault = _explained(str(error), text, file)
    except RecursionError:
        fault = Fault(file, _first_line(text, RecursionError), "", "nested too deep")
    except ValueError:
        fault = Fault(file, _first_line(text, ValueError), "", "a number of too many digits")
    raise ScenarioError(fault)


def _parsed(text: str) -> Branch:
    tables = grown(tomllib.loads(text))
    assert isinstance(tables, Branch)
    return tables


def _explained(message: str, text: str, file: str) -> Fault:
    place = _PLACE.search(message)
    line = int(place[1]) if place and place[1] else _line_at(text, len(text.rstrip()))
    reason = cut(_PLACE.sub("", message), 120)
    if single := _SINGLE_BRACKETS.match(message):
        reason += f"; write [[{single[1]}]]"
    return Fault(file, line, "", f"not valid TOML: {reason}")


def _first_line(text: str, error: type[Exception]) -> int:
    """The line at which the parser gives up, for errors that do not tell: found by bisection."""
    lines = text.split("\n")
    good, bad = 0, len(lines)
    while bad - good > 1:
        middle = (good + bad) // 2
        try:
            _parsed("\n".join(lines[:middle]))
            good = middle
        except (RecursionError, ValueError) as raised:
            if type(raised) is error:
                bad = middle
            else:  # cut in the middle of something: a good beginning all the same
                good = middle
    return bad


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1

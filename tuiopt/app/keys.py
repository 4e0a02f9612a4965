"""Keys as one table: bindings, footer, help and command palette are made from it.

What all labs have stands here; a lab adds its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding

from tuiopt.scenario.model import MAX_RUNS


@dataclass(frozen=True, slots=True)
class Key:
    """Keys that do one thing.

    `keys` are Textual's names, `shown` is how help writes them. Keys of one `family` stand in one
    line of it, with these words.
    """

    keys: str
    shown: str
    action: str
    help: str
    family: str = ""

    @property
    def binding(self) -> Binding:
        # All with priority, or some would overtake others that were pressed before.
        return Binding(self.keys, self.action, self.help, show=False, priority=True)


MOVES = (
    Key("space", "Space", "play", "play or pause; at the end, start over"),
    Key("right,l", "→ l", "step(1)", "one step forward"),
    Key("left,h", "← h", "step(-1)", "one step back"),
    Key("pagedown,shift+right,L", "PgDn ⇧→ L", "step(10)", "ten steps forward"),
    Key("pageup,shift+left,H", "PgUp ⇧← H", "step(-10)", "ten steps back"),
    Key("home", "Home", "first", "first step"),
    Key("end", "End", "last", "last step"),
    Key("g", "g", "go_to", "go to a step by its number"),
)

PLAYS = (
    Key("plus,equals_sign", "+", "faster", "play faster"),
    Key("minus", "-", "slower", "play slower"),
    Key("down,j,tab", "↓ j Tab", "select(1)", "select the next run"),
    Key("up,k,shift+tab", "↑ k ⇧Tab", "select(-1)", "select the previous run"),
    *(
        Key(
            f"{i + 1}",
            f"1–{MAX_RUNS}",
            f"hide({i})",
            f"hide run {i + 1}, or show it again",
            "hide a run by its number, or show it again",
        )
        for i in range(MAX_RUNS)
    ),
    Key("n", "n", "next_cue", "next cue"),
    Key("p", "p", "previous_cue", "previous cue"),
)

PROGRAM = (
    Key("o", "o", "app.open", "open a scenario"),
    Key("t", "t", "app.next_theme", "next theme: dark, light, projector"),
    Key("colon", ":", "app.command_palette", "all commands by name"),
    Key("question_mark", "?", "help", "this help"),
    Key("q", "q", "app.quit", "quit"),
    Key("ctrl+z", "Ctrl+Z", "app.suspend_process", "to the shell; fg comes back, paused"),
)


def listed(table: tuple[Key, ...]) -> list[tuple[str, str]]:
    """(keys, what they do) as help writes them, a family in one line."""
    return list(dict.fromkeys((key.shown, key.family or key.help) for key in table))


_WORDS = str.maketrans({"←": "Left", "→": "Right", "↑": "Up", "↓": "Down", "⇧": "Shift-"})


def spelled(shown: str, *, ascii_only: bool) -> str:
    """Keys as a terminal can show them: arrows as words, since < > ^ v are letters, and keys."""
    if not ascii_only:
        return shown
    return "Shift" if shown == "⇧" else shown.translate(_WORDS)


Words = tuple[tuple[str, str], ...]
"""Keys and a word each, the most wanted first."""

HELP = ("?", "help")

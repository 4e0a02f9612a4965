"""The one table of keys: bindings, footer and help are made from it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Key:
    """Keys that do one thing. `keys` are Textual's names, `shown` is how help writes them.

    `priority` keys reach the screen even where a widget would use them itself.
    """

    keys: str
    shown: str
    action: str
    help: str
    priority: bool = False

    @property
    def binding(self) -> Binding:
        return Binding(self.keys, self.action, self.help, show=False, priority=self.priority)


RACE = (
    Key("space", "Space", "play", "play or pause; at the end, start over"),
    Key("right,l", "→ l", "step(1)", "one step forward", priority=True),
    Key("left,h", "← h", "step(-1)", "one step back", priority=True),
    Key("pagedown,shift+right,L", "PgDn ⇧→ L", "step(10)", "ten steps forward", priority=True),
    Key("pageup,shift+left,H", "PgUp ⇧← H", "step(-10)", "ten steps back", priority=True),
    Key("home", "Home", "first", "first step", priority=True),
    Key("end", "End", "last", "last step", priority=True),
    Key("plus,equals_sign", "+", "faster", "play faster"),
    Key("minus", "-", "slower", "play slower"),
    Key("down,j,tab", "↓ j Tab", "select(1)", "select the next run", priority=True),
    Key("up,k,shift+tab", "↑ k ⇧Tab", "select(-1)", "select the previous run", priority=True),
    Key("n", "n", "next_cue", "next cue"),
    Key("p", "p", "previous_cue", "previous cue"),
    Key("o", "o", "app.open", "open a scenario"),
    Key("t", "t", "app.next_theme", "next theme: dark, light, projector"),
    Key("question_mark", "?", "app.help", "this help"),
    Key("q", "q", "app.quit", "quit"),
    Key("ctrl+z", "Ctrl+Z", "app.suspend_process", "to the shell; fg comes back, paused"),
)
"""On the race screen."""

FOOTER = (
    ("space", "play"),
    ("← →", "step"),
    ("⇧← ⇧→", "ten"),
    ("n p", "cue"),
    ("↓ ↑", "run"),
    ("+ −", "speed"),
    ("o", "open"),
    ("t", "theme"),
    ("q", "quit"),
)
"""Keys and a word each, the most wanted first; help is always there besides."""

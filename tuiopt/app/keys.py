"""The one table of keys: bindings, footer and help are made from it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Key:
    """Keys that do one thing. `keys` are Textual's names, `shown` is how help writes them."""

    keys: str
    shown: str
    action: str
    help: str

    @property
    def binding(self) -> Binding:
        # All with priority, or some would overtake others that were pressed before.
        return Binding(self.keys, self.action, self.help, show=False, priority=True)


RACE = (
    Key("space", "Space", "play", "play or pause; at the end, start over"),
    Key("right,l", "→ l", "step(1)", "one step forward"),
    Key("left,h", "← h", "step(-1)", "one step back"),
    Key("pagedown,shift+right,L", "PgDn ⇧→ L", "step(10)", "ten steps forward"),
    Key("pageup,shift+left,H", "PgUp ⇧← H", "step(-10)", "ten steps back"),
    Key("home", "Home", "first", "first step"),
    Key("end", "End", "last", "last step"),
    Key("plus,equals_sign", "+", "faster", "play faster"),
    Key("minus", "-", "slower", "play slower"),
    Key("down,j,tab", "↓ j Tab", "select(1)", "select the next run"),
    Key("up,k,shift+tab", "↑ k ⇧Tab", "select(-1)", "select the previous run"),
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

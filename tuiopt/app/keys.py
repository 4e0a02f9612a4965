"""The one table of keys: bindings, footer, help and command palette are made from it."""

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


_MOVES = (
    Key("space", "Space", "play", "play or pause; at the end, start over"),
    Key("right,l", "→ l", "step(1)", "one step forward"),
    Key("left,h", "← h", "step(-1)", "one step back"),
    Key("pagedown,shift+right,L", "PgDn ⇧→ L", "step(10)", "ten steps forward"),
    Key("pageup,shift+left,H", "PgUp ⇧← H", "step(-10)", "ten steps back"),
    Key("home", "Home", "first", "first step"),
    Key("end", "End", "last", "last step"),
    Key("g", "g", "go_to", "go to a step by its number"),
)

_PLAYS = (
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

_PROGRAM = (
    Key("o", "o", "app.open", "open a scenario"),
    Key("t", "t", "app.next_theme", "next theme: dark, light, projector"),
    Key("colon", ":", "app.command_palette", "all commands by name"),
    Key("question_mark", "?", "help", "this help"),
    Key("q", "q", "app.quit", "quit"),
    Key("ctrl+z", "Ctrl+Z", "app.suspend_process", "to the shell; fg comes back, paused"),
)

RACE = (
    *_MOVES,
    Key("right_square_bracket", "]", "deeper", "inside the step: one line of the card further"),
    Key("left_square_bracket", "[", "back_inside", "inside the step: one line of the card back"),
    *_PLAYS,
    Key("z", "z", "zoom(1)", "zoom in"),
    Key("Z", "Z", "zoom(-1)", "zoom out"),
    Key("W", "W", "pan(0, 1)", "move the view up"),
    Key("A", "A", "pan(-1, 0)", "move the view left"),
    Key("S", "S", "pan(0, -1)", "move the view down"),
    Key("D", "D", "pan(1, 0)", "move the view right"),
    Key("0", "0", "reset_view", "the whole view again"),
    Key("c", "c", "cross", "cross-hair: read x, y, f; choose another start"),
    Key("b", "b", "convention", "momentum with and without (1−β), side by side"),
    Key("v", "v", "next_panel", "next panel, where panels are folded into tabs"),
    Key("r", "r", "restore", "back to the file as it is"),
    *_PROGRAM,
)
"""On the race screen."""

CROSS = (
    Key("right", "→", "move_cross(1, 0)", "move the cross-hair right"),
    Key("left", "←", "move_cross(-1, 0)", "move the cross-hair left"),
    Key("up", "↑", "move_cross(0, 1)", "move the cross-hair up"),
    Key("down", "↓", "move_cross(0, -1)", "move the cross-hair down"),
    Key("shift+right", "⇧→", "move_cross(10, 0)", "ten cells right"),
    Key("shift+left", "⇧←", "move_cross(-10, 0)", "ten cells left"),
    Key("shift+up", "⇧↑", "move_cross(0, 5)", "five cells up"),
    Key("shift+down", "⇧↓", "move_cross(0, -5)", "five cells down"),
    Key("enter", "Enter", "start_at_cross", "every run starts at the cross-hair"),
    Key("escape", "Esc", "leave_cross", "put the cross-hair away"),
)
"""While the cross-hair is out; before those of the race."""


NETWORK = (
    *_MOVES,
    Key("greater_than_sign", ">", "epoch(1)", "to the end of the next epoch"),
    Key("less_than_sign", "<", "epoch(-1)", "to the end of the epoch before"),
    *_PLAYS,
    Key("y", "y", "layer(1)", "look at the next hidden layer"),
    Key("Y", "Y", "layer(-1)", "look at the hidden layer before"),
    Key("u", "u", "unit(1)", "look at the next unit of the layer"),
    Key("U", "U", "unit(-1)", "look at the unit before"),
    Key("s", "s", "sample(1)", "look at the next sample of the batch"),
    Key("S", "S", "sample(-1)", "look at the sample before"),
    Key("b", "b", "cut", "cut the batch that is looked at: 32, 16, 8, 4, 2 samples, all"),
    Key("m", "m", "mode", "see the batch as in training, or as at test time"),
    Key("x", "x", "curves", "curves of losses, or of errors"),
    Key("c", "c", "check", "gradient check, with bugs to inject"),
    Key("v", "v", "next_panel", "next card, and next panel where they are folded into tabs"),
    *_PROGRAM,
)
"""On the network screen."""


def listed(table: tuple[Key, ...]) -> list[tuple[str, str]]:
    """(keys, what they do) as help writes them, a family in one line."""
    return list(dict.fromkeys((key.shown, key.family or key.help) for key in table))


_WORDS = str.maketrans({"←": "Left", "→": "Right", "↑": "Up", "↓": "Down", "⇧": "Shift-"})


def spelled(shown: str, *, ascii_only: bool) -> str:
    """Keys as a terminal can show them: arrows as words, since < > ^ v are letters, and keys."""
    if not ascii_only:
        return shown
    return "Shift" if shown == "⇧" else shown.translate(_WORDS)


RACE_TABLES = {"Race": RACE, "Cross-hair": CROSS}
NETWORK_TABLES = {"Networks": NETWORK}

Words = tuple[tuple[str, str], ...]
"""Keys and a word each, the most wanted first."""

HELP = ("?", "help")

RACE_FOOTER: Words = (
    ("space", "play"),
    ("← →", "step"),
    ("⇧← ⇧→", "ten"),
    ("[ ]", "inside the step"),
    ("n p", "cue"),
    ("↓ ↑", "run"),
    ("g", "go to"),
    ("c", "cross-hair"),
    ("z Z", "zoom"),
    ("b", "1−β"),
    ("+ −", "speed"),
    ("o", "open"),
    ("t", "theme"),
    (":", "command"),
    ("q", "quit"),
    HELP,
)

FOLDED_FOOTER: Words = (*RACE_FOOTER[:3], ("v", "panel"), *RACE_FOOTER[3:])
"""Where panels are folded into tabs."""

CROSS_FOOTER: Words = (
    ("arrows", "move"),
    ("⇧", "faster"),
    ("enter", "start here"),
    ("esc", "leave"),
    ("z Z", "zoom"),
    ("space", "play"),
    HELP,
)

NETWORK_FOOTER: Words = (
    ("space", "play"),
    ("← →", "step"),
    ("< >", "epoch"),
    ("v", "card"),
    ("n p", "cue"),
    ("↓ ↑", "run"),
    ("y", "layer"),
    ("u", "unit"),
    ("s", "sample"),
    ("b", "batch size"),
    ("m", "train/test"),
    ("c", "gradient check"),
    ("x", "error"),
    ("+ −", "speed"),
    ("o", "open"),
    ("q", "quit"),
    HELP,
)

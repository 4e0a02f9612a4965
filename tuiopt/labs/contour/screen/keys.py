"""The keys of a race."""

from __future__ import annotations

from tuiopt.app.keys import HELP, MOVES, PLAYS, PROGRAM, Key, Words

RACE = (
    *MOVES,
    Key("right_square_bracket", "]", "deeper", "inside the step: one line of the card further"),
    Key("left_square_bracket", "[", "back_inside", "inside the step: one line of the card back"),
    *PLAYS,
    Key("z", "z", "zoom(1)", "zoom in"),
    Key("Z", "Z", "zoom(-1)", "zoom out"),
    Key("W", "W", "pan(0, 1)", "move the view up"),
    Key("A", "A", "pan(-1, 0)", "move the view left"),
    Key("S", "S", "pan(0, -1)", "move the view down"),
    Key("D", "D", "pan(1, 0)", "move the view right"),
    Key("0", "0", "reset_view", "the whole view again"),
    Key("c", "c", "cross", "cross-hair: read x, y, f; choose another start"),
    Key("b", "b", "edit('convention')", "momentum with and without (1−β), side by side"),
    Key("v", "v", "next_panel", "next panel, where panels are folded into tabs"),
    Key("r", "r", "restore", "back to the file as it is"),
    *PROGRAM,
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
    Key("enter", "Enter", "edit('start_at_cross')", "every run starts at the cross-hair"),
    Key("escape", "Esc", "leave_cross", "put the cross-hair away"),
)
"""While the cross-hair is out; before those of the race."""


RACE_TABLES = {"Race": RACE, "Cross-hair": CROSS}


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

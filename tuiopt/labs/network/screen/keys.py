"""The keys of the network lab."""

from __future__ import annotations

from tuiopt.app.keys import HELP, MOVES, PLAYS, PROGRAM, Key, Words

NETWORK = (
    *MOVES,
    Key("greater_than_sign", ">", "epoch(1)", "to the end of the next epoch"),
    Key("less_than_sign", "<", "epoch(-1)", "to the end of the epoch before"),
    *PLAYS,
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
    *PROGRAM,
)
"""On the network screen."""


NETWORK_TABLES = {"Networks": NETWORK}


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

"""Makes pictures of the program at every size and in every state, to be looked at.

    python tests/pictures/gallery.py FOLDER [NAME ...] [--beside REFERENCES]

Writes FOLDER/NAME.png for every shot, or for those whose names begin with one of the words. With
--beside also FOLDER/NAME-beside.png, the picture next to its reference, a PNG of that folder.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from drawing import beside, png, svg
from rich.color import ColorSystem
from screens import Shot, taken

THEMES = ("dark", "light", "projector")
SIZES = (
    (40, 12),
    (60, 20),
    (80, 24),
    (100, 30),
    (120, 40),
    (160, 48),
    (200, 60),
    (240, 70),
)
"""One of every way in which the screen is folded."""

STEP_18 = ("L", *["right"] * 8, "up")
"""Keys to step 18 with Adam selected."""

INSIDE = ("L", *["right"] * 7, "up", *["right_square_bracket"] * 3)
"""Keys to the third line of step 18."""

CROSS = (*STEP_18, "c", *["right"] * 4, "shift+up")

EPOCH_10 = (*["greater_than_sign"] * 10, "down")
"""Keys to the end of the tenth epoch with the second network selected."""

INSIDE_NETWORKS = (
    ("no-norm", "batch-norm", EPOCH_10[:-1]),
    ("test-mode", "batch-norm", (*EPOCH_10, "m")),
    ("errors", "overfitting", ("end", "x")),
    ("stopped", "early-stopping", ("end",)),
    ("softmax", "softmax", ("end", "v")),
    ("parameters", "parameters", ("v", "v")),
    ("stages", "transfer", ("end",)),
    ("init", "initialization", EPOCH_10),
    ("check", "batch-norm", (*EPOCH_10, "c")),
    ("bug", "batch-norm", (*EPOCH_10, "c", "i")),
    ("help", "batch-norm", ("question_mark",)),
)
"""Name, lesson and keys of what else there is to see of networks."""

POOR: dict[str, dict[str, Any]] = {
    "16-colours": {"colors": ColorSystem.STANDARD},
    "256-colours": {"colors": ColorSystem.EIGHT_BIT},
    "no-color": {"no_color": True},
    "ascii": {"ascii_only": True},
}
"""Terminals that show less."""

LIKE = {
    "160x48-dark": "01-contour-160x48-dark",
    "noise-dark": "02-contour-120x40-noise",
    "80x24-dark": "03-contour-80x24",
    "inside-dark": "04-contour-200x60-inside-a-step",
    "diverged-light": "05-contour-160x48-light-fork-diverged",
    "160x48-projector": "06-contour-160x48-projector",
    "cross-dark": "08-predict-160x48",
    "network-160x48-dark": "09-network-160x48",
    "lessons-dark": "13-lessons-160x48",
    "16-colours-80x24": "14-small-and-poor-terminals",
}
"""The reference, by the name of the shot that is held against it."""


def shots() -> Iterator[Shot]:
    yield from races()
    yield from networks()


def races() -> Iterator[Shot]:
    for theme in THEMES:
        for width, height in SIZES:
            yield Shot(f"{width}x{height}-{theme}", (width, height), STEP_18, theme=theme)
        yield Shot(f"start-{theme}", theme=theme)
        yield Shot(f"inside-{theme}", (200, 60), INSIDE, theme=theme)
        yield Shot(f"cross-{theme}", keys=CROSS, theme=theme)
        yield Shot(f"diverged-{theme}", scenario="learning-rate", keys=("L",) * 4, theme=theme)
        noise = Shot(f"noise-{theme}", (120, 40), ("L",) * 26, "noise.toml", theme=theme)
        yield noise
        yield Shot(f"lessons-{theme}", keys=("o", *["down"] * 3), theme=theme)
        yield Shot(f"help-{theme}", keys=("up", "question_mark"), theme=theme)
        yield Shot(f"palette-{theme}", keys=("colon", "s", "t", "e", "p"), theme=theme)
    for size in ((80, 24), (160, 48)):
        at = f"{size[0]}x{size[1]}"
        for name, limits in POOR.items():
            yield Shot(f"{name}-{at}", size, STEP_18, **limits)
    for width, height in SIZES[:5]:
        for name, key in (("lessons", "o"), ("help", "question_mark"), ("palette", "colon")):
            yield Shot(f"{name}-{width}x{height}", (width, height), (key,))


def networks() -> Iterator[Shot]:
    for theme in THEMES:
        for width, height in SIZES:
            name, size = f"network-{width}x{height}-{theme}", (width, height)
            yield Shot(name, size, EPOCH_10, "batch-norm", theme=theme)
        yield Shot(f"network-start-{theme}", scenario="batch-norm", theme=theme)
        for name, scenario, keys in INSIDE_NETWORKS:
            yield Shot(f"network-{name}-{theme}", keys=keys, scenario=scenario, theme=theme)
    for size in ((80, 24), (160, 48)):
        at = f"{size[0]}x{size[1]}"
        for name, limits in POOR.items():
            yield Shot(f"network-{name}-{at}", size, EPOCH_10, "batch-norm", **limits)
        for panel in range(1, 5):
            keys = (*EPOCH_10, *["v"] * panel)
            yield Shot(f"network-panel-{panel}-{at}", size, keys, "batch-norm")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--beside", type=Path, metavar="REFERENCES")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for shot in shots():
        if options.names and not shot.name.startswith(tuple(options.names)):
            continue
        target = options.folder / f"{shot.name}.png"
        png(svg(asyncio.run(taken(shot)), shot.colors), target)
        print(target)
        if options.beside and shot.name in LIKE:
            both = options.folder / f"{shot.name}-beside.png"
            png(beside((options.beside / f"{LIKE[shot.name]}.png", target)), both)
            print(both)


if __name__ == "__main__":
    main()

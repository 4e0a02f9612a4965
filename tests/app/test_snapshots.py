"""What the labs show, held against pictures in text: their folds, and their colours.

    python tests/app/test_snapshots.py

takes all of them anew; look at what `git diff` shows before you keep it.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

import pytest
from rich.color import Color, ColorSystem
from rich.style import Style
from textual.strip import Strip

sys.path.append(str(Path(__file__).parents[1] / "helpers"))

from piloted import nothing

from tuiopt.app.app import TuioptApp
from tuiopt.app.screens.lab_screen import LabScreen
from tuiopt.labs.contour.solve.race import solve
from tuiopt.labs.network.scenario.model import NetworkScenario
from tuiopt.labs.network.solve.engine import interpreter
from tuiopt.labs.network.solve.trace import NetworkTrace
from tuiopt.labs.network.solve.training import Trainings
from tuiopt.scenario.bundled import find
from tuiopt.scenario.load import load

KEPT = Path(__file__).with_name("snapshots")
RACE = find("race")
STEP_18 = ("L", *["right"] * 8, "up")
"""Keys to step 18 with Adam selected."""

NETWORKS = Path(__file__).with_name("networks.toml")
STEP_12 = ("L", "right", "right", "u")
"""Keys to the end of an epoch, and to the second unit."""

SHADED = "▀"
"""Two shades of the ground: without colours they tell nothing."""

ACCEPT = "as meant? `python tests/app/test_snapshots.py` keeps what is shown now"


@dataclass(frozen=True)
class Shot:
    """A lab at some size; `panel` counts through the tabs, `colors` asks for its colours."""

    name: str
    size: tuple[int, int]
    panel: int = 0
    theme: str = "dark"
    colors: ColorSystem | None = None
    no_color: bool = False
    file: Path = RACE
    keys: tuple[str, ...] = STEP_18


SMALL = (40, 12)
SHOTS = [
    Shot("40x12", SMALL),
    Shot("60x20", (60, 20)),
    *(
        Shot(f"{width}x{height}-{tab}", (width, height), panel)
        for width, height in ((80, 24), (100, 30))
        for panel, tab in enumerate(("step", "loss", "averages"))
    ),
    Shot("120x40", (120, 40)),
    Shot("160x48", (160, 48)),
    *(
        Shot(f"colours-{theme}", SMALL, theme=theme, colors=ColorSystem.TRUECOLOR)
        for theme in ("dark", "light", "projector")
    ),
    Shot("colours-16", SMALL, colors=ColorSystem.STANDARD),
    Shot("colours-none", SMALL, colors=ColorSystem.TRUECOLOR, no_color=True),
    *(
        Shot(f"networks-{width}x{height}", (width, height), file=NETWORKS, keys=STEP_12)
        for width, height in ((80, 24), (120, 40))
    ),
    Shot(
        "networks-colours",
        SMALL,
        colors=ColorSystem.TRUECOLOR,
        file=NETWORKS,
        keys=STEP_12,
    ),
]


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
async def test_looks_as_it_did(shot: Shot) -> None:
    file = KEPT / f"{shot.name}.txt"
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    now = await shown(shot)
    if now != before:
        lines = unified_diff(before.splitlines(), now.splitlines(), file.name, "now", lineterm="")
        pytest.fail("\n".join(("the screen has changed:", *lines, ACCEPT)), pytrace=False)


def test_nothing_is_kept_in_vain() -> None:
    assert {file.stem for file in KEPT.iterdir()} == {shot.name for shot in SHOTS}


async def shown(shot: Shot) -> str:
    """The rows of the screen, or where colours are asked for what stands in which of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERM", "xterm" if shot.colors is ColorSystem.STANDARD else "xterm-256color")
        patch.setenv("COLORTERM", "" if shot.colors is ColorSystem.STANDARD else "truecolor")
        patch.delenv("NO_COLOR", raising=False)
        if shot.no_color:
            patch.setenv("NO_COLOR", "1")
        patch.setattr("tuiopt.labs.contour.screen.solving.beginning", solve)
        patch.setattr("tuiopt.labs.contour.screen.solving.solve", nothing)
        patch.setattr("tuiopt.labs.network.screen.solving.beginning", trained)
        patch.setattr("tuiopt.labs.network.screen.solving.solve", nothing)
        app = TuioptApp(load(shot.file), theme=shot.theme)
        async with app.run_test(size=shot.size) as pilot:
            while not isinstance(app.screen, LabScreen):
                await pilot.pause()
            await pilot.pause()
            await pilot.press(*shot.keys, *["v"] * shot.panel)
            await pilot.pause()
            strips = app.screen._compositor.render_strips()
            lines = [strip.text.replace(SHADED, " ") for strip in strips]
            if shot.colors is not None:
                lines = [
                    line for i, row in enumerate(strips) for line in listed(i, row, shot.colors)
                ]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def trained(scenario: NetworkScenario) -> NetworkTrace:
    """By the interpreter: small networks are not worth a compiler."""
    trainings = Trainings(scenario, interpreter())
    trainings.advance(scenario.steps)
    return trainings.trace()


def listed(i: int, row: Strip, system: ColorSystem) -> Iterator[str]:
    """A row and, in pieces of one style, its colours; of blanks the ground alone."""
    yield f"row {i}"
    pieces: list[list[str]] = []
    for segment in row:
        words = named(segment.style or Style.null(), system, blank=not segment.text.strip())
        if pieces and pieces[-1][1] == words:
            pieces[-1][0] += segment.text
        else:
            pieces.append([segment.text, words])
    width = max(len(piece) for piece, _ in pieces)
    yield from (f"  │{piece}│{' ' * (width - len(piece))} {words}" for piece, words in pieces)


def named(style: Style, system: ColorSystem, *, blank: bool) -> str:
    """The colours of a style in words, as a terminal with so many colours has them."""
    fg, bg = (shade(color or Color.default(), system) for color in (style.color, style.bgcolor))
    flags = "".join(f" {flag}" for flag in ("bold", "reverse") if getattr(style, flag))
    return f"on {bg}{flags}" if blank else f"{fg} on {bg}{flags}"


def shade(color: Color, system: ColorSystem) -> str:
    """A colour's name, its number on a terminal with 16."""
    few = color.downgrade(system)
    return few.name if system is ColorSystem.TRUECOLOR else str(few.number)


def accept() -> None:
    """Keeps what every shot shows now."""
    KEPT.mkdir(exist_ok=True)
    for file in KEPT.iterdir():
        file.unlink()
    for shot in SHOTS:
        (KEPT / f"{shot.name}.txt").write_text(asyncio.run(shown(shot)), encoding="utf-8")
        print(shot.name)


if __name__ == "__main__":
    accept()

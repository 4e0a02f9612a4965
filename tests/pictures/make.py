"""Makes the README's picture from the real program.

    python tests/pictures/make.py

Needs `rsvg-convert` (librsvg) and the font DejaVu Sans Mono, which has braille. Starts the program
at 120×40, takes some steps, and writes race.png beside this script.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
from pathlib import Path

from tuiopt.app.app import TuioptApp
from tuiopt.app.race_screen import RaceScreen
from tuiopt.scenario.bundled import find
from tuiopt.scenario.load import load

SIZE = (120, 40)
KEYS = ("L", *["right"] * 8, "up")
FONT = "DejaVu Sans Mono"
TARGET = Path(__file__).with_name("race.png")


async def screen(scenario: str, keys: tuple[str, ...], theme: str = "dark") -> str:
    """The program's screen after some keys, as an SVG that names no font on the web."""
    app = TuioptApp(load(find(scenario)), theme=theme)
    async with app.run_test(size=SIZE) as pilot:
        while not isinstance(app.screen, RaceScreen):
            await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        svg = app.export_screenshot(title="tuiopt")
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code", FONT)
    return svg.replace("<svg ", '<svg xml:space="preserve" ', 1)


def main() -> None:
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
    os.environ.pop("NO_COLOR", None)
    svg = asyncio.run(screen("race", KEYS))
    command = ["rsvg-convert", "--width", "1280", "--output", str(TARGET)]
    subprocess.run(command, input=svg.encode(), check=True)
    print(TARGET)


if __name__ == "__main__":
    main()

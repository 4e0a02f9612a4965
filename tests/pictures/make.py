"""Makes the README's picture from the real program.

    python tests/pictures/make.py

Takes some steps and writes race.png beside this script.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from drawing import png, svg
from screens import Shot, taken

SHOT = Shot("race", size=(160, 48), keys=("L", *["right"] * 8, "up"))
"""The four optimizers at step 18, Adam selected."""


def main() -> None:
    target = Path(__file__).with_name(f"{SHOT.name}.png")
    png(svg(asyncio.run(taken(SHOT))), target)
    print(target)


if __name__ == "__main__":
    main()

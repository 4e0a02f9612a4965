"""Makes the README's pictures from the real program.

    python tests/pictures/make.py

Takes some steps and writes race.png and network.png beside this script.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from drawing import png, svg
from screens import Shot, taken

SHOTS = (
    Shot("race", keys=("L", *["right"] * 8, "up")),
    Shot("network", keys=(*["greater_than_sign"] * 10, "down"), scenario="batch-norm"),
)
"""The four optimizers at step 18, Adam selected; the two networks after ten epochs, the one with
batch norm selected."""


def main() -> None:
    for shot in SHOTS:
        target = Path(__file__).with_name(f"{shot.name}.png")
        png(svg(asyncio.run(taken(shot))), target)
        print(target)


if __name__ == "__main__":
    main()

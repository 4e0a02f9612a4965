"""Makes a short animation of a race from the real program.

    python tests/pictures/animate.py

Writes race.gif beside this script: the race step by step, the end held. Needs Pillow besides what
drawing.py needs.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from drawing import png, svg
from PIL import Image
from screens import Shot, frames

SHOT = Shot("race", size=(100, 30))
STEPS = 60
FRAME = 100
"""Milliseconds that a step is shown."""

END = 2000
"""Milliseconds that the last step is shown."""

WIDTH = 1000
"""Pixels."""


async def pictures(folder: Path) -> list[Path]:
    """A PNG of the start, and of every step."""
    made = []
    async for rows in frames(SHOT, [("up",), *[("right",)] * STEPS]):
        made.append(folder / f"{len(made)}.png")
        png(svg(rows), made[-1], WIDTH)
    return made


def main() -> None:
    target = Path(__file__).with_name(f"{SHOT.name}.gif")
    with TemporaryDirectory() as folder:
        images = [Image.open(path).convert("RGB") for path in asyncio.run(pictures(Path(folder)))]
    # The same colours in all of them, or what stands still would flicker.
    palette = images[len(images) // 2].quantize(255, dither=Image.Dither.NONE)
    first, *rest = [image.quantize(palette=palette, dither=Image.Dither.NONE) for image in images]
    times = [FRAME] * (len(images) - 1) + [END]
    first.save(target, save_all=True, append_images=rest, duration=times, loop=0, optimize=True)
    print(target, target.stat().st_size)


if __name__ == "__main__":
    main()

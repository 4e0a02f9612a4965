"""The themes. Colour belongs to data; everything around it is grey."""

from __future__ import annotations

from dataclasses import dataclass

from tuiopt.picture.color import Rgb, mix, ramp, rgb

FILL_LEVELS = 64
"""Shades of the map, from the lowest value to the highest."""


@dataclass(frozen=True)
class Palette:
    """A theme: greys for the chrome, colours for the runs, a ramp for the map.

    `regions` are the grounds where a network is sure of a class, `classes` the points of it; they
    are no runs' colours. `heavy` draws everything thicker and bolder, for a room with light in it.
    """

    name: str
    dark: bool
    heavy: bool
    bg: Rgb
    raised: Rgb
    rule: Rgb
    faint: Rgb
    muted: Rgb
    text: Rgb
    bright: Rgb
    good: Rgb
    bad: Rgb
    runs: tuple[Rgb, ...]
    fill: tuple[Rgb, ...]
    isoline: tuple[Rgb, ...]
    classes: tuple[Rgb, ...]
    regions: tuple[Rgb, ...]


def _palette(
    name: str,
    *,
    dark: bool = False,
    heavy: bool = False,
    ground: str,
    state: str,
    runs: str,
    fill: str,
    tint: float,
    classes: str,
    regions: str,
) -> Palette:
    bg, raised, rule, faint, muted, text, bright = (rgb(word) for word in ground.split())
    good, bad = (rgb(word) for word in state.split())
    shades = ramp([rgb(word) for word in fill.split()], FILL_LEVELS)
    ink = rgb("ffffff") if dark else rgb("000000")
    return Palette(
        name=name,
        dark=dark,
        heavy=heavy,
        bg=bg,
        raised=raised,
        rule=rule,
        faint=faint,
        muted=muted,
        text=text,
        bright=bright,
        good=good,
        bad=bad,
        runs=tuple(rgb(word) for word in runs.split()),
        fill=shades,
        isoline=tuple(mix(shade, ink, tint) for shade in shades),
        classes=tuple(rgb(word) for word in classes.split()),
        regions=tuple(rgb(word) for word in regions.split()),
    )


# Runs 1 to 4 are the Okabe-Ito hues spread in lightness, so that they stay apart for readers with
# any colour vision; from 5 on the sign has to help. Light grounds get light maps. The first classes
# are violet and lime, whose regions differ in lightness, too; 5 and 6 need their signs again.
PALETTES = {
    palette.name: palette
    for palette in (
        _palette(
            "dark",
            dark=True,
            ground="0f1218 1a1f29 343c4a 5b6678 97a3b6 d5dce7 ffffff",
            state="3ddba4 ff7a4d",
            runs="ee8c0f 4aa6fb 56f0a2 ffb9f2 d8d53c e9a79b b79cff 9fb3c8",
            fill="070912 10162f 182c52 1b4569 205468 28616a",
            tint=0.27,
            classes="a98bff dcf56a 7df0fa f0616c b9c4cc e283c6",
            regions="2e1e63 4a4e12 00566e 47171a 443b40 743a8e",
        ),
        _palette(
            "light",
            ground="fbfaf7 ecebe6 c9c8c2 8d8f94 5c626b 24282f 000000",
            state="00744f c22f14",
            runs="9a4d00 1463e6 004d26 c4148f 6f6c00 7a0010 5b2bb5 3f4a58",
            fill="fffef8 f0f4ec dfeae6 cadfe2 b6d0da a5c0d0",
            tint=0.42,
            classes="5434b0 4a5200 00707f b0002c 3c3e42 8a0a9e",
            regions="c4bcff eeeea0 b0eef2 f7a89b d8d9d0 d4a8c8",
        ),
        _palette(
            "projector",
            heavy=True,
            ground="ffffff e2e2e2 888888 666666 3a3a3a 000000 000000",
            state="00744f c22f14",
            runs="8f4300 0a4fd0 00401f b3007d 5f5c00 7a0010 4a1fa0 2f3844",
            fill="ffffff f4f6f6 e6ecee d8e1e6 cad6dd bccbd4",
            tint=0.50,
            classes="3f1a90 414300 00595f a8102c 1d2021 7d2a92",
            regions="c4bcff eeeea0 b0eef2 f7a89b d8d9d0 d4a8c8",
        ),
    )
}

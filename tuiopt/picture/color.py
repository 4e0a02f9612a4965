"""Colours as triples of bytes, mixed in OKLab, where equal steps look equal.

Ottosson, A perceptual color space for image processing, 2020 (https://bottosson.github.io).
"""

from __future__ import annotations

from collections.abc import Sequence

Rgb = tuple[int, int, int]
Lab = tuple[float, float, float]


def rgb(digits: str) -> Rgb:
    """From six hexadecimal digits."""
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def hexadecimal(color: Rgb) -> str:
    """#rrggbb"""
    return "#{:02x}{:02x}{:02x}".format(*color)


def mix(one: Rgb, other: Rgb, share: float) -> Rgb:
    """`share` of the way from one colour to the other, in OKLab."""
    a, b = _to_lab(one), _to_lab(other)
    return _to_rgb(tuple(p + share * (q - p) for p, q in zip(a, b, strict=True)))  # type: ignore[arg-type]


def ramp(stops: Sequence[Rgb], count: int) -> tuple[Rgb, ...]:
    """`count` colours evenly along the stops."""
    shades = []
    for i in range(count):
        position = i / (count - 1) * (len(stops) - 1)
        k = min(int(position), len(stops) - 2)
        shades.append(mix(stops[k], stops[k + 1], position - k))
    return tuple(shades)


def _to_lab(color: Rgb) -> Lab:
    r, g, b = (_linear(c / 255) for c in color)
    l = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)  # noqa: E741
    m = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    s = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
    )


def _to_rgb(lab: Lab) -> Rgb:
    lightness, a, b = lab
    l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3  # noqa: E741
    m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    s = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _byte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
        _byte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
        _byte(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s),
    )


def _linear(c: float) -> float:
    return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4


def _byte(c: float) -> int:
    c = min(max(c, 0.0), 1.0)
    companded = 12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055
    return round(255 * companded)

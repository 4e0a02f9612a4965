"""The part of the plane that a map shows: zoomed and panned, within reason."""

from __future__ import annotations

from tuiopt.scenario.model import Box, Point

SMALLEST = 1e-6
LARGEST = 20.0
"""A view's width and height, in those of the domain."""

FARTHEST = 10.0
"""How far from the domain's middle a view's middle may be, in widths of the domain."""


def middle(view: Box) -> Point:
    """The point in the centre of a view."""
    (left, right), (bottom, top) = view
    return (left + right) / 2, (bottom + top) / 2


def within(view: Box, point: Point) -> bool:
    """Whether a view shows a point."""
    return all(low <= at <= high for at, (low, high) in zip(point, view, strict=True))


def zoomed(view: Box, domain: Box, scale: float, about: Point) -> Box:
    """A view `scale` times as wide and high; the point `about` stays where it is on the map."""
    low = max(SMALLEST * _size(d) / _size(v) for v, d in zip(view, domain, strict=True))
    high = min(LARGEST * _size(d) / _size(v) for v, d in zip(view, domain, strict=True))
    scale = min(max(scale, min(low, 1.0)), max(high, 1.0))
    x, y = (
        (at - (at - low) * scale, at + (high - at) * scale)
        for at, (low, high) in zip(about, view, strict=True)
    )
    return x, y


def panned(view: Box, domain: Box, dx: float, dy: float) -> Box:
    """A view moved by shares of its width and height, but not out of sight of the domain."""
    x, y = (
        _moved(span, reach, share)
        for span, reach, share in zip(view, domain, (dx, dy), strict=True)
    )
    return x, y


def _moved(span: Point, reach: Point, share: float) -> Point:
    half = _size(span) / 2
    center = (span[0] + span[1]) / 2 + share * _size(span)
    home = (reach[0] + reach[1]) / 2
    far = FARTHEST * _size(reach)
    center = min(max(center, home - far), home + far)
    return center - half, center + half


def _size(span: Point) -> float:
    return span[1] - span[0]

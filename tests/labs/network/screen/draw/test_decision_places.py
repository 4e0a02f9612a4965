"""Where maps of networks find room, what they show of the plane, and in which colours."""

from __future__ import annotations

import math

import numpy as np
import pytest
from linear_nets import CORNERS, data, samples

from tuiopt.app.draw.look import Look
from tuiopt.labs.network.scenario.model import Data
from tuiopt.labs.network.screen.draw.maps.box import box
from tuiopt.labs.network.screen.draw.maps.paints import GROUND, LEVELS, Paints
from tuiopt.labs.network.screen.draw.maps.places import LEAST_COLUMNS, places
from tuiopt.picture.color import Rgb
from tuiopt.picture.palette import PALETTES, Palette
from tuiopt.picture.signs import UNICODE


def luminance(color: Rgb) -> float:
    r, g, b = (v / 3294.6 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in color)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: Rgb, other: Rgb) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("count", range(9))
def test_maps_lie_within_the_area_and_not_over_each_other(count: int) -> None:
    for width in (1, 20, 35, 73, 74, 104, 113, 160, 250):
        for height in (1, 2, 8, 19, 20, 27, 50, 100):
            found = places(count, width, height)
            assert min(count, 1) <= len(found) <= count
            taken = np.zeros((height, width), int)
            for place in found:
                part = taken[place.top :, place.left :][: place.height, : place.width]
                assert part.shape == (place.height, place.width)
                part += 1
                assert len(found) == 1 or place.width >= LEAST_COLUMNS or place.width == width
            assert taken.max(initial=0) <= 1


@pytest.mark.parametrize(
    ("count", "width", "height", "columns", "rows"),
    [
        (1, 104, 27, 1, 1),
        (2, 104, 27, 2, 1),
        (2, 73, 19, 2, 1),
        (2, 40, 30, 1, 2),
        (2, 60, 40, 1, 2),
        (3, 150, 18, 3, 1),
        (4, 104, 40, 2, 2),
        (4, 104, 19, 4, 1),
        (4, 250, 24, 4, 1),
        (6, 250, 100, 3, 2),
        (8, 74, 24, 3, 2),
    ],
)
def test_as_many_maps_as_there_is_room_for_and_these_large(
    count: int, width: int, height: int, columns: int, rows: int
) -> None:
    found = places(count, width, height)
    assert len({place.left for place in found}) == columns
    assert len({place.top for place in found}) == rows


def test_the_box_is_around_train_and_dev_of_all_data_with_a_margin() -> None:
    dev = data(samples((0.0, -1.0, 0)), samples((3.0, 0.5, 1)))
    one = data(CORNERS)
    (left, right), (bottom, top) = box(one, [one, dev])
    assert 0.05 * 4.0 <= -1.0 - left <= 0.08 * 4.0
    assert 0.05 * 4.0 <= right - 3.0 <= 0.08 * 4.0
    assert 0.05 * 2.0 <= -1.0 - bottom <= 0.08 * 2.0
    assert top - 1.0 == pytest.approx(-1.0 - bottom)


@pytest.mark.parametrize("at", [0.0, -7.0, 1e9, 1e-12])
def test_a_single_point_has_a_box_around_it(at: float) -> None:
    one = data(samples((at, at, 0)))
    for low, high in box(one, [one]):
        assert low < at < high
        assert math.isfinite(high - low)


def square(left: float, bottom: float, size: float) -> Data:
    return data(samples((left, bottom, 0), (left + size, bottom + size, 1)))


HERE = square(0.0, 0.0, 4.0)


@pytest.mark.parametrize(
    ("other", "both"),
    [
        (square(1.0, 1.0, 2.0), True),
        (square(3.0, 0.0, 4.0), True),
        (square(1.0, 1.0, 1.0), False),
        (square(-9.0, -9.0, 20.0), False),
        (square(50.0, 0.0, 4.0), False),
    ],
    ids=["inside", "beside", "small", "large", "elsewhere"],
)
def test_phases_share_a_map_unless_it_would_show_one_of_them_small(other: Data, both: bool) -> None:
    every = [HERE, other]
    found = box(HERE, every)
    assert (found == box(other, every)) == both
    if not both:
        assert found == box(HERE, [])
    for low, high in found:
        assert low < 0.0
        assert high > 4.0


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.name)
def test_points_stand_out_from_the_regions_and_are_no_runs(palette: Palette) -> None:
    for color, region in zip(palette.classes, palette.regions, strict=True):
        assert contrast(color, region) >= 3.0
        assert contrast(palette.bright, region) >= 4.5
    for color in palette.classes:
        assert min(contrast(color, region) for region in palette.regions) >= 2.0
        assert color not in palette.runs
    bright = [luminance(region) for region in palette.regions]
    assert max(bright) < 0.11 if palette.dark else min(bright) > 0.4
    assert abs(bright[0] - bright[1]) > 0.02


def test_a_region_goes_from_near_the_ground_to_the_color_of_its_class() -> None:
    paints = Paints(Look(PALETTES["dark"], UNICODE, fill=True))
    shades = paints.shades(np.array([-1, 0, 0, 5, 5]), np.array([0.0, 0.0, 1.0, 0.0, 1.0]))
    assert shades.tolist() == [0, 1, LEVELS, 5 * LEVELS + 1, 6 * LEVELS]
    cells = paints.segments(shades << GROUND | ord(" "))
    colors = [tuple(cell.style.bgcolor.triplet) for cell in cells]  # type: ignore[union-attr]
    palette = PALETTES["dark"]
    assert colors[0] == palette.bg
    assert colors[2] == palette.regions[0]
    assert colors[4] == palette.regions[5]
    assert contrast(colors[1], palette.bg) < 1.1

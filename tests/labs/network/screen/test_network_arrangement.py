"""Where everything stands on the network screen."""

from __future__ import annotations

import pytest
from textual.geometry import Region

from tuiopt.labs.network.screen.arrangement import CARDS, FOLDED, arrange


@pytest.mark.parametrize("runs", [1, 2, 8])
def test_nothing_overlaps_and_nothing_is_cut(runs: int) -> None:
    for width in range(1, 260, 3):
        for height in range(1, 120, 2):
            screen = Region(0, 0, width, height)
            for panel in range(len(FOLDED)):
                places = list(arrange(width, height, runs, panel).places.values())
                assert all(screen.contains_region(place) for place in places), (width, height)
                assert all(place.area for place in places), (width, height)
                for i, place in enumerate(places):
                    assert not any(place.overlaps(other) for other in places[i + 1 :])


@pytest.mark.parametrize(
    ("size", "panels", "parts"),
    [
        ((160, 48), CARDS, {"maps", "layers", "runs", "curves", "norm", "tabs"}),
        ((100, 36), CARDS, {"maps", "layers", "runs", "curves", "norm", "tabs"}),
        ((100, 35), FOLDED, {"maps", "runs", "curves", "tabs"}),
        ((80, 24), FOLDED, {"maps", "runs", "curves", "tabs"}),
    ],
)
def test_what_is_folded(size: tuple[int, int], panels: tuple[str, ...], parts: set[str]) -> None:
    arranged = arrange(*size, 2, 0)
    assert arranged.panels == panels
    assert arranged.places.keys() == {"title", "timeline", "cue", "footer"} | parts


def test_the_layers_stand_in_the_maps_place_where_they_are_folded() -> None:
    maps, layers = (arrange(80, 24, 2, panel).places for panel in (0, FOLDED.index("layers")))
    assert "maps" not in layers
    assert layers["layers"].right == maps["maps"].right


def test_small_screens() -> None:
    assert arrange(79, 24, 2, 0).places.keys() == {
        *("title", "maps", "line", "timeline", "cue", "footer")
    }
    assert arrange(59, 24, 2, 0).places.keys() == {"maps", "line"}
    assert arrange(39, 24, 2, 0).places.keys() == {"small"}

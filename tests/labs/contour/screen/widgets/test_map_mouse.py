"""What the mouse does on the map."""

from __future__ import annotations

from typing import Any

import pytest
from map_alone import SIZE, VIEW, MapApp, shown, the_map
from textual import events
from textual.pilot import Pilot

from tuiopt.app.draw.viewport import Viewport
from tuiopt.labs.contour.screen.widgets.map import MapView


def posted(pilot: Pilot[None], kind: type[Any]) -> list[Any]:
    assert isinstance(pilot.app, MapApp)
    found = [message for message in pilot.app.posted if isinstance(message, kind)]
    pilot.app.posted.clear()
    return found


async def test_leaving_the_map_points_at_nothing() -> None:
    async with shown() as pilot:
        await pilot.hover(MapView, offset=(3, 3))
        the_map(pilot).post_message(events.Leave(the_map(pilot)))
        await pilot.pause()
        assert [message.point is None for message in posted(pilot, MapView.Pointed)] == [
            False,
            True,
        ]


async def test_hovering_reads_the_point_in_the_middle_of_the_cell() -> None:
    async with shown() as pilot:
        await pilot.hover(MapView, offset=(0, 0))
        (message,) = posted(pilot, MapView.Pointed)
        assert message.point == pytest.approx((-9.75, 5.0 - 5.0 / 12))
        await pilot.hover(MapView, offset=(0, 0))
        assert posted(pilot, MapView.Pointed) == []
        await pilot.hover(MapView, offset=(39, 11))
        assert posted(pilot, MapView.Pointed)[-1].point[0] == pytest.approx(9.75)


async def test_only_a_double_click_chooses() -> None:
    async with shown() as pilot:
        await pilot.click(MapView, offset=(20, 6))
        assert posted(pilot, MapView.Chosen) == []
        await pilot.click(MapView, offset=(30, 3), times=2)
        (message,) = posted(pilot, MapView.Chosen)
        assert message.point == pytest.approx(Viewport(VIEW, *SIZE).point(30, 3))


async def test_the_wheel_zooms_about_a_point() -> None:
    async with shown() as pilot:
        where = {"widget": the_map(pilot), "x": 30, "y": 3, "delta_x": 0, "delta_y": 0}
        keys = {"button": 0, "shift": False, "meta": False, "ctrl": False}
        for kind, steps in ((events.MouseScrollUp, 1), (events.MouseScrollDown, -1)):
            the_map(pilot).post_message(kind(**where, **keys, screen_x=30, screen_y=3))
            await pilot.pause()
            (message,) = posted(pilot, MapView.Zoomed)
            assert message.steps == steps
            assert message.point == pytest.approx(Viewport(VIEW, *SIZE).point(30, 3))


async def test_dragging_tells_the_cells_moved_and_points_at_nothing() -> None:
    async with shown() as pilot:
        await pilot.hover(MapView, offset=(20, 6))
        await pilot.mouse_down(MapView, offset=(20, 6))
        posted(pilot, MapView.Pointed)
        for offset in ((23, 5), (23, 5), (22, 5)):
            await pilot.hover(MapView, offset=offset)
        assert isinstance(pilot.app, MapApp)
        assert [
            (m.columns, m.rows) for m in pilot.app.posted if isinstance(m, MapView.Dragged)
        ] == [
            (3, -1),
            (-1, 0),
        ]
        assert posted(pilot, MapView.Pointed) == []
        await pilot.mouse_up(MapView, offset=(22, 5))
        await pilot.hover(MapView, offset=(10, 5))
        assert len(pilot.app.posted) == 1
        assert len(posted(pilot, MapView.Pointed)) == 1

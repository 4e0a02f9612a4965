"""The state of a widget, set by the names of its parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from textual.widget import Widget

from tuiopt.app.widgets.staged import Staged
from tuiopt.labs.network.screen.networks import Networks
from tuiopt.labs.network.screen.widgets.networked import Networked
from tuiopt.session.scene import Scene

W = TypeVar("W", bound=Widget)


def staged(widget: W, **state: Any) -> W:
    """Sets parts of a scene or of networks, or other reactives, without a screen."""
    for name, value in packed(widget, state).items():
        widget.set_reactive(getattr(type(widget), name), value)
    return widget


def change(widget: Widget, **state: Any) -> None:
    """The same while the widget is shown, and so follows."""
    for name, value in packed(widget, state).items():
        setattr(widget, name, value)


def packed(widget: Widget, state: dict[str, Any]) -> dict[str, Any]:
    """What belongs to a scene or to networks as one value; parts that are not given stay.

    Runs have their numbers as slots if they never got others.
    """
    if isinstance(widget, Staged):
        return _packed(widget, state, "scene", Scene, "trace", lambda trace: len(trace.runs))
    if isinstance(widget, Networked):
        return _packed(widget, state, "networks", Networks, "views", len)
    return state


def _packed(
    widget: Staged[Any] | Networked,
    state: dict[str, Any],
    name: str,
    kind: type[Scene[Any] | Networks],
    shown: str,
    count: Callable[[Any], int],
) -> dict[str, Any]:
    parts = (shown, "slots", "selected", "hidden")
    if state.keys().isdisjoint(parts):
        return state
    given = {part: state.get(part, getattr(widget, part)) for part in parts}
    runs = count(given[shown])
    if not given["slots"]:
        given["slots"] = tuple(range(runs))
    assert given["selected"] < runs == len(given["slots"])  # no screen gives anything else
    rest = {key: value for key, value in state.items() if key not in parts}
    return {name: kind(**given), **rest}

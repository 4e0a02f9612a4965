"""Trees of everything that TOML can say, and edits of them."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta, timezone
from typing import Any

from hypothesis import strategies as st

Tree = dict[str, Any]

keys = st.sampled_from(["a", "b", "a.b", "", "é", '"', "'", "#", "]", "\n", "0-_"]) | st.text(
    max_size=3
)
texts = st.text(max_size=20) | st.text('"\\\n\r\tn \0\x7f\u2028\ufeffé', max_size=8)
offsets = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(timezones=st.none() | offsets) | st.dates() | st.times()
scalars = (
    st.integers(-(10**30), 10**30)
    | st.integers(0, 9)
    | st.floats()
    | st.booleans()
    | texts
    | moments
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=12,
)
trees = st.dictionaries(keys, values, max_size=4)


def containers(value: Any) -> list[Any]:
    """A table or an array, and all that are in it."""
    inside = value.values() if isinstance(value, dict) else value
    return [value] + [
        found for item in inside if isinstance(item, dict | list) for found in containers(item)
    ]


@st.composite
def edited(draw: st.DrawFn, tree: Tree, values: st.SearchStrategy[Any] = values) -> Tree:
    """A tree after some edits at random places."""
    tree = deepcopy(tree)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.sampled_from(containers(tree)))
        kind = draw(st.sampled_from(["put", "put", "drop", "move", "double"]))
        if isinstance(place, dict):
            key = draw(st.sampled_from([*place]) | keys if place else keys)
            if kind == "drop":
                place.pop(key, None)
            else:
                place[key] = draw(values)
        elif not place:
            place.append(draw(values))
        else:
            at, to = (draw(st.integers(0, len(place) - 1)) for _ in range(2))
            if kind == "drop":
                del place[at]
            elif kind == "move":
                place.insert(to, place.pop(at))
            elif kind == "double":
                place.insert(to, deepcopy(place[at]))
            else:
                place[at] = draw(values)
    return tree

"""Tables with any values, most of them wrong, and what must hold of a file with such tables."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tuiopt.scenario.faults import ScenarioError
from tuiopt.scenario.load import parse


def check(data: bytes) -> None:
    try:
        parse(data, "f.toml", "f")
    except ScenarioError as error:
        faults = error.faults
    else:
        return
    lines = [fault.line or 0 for fault in faults]
    assert lines
    assert lines == sorted(lines)
    assert lines[0] >= 1
    assert lines[-1] <= data.count(b"\n") + 1
    assert all(str(fault).isprintable() for fault in faults)


numbers = st.integers(-3, 300) | st.floats() | st.sampled_from([2**64, -(10**400), 10**6])
scalars = numbers | st.booleans() | st.text(max_size=50).filter(str.isprintable)
pairs = st.lists(st.floats(-30, 30) | numbers, min_size=2, max_size=3)
anything = st.recursive(
    scalars | pairs,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab.", max_size=2), inner),
    max_leaves=5,
)


def table(keys: Any, **known: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Tables that have the keys, with values that often fit and sometimes do not."""
    fitting = {key: known.get(key, scalars) for key in keys}
    return st.fixed_dictionaries(
        {}, optional={key: value | anything for key, value in fitting.items()}
    ).flatmap(lambda made: st.just(made) | st.dictionaries(st.sampled_from(sorted(keys)), anything))

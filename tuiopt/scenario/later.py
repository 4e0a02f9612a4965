"""What the format has but this version does not: refused by name, so that nobody hunts a typo.

An entry goes when this version has what it names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


KEYS: Mapping[str, frozenset[str]] = {
    "": _words("series search retest"),
    "play": _words("at"),
    "data": _words("columns base_error"),
    "schedule": _words(
        "beta_high beta_low div final final_div at growth peak period power rate shape until"
    ),
    "runs": _words("fork clip"),
    "cues": _words("ask choices answer predict reveal look notes"),
}
"""The keys of each table; "" is the file's top level."""

LABS = _words("ewa search")

SCHEDULES = _words("inverse-power polynomial milestones restarts one-cycle")

REFUSAL = "needs a later tuiopt"


def replaced(tree: Mapping[str, Any]) -> frozenset[str]:
    """The required keys that a file rightly lacks: nobody should add them."""
    lab = tree.get("lab")
    if isinstance(lab, str) and lab in LABS:
        return frozenset(("problem", "surface", "runs", "optimizer"))
    if "network" in tree:  # and the lab forgotten, which is told
        return frozenset(("problem",))
    problem = tree.get("problem")
    if isinstance(problem, Mapping) and ("formula" in problem or "regression" in problem):
        return frozenset(("surface",))
    return frozenset()

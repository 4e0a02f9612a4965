"""What the format has but this version does not: refused by name, so that nobody hunts a typo.

An entry goes when this version has what it names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


KEYS: Mapping[str, frozenset[str]] = {
    "": _words("network series search retest phases"),
    "play": _words("epochs early_stopping"),
    "runs": _words(
        "augment early_stopping "
        "hidden activation batch_norm batch_norm_momentum init init_scale keep_prob freeze seed"
    ),
    "cues": _words("ask choices answer predict"),
}
"""The keys of each table; "" is the file's top level."""

DATA = _words("split classes augment shift")
"""The same for [data]: what only networks have."""

LABS = _words("ewa network search")

REFUSAL = "needs a later tuiopt"


def replaced(tree: Mapping[str, Any]) -> frozenset[str]:
    """The required keys that a file rightly lacks: nobody should add them."""
    lab = tree.get("lab")
    if isinstance(lab, str) and lab in LABS:
        return frozenset(("problem", "surface", "runs", "optimizer"))
    problem = tree.get("problem")
    if isinstance(problem, dict) and ("formula" in problem or "regression" in problem):
        return frozenset(("surface",))
    return frozenset()

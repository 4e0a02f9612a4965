"""The commands' names."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "run": "compute without a screen: a summary, or every step as a file",
        "check": "validate scenario files, of races and of networks: every fault with its line",
        "list": "tell what optimizers, surfaces, schedules, data sets and scenarios there are",
    }
)
"""What each command does, in a few words."""

LATER = (
    "answers",
    "code",
    "completion",
    "copy",
    "count",
    "figure",
    "map",
    "new",
    "notes",
    "schema",
    "serve",
    "settings",
    "sweep",
    "tell",
    "verify",
)
"""Names that are kept for commands to come."""

LATER_OPTIONS = ("--answers", "--who")
"""Options that are kept for a version to come."""

CODE = ":"
"""What a word begins with that is to be a whole scenario, in a version to come."""

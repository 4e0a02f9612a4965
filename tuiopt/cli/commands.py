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

LATER = ("figure", "schema", "new", "serve")
"""Names that are kept for commands to come."""

"""A trace together with how its runs are shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from tuiopt.picture.slots import run_slots
from tuiopt.session.playback import Playback, Solving

S = TypeVar("S", bound=Solving)


@dataclass(frozen=True, slots=True)
class Scene(Generic[S]):
    """One value, so that whatever gets it sees parts that fit together.

    `slots` has the colour and sign of each run, `selected` is the index of one, and `hidden` holds
    the indices of those that are not drawn.
    """

    trace: S
    slots: tuple[int, ...]
    selected: int
    hidden: frozenset[int]

    @classmethod
    def of(cls, session: Playback[S]) -> Scene[S]:
        """What a session shows."""
        kinds = tuple(run.kind for run in session.trace.scenario.runs)
        return cls(session.trace, _slots(kinds), session.selected, session.hidden)


@lru_cache(maxsize=64)
def _slots(kinds: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(run_slots(list(kinds)))

"""A person in front of what a lab has solved: where the cursor is, whether it plays, which run.

A session is a value: every action gives a new one. All actions keep the cursor within what is
solved, so whatever keys come in whatever order, a screen can show the result.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, Self, TypeVar

from tuiopt.scenario.model import Cue, Scenario

SPEEDS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 240.0)
"""Steps per second, as the speed keys go through them."""


class Solving(Protocol):
    """A trace as far as it goes: every run is computed, or has ended, up to step `solved`."""

    @property
    def scenario(self) -> Scenario: ...
    @property
    def runs(self) -> Sequence[Any]: ...
    @property
    def solved(self) -> int: ...
    @property
    def complete(self) -> bool: ...


T = TypeVar("T", bound=Solving)


@dataclass(frozen=True, slots=True)
class Playback(Generic[T]):
    """`cursor` is the step that is shown, `part` the share of the next one already played.

    `hidden` holds runs by their indices; `panel` counts through the panels that are folded into
    tabs.
    """

    trace: T
    speed: float
    cursor: int = 0
    part: float = 0.0
    playing: bool = False
    selected: int = 0
    hidden: frozenset[int] = frozenset()
    panel: int = 0

    @classmethod
    def begin(cls, trace: T) -> Self:
        """Paused at step 0 with the first run selected."""
        return cls(trace, trace.scenario.speed)

    # Moving

    def seek(self, step: int) -> Self:
        """To a step, or as near as there is one; playing goes on from there."""
        return replace(self, cursor=min(max(step, 0), self.trace.solved), part=0.0)

    def step(self, steps: int) -> Self:
        """Forward, or back with a negative number, and paused: a person looks at a step."""
        return self.go_to(self.cursor + steps)

    def go_to(self, step: int) -> Self:
        """To a step, and paused."""
        return self.seek(step).pause()

    def first(self) -> Self:
        return self.seek(0)

    def last(self) -> Self:
        return self.seek(self.trace.scenario.steps)

    # Playing

    def toggle(self) -> Self:
        """Plays or pauses; at the end it starts over."""
        if not self.playing and self.cursor == self.trace.scenario.steps:
            return replace(self.seek(0), playing=True)
        return replace(self, playing=not self.playing)

    def pause(self) -> Self:
        return replace(self, playing=False)

    def tick(self, seconds: float) -> Self:
        """Some time goes by. Playing stops at a cue that pauses, and at the end.

        Where not all is solved yet, playing waits for it.
        """
        if not self.playing:
            return self
        ahead = self.part + seconds * self.speed
        target = self.cursor + math.floor(ahead)
        for cue in self.trace.scenario.cues:
            if cue.pause and self.cursor < cue.step <= min(target, self.trace.solved):
                return self.go_to(cue.step)
        if target >= self.trace.scenario.steps and self.trace.complete:
            return self.last().pause()
        if target >= self.trace.solved:
            return self.seek(self.trace.solved)
        return replace(self, cursor=target, part=ahead - math.floor(ahead))

    def faster(self) -> Self:
        return replace(self, speed=next((s for s in SPEEDS if s > self.speed), SPEEDS[-1]))

    def slower(self) -> Self:
        return replace(self, speed=next((s for s in SPEEDS[::-1] if s < self.speed), SPEEDS[0]))

    # Cues

    @property
    def cue(self) -> int | None:
        """The index of the cue that holds at the cursor: the last one that was reached."""
        reached = [i for i, cue in enumerate(self.trace.scenario.cues) if cue.step <= self.cursor]
        return reached[-1] if reached else None

    def next_cue(self) -> Self:
        return self._to_cue([cue for cue in self.trace.scenario.cues if cue.step > self.cursor][:1])

    def previous_cue(self) -> Self:
        return self._to_cue([c for c in self.trace.scenario.cues if c.step < self.cursor][-1:])

    def _to_cue(self, cues: list[Cue]) -> Self:
        return self.go_to(cues[0].step) if cues else self

    # Runs, traces, panels

    def select(self, offset: int) -> Self:
        """The run that many places further in the list, around its end."""
        return self.pick((self.selected + offset) % len(self.trace.runs))

    def pick(self, run: int) -> Self:
        """A run by its index."""
        return replace(self, selected=run)

    def hide(self, run: int) -> Self:
        """Hides a run, or shows it again; nothing for an index that no run has."""
        return replace(self, hidden=self.hidden ^ {run}) if run < len(self.trace.runs) else self

    def with_trace(self, trace: T) -> Self:
        """The same place in a trace of the same scenario that is further solved, or by kernels."""
        return replace(self, trace=trace)

    def edited(self, trace: T) -> Self:
        """The same place, as far as there is one, in the trace of a changed scenario."""
        before = [run.label for run in self.trace.scenario.runs]
        places = {run.label: i for i, run in enumerate(trace.scenario.runs)}
        return replace(
            self,
            trace=trace,
            cursor=min(self.cursor, trace.solved),
            part=0.0,
            selected=places.get(before[self.selected], 0),
            hidden=frozenset(places[before[i]] for i in self.hidden if before[i] in places),
        )

    def with_panel(self, panel: int) -> Self:
        return replace(self, panel=panel)

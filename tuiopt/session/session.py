"""A person in front of a trace: where the cursor is, whether it plays, which run is selected.

A session is a value: every action gives a new one. All actions keep the cursor within what is
solved, so whatever keys come in whatever order, a screen can show the result.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from tuiopt.labs.trace import Trace
from tuiopt.scenario.model import Cue

SPEEDS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 240.0)
"""Steps per second, as the speed keys go through them."""


@dataclass(frozen=True, slots=True)
class Session:
    """`cursor` is the step that is shown, `part` the share of the next one already played."""

    trace: Trace
    speed: float
    cursor: int = 0
    part: float = 0.0
    playing: bool = False
    selected: int = 0

    @classmethod
    def begin(cls, trace: Trace) -> Session:
        """Paused at step 0 with the first run selected."""
        return cls(trace, trace.scenario.speed)

    # Moving

    def seek(self, step: int) -> Session:
        """To a step, or as near as there is one; playing goes on from there."""
        return replace(self, cursor=min(max(step, 0), self.trace.solved), part=0.0)

    def step(self, steps: int) -> Session:
        """Forward, or back with a negative number, and paused: a person looks at a step."""
        return replace(self.seek(self.cursor + steps), playing=False)

    def first(self) -> Session:
        return self.seek(0)

    def last(self) -> Session:
        return self.seek(self.trace.scenario.steps)

    # Playing

    def toggle(self) -> Session:
        """Plays or pauses; at the end of the race it starts over."""
        if not self.playing and self.cursor == self.trace.scenario.steps:
            return replace(self.seek(0), playing=True)
        return replace(self, playing=not self.playing)

    def pause(self) -> Session:
        return replace(self, playing=False)

    def tick(self, seconds: float) -> Session:
        """Some time goes by. Playing stops at a cue that pauses, and at the end.

        Where the race is not solved yet, playing waits for it.
        """
        if not self.playing:
            return self
        ahead = self.part + seconds * self.speed
        target = self.cursor + math.floor(ahead)
        for cue in self.trace.scenario.cues:
            if cue.pause and self.cursor < cue.step <= min(target, self.trace.solved):
                return replace(self.seek(cue.step), playing=False)
        if target >= self.trace.scenario.steps and self.trace.complete:
            return replace(self.last(), playing=False)
        if target >= self.trace.solved:
            return self.seek(self.trace.solved)
        return replace(self, cursor=target, part=ahead - math.floor(ahead))

    def faster(self) -> Session:
        return replace(self, speed=next((s for s in SPEEDS if s > self.speed), SPEEDS[-1]))

    def slower(self) -> Session:
        return replace(self, speed=next((s for s in SPEEDS[::-1] if s < self.speed), SPEEDS[0]))

    # Cues

    @property
    def cue(self) -> int | None:
        """The index of the cue that holds at the cursor: the last one that was reached."""
        reached = [i for i, cue in enumerate(self.trace.scenario.cues) if cue.step <= self.cursor]
        return reached[-1] if reached else None

    def next_cue(self) -> Session:
        return self._to_cue([cue for cue in self.trace.scenario.cues if cue.step > self.cursor][:1])

    def previous_cue(self) -> Session:
        return self._to_cue([c for c in self.trace.scenario.cues if c.step < self.cursor][-1:])

    def _to_cue(self, cues: list[Cue]) -> Session:
        return replace(self.seek(cues[0].step), playing=False) if cues else self

    # Runs and traces

    def select(self, offset: int) -> Session:
        """The run that many places further in the list, around its end."""
        return replace(self, selected=(self.selected + offset) % len(self.trace.runs))

    def with_trace(self, trace: Trace) -> Session:
        """The same place in a trace of the same scenario that is further solved, or by kernels."""
        return replace(self, trace=trace)

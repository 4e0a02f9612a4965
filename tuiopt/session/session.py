"""A person in front of a trace: where the cursor is, whether it plays, which run is selected.

A session is a value: every action gives a new one. All actions keep the cursor within what is
solved, so whatever keys come in whatever order, a screen can show the result.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from tuiopt.labs.card import lines
from tuiopt.labs.trace import Trace
from tuiopt.scenario.model import Box, Cue, Point
from tuiopt.session.view import middle, panned, within, zoomed

SPEEDS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 240.0)
"""Steps per second, as the speed keys go through them."""

SLOW = 2.0
"""Steps per second below which a person sees a step being made."""

ZOOM = 0.8
"""How much of a view's width is left after zooming in once."""


@dataclass(frozen=True, slots=True)
class Session:
    """`cursor` is the step that is shown, `part` the share of the next one already played.

    `inside` is None while the whole step is shown; k ≥ 1 is inside step cursor + 1, of which the
    first k lines of the selected run's step card are computed. `hidden` holds runs by their
    indices, `view` is what the map shows, `cross` where the cross-hair is, if it is out; `panel`
    counts through the panels that are folded into tabs.
    """

    trace: Trace
    speed: float
    view: Box
    cursor: int = 0
    part: float = 0.0
    playing: bool = False
    selected: int = 0
    inside: int | None = None
    hidden: frozenset[int] = frozenset()
    cross: Point | None = None
    panel: int = 0

    @classmethod
    def begin(cls, trace: Trace) -> Session:
        """Paused at step 0 with the first run selected."""
        return cls(trace, trace.scenario.speed, trace.scenario.problem.view)

    # Moving

    def seek(self, step: int) -> Session:
        """To a step, or as near as there is one; playing goes on from there."""
        cursor = min(max(step, 0), self.trace.solved)
        return replace(self, cursor=cursor, part=0.0, inside=None)

    def step(self, steps: int) -> Session:
        """Forward, or back with a negative number, and paused: a person looks at a step."""
        at = self.cursor if self.inside is None or steps > 0 else self.cursor + 1
        return replace(self.seek(at + steps), playing=False)

    def go_to(self, step: int) -> Session:
        """To a step, and paused."""
        return replace(self.seek(step), playing=False)

    def first(self) -> Session:
        return self.seek(0)

    def last(self) -> Session:
        return self.seek(self.trace.scenario.steps)

    # Inside a step

    def deeper(self) -> Session:
        """One line of the step card further; after the last one the step is done."""
        line = (self.inside or 0) + 1
        if self.cursor >= self.trace.solved:
            return self.pause()
        if self.cursor >= self._run_ends or line >= self._lines:
            return self.step(1)
        return replace(self, inside=line, part=0.0, playing=False)

    def back_inside(self) -> Session:
        """One line of the step card back: exactly what `deeper` did last."""
        if self.inside is not None:
            return replace(self, inside=self.inside - 1 or None)
        back = self.step(-1)
        if self.cursor == 0 or back.cursor >= self._run_ends or self._lines == 1:
            return back
        return replace(back, inside=self._lines - 1)

    @property
    def _run_ends(self) -> int:
        return self.trace.runs[self.selected].last

    @property
    def _lines(self) -> int:
        return lines(self.trace.runs[self.selected])

    # Playing

    def toggle(self) -> Session:
        """Plays or pauses; at the end of the race it starts over."""
        if not self.playing and self.cursor == self.trace.scenario.steps:
            return replace(self.seek(0), playing=True)
        return replace(self, playing=not self.playing, inside=None)

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

    @property
    def underway(self) -> float:
        """How much of the selected run's next step is made; 0 unless it is played slowly."""
        slow = self.playing and self.speed < SLOW
        return self.part if slow and self.cursor < self._run_ends else 0.0

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
        return self.pick((self.selected + offset) % len(self.trace.runs))

    def pick(self, run: int) -> Session:
        """A run by its index, as far inside the step as that run's card has lines."""
        picked = replace(self, selected=run)
        if self.inside is None:
            return picked
        if self.cursor >= picked._run_ends:
            return replace(picked, inside=None)
        return replace(picked, inside=min(self.inside, picked._lines - 1) or None)

    def hide(self, run: int) -> Session:
        """Hides a run, or shows it again; nothing for an index that no run has."""
        return replace(self, hidden=self.hidden ^ {run}) if run < len(self.trace.runs) else self

    def with_trace(self, trace: Trace) -> Session:
        """The same place in a trace of the same scenario that is further solved, or by kernels."""
        return replace(self, trace=trace)

    def edited(self, trace: Trace) -> Session:
        """The same place, as far as there is one, in the trace of a changed scenario."""
        places = {run.setup.label: i for i, run in enumerate(trace.runs)}
        labels = [run.setup.label for run in self.trace.runs]
        return replace(
            self,
            trace=trace,
            cursor=min(self.cursor, trace.solved),
            part=0.0,
            inside=None,
            selected=places.get(labels[self.selected], 0),
            hidden=frozenset(places[labels[i]] for i in self.hidden if labels[i] in places),
        )

    # The view and the cross-hair

    def zoom(self, steps: int, about: Point | None = None) -> Session:
        """In, or out with a negative number, about a point: the cross-hair or the middle."""
        about = about or self.cross or middle(self.view)
        return self._looking_at(zoomed(self.view, self._domain, ZOOM**steps, about))

    def pan(self, dx: float, dy: float) -> Session:
        """Moves the view by shares of its width and height."""
        return self._looking_at(panned(self.view, self._domain, dx, dy))

    def with_panel(self, panel: int) -> Session:
        return replace(self, panel=panel)

    def reset_view(self) -> Session:
        return self._looking_at(self.trace.scenario.problem.view)

    def toggle_cross(self) -> Session:
        """Takes the cross-hair out, to where the selected run stands, or puts it away."""
        if self.cross is not None:
            return replace(self, cross=None)
        run = self.trace.runs[self.selected]
        x, y = run.rows[run.at(self.cursor), 1:3].tolist()
        out = (x, y) if within(self.view, (x, y)) else middle(self.view)
        return replace(self, cross=out, playing=False)

    def move_cross(self, dx: float, dy: float) -> Session:
        """Moves the cross-hair by shares of the view's width and height, within the view."""
        if self.cross is None:
            return self
        x, y = (
            min(max(at + share * (high - low), low), high)
            for at, share, (low, high) in zip(self.cross, (dx, dy), self.view, strict=True)
        )
        return replace(self, cross=(x, y))

    def _looking_at(self, view: Box) -> Session:
        cross = self.cross if self.cross is None or within(view, self.cross) else middle(view)
        return replace(self, view=view, cross=cross)

    @property
    def _domain(self) -> Box:
        return self.trace.scenario.problem.surface.domain

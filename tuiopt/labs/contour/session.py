"""A person in front of a race on a contour map."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tuiopt.labs.contour.solve.card import lines
from tuiopt.labs.contour.solve.trace import ContourTrace
from tuiopt.scenario.model import Box, Point
from tuiopt.session.playback import Playback
from tuiopt.session.view import middle, panned, within, zoomed

SLOW = 2.0
"""Steps per second below which a person sees a step being made."""

ZOOM = 0.8
"""How much of a view's width is left after zooming in once."""


@dataclass(frozen=True, slots=True)
class ContourSession(Playback[ContourTrace]):
    """What is looked at of a race besides the step.

    `inside` is None while the whole step is shown; k ≥ 1 is inside step cursor + 1, of which the
    first k lines of the selected run's step card are computed. `view` is what the map shows,
    `cross` where the cross-hair is, if it is out.
    """

    view: Box = field(kw_only=True)
    inside: int | None = None
    cross: Point | None = None

    @classmethod
    def begin(cls, trace: ContourTrace) -> ContourSession:
        return cls(trace, trace.scenario.speed, view=trace.scenario.problem.view)

    def seek(self, step: int) -> ContourSession:
        """To a whole step."""
        return replace(super(ContourSession, self).seek(step), inside=None)

    def step(self, steps: int) -> ContourSession:
        """Back from inside a step is to that step's end, and from there."""
        at = self.cursor if self.inside is None or steps > 0 else self.cursor + 1
        return self.go_to(at + steps)

    def toggle(self) -> ContourSession:
        return replace(super(ContourSession, self).toggle(), inside=None)

    # Inside a step

    def deeper(self) -> ContourSession:
        """One line of the step card further; after the last one the step is done."""
        line = (self.inside or 0) + 1
        if self.cursor >= self.trace.solved:
            return self.pause()
        if self.cursor >= self._run_ends or line >= self._lines:
            return self.step(1)
        return replace(self, inside=line, part=0.0, playing=False)

    def back_inside(self) -> ContourSession:
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

    @property
    def underway(self) -> float:
        """How much of the selected run's next step is made; 0 unless it is played slowly."""
        slow = self.playing and self.speed < SLOW
        return self.part if slow and self.cursor < self._run_ends else 0.0

    # Runs and traces

    def pick(self, run: int) -> ContourSession:
        """A run by its index, as far inside the step as that run's card has lines."""
        picked = replace(self, selected=run)
        if self.inside is None:
            return picked
        if self.cursor >= picked._run_ends:
            return replace(picked, inside=None)
        return replace(picked, inside=min(self.inside, picked._lines - 1) or None)

    def edited(self, trace: ContourTrace) -> ContourSession:
        return replace(super(ContourSession, self).edited(trace), inside=None)

    # The view and the cross-hair

    def zoom(self, steps: int, about: Point | None = None) -> ContourSession:
        """In, or out with a negative number, about a point: the cross-hair or the middle."""
        about = about or self.cross or middle(self.view)
        return self._looking_at(zoomed(self.view, self._domain, ZOOM**steps, about))

    def pan(self, dx: float, dy: float) -> ContourSession:
        """Moves the view by shares of its width and height."""
        return self._looking_at(panned(self.view, self._domain, dx, dy))

    def reset_view(self) -> ContourSession:
        return self._looking_at(self.trace.scenario.problem.view)

    def toggle_cross(self) -> ContourSession:
        """Takes the cross-hair out, to where the selected run stands, or puts it away."""
        if self.cross is not None:
            return replace(self, cross=None)
        run = self.trace.runs[self.selected]
        x, y = run.rows[run.at(self.cursor), 1:3].tolist()
        out = (x, y) if within(self.view, (x, y)) else middle(self.view)
        return replace(self, cross=out, playing=False)

    def move_cross(self, dx: float, dy: float) -> ContourSession:
        """Moves the cross-hair by shares of the view's width and height, within the view."""
        if self.cross is None:
            return self
        x, y = (
            min(max(at + share * (high - low), low), high)
            for at, share, (low, high) in zip(self.cross, (dx, dy), self.view, strict=True)
        )
        return replace(self, cross=(x, y))

    def _looking_at(self, view: Box) -> ContourSession:
        cross = self.cross if self.cross is None or within(view, self.cross) else middle(view)
        return replace(self, view=view, cross=cross)

    @property
    def _domain(self) -> Box:
        return self.trace.scenario.problem.surface.domain

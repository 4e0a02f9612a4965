"""The map's title row: what its arrows are, how it is stretched, and what is pointed at."""

from __future__ import annotations

import numpy as np
from rich.cells import cell_len
from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.line import Line, put_rule
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.viewport import Viewport
from tuiopt.app.widgets.rows import Rows
from tuiopt.labs.contour.scenario.model import ContourScenario
from tuiopt.labs.contour.screen.draw.map.arrow import Arrow
from tuiopt.picture.color import Rgb
from tuiopt.picture.numbers import number, setting
from tuiopt.scenario.model import Box, Point
from tuiopt_kernels import arrays

SQUARE = 0.05
"""How far a unit of y may be from one of x without a word about it."""

SHORTEST_RULE = 2
"""Cells of the line between title and facts, at least."""

Fact = tuple[str, Rgb, bool]
"""text, colour, bold"""


class MapHeading(Rows):
    """As many facts as there is room for, in fewer words where it is short."""

    scenario: reactive[ContourScenario | None] = reactive(None, repaint=False)
    view: reactive[Box | None] = reactive(None, repaint=False)
    cells: reactive[tuple[int, int]] = reactive((0, 0), repaint=False)
    arrows: reactive[tuple[Arrow, ...]] = reactive((), repaint=False)
    pointer: reactive[Point | None] = reactive(None, repaint=False)
    active: reactive[str] = reactive("", repaint=False)

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        palette = look.palette
        line = Line(look, width).put("Map ", palette.text, bold=True)
        if self._axes != ("x", "y"):
            told = ", ".join(
                f"{axis} = {name}" for axis, name in zip("xy", self._axes, strict=True)
            )
            line.put(f"{told} ", palette.muted)
        room = width - line.used - SHORTEST_RULE - 1
        choices = self._pointed(look) if self.pointer is not None else self._told(look)
        texts = ((facts, cell_len(look.text("".join(t for t, _, _ in facts)))) for facts in choices)
        facts, length = next(((f, n) for f, n in texts if 0 < n <= room), ([], -1))
        put_rule(line, width - line.used - length - 1, active=self.active == self.id)
        if facts:
            line.put(" ")
        for text, color, bold in facts:
            line.put(text, color, bold=bold)
        return [line.strip()]

    def _pointed(self, look: Look) -> list[list[Fact]]:
        assert self.pointer is not None
        x, y = self.pointer
        facts = list(zip(self._axes, (x, y), strict=True))
        if self.scenario is not None:
            problem = self.scenario.problem
            at = np.array([x]), np.array([y])
            facts.append(("f", float(arrays.value(problem.surface, *at, problem.params)[0])))
        return [
            [
                (part, color, bold)
                for i, (name, value) in enumerate(facts)
                for part, color, bold in (
                    (f"{gap if i else ''}{name} ", look.palette.muted, False),
                    (number(value), look.palette.text, True),
                )
            ]
            for gap in ("   ", " ")
        ]

    @property
    def _axes(self) -> tuple[str, str]:
        """What a person calls the coordinates."""
        return ("x", "y") if self.scenario is None else self.scenario.problem.surface.axes

    def _told(self, look: Look) -> list[list[Fact]]:
        palette = look.palette
        bright = palette.bright
        said = [f"{arrow.name} ×{setting(arrow.magnification)}" for arrow in self.arrows]
        axis, times = self._stretch()
        choices = []
        for gap, words in (("   ", True), ("   ", False), ("  ", False)):
            facts = [(gap.join(said), bright, True)] if said else []
            if said and words:
                facts.insert(0, (f"arrows at step {self.arrows[0].step}: ", palette.muted, False))
            if axis:
                text = f"{axis} stretched {times}" if words else f"{axis} {times}"
                facts.append((f"{gap if said else ''}{text}", palette.muted, False))
            choices.append(facts)
        return [*choices, choices[-1][:1]]

    def _stretch(self) -> tuple[str, str]:
        """The axis that is drawn longer and how many times, or nothing where both are alike."""
        if self.view is None:
            return "", ""
        stretch = Viewport(self.view, *self.cells).stretch
        if abs(stretch - 1.0) <= SQUARE:
            return "", ""
        times = max(stretch, 1.0 / stretch)
        text = f"{times:.1f}" if times < 9.95 else setting(float(f"{times:.2g}"))
        return self._axes[stretch > 1.0], f"×{text}"

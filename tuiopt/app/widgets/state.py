"""The numbers behind the selected run's step: gradient, slots, update, point."""

from __future__ import annotations

from functools import lru_cache

from textual.strip import Strip

from tuiopt.app.draw.line import Line, heading
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.numbers import number, setting
from tuiopt.app.draw.wrap import wrap
from tuiopt.app.widgets.runs import RunRows
from tuiopt.labs.standing import why
from tuiopt.labs.trace import RunTrace

NUMBER = 11
"""Cells of a column of numbers."""

NAME = 5
"""Cells of the quantities' symbols."""

HEADING = 8
"""Cells of the heading besides its title and its facts."""

MOST_ROWS = 6
"""Rows that one remark may take."""


class StatePanel(RunRows):
    """Row t of the selected run, x and y side by side; nothing that is not in the trace."""

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        if self.trace is None:
            return []
        palette = look.palette
        run = self.trace.runs[self.selected]
        step = run.at(self.cursor)
        sign, _ = self.mark(look, self.selected)
        title = f"{run.setup.label}, step {step}"
        strips = [
            heading(look, width, title, self._settings(run, width - len(title)), sign=f"{sign} ")
        ]
        strips.append(
            Line(look, width)
            .right("x", palette.muted, end=NAME + NUMBER)
            .right("y", palette.muted, end=NAME + 2 * NUMBER)
            .strip()
        )
        for symbol, name in quantities(run):
            line = Line(look, width).put(f"  {symbol}", palette.bright, bold=True)
            for i, axis in enumerate("xy", start=1):
                column = axis if name == "" else f"{name}_{axis}"
                value = float(run.column(column)[step])
                line.right(number(value), palette.text, end=NAME + i * NUMBER, bold=name == "")
            strips.append(line.strip())
        for paragraph in self._remarks(look, width, run):
            if len(strips) + len(paragraph) > height:
                break
            strips += paragraph
        return strips

    def _settings(self, run: RunTrace, room: int) -> str:
        """What was chosen for the run, the learning rate first, as far as there is room."""
        setup = run.setup
        parts = [f"α {setting(setup.learning_rate)}"]
        parts += [
            f"{hyper.symbol} {setting(value)}"
            for hyper, value in zip(setup.optimizer.hyper, setup.hyper, strict=True)
        ]
        if setup.l2:
            parts.append(f"λ {setting(setup.l2)}")
        if setup.optimizer.bias_correction is not None:
            parts.append("bias-corrected" if setup.bias_correction else "no bias correction")
        while parts and len("   ".join(parts)) > room - HEADING:
            parts.pop()
        return "   ".join(parts)

    def _remarks(self, look: Look, width: int, run: RunTrace) -> list[list[Strip]]:
        """What went wrong, the rule, and where it differs from other programs."""
        optimizer = run.setup.optimizer
        wrong = None
        if run.diverged is not None and self.cursor >= run.diverged.step:
            wrong = f"Diverged at step {run.diverged.step}: {why(run.diverged)}."
        notes = (*_correction(run), *optimizer.notes, optimizer.source)
        return remarks(look, width, wrong, optimizer.equation, notes)


@lru_cache(maxsize=32)
def remarks(
    look: Look, width: int, wrong: str | None, equation: str, notes: tuple[str, ...]
) -> list[list[Strip]]:
    """Paragraphs, an empty row before each; cached, as they stay while the numbers change."""
    palette = look.palette
    texts = [(wrong, palette.bad)] if wrong else []
    texts += [(equation, palette.text), *((note, palette.muted) for note in notes)]
    return [
        [
            Line(look, width).strip(),
            *(
                Line(look, width).put(f"  {line}", color).strip()
                for line in wrap(look.text(text), max(width - 2, 1), MOST_ROWS)
            ),
        ]
        for text, color in texts
    ]


def _correction(run: RunTrace) -> tuple[str, ...]:
    """What to know where a run differs from the printed rule in its bias correction."""
    optimizer = run.setup.optimizer
    if run.setup.bias_correction == bool(optimizer.bias_correction):
        return ()
    slots = " and ".join(optimizer.slots)
    if run.setup.bias_correction:
        return (f"This run corrects the bias: {slots} is divided by 1 − β^t where it is used.",)
    return (f"This run does not correct the bias: {slots} stand where the rule has hats.",)


def quantities(run: RunTrace) -> list[tuple[str, str]]:
    """(symbol, column without its axis) of what a step shows, in the order of the rule."""
    optimizer = run.setup.optimizer
    derived = optimizer.shown_with(run.setup.bias_correction)
    listed = [("g", "grad"), *((name, name) for name in (*optimizer.slots, *derived))]
    named = [(symbol.replace("_hat", "\u0302"), name) for symbol, name in listed]
    return [*named, ("Δ", "update"), ("x, y", "")]

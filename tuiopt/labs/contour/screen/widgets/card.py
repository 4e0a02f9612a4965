"""The step card: a step of the selected run as its rule has it, line by line, with the numbers."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.formula import Symbols, formula, in_ascii, symbol
from tuiopt.app.draw.line import Line, heading
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.schedule import in_numbers, in_symbols
from tuiopt.app.draw.text import shortened
from tuiopt.app.widgets.run_rows import RunRows
from tuiopt.labs.contour.scenario.model import ContourRun, Problem
from tuiopt.labs.contour.screen.draw.card.page import arranged
from tuiopt.labs.contour.screen.draw.card.remarks import (
    correction,
    paragraph,
    penalty,
    schedule,
    settings,
)
from tuiopt.labs.contour.screen.draw.card.rows import MEDIUM, CardRows, Entry
from tuiopt.labs.contour.screen.draw.card.substituted import numbers
from tuiopt.labs.contour.solve.card import Worked, card, declared
from tuiopt.labs.contour.solve.standing import why
from tuiopt.labs.contour.solve.trace import ContourRunTrace, ContourTrace
from tuiopt.picture.numbers import number, setting
from tuiopt_kernels.expression import is_quantity, names, parse

HEAD = 2
"""Rows above the first line."""

HEADING = 8
"""Cells of the heading besides its title and its facts."""


@dataclass(frozen=True, slots=True)
class Place:
    """The step that is shown, how many of its lines are known, and which of them is the current."""

    step: int
    known: int
    current: int | None


class StepCard(RunRows[ContourTrace]):
    """Every line with its symbols, numbers and results for x and for y.

    `inside` k tells that the reader is within the step after the cursor: its first k lines are
    known. At step 0 the first step is shown, with nothing known of it.
    """

    inside: reactive[int | None] = reactive(None, repaint=False)
    active: reactive[str] = reactive("", repaint=False)

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        if self.trace is None:
            return []
        run = self.trace.runs[self.selected]
        _, color = self.mark(look, self.selected)
        place = self._place(run)
        problem = self.trace.scenario.problem
        worked, rate = card(problem, run, place.step) if place.known else ((), None)
        entries = _entries(look, run.setup, problem, place, worked)
        page = CardRows(look, width, color, max(cell_len(entry.name) for entry in entries))
        strips = [self._title(look, width, run, place)]
        if height > len(entries) + HEAD:
            strips += self._schedule(page, run, place)
        strips.append(page.header())
        wrong, remarks = self._remarks(look, width, run)
        room = height - len(strips) - len(wrong)
        strips += arranged(page, entries, room) + wrong
        last = _rate(page, run.setup, place, rate if place.known == len(entries) else None)
        strips += last[max(len(last) - (height - len(strips)), 0) :]
        for remark in remarks:
            if len(strips) + len(remark) >= height:  # below it there is air
                break
            strips += remark
        return strips[:height]

    def _place(self, run: ContourRunTrace) -> Place:
        lines = len(declared(run.setup))
        if self.inside is not None and self.cursor < run.last:
            known = min(self.inside, lines)
            return Place(self.cursor + 1, known, known - 1)
        if run.at(self.cursor) == 0:
            return Place(1, 0, None)
        return Place(run.at(self.cursor), lines, None)

    def _title(self, look: Look, width: int, run: ContourRunTrace, place: Place) -> Strip:
        sign, color = self.mark(look, self.selected)
        step = f"step {place.step}" if place.known else f"next: step {place.step}"
        label = shortened(look.text(run.setup.label), max(width - len(step) - HEADING, 4))
        title = f"{label}, {step}"
        start = Line(look, 2).put(f"{sign} ", color, bold=True).strip()
        alpha = float(run.column("learning_rate")[place.step]) if place.known else None
        facts = settings(run.setup, alpha, width - cell_len(title) - HEADING)
        active = self.active == self.id
        return Strip.join([start, heading(look, width - 2, title, facts, active=active)])

    def _schedule(self, page: CardRows, run: ContourRunTrace, place: Place) -> list[Strip]:
        """Where the step's learning rate comes from, if a schedule makes it."""
        assert self.trace is not None
        steps = self.trace.scenario.steps
        if run.setup.scheduling is None:
            return []
        alpha = float(run.column("learning_rate")[place.step]) if place.known else 0.0
        symbols, numbers = (
            _text(page.look, of(run.setup, steps, place.step)) for of in (in_symbols, in_numbers)
        )
        return page.schedule(symbols, numbers, number(alpha), known=place.known > 0)

    def _remarks(
        self, look: Look, width: int, run: ContourRunTrace
    ) -> tuple[list[Strip], list[list[Strip]]]:
        """What went wrong, if it did; and where the rule differs from others."""
        assert self.trace is not None
        setup = run.setup
        reached = self.cursor + (self.inside is not None)
        wrong = []
        if run.diverged is not None and reached >= run.diverged.step:
            text = f"Diverged at step {run.diverged.step}: {why(run.diverged)}."
            wrong = paragraph(look, width, text, bad=True)
        optimizer = setup.optimizer
        problem = self.trace.scenario.problem
        own = (*schedule(setup), *penalty(setup, problem), *correction(setup))
        notes = (*own, *optimizer.notes, optimizer.source)
        if width < MEDIUM:
            notes = (setup.optimizer.equation, *notes)
        return wrong, [paragraph(look, width, note) for note in notes if note]


def _entries(
    look: Look, setup: ContourRun, problem: Problem, place: Place, worked: tuple[Worked, ...]
) -> list[Entry]:
    """The card's lines, each in words that the terminal can show."""
    gradient = "∇f" if problem.steps_per_epoch(setup.batch_size) == 1 else "∇f of the batch"
    if problem.noise:
        gradient += " + noise"
    symbols = (("gradient", gradient), *((h.name, h.symbol) for h in setup.optimizer.hyper))
    return [
        Entry(
            name=_text(look, symbol(line.name, symbols)),
            formula=_text(look, _formula(line.expression, symbols, place.step)),
            numbers=_numbers(look, worked[i]) if i < place.known else ("", ""),
            results=_results(worked[i]) if i < place.known else ("?", "?"),
            worked=not is_quantity(parse(line.expression)),
            known=i < place.known,
            current=i == place.current,
            leads=line.name == "update" or line.name in setup.optimizer.slots,
        )
        for i, line in enumerate(declared(setup))
    ]


def _formula(expression: str, symbols: Symbols, step: int) -> str:
    written = formula(parse(expression), symbols, step)
    return f"{written} at step {step - 1}" if expression == "gradient" else written


def _numbers(look: Look, line: Worked) -> tuple[str, str]:
    x, y = (
        _text(look, numbers(line.expression, in_axis, line.chosen)) for in_axis in line.operands
    )
    return x, y


def _results(line: Worked) -> tuple[str, str]:
    written = setting if names(line.expression) <= line.chosen else number
    return written(line.result[0]), written(line.result[1])


def _text(look: Look, text: str) -> str:
    return look.text(in_ascii(text)) if look.signs.ascii_only else text


def _rate(page: CardRows, setup: ContourRun, place: Place, worked: Worked | None) -> list[Strip]:
    """An empty row and the effective rate, where the rule has one."""
    line = setup.optimizer.effective_rate(setup.bias_correction)
    if line is None:
        return []
    symbols = tuple((h.name, h.symbol) for h in setup.optimizer.hyper)
    written = _text(page.look, formula(parse(line.expression), symbols, place.step))
    results = ("?", "?") if worked is None else _results(worked)
    return [page.empty(), page.rate(written, results, known=worked is not None)]

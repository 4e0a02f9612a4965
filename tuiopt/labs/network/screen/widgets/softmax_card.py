"""The softmax of one sample, worked out class by class, and the loss that it has."""

from __future__ import annotations

from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.look import Look
from tuiopt.labs.network.screen.draw.cards.card_rows import CardRows
from tuiopt.labs.network.screen.draw.cards.classes import ClassRows
from tuiopt.labs.network.screen.draw.cards.sections import Section, arranged
from tuiopt.labs.network.screen.draw.cards.worked import worked_sum
from tuiopt.labs.network.screen.widgets.view_rows import ViewRows
from tuiopt.labs.network.session import around
from tuiopt.labs.network.solve.softmax import WorkedSoftmax, worked_softmax
from tuiopt.picture.numbers import MINUS, number


class SoftmaxCard(ViewRows):
    """t = e^z, a = t/Σt and the loss −log a of the label's class; samples count from 1 and go
    around the end.
    """

    sample: reactive[int] = reactive(1, repaint=False)

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        view = self.view
        if view is None:
            return []
        samples = len(view.labels)
        sample = around(self.sample, samples)
        worked = worked_softmax(view.inside.output, sample - 1, int(view.labels[sample - 1]))
        mode = "training mode" if view.inside.training else "test mode"
        titles = [f"Softmax: sample {sample} of {samples}", f"Softmax: sample {sample}", "Softmax"]
        _, color = self.mark(look, self.selected)
        page = CardRows(look, width, color)
        classes = ClassRows(look, width, color, shifted=worked.shift != 0.0)
        table = [classes.head(), *classes.rows(worked), classes.total(worked)]
        sections = [
            Section(1, table),
            Section(2, _shift(page, worked)),
            Section(0, _loss(page, worked)),
            Section(3, [page.said(*_told(worked))]),
        ]
        title = self.title(look, width, titles, [mode])
        return [title, *arranged(sections, page.empty(), height - 1)]


def _shift(page: CardRows, worked: WorkedSoftmax) -> list[Strip]:
    """Why z is not the exponent as it stands."""
    if not worked.shift:
        return []
    return [page.quantity("max z", ("taken from every z: a stays as it is", "shift"), worked.shift)]


def _loss(page: CardRows, worked: WorkedSoftmax) -> list[Strip]:
    """−log a; log Σt − (z − max z) where a is too small to be written down."""
    chosen = worked.a[worked.label]
    if chosen != 0.0:
        return page.worked("loss", f"{MINUS}log({number(chosen)})", worked.loss)
    shift = [(worked.shift,)] if worked.shift else []
    rest = worked_sum([(-worked.z[worked.label],), *shift], begun=True)
    return page.worked("loss", f"log({number(worked.total)}){rest}", worked.loss)


def _told(worked: WorkedSoftmax) -> tuple[str, ...]:
    """Whether the class with the largest a is the label's."""
    guess = max(range(len(worked.a)), key=worked.a.__getitem__)
    if guess == worked.label:
        return (f"right: class {guess} has the largest a", "right")
    return (
        f"wrong: class {guess} has the largest a, the label is {worked.label}",
        f"wrong: class {guess}, not {worked.label}",
        "wrong",
    )

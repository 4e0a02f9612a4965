"""One unit, worked out: batch norm, or what the unit makes of its inputs.

It is a hidden one; where there is none, one of the output layer.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.look import Look
from tuiopt.labs.network.screen.draw.cards.card_rows import GAP, INDENT, CardRows
from tuiopt.labs.network.screen.draw.cards.sections import Section, Table, arranged
from tuiopt.labs.network.screen.draw.cards.unit import Unit, unit_sections
from tuiopt.labs.network.screen.draw.cards.worked import TILDE, worked_sum
from tuiopt.labs.network.screen.widgets.view_rows import ViewRows
from tuiopt.labs.network.session import around
from tuiopt.labs.network.solve.batch_norm import UnitNorm, unit_norm
from tuiopt.labs.network.solve.view import View
from tuiopt.picture.numbers import number, setting


class NormCard(ViewRows):
    """Batch norm of a unit over the batch, and of one sample line by line.

    Layers, units and samples count from 1 and go around the end.
    """

    hidden_layer: reactive[int] = reactive(1, repaint=False)
    unit: reactive[int] = reactive(1, repaint=False)
    sample: reactive[int] = reactive(1, repaint=False)

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        view = self.view
        if view is None:
            return []
        layers = view.inside.layers
        layer = around(self.hidden_layer, max(len(layers), 1))
        unit = around(self.unit, len(layers[layer - 1].z if layers else view.inside.output.z))
        samples = len(view.labels)
        sample = around(self.sample, samples)
        _, color = self.mark(look, self.selected)
        page = CardRows(look, width, color)
        if not layers or layers[layer - 1].norm is None:
            where = f"Layer {layer}, unit {unit}"
            titles = [f"{where}: no batch norm", f"{where}: no BN", where]
            if not layers:
                titles = [f"No hidden layer: class {unit - 1}", f"Output: class {unit - 1}"]
            facts = [f"sample {sample} of {samples}"]
            sections = unit_sections(page, Unit(view, layer, unit), sample)
        else:
            where = f"layer {layer}, unit {unit}"
            titles = [f"Batch norm: {where}", f"BN: {where}"]
            facts = [f"batch of {samples}"]
            sections = _norm_sections(page, view, layer, unit, sample)
        if not view.inside.training:
            facts = [f"{facts[0]}, test mode", "test mode"]
        strips = arranged(sections, page.empty(), height - 1)
        return [self.title(look, width, titles, facts), *strips]


def _norm_sections(
    page: CardRows, view: View, layer: int, unit: int, sample: int
) -> list[Section | Table]:
    worked = unit_norm(view.inside, layer, unit - 1)
    of = worked.symbol
    mean: tuple[str, ...] = (f"mean of {of}",)
    variance: tuple[str, ...] = (f"mean of ({of} − μ)²",)
    if not view.inside.training:
        mean = ("running average of the means", "running mean")
        variance = ("running average of the variances", "running variance")
    stats = [
        page.quantity("μ", mean, worked.mean),
        page.quantity("σ²", variance, worked.variance),
    ]
    scales = [
        page.quantity("γ", ("scale, learned", "scale"), worked.gamma),
        page.quantity("β", ("shift, learned", "shift"), worked.beta),
    ]
    most = len(worked.values) + 1
    return [
        Section(1, stats),
        Section(4, scales, apart=False),
        Table(2, lambda rows: _table(page, worked, sample, rows), most),
        Section(0, _lines(page, worked, sample - 1)),
        Section(3, _test_time(page, view, layer, unit, worked, sample)),
    ]


def _table(page: CardRows, worked: UnitNorm, sample: int, rows: int) -> list[Strip]:
    of = worked.symbol
    names = (of, f"{of} − μ", f"{of}_norm", of + TILDE)
    values = (worked.values, worked.centred, worked.normal, worked.tilde)
    return page.samples(names, values, sample, rows)


def _lines(page: CardRows, worked: UnitNorm, i: int) -> list[Strip]:
    of = worked.symbol
    normal = float(worked.normal[i])
    divided = f"√({number(worked.variance)} + {setting(worked.epsilon)})"
    scaled = worked_sum([(worked.gamma, normal), (worked.beta,)])
    name = f"{of}_norm"
    return [
        *page.worked(name, f"{number(worked.centred[i])} / {divided}", normal),
        *page.worked(of + TILDE, scaled, float(worked.tilde[i]), len(name)),
    ]


def _test_time(
    page: CardRows, view: View, layer: int, unit: int, worked: UnitNorm, sample: int
) -> list[Strip]:
    """The averages that the present mode does not use, and what those of test time lead to."""
    norm = view.inside.layers[layer - 1].norm
    assert norm is not None
    if not view.inside.training:
        mean, variance = float(norm.batch_mean[unit - 1]), float(norm.batch_variance[unit - 1])
        return _averages(page, "not used", "batch", mean, variance)
    words = (f"of sample {sample} at test time", "at test time")
    return [
        *_averages(page, "test time", "running", worked.running_mean, worked.running_variance),
        page.quantity(worked.symbol + TILDE, words, float(worked.test_tilde[sample - 1])),
    ]


def _averages(page: CardRows, lead: str, kind: str, mean: float, variance: float) -> list[Strip]:
    """In a row if they fit, else a row each."""
    pairs: Sequence[tuple[str, float]] = ((f"{kind} μ", mean), (f"{kind} σ²", variance))
    told = [page.text(f"{name} {number(value)}") for name, value in pairs]
    if INDENT + sum(cell_len(text) + GAP for text in (lead, *told)) <= page.width + GAP:
        return [page.spaced([lead, *told])]
    return [page.quantity(name, (), value) for name, value in pairs]

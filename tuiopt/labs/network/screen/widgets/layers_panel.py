"""What passes through the layers, as histograms, and the gradients that come back, as bars."""

from __future__ import annotations

from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.app.widgets.run_rows import widest
from tuiopt.labs.network.screen.draw.layers.layer_columns import Columns, columns
from tuiopt.labs.network.screen.draw.layers.layer_content import kinds, norms, scales, spreads
from tuiopt.labs.network.screen.draw.layers.layer_plan import Plan, plan
from tuiopt.labs.network.screen.draw.layers.layer_rows import LayerRows, Owner
from tuiopt.labs.network.screen.draw.layers.spread import log_scale
from tuiopt.labs.network.screen.widgets.view_rows import ViewRows
from tuiopt.labs.network.solve.histogram import histograms, reach
from tuiopt.labs.network.solve.vanishing import gradient_flow
from tuiopt.picture.numbers import setting


class LayersPanel(ViewRows):
    """A column a layer, around the selected one where they do not all fit; rows for every run that
    is not hidden, the selected one and the next ones as far as there is room.
    """

    hidden_layer: reactive[int] = reactive(1, repaint=False)
    """The selected hidden layer, from 1."""

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        if self.view is None:
            return []
        order = self._order()
        found = plan(height, tuple(spreads(self.views[i]) for i in order))
        runs = sorted(order[: found.runs]) if found else order[: max(height - 2, 1)]
        hidden = max(len(self.views[i].inside.layers) for i in runs)
        place = columns(width, hidden + 1, self.hidden_layer)
        page = LayerRows(look, width, place)
        end = reach(self.views[i].spreads for i in runs)
        strips = [
            self._title(look, width, place, hidden, end),
            page.names(hidden, self.hidden_layer),
        ]
        if found is not None:
            air = [Line(look, width).strip()] if found.air else []
            for i in runs:
                strips += self._inside(page, i, found, end, air)
            if found.ticks and hidden:
                strips[len(strips) - len(air) :] = [page.ticks(end, hidden), *air]
            spans = [row for i in runs for row in self._scales(page, i)] if found.scales else []
            strips += [*spans, *air] if spans else []
        strips += self._gradients(page, runs, hidden)
        return [*strips, *self._verdicts(look, width, runs)[: max(height - len(strips), 0)]]

    def _order(self) -> list[int]:
        """The runs that are shown, in the order in which they matter."""
        count = len(self.views)
        turned = [(self.selected + i) % count for i in range(count)]
        return [i for i in turned if i == self.selected or i not in self.hidden]

    def _title(self, look: Look, width: int, place: Columns, hidden: int, end: float) -> Strip:
        view = self.view
        assert view is not None
        samples = view.inside.inputs.shape[1]
        units = {len(layer.z) for layer in view.inside.layers}
        every = f"all {units.pop()}" if len(units) == 1 else "all"
        span = f"z from {setting(-end)} to {setting(end)}"
        last = min(place.layers[-1], hidden)
        missing = last - place.first + 1 < hidden
        some = f"layers {place.first}–{last} of {hidden}, " if missing else ""
        told = (
            f"histograms over the batch of {samples} and {every} units, {span}, ",
            f"batch of {samples}, {every} units, {span}, ",
            f"batch of {samples}, {span}, ",
            f"{span}, ",
            "",
        )
        modes = ("test mode: running averages", "test mode")
        if view.inside.training:
            modes = ("training mode", "")
        facts = [f"{some}{words}{mode}".removesuffix(", ") for mode in modes for words in told]
        return self.heading(look, width, ["Layers"], facts)

    def _inside(
        self, page: LayerRows, i: int, found: Plan, end: float, air: list[Strip]
    ) -> list[Strip]:
        """One run's histograms."""
        view = self.views[i]
        owner = Owner(*self.mark(page.look, i))
        shown = histograms(view.spreads, end, page.place.plot)
        strips: list[Strip] = []
        for kind in kinds(view, shown, active=found.active):
            strips += page.histograms(owner, kind, found.tall)
            strips += air
        return strips

    def _scales(self, page: LayerRows, i: int) -> list[Strip]:
        """From where to where the γ and the β of each layer go, if it has some."""
        owner = Owner(*self.mark(page.look, i))
        return [page.spans(owner, name, of) for name, of in scales(self.views[i])]

    def _gradients(self, page: LayerRows, runs: list[int], hidden: int) -> list[Strip]:
        """A bar a layer and run."""
        sizes = [norms(self.views[i], hidden) for i in runs]
        scale = log_scale(size for own in sizes for size in own.values() if size is not None)
        words = [("‖∂J/∂W‖", "dW"), (scale.words if scale else "",), *[()] * len(runs)]
        return [
            page.bars(Owner(*self.mark(page.look, i)), told, own, scale)
            for i, told, own in zip(runs, words, sizes, strict=False)
        ]

    def _verdicts(self, look: Look, width: int, runs: list[int]) -> list[Strip]:
        """What is wrong with the gradients, and whose."""
        wrong: dict[tuple[str, str], list[int]] = {}
        for i in runs:
            view = self.views[i]
            flow = gradient_flow(view.state.stage.network, view.norms)
            if flow is not None and flow.kind != "steady":
                wrong.setdefault(flow.texts, []).append(i)
        strips = []
        for texts, whose in wrong.items():
            line = Line(look, width)
            for i in whose:
                sign, color = self.mark(look, i)
                line.put(f"{sign} ", color, bold=True)
            strips.append(
                line.put(widest(look, texts, width - line.used), look.palette.bad).strip()
            )
        return strips

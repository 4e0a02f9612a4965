"""How many parameters a network learns, layer by layer."""

from __future__ import annotations

from rich.cells import cell_len
from textual.strip import Strip

from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.app.widgets.run_rows import widest
from tuiopt.labs.network.screen.widgets.view_rows import ViewRows
from tuiopt.labs.network.solve.counts import LayerCount, counts

NAME = 9
"""Cells of "layer 1", and of air."""


class CountsCard(ViewRows):
    """A row a layer of the selected run: inputs · outputs + biases, or + γ + β; what they make."""

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        view = self.view
        if view is None:
            return []
        network = view.state.stage.network
        layers = counts(network)
        frozen = sum(layer.count for layer in layers if layer.layer in network.frozen)
        facts = [f"{network.size} learnable in all", f"{network.size}"]
        if frozen:
            facts = [f"{network.size} in all, {frozen} of them frozen", *facts[1:]]
        strips = [self.title(look, width, ["Parameters"], facts)]
        for layer in layers:
            last = layer.layer == network.layers
            name = "output" if last else f"layer {layer.layer}"
            strips.append(_row(look, width, name, layer, frozen=layer.layer in network.frozen))
        if len(layers) > height - 2:
            strips = strips[: max(height - 1, 1)]
        line = Line(look, width).to(2).put("in all", look.palette.bright, bold=True)
        total = line.right(f"{network.size}", look.palette.bright, bold=True).strip()
        return [*strips, total]


def _row(look: Look, width: int, name: str, layer: LayerCount, *, frozen: bool) -> Strip:
    palette = look.palette
    count = f"{layer.count}"
    line = Line(look, width).to(2).put(name, palette.faint if frozen else palette.text)
    line.to(2 + NAME)
    room = width - line.used - len(count) - 3
    formula = widest(look, (layer.formula, layer.formula.replace(" ", "")), room)
    line.put(formula)
    if frozen and room - cell_len(formula) >= len("  frozen"):
        line.put("  frozen", palette.faint)
    return line.right(f"= {count}" if formula else count, palette.bright).strip()

"""The rows of the layers' panel, a column a layer."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.strip import Strip

from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.labs.network.screen.draw.blocks import bar, histogram, put_on_floor
from tuiopt.labs.network.screen.draw.layers.layer_columns import VALUE, Columns
from tuiopt.labs.network.screen.draw.layers.layer_content import Kind
from tuiopt.labs.network.screen.draw.layers.spread import LogScale
from tuiopt.labs.network.solve.histogram import Histogram
from tuiopt.picture.color import Rgb
from tuiopt.picture.numbers import fitted, setting


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose row it is: the run's sign and colour."""

    sign: str
    color: Rgb


class LayerRows:
    """Sets rows in the columns of a panel."""

    def __init__(self, look: Look, width: int, place: Columns) -> None:
        self.look = look
        self.width = width
        self.place = place

    def names(self, hidden: int, selected: int) -> Strip:
        """Which layers they are, the selected one raised."""
        palette = self.look.palette
        line = Line(self.look, self.width)
        for layer in self.place.layers:
            if layer <= hidden:
                chosen = layer == selected
                line.to(self.place.at(layer))
                ink = palette.bright if chosen else palette.muted
                ground = palette.raised if chosen else None
                line.put(f"layer {layer}", ink, bold=chosen, bg=ground)
        return line.strip()

    def histograms(self, owner: Owner, kind: Kind, tall: int) -> list[Strip]:
        """The layers' histograms, `tall` rows; words beside the name if there is room for them."""
        shown = kind.histograms
        layers = [layer for layer in self.place.layers if layer <= len(shown)]
        drawn = {layer: histogram(self.look, shown[layer - 1].counts, tall) for layer in layers}
        told = {layer: kind.beside(layer) for layer in layers if self.place.numbered}
        lines = [Line(self.look, self.width) for _ in range(tall)]
        self._name(lines[max(tall - 2, 0)], owner, kind.name, kind.words)
        for layer in layers:
            for row, (line, text) in enumerate(zip(lines, drawn[layer], strict=True), 1):
                if row < tall:
                    line.to(self.place.at(layer)).put(text, owner.color)
                else:
                    self._lowest(line, owner, layer, shown[layer - 1], text)
                if layer in told and row >= tall - 1:
                    number = told[layer][row - tall + 1]
                    line.to(self.place.at(layer) + self.place.plot + 1)
                    line.put(number, self.look.palette.text)
        return [line.strip() for line in lines]

    def ticks(self, reach: float, hidden: int) -> Strip:
        """The bins' numbers under each layer that has some; where the output's bars are to come."""
        line = Line(self.look, self.width)
        plot = self.place.plot
        for layer in self.place.layers:
            if layer > hidden:
                line.to(self.place.at(layer)).put("output")
                break
            texts = [self.look.text(setting(reach * part)) for part in (-1.0, -0.5, 0.0, 0.5, 1.0)]
            if sum(map(len, texts)) + 6 > plot:
                texts = texts[::2]
            if sum(map(len, texts)) + 3 > plot:
                texts = texts[1:2]
            for i, text in enumerate(texts):
                middle = plot // 2 if len(texts) == 1 else i * (plot - 1) // (len(texts) - 1)
                line.to(self.place.at(layer) + max(middle - len(text) // 2, -1)).put(text)
        return line.strip()

    def spans(self, owner: Owner, name: str, of: Mapping[int, tuple[float, float]]) -> Strip:
        """A row of least and largest values, 0.95 … 1.04, of the layers that have some."""
        line = Line(self.look, self.width)
        self._name(line, owner, name)
        for layer in self.place.layers:
            if layer in of:
                text = " … ".join(fitted(end, VALUE, 3) for end in of[layer])
                if cell_len(text) < self.place.each:
                    line.to(self.place.at(layer)).put(text, self.look.palette.text)
        return line.strip()

    def bars(
        self,
        owner: Owner,
        words: Sequence[str],
        values: Mapping[int, float | None],
        scale: LogScale | None,
    ) -> Strip:
        """A row of bars, and behind each its value; of None, of a frozen layer, there is none."""
        line = Line(self.look, self.width)
        self._name(line, owner, "", words)
        for layer in self.place.layers:
            if layer in values:
                value = values[layer]
                share = math.nan if value is None or scale is None else scale.share(value)
                line.to(self.place.at(layer))
                put_on_floor(line, bar(self.look, share, self.place.bar), owner.color)
                line.put("   " if self.place.numbered else " ")
                if value is None:
                    line.put("frozen")
                else:
                    line.put(fitted(value, VALUE, 3), self.look.palette.text)
        return line.strip()

    def _name(self, line: Line, owner: Owner, name: str, choices: Sequence[str] = ()) -> None:
        """The first of the words that fits beside sign and name."""
        palette = self.look.palette
        line.put(f"{owner.sign} ", owner.color, bold=True)
        if name:
            line.put(f"{name} ", palette.bright, bold=True)
        room = self.place.begin - line.used
        words = map(self.look.text, choices)
        line.put(next((word for word in words if cell_len(word) < room), ""))

    def _lowest(self, line: Line, owner: Owner, layer: int, shown: Histogram, text: str) -> None:
        """The row on the floor; an arrow where there are values beyond the ends."""
        at = self.place.at(layer)
        if shown.below and line.used < at:
            line.to(at - 1).put("←", owner.color)
        put_on_floor(line.to(at), text, owner.color)
        if shown.above:
            line.put("→", owner.color)

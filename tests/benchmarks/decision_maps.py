"""What a frame of two maps of decision regions takes while networks train.

    python tests/benchmarks/decision_maps.py

Two 2-16-16-2 networks on 800 samples, two maps beside each other on 98×24 cells, a frame a step. In
milliseconds of the processor's time, medians and 95th percentiles: the rows, probabilities
included, and the rows with what is written of those that changed.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from time import process_time

import numpy as np
from rich.console import Console

sys.path.append(str(Path(__file__).parents[1] / "helpers"))

from maps_alone import MapsAlone, networks
from nets_in_code import network_data, network_run, network_scenario

from tuiopt.app.draw.chart.cells import CellRow
from tuiopt.app.draw.look import Look
from tuiopt.app.terminal.frames import Piece, Pieces
from tuiopt.app.widgets.rows import Row, changed
from tuiopt.labs.network.solve.training import train
from tuiopt.labs.network.solve.view import View
from tuiopt.picture.palette import PALETTES
from tuiopt.picture.signs import UNICODE
from tuiopt_kernels.network.lens import look_inside

SIZE = (98, 24)
LOOK = Look(PALETTES["dark"], UNICODE, fill=True)
CONSOLE = Console(file=io.StringIO(), force_terminal=True, color_system="truecolor")


def frames() -> list[tuple[View, ...]]:
    """The runs at every step."""
    data = network_data(800, 100, 100)
    runs = [
        network_run(rule, rate, data=data, hidden=(16, 16), batch_norm=norm, batch_size=64)
        for rule, rate, norm in (("gd", 0.1, False), ("adam", 0.01, True))
    ]
    trace = train(network_scenario(*runs, epochs=20))
    views = []
    for step in range(trace.scenario.steps + 1):
        made = []
        for run in trace.runs:
            state = run.state(step)
            batch = data.train.inputs[:, :8]
            network = state.stage.network
            inside = look_inside(network, state.parameters, state.running, batch, training=False)
            norms = np.full(network.layers, np.nan)
            labels = data.train.labels[:8]
            made.append(View(run, step, run.epoch(step), state, labels, inside, norms))
        views.append(tuple(made))
    return views


def written(before: list[Row], after: list[Row]) -> str:
    """What the terminal gets of the rows that changed."""
    pieces: list[Piece] = []
    for y, (old, new) in enumerate(zip(before, after, strict=True)):
        for left, right in changed(old, new):
            part = new.part(left, right) if isinstance(new, CellRow) else [*new.crop(left, right)]
            pieces.append((y, left, right - left, part))
    return Pieces(pieces).render_segments(CONSOLE)


def main() -> None:
    views = frames()
    widget = MapsAlone(*views[0], slots=(0, 3))
    before = [*widget.rows(LOOK, *SIZE)]
    drawn, whole, size = [], [], []
    for frame in views[1:]:
        began = process_time()
        widget.networks = networks(*frame, slots=(0, 3))
        rows = [*widget.rows(LOOK, *SIZE)]
        drawn.append(1e3 * (process_time() - began))
        text = written(before, rows)
        whole.append(1e3 * (process_time() - began))
        size.append(len(text.encode()) / 1e3)
        before = rows
    for name, values in (("rows", drawn), ("and written", whole), ("kilobytes", size)):
        middle, high = np.percentile(values, (50, 95))
        print(f"{name:12}{middle:8.2f}{high:8.2f}")


if __name__ == "__main__":
    main()

"""What there is to show of a run's layers, and in which words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tuiopt.labs.network.screen.draw.cards.worked import TILDE
from tuiopt.labs.network.screen.draw.layers.spread import spread
from tuiopt.labs.network.solve.histogram import Histogram, LayerHistograms
from tuiopt.labs.network.solve.view import View
from tuiopt_kernels.network.activations import ACTIVATIONS

Beside = Callable[[int], tuple[str, str]]
"""What stands beside a layer's histogram in its last two rows; the second where there is one."""


@dataclass(frozen=True, slots=True)
class Kind:
    """The histograms of one quantity, one a hidden layer; `words` say it in full, and shorter."""

    name: str
    words: Sequence[str]
    histograms: Sequence[Histogram]
    beside: Beside


def kinds(view: View, shown: Sequence[LayerHistograms], *, active: bool) -> list[Kind]:
    """In the order of the way through the layer; the activations only where these are asked for."""
    if not shown:
        return []
    z = [layer.z for layer in shown]
    tilde = [layer.tilde for layer in shown if layer.tilde is not None]
    found = [Kind("z", (view.run.setup.label,), z, _spreads(z))]
    if active:
        given = set(view.state.stage.network.activations)
        words = ACTIVATIONS[given.pop()].title if len(given) == 1 else ""
        made = [layer.active for layer in shown]
        found.append(Kind("a", (words,), made, _flat(view)))
    if tilde:
        after = view.state.stage.network.batch_norm == "after"
        normal = Kind(
            f"{'a' if after else 'z'}{TILDE}", ("after BN", "normed"), tilde, _spreads(tilde)
        )
        found.insert(len(found) if after else 1, normal)
    return found


def scales(view: View) -> list[tuple[str, dict[int, tuple[float, float]]]]:
    """Of γ and of β the least and the largest in each layer, nothing without batch norm."""
    if spreads(view) < 2:
        return []
    named = view.state.stage.network.named(view.state.parameters)
    return [
        (
            sign,
            {
                layer: (float(named[f"{key}{layer}"].min()), float(named[f"{key}{layer}"].max()))
                for layer in range(1, len(view.inside.layers) + 1)
            },
        )
        for sign, key in (("γ", "gamma"), ("β", "beta"))
    ]


def norms(view: View, hidden: int) -> dict[int, float | None]:
    """The gradient's norm in each layer, None for a frozen one.

    The output comes behind the hidden layers of all runs, of which the deepest has so many.
    """
    frozen = view.state.stage.network.frozen
    sizes = [None if i in frozen else size for i, size in enumerate(view.norms.tolist(), 1)]
    return {**dict(enumerate(sizes[:-1], 1)), hidden + 1: sizes[-1]}


def spreads(view: View) -> int:
    """How many histograms of z and z̃ its hidden layers have, 0 where there are none."""
    return 1 + bool(view.state.stage.network.batch_norm) if view.inside.layers else 0


def _spreads(shown: Sequence[Histogram]) -> Beside:
    def beside(layer: int) -> tuple[str, str]:
        mean, deviation = spread(shown[layer - 1].mean, shown[layer - 1].deviation)
        return f"μ {mean}", f"σ {deviation}"

    return beside


def _flat(view: View) -> Beside:
    """How many activations are where the slope is 0, or nearly; which units all samples leave."""

    def beside(layer: int) -> tuple[str, str]:
        kind = ACTIVATIONS[view.state.stage.network.activations[layer - 1]]
        spread = view.spreads[layer - 1]
        active, dead = spread.active, spread.dead
        count = active.ordered.size
        if kind.off:
            zero = active.known - active.below(0.0) - active.above(0.0)
            return f"{dead} dead" if dead else "", f"0: {100 * (zero / count):.0f} %"
        if kind.flat:
            low, high = kind.flat
            flat = active.below(low) + active.above(high)
            return "flat", f"{100 * (flat / count):.0f} %"
        return "", ""

    return beside

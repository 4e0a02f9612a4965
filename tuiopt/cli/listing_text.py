"""What there is, for people: in lines of 80 letters."""

from __future__ import annotations

from collections.abc import Sequence

from tuiopt.cli.output import shown
from tuiopt.cli.table import table, wrapped
from tuiopt.registry import DEFAULT
from tuiopt.scenario.bundled import Lesson
from tuiopt.scenario.catalogue import OPTIMIZERS, SURFACES
from tuiopt_kernels.data import CLASSES, NOISE, SAMPLES, DataSet, PlaneDataSet
from tuiopt_kernels.spec import Hyper, Minimum, Optimizer, Schedule, Surface

INDENT = "  "

Rows = Sequence[Sequence[str]]


def optimizer(spec: Optimizer) -> str:
    hyper = [_hyper(hyper) for hyper in spec.hyperparameters]
    if spec.bias_correction is not None:
        default = str(spec.bias_correction).lower()
        hyper.append(("bias_correction", "", default, "true, false", "hats instead of averages"))
    origin = _origin(OPTIMIZERS.origin(spec.name))
    return _entry(spec.name, spec.title, origin, spec.equation, hyper, spec.source, *spec.notes)


def schedule(spec: Schedule) -> str:
    hyper = [_hyper(hyper) for hyper in spec.hyper]
    return _entry(spec.name, spec.title, spec.equation, hyper, spec.source)


def surface(spec: Surface) -> str:
    (low_x, high_x), (low_y, high_y) = spec.domain
    known = [
        ("domain", f"x in [{low_x:g}, {high_x:g}], y in [{low_y:g}, {high_y:g}]"),
        ("start", _point(*spec.start)),
        ("minima", ", ".join(map(_minimum, spec.minima))),
        ("saddles", ", ".join(_point(x, y) for x, y in spec.saddles)),
    ]
    origin = _origin(SURFACES.origin(spec.name))
    formula = f"f = {spec.formula}"
    params = [_hyper(hyper) for hyper in spec.params]
    facts = [(name, text) for name, text in known if text]
    return _entry(spec.name, spec.title, origin, formula, params, facts, spec.source, *spec.notes)


def dataset(spec: DataSet | PlaneDataSet) -> str:
    if isinstance(spec, PlaneDataSet):
        use = "networks: inputs x1 and x2, a class"
        more = f" to {spec.most_classes}, {CLASSES} by default"
        classes = str(CLASSES) + (more if spec.most_classes > CLASSES else "")
    else:
        use = "regressions: input x1, a " + ("class" if spec.classes else "number")
        classes = str(CLASSES) if spec.classes else ""
    known = [
        ("for", use),
        ("classes", classes),
        ("samples", f"{SAMPLES} by default"),
        ("noise", f"{NOISE:g} by default"),
    ]
    facts = [(name, text) for name, text in known if text]
    return _entry(spec.name, spec.title, spec.formula, facts)


def scenario(facts: Lesson) -> str:
    title = f"{facts.title} ({facts.chapter})" if facts.chapter else facts.title
    lab = [("lab", facts.lab)] if facts.lab != DEFAULT else []
    return _entry(facts.name, title, *facts.description.splitlines(), lab)


def _entry(name: str, title: str, *parts: str | Rows) -> str:
    """A heading, and below it paragraphs and tables; empty ones are left out."""
    lines = wrapped(shown(f"{name}: {title}"), "", INDENT)
    for part in filter(None, parts):
        if isinstance(part, str):
            lines += wrapped(shown(part), INDENT, INDENT * 2)
        else:
            rows = [[shown(cell) for cell in row] for row in part]
            lines.append(table(rows, indent=INDENT, wrap=True))
    return "\n".join(lines)


def _origin(origin: str) -> str:
    return f"plug-in: {origin}" if origin else ""


def _hyper(hyper: Hyper) -> tuple[str, ...]:
    return (hyper.name, hyper.symbol, f"{hyper.default:g}", hyper.allowed, hyper.role)


def _minimum(minimum: Minimum) -> str:
    kind = "" if minimum.is_global else " local"
    return _point(minimum.x, minimum.y) + kind + ("" if minimum.smooth else " kink")


def _point(x: float, y: float) -> str:
    return f"({x:g}, {y:g})"

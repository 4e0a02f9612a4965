"""What the help says of a race."""

from __future__ import annotations

from tuiopt.app.guide import Section, key_sections, optimizer_section
from tuiopt.labs.contour.screen.keys import RACE_TABLES
from tuiopt.picture.signs import Signs
from tuiopt_kernels.spec import Optimizer


def race(signs: Signs, optimizer: Optimizer) -> list[Section]:
    """The help of the race screen."""
    told = Section("Signs", _race_signs(signs))
    return [*key_sections(RACE_TABLES, signs), told, optimizer_section(optimizer)]


def _race_signs(signs: Signs) -> list[tuple[str, str]]:
    """Every sign of map, card and charts, and what it means."""
    return [
        (" ".join(signs.runs[:4]), "a run; the selected one on a ground of its colour"),
        (signs.start, "start"),
        (signs.minimum, "minimum"),
        (signs.penalised, "where the selected run's L2 penalty moves the minimum to"),
        (signs.saddle, "saddle"),
        ("0.5", "on the map: f along the dotted line that it stands on"),
        (f"{signs.dotted * 2}{signs.tips[0]}", "−g: from here, f falls fastest this way"),
        (f"{signs.strong_line * 2}{signs.tips[0]}", "Δ: the step that was taken"),
        ("bright, faint", "a path's last 40 steps, and those before"),
        ("↑ ↓ ← →", "at the map's edge: a run has left it there"),
        ("✗ at 10", "diverged at step 10; ✗ stands where the run was last"),
        ("✓ since 61", "from step 61 on as low as the loss is asked to be"),
        ("α_t", "the learning rate of step t, where a schedule makes it from α0"),
        ("?", "not computed yet"),
        ("·", "does not exist"),
    ]

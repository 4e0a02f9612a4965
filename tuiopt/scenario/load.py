"""From a file to a scenario, or to everything that is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import UNSET

from tuiopt.scenario import later
from tuiopt.scenario.common import Source, check_cue_steps, cues_of, heading
from tuiopt.scenario.convert import Converter
from tuiopt.scenario.faults import ScenarioError, shown
from tuiopt.scenario.format import ContourFile
from tuiopt.scenario.model import (
    MAX_EVALUATIONS,
    MAX_RECORDED_STEPS,
    ContourScenario,
    Problem,
    Scenario,
)
from tuiopt.scenario.problem import problem_of
from tuiopt.scenario.read import decode, file_name, read
from tuiopt.scenario.runs import runs_of
from tuiopt.scenario.syntax import tree
from tuiopt.scenario.text import one_line
from tuiopt_kernels.spec import Surface

FORMAT = 1
"""The version of the format that this program reads."""

LABS = ("contour", "network")
"""What it can read so far; the first one where a file names none."""


def load(path: Path) -> Scenario:
    """The scenario in a file. Raises ScenarioError for whatever is wrong, and nothing else."""
    return parse(read(path), file_name(path), one_line(path.stem), path.parent)


def parse(data: bytes, file: str, name: str, folder: Path | None = None) -> Scenario:
    """The scenario in a file's bytes; `file` is what faults call it, `name` what it is called.

    Files that it names are looked for in `folder`; without one there are none.

    Raises ScenarioError with all that is wrong, and nothing else: with the syntax alone where the
    text is no TOML, with the format's number alone where it is not known.
    """
    text = decode(data, file)
    tables = tree(text, file)
    converter = Converter(file, text, later.replaced(tables))
    format_ = tables.get("format")
    if isinstance(format_, int) and format_ > FORMAT:
        converter.fault(("format",), f"found {shown(format_)}; made for a later tuiopt")
        raise ScenarioError(*converter.faults)
    source = Source(name, hashlib.sha256(data).hexdigest(), folder)
    scenario: Scenario | None
    if tables.get("lab") == "network":
        from tuiopt.scenario.network.load import network_of  # other scenarios need no NumPy

        scenario = network_of(converter, tables, source)
    else:
        scenario = _contour_of(converter, tables, source)
    if scenario is None:
        raise ScenarioError(*converter.faults)
    return scenario


def _contour_of(
    converter: Converter, tables: Mapping[str, Any], source: Source
) -> ContourScenario | None:
    """The race in a file's tables, None where there is a fault."""
    top = converter.table((), tables, ContourFile)
    if converter.sound(("lab",)):
        converter.named(("lab",), top.lab, dict.fromkeys(LABS), later.LABS)
    regression = _regression(converter, top, source.folder)
    problem = None if top.problem is UNSET else problem_of(converter, top.problem, regression)
    run_tables = () if top.runs is UNSET else top.runs
    runs = runs_of(converter, run_tables, problem, top.play)
    if converter.sound(("play", "steps")):
        _check_steps(converter, top, len(run_tables), problem)
        check_cue_steps(converter, top.cues, top.play.steps)
    cues = cues_of(converter, top.cues)
    if converter.faults or problem is None:
        return None
    return ContourScenario(
        **heading(top, source),
        problem=problem,
        steps=top.play.steps,
        speed=top.play.speed,
        runs=runs,
        cues=cues,
    )


def _regression(converter: Converter, top: ContourFile, folder: Path | None) -> Surface | None:
    """The surface of a regression, if the problem is one."""
    if top.problem is UNSET or not converter.sound(("problem", "regression")):
        return None
    if top.problem.regression is not UNSET:
        from tuiopt.scenario.data import regression_of  # other scenarios need no NumPy

        return regression_of(converter, top.problem, top.data, folder)
    if top.data is not UNSET:
        converter.fault(("data",), "is for problem.regression, which is not there")
    return None


def _check_steps(
    converter: Converter, top: ContourFile, runs: int, problem: Problem | None
) -> None:
    """The steps must be few enough for all runs and samples."""
    steps = top.play.steps
    evaluations = steps * runs * (problem.samples if problem else 0)
    if evaluations > MAX_EVALUATIONS:
        found = f"found {steps}, for {runs} runs and all samples {evaluations} evaluations"
        converter.fault(("play", "steps"), f"{found}; at most {MAX_EVALUATIONS} are allowed")
    if steps * runs > MAX_RECORDED_STEPS:
        found = f"found {steps}, for {runs} runs {steps * runs} recorded steps in all"
        converter.fault(("play", "steps"), f"{found}; at most {MAX_RECORDED_STEPS} are allowed")

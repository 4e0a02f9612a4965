"""From a file to a scenario, or to everything that is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from msgspec import UNSET

from tuiopt.scenario import later
from tuiopt.scenario.convert import Converter
from tuiopt.scenario.faults import ScenarioError, shown
from tuiopt.scenario.format import CueTable, File
from tuiopt.scenario.model import MAX_EVALUATIONS, MAX_RECORDED_STEPS, ContourScenario, Cue, Problem
from tuiopt.scenario.problem import problem_of
from tuiopt.scenario.read import decode, file_name, read
from tuiopt.scenario.runs import runs_of
from tuiopt.scenario.syntax import tree
from tuiopt.scenario.text import one_line, prose
from tuiopt_kernels.spec import Surface

FORMAT = 1
"""The version of the format that this program reads."""


def load(path: Path) -> ContourScenario:
    """The scenario in a file. Raises ScenarioError for whatever is wrong, and nothing else."""
    return parse(read(path), file_name(path), one_line(path.stem), path.parent)


def parse(data: bytes, file: str, name: str, folder: Path | None = None) -> ContourScenario:
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
    top = converter.table((), tables, File)
    if converter.sound(("lab",)):
        converter.named(("lab",), top.lab, {"contour": None}, later.LABS)
    regression = _regression(converter, top, folder)
    problem = None if top.problem is UNSET else problem_of(converter, top.problem, regression)
    run_tables = () if top.runs is UNSET else top.runs
    runs = runs_of(converter, run_tables, problem, top.play)
    if converter.sound(("play", "steps")):
        _check_steps(converter, top, len(run_tables), problem)
    cues = _cues(converter, top.cues)
    if converter.faults or problem is None or top.title is UNSET:
        raise ScenarioError(*converter.faults)
    return ContourScenario(
        name=name,
        digest=hashlib.sha256(data).hexdigest(),
        title=one_line(top.title),
        description=prose(top.description),
        chapter=one_line(top.chapter),
        problem=problem,
        steps=top.play.steps,
        speed=top.play.speed,
        runs=runs,
        cues=cues,
    )


def _regression(converter: Converter, top: File, folder: Path | None) -> Surface | None:
    """The surface of a regression, if the problem is one."""
    if top.problem is UNSET or not converter.sound(("problem", "regression")):
        return None
    if top.problem.regression is not UNSET:
        from tuiopt.scenario.data import regression_of  # other scenarios need no NumPy

        return regression_of(converter, top.problem, top.data, folder)
    if top.data is not UNSET:
        converter.fault(("data",), "is for problem.regression, which is not there")
    return None


def _check_steps(converter: Converter, top: File, runs: int, problem: Problem | None) -> None:
    """The steps must be few enough for all runs and samples, and enough for every cue."""
    steps = top.play.steps
    evaluations = steps * runs * (problem.samples if problem else 0)
    if evaluations > MAX_EVALUATIONS:
        found = f"found {steps}, for {runs} runs and all samples {evaluations} evaluations"
        converter.fault(("play", "steps"), f"{found}; at most {MAX_EVALUATIONS} are allowed")
    if steps * runs > MAX_RECORDED_STEPS:
        found = f"found {steps}, for {runs} runs {steps * runs} recorded steps in all"
        converter.fault(("play", "steps"), f"{found}; at most {MAX_RECORDED_STEPS} are allowed")
    for i, cue in enumerate(top.cues):
        if cue.step is not UNSET and cue.step > steps:
            converter.refused(("cues", i, "step"), cue.step, f"a step from 0 to {steps}")


def _cues(converter: Converter, tables: Sequence[CueTable]) -> tuple[Cue, ...]:
    """The cues in order of their steps, of one step in the file's order."""
    for i, cue in enumerate(tables):
        if converter.sound(("cues", i)) and not (cue.say.strip() or cue.pause):
            converter.fault(("cues", i), "does nothing; say or pause = true is due")
    cues = [Cue(cue.step, prose(cue.say), cue.pause) for cue in tables if cue.step is not UNSET]
    return tuple(sorted(cues, key=lambda cue: cue.step))

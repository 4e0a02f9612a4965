"""From the tables of a race to its scenario, or to everything that is wrong with them."""

from __future__ import annotations

from msgspec import UNSET

from tuiopt.labs.contour.scenario.model import MAX_EVALUATIONS, ContourScenario, Problem
from tuiopt.labs.contour.scenario.problem import problem_of
from tuiopt.labs.contour.scenario.runs import runs_of
from tuiopt.labs.contour.scenario.tables import ContourFile
from tuiopt.registry import LABS
from tuiopt.scenario import later
from tuiopt.scenario.common import check_cue_steps, cues_of, heading
from tuiopt.scenario.convert import Converter
from tuiopt.scenario.data_files import DataFiles
from tuiopt.scenario.document import Document
from tuiopt.scenario.model import MAX_RECORDED_STEPS
from tuiopt_kernels.spec import Surface


def contour_of(converter: Converter, document: Document) -> ContourScenario | None:
    """The race in a document, None where there is a fault. Faults go to the converter."""
    top = converter.table((), document.tables, ContourFile)
    if converter.sound(("lab",)):
        converter.named(("lab",), top.lab, LABS, later.LABS)
    regression = _regression(converter, top, document.source.files)
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
        **heading(top, document),
        problem=problem,
        steps=top.play.steps,
        speed=top.play.speed,
        runs=runs,
        cues=cues,
    )


def _regression(converter: Converter, top: ContourFile, files: DataFiles) -> Surface | None:
    """The surface of a regression, if the problem is one."""
    if top.problem is UNSET or not converter.sound(("problem", "regression")):
        return None
    if top.problem.regression is not UNSET:
        from tuiopt.labs.contour.scenario.regression import regression_of

        return regression_of(converter, top.problem, top.data, files)
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

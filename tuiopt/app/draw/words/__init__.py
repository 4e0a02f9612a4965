"""What lists, previews and the title row say of a scenario; each lab has words of its own."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.strip import Strip

from tuiopt.app.draw.look import Look
from tuiopt.registry import LABS
from tuiopt.scenario.model import Box, Run, Scenario

S = TypeVar("S", bound=Scenario)


class Words(Generic[S]):
    """What there is to say of any scenario; labs say more."""

    def __init__(self, scenario: S) -> None:
        self.scenario = scenario

    @property
    def search(self) -> list[str]:
        """What a person may look for besides the title and the description."""
        return [self.scenario.subject, *(run.label for run in self.scenario.runs)]

    @property
    def title(self) -> str:
        """What stands beside the title: what is minimised or trained."""
        return self.scenario.subject

    @property
    def subject(self) -> str:
        """The same for a preview."""
        return self.scenario.subject

    @property
    def length(self) -> str:
        """How far it goes."""
        return f"{self.scenario.steps} steps"

    def about(self, run: Run) -> str:
        """What a run is, in a word or two: its optimizer."""
        return ""

    def settings(self, run: Run) -> list[str]:
        """What is set of a run, in the course's letters."""
        return []

    @property
    def view(self) -> Box | None:
        """The part of the plane that `picture` shows; None where there is no picture."""
        return None

    def picture(self, look: Look, width: int, height: int) -> list[Strip]:
        """What there is to see before anything has moved."""
        return []


def words_of(scenario: Scenario) -> Words[Scenario]:
    """What the lab of a scenario says of it."""
    made: Words[Scenario] = LABS[scenario.lab].words.get()(scenario)
    return made

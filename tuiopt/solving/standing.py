"""How a run stands, in words that get fewer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Standing:
    """`kind` says what there is to tell, `texts` tell it: in full first, then in fewer words."""

    kind: Literal["diverged", "stopped", "converged", "still", "lowest", "since", "once", "racing"]
    texts: tuple[str, ...] = ("",)

    @property
    def text(self) -> str:
        """All there is to tell."""
        return self.texts[0]

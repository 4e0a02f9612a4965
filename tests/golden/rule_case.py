"""One rule held against an implementation that is not ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class RuleCase:
    """One optimizer with `settings` as in a scenario file, and a library's name for the same.

    `implementation` is PyTorch's class or Optax's function, made with `options`. `slots` are the
    keys under which it keeps the slots. `preset` is state that it starts with instead of its own.
    """

    optimizer: str
    variant: str
    settings: Mapping[str, float]
    implementation: str
    options: Mapping[str, object]
    slots: Mapping[str, str] = field(default_factory=dict)
    preset: Mapping[str, float] = field(default_factory=dict)
    library: Literal["torch", "optax"] = "torch"

    @property
    def key(self) -> str:
        return f"{self.optimizer}-{self.variant}"

"""What the help says of networks."""

from __future__ import annotations

from tuiopt.app.guide import Section, key_sections, optimizer_section
from tuiopt.labs.network.screen.keys import NETWORK_TABLES
from tuiopt.picture.signs import Signs
from tuiopt_kernels.spec import Optimizer


def networks(signs: Signs, optimizer: Optimizer) -> list[Section]:
    """The help of the network screen."""
    told = Section("Signs and letters", _network_signs(signs))
    return [*key_sections(NETWORK_TABLES, signs), told, optimizer_section(optimizer)]


def _network_signs(signs: Signs) -> list[tuple[str, str]]:
    return [
        (" ".join(signs.runs[:4]), "a run"),
        ("dots", "training samples, in the colours of their classes"),
        ("○ □", "samples of dev, a sign a class"),
        ("✗", "a sample of dev that is put into the wrong class"),
        ("bright line", "where the class with the highest probability changes"),
        ("J", "mean cross-entropy of a whole part, in test mode, without penalty"),
        ("dev", "the part by which one chooses; the test part is for the very end"),
        ("z, a", "of a unit: Σ w·x + b, and the activation of it"),
        ("μ, σ²", "mean and variance of z over the batch; at test time their running averages"),
        ("z_norm", "(z − μ)/√(σ² + ε)"),
        ("z̃", "γ·z_norm + β: what batch norm hands on; γ and β are learned"),
        ("t, a", "of the output: e^z, and its share of the sum: the softmax"),
        ("‖∂J/∂W‖", "a layer's gradient norm in the step that led here"),
        ("✗ at 10", "diverged at step 10: no longer finite"),
    ]

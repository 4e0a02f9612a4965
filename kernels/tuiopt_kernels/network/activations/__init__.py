"""The activations, one file each; a new file with a `SPEC` is found by itself.

In the table of a network an activation has its place here for a number, and `network.chain` makes
of all of them the dispatch by this number that the passes are compiled with, once for all networks.
"""

from __future__ import annotations

from collections.abc import Mapping

from tuiopt_kernels.discovery import declared
from tuiopt_kernels.network.spec import Activation

ACTIVATIONS: Mapping[str, Activation] = declared(__name__, __path__, Activation)
"""By their names in scenario files."""

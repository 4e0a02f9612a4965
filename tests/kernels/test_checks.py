"""What plug-ins are tried by lets all that is built in pass."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tuiopt_kernels.checks import UnfitError, check
from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.spec import Line
from tuiopt_kernels.surfaces import SURFACES


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_built_in_optimizers_pass(name: str) -> None:
    check(OPTIMIZERS[name])


@pytest.mark.parametrize("name", SURFACES)
def test_built_in_surfaces_pass(name: str) -> None:
    check(SURFACES[name])


@pytest.mark.parametrize("name", SURFACES)
def test_a_domain_of_millions_of_features_is_no_fault(name: str) -> None:
    wide = tuple((low * 1e4, high * 1e4) for low, high in SURFACES[name].domain)
    check(replace(SURFACES[name], domain=wide))


def test_a_line_for_one_kind_of_run_alone_is_tried_too() -> None:
    adam = OPTIMIZERS["adam"]
    for kind in ({"corrected": False}, {"corrected": True}, {"penalised": True}):
        extra = Line("extra", "velocity", **kind)
        with pytest.raises(UnfitError, match="velocity in extra = velocity is none of"):
            check(replace(adam, card=(extra, *adam.card)))


def test_a_hat_is_known_only_where_there_is_correction() -> None:
    adam = OPTIMIZERS["adam"]
    with pytest.raises(UnfitError, match="v_hat in extra"):
        check(replace(adam, card=(Line("extra", "v_hat", corrected=False), *adam.card)))

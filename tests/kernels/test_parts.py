"""The parts of data: who is in which, and on which scale."""

from __future__ import annotations

import numpy as np
import pytest

from tuiopt_kernels.data import PlaneDataSet
from tuiopt_kernels.datasets.plane import PLANE_DATASETS
from tuiopt_kernels.parts import parts, sizes, split
from tuiopt_kernels.scaling import SCALINGS

MOONS: PlaneDataSet = PLANE_DATASETS["moons"]
DEFAULT = (0.8, 0.1, 0.1)


@pytest.mark.parametrize(
    ("samples", "shares", "expected"),
    [
        (1000, DEFAULT, [800, 100, 100]),
        (1001, DEFAULT, [801, 100, 100]),
        (25, DEFAULT, [20, 2, 3]),  # 2.5 rounds to 2, the test part takes what is left
        (15, DEFAULT, [12, 2, 1]),
        (7, DEFAULT, [6, 1, 0]),  # too few for 0.7 to be 1 once more
        (3, DEFAULT, [2, 0, 1]),
        (2, DEFAULT, [2, 0, 0]),
        (1, DEFAULT, [1, 0, 0]),
        (0, DEFAULT, [0, 0, 0]),
        (7, (1.0, 0.0, 0.0), [7, 0, 0]),
        (1003, (0.8, 0.2, 0.0), [802, 201, 0]),
        (5, (0.5, 0.5, 0.0), [2, 3, 0]),  # the last part with a share takes the rest
        (3, (0.5, 0.5, 0.0), [2, 1, 0]),
        (1, (0.5, 0.5, 0.0), [0, 1, 0]),
        (3, (0.5, 0.0, 0.5), [2, 0, 1]),
        (100, (0.34, 0.33, 0.33), [34, 33, 33]),
        (2, (0.7, 0.2, 0.1), [1, 0, 1]),  # they add up to 0.9999999999999999
        (10, (0.25, 0.25, 0.25), [2, 2, 2]),  # the rest is not used
        (5, (0.3, 0.3, 0.3), [2, 2, 1]),  # there are no more
        (1000, (0.1, 0.05, 0.0), [100, 50, 0]),
        (4, (0.0, 0.0, 0.0), [0, 0, 0]),
    ],
)
def test_sizes(samples: int, shares: tuple[float, ...], expected: list[int]) -> None:
    assert sizes(samples, shares) == expected
    assert [len(part) for part in split(samples, shares, seed=0)] == expected


@pytest.mark.parametrize("shares", [DEFAULT, (0.6, 0.2, 0.2), (0.5, 0.25, 0.25), (1 / 3,) * 3])
def test_parts_of_any_size_use_every_sample_once(shares: tuple[float, ...]) -> None:
    for samples in range(200):
        numbers = split(samples, shares, seed=samples)
        assert sorted(np.concatenate(numbers).tolist()) == list(range(samples))
        for part, share in zip(numbers, shares, strict=True):
            assert part.dtype == np.int64
            assert abs(len(part) - share * samples) <= 1.0


def test_parts_that_leave_some_out_share_none() -> None:
    numbers = np.concatenate(split(1000, (0.3, 0.2, 0.1), seed=0))
    assert len(set(numbers.tolist())) == len(numbers) == 600
    assert numbers.max() > 900


@pytest.mark.parametrize(
    "shares",
    [(0.9, 0.1, 0.1), (1.2, -0.1, -0.1), (float("nan"), 0.5, 0.5), (float("inf"), 0.0, 0.0)],
)
def test_shares_that_are_none_are_refused(shares: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="add up to 1 or less"):
        split(10, shares, seed=0)


def test_who_is_in_which_part_depends_on_the_seed_alone() -> None:
    one, again, other = (np.concatenate(split(500, DEFAULT, seed)) for seed in (5, 5, 6))
    assert one.tolist() == again.tolist() != other.tolist()
    assert one.tolist() != list(range(500))


def test_the_split_draws_from_no_stream_of_others() -> None:
    """Neither from the data's own nor from an epoch's or a layer's: their seed may be the same."""
    for seed in (0, 7, 2**63 - 1):
        order = np.concatenate(split(50, DEFAULT, seed)).tolist()
        for other in (seed, *([seed, number] for number in range(9))):
            assert np.random.default_rng(other).permutation(50).tolist() != order


@pytest.mark.parametrize("scaling", SCALINGS)
def test_dev_and_test_are_shifted_and_then_scaled_by_the_training_part(scaling: str) -> None:
    inputs, labels = MOONS.samples(200, 0.1, 2, seed=4)
    shift = (0.5, -1.0)
    found = parts(inputs, labels, DEFAULT, 9, scaling, shift)
    numbers = split(200, DEFAULT, seed=9)
    raw = inputs[:, numbers[0]]
    for i in (0, 1):
        mean, deviation, low, high = raw[i].mean(), raw[i].std(), raw[i].min(), raw[i].max()
        offset, divisor = {
            "none": (0.0, 1.0),
            "standard": (mean, deviation),
            "minmax": (low, high - low),
        }[scaling]
        for part, rows, moved in zip(found, numbers, (0.0, shift[i], shift[i]), strict=True):
            expected = (inputs[i, rows] + moved - offset) / divisor
            np.testing.assert_allclose(part.inputs[i], expected, rtol=1e-13, atol=1e-15)
    for part, rows in zip(found, numbers, strict=True):
        assert part.labels.tolist() == labels[rows].tolist()
        assert part.inputs.flags.c_contiguous
        assert (part.inputs.dtype, part.labels.dtype) == (np.float64, np.int64)


def test_standard_holds_of_the_training_part_alone() -> None:
    train, dev, test = parts(*MOONS.samples(500, 0.2, 2, seed=0), DEFAULT, 0, "standard", (0, 0))
    np.testing.assert_allclose(train.inputs.mean(axis=1), 0.0, atol=1e-14)
    np.testing.assert_allclose(train.inputs.std(axis=1), 1.0, rtol=1e-14)
    for other in (dev, test):
        assert np.all(np.abs(other.inputs.mean(axis=1)) > 1e-6)


def test_a_shift_does_not_touch_the_training_part() -> None:
    drawn = MOONS.samples(100, 0.2, 2, seed=0)
    still, moved = (
        parts(*drawn, DEFAULT, 0, "standard", shift) for shift in ((0.0, 0.0), (3.0, 0.0))
    )
    assert still.train.inputs.tobytes() == moved.train.inputs.tobytes()
    deviation = drawn[0][0, split(100, DEFAULT, 0)[0]].std()
    for before, after in ((still.dev, moved.dev), (still.test, moved.test)):
        np.testing.assert_allclose(after.inputs[0] - before.inputs[0], 3.0 / deviation, rtol=1e-12)
        assert after.inputs[1].tobytes() == before.inputs[1].tobytes()


def test_parts_may_be_empty() -> None:
    train, dev, test = parts(*MOONS.samples(9, 0.2, 2, 0), (1.0, 0.0, 0.0), 0, "minmax", (1.0, 2.0))
    assert [part.inputs.shape for part in (train, dev, test)] == [(2, 9), (2, 0), (2, 0)]
    assert [part.labels.shape for part in (train, dev, test)] == [(9,), (0,), (0,)]

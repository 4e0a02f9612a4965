"""The data sets of two inputs: where their points lie, and how many of each class."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tuiopt_kernels.data import CLASSES, NOISE, SAMPLES, PlaneDataSet
from tuiopt_kernels.datasets.plane import PLANE_DATASETS

DEVIATIONS = {"gauss": 2.5, "spirals": 0.5}
"""Of the numbers that are added where noise is 1; of all others 1."""

EVERY = pytest.mark.parametrize(
    ("spec", "classes"),
    [
        pytest.param(spec, classes, id=f"{spec.name}-{classes}")
        for spec in PLANE_DATASETS.values()
        for classes in range(CLASSES, spec.most_classes + 1)
    ],
)


def exact(name: str, samples: int = 100, classes: int = CLASSES) -> list[np.ndarray]:
    """(2, n) inputs of each class where there is no noise."""
    inputs, labels = PLANE_DATASETS[name].samples(samples, 0.0, classes, seed=0)
    return [inputs[:, labels == label] for label in range(classes)]


@EVERY
@pytest.mark.parametrize("samples", [2, 6, 7, 100, SAMPLES, 1003])
def test_whatever_it_begins_with_has_as_many_of_each_class(
    spec: PlaneDataSet, classes: int, samples: int
) -> None:
    inputs, labels = spec.samples(samples, NOISE, classes, seed=1)
    assert (inputs.shape, inputs.dtype) == ((2, samples), np.float64)
    assert (labels.shape, labels.dtype) == ((samples,), np.int64)
    assert inputs.flags.c_contiguous
    for end in {classes - 1, classes, samples // 3, samples}:
        counts = np.bincount(labels[:end], minlength=classes)
        assert counts.size == classes
        assert counts.max() - counts.min() <= 1


@EVERY
def test_a_seed_draws_the_same_again_and_another_does_not(spec: PlaneDataSet, classes: int) -> None:
    one, again, other = (spec.samples(60, NOISE, classes, seed)[0] for seed in (3, 3, 4))
    assert one.tobytes() == again.tobytes()
    assert not np.any(one == other)


@EVERY
def test_noise_is_normal_and_independent_in_both_inputs(spec: PlaneDataSet, classes: int) -> None:
    """The same seed has the same places: what noise adds is their difference."""
    still, labels = spec.samples(20_000, 0.0, classes, seed=5)
    noisy, _ = spec.samples(20_000, 0.3, classes, seed=5)
    added = (noisy - still) / (0.3 * DEVIATIONS.get(spec.name, 1.0))
    np.testing.assert_allclose(added.mean(axis=1), 0.0, atol=0.04)
    np.testing.assert_allclose(np.cov(added), np.eye(2), atol=0.04)
    assert np.mean(np.abs(added) < 1.0) == pytest.approx(0.6827, abs=0.02)
    means = [added[:, labels == label].mean() for label in range(classes)]
    np.testing.assert_allclose(means, 0.0, atol=0.06)


@EVERY
def test_inputs_are_of_the_size_of_one(spec: PlaneDataSet, classes: int) -> None:
    still, _ = spec.samples(SAMPLES, 0.0, classes, seed=0)
    noisy, _ = spec.samples(SAMPLES, NOISE, classes, seed=0)
    assert np.abs(still).max() <= 2.0
    assert np.abs(noisy).max() <= 2.8
    assert np.mean(np.abs(noisy) <= 2.5) > 0.995


@pytest.mark.parametrize("samples", [4, 100, 101])
def test_moons_are_scikit_learns(samples: int) -> None:
    """Its `make_moons` with n_samples=(outer, inner), shuffle=False and no noise.

    sklearn/datasets/_samples_generator.py: linspace(0, π) of each; (cos, sin) and
    (1 − cos, 1 − sin − 0.5).
    """
    outer, inner = exact("moons", samples)
    n_outer, n_inner = samples - samples // 2, samples // 2
    assert (outer.shape, inner.shape) == ((2, n_outer), (2, n_inner))
    steps = [i * math.pi / (n_outer - 1) for i in range(n_outer)]
    np.testing.assert_allclose(outer[0], [math.cos(a) for a in steps], atol=1e-15)
    np.testing.assert_allclose(outer[1], [math.sin(a) for a in steps], atol=1e-15)
    steps = [i * math.pi / (n_inner - 1) for i in range(n_inner)]
    np.testing.assert_allclose(inner[0], [1 - math.cos(a) for a in steps], atol=1e-15)
    np.testing.assert_allclose(inner[1], [1 - math.sin(a) - 0.5 for a in steps], atol=1e-15)


def test_circles_are_two_rings() -> None:
    for ring, radius in zip(exact("circles", 202), (1.0, 0.5), strict=True):
        np.testing.assert_allclose(np.hypot(*ring), radius, rtol=1e-15)
        gaps = np.hypot(*(ring - np.roll(ring, 1, axis=1)))  # the last meets the first
        np.testing.assert_allclose(gaps, 2 * radius * math.sin(math.pi / 101), rtol=1e-12)


@pytest.mark.parametrize("classes", range(2, 7))
def test_spirals_are_one_arm_turned(classes: int) -> None:
    arms = exact("spirals", 50 * classes, classes)
    turns = np.arange(classes) * 2 * math.pi / classes
    for arm, turn in zip(arms, turns, strict=True):
        radii = np.hypot(*arm)
        np.testing.assert_allclose(radii, np.linspace(0.2, 2.0, 50), rtol=1e-14)
        wound = np.unwrap(np.arctan2(arm[1], arm[0]), discont=math.pi)
        assert (wound[-1] - wound[0]) / (2 * math.pi) == pytest.approx(2.5 / classes)
        back = np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]])
        np.testing.assert_allclose(back @ arm, arms[0], atol=1e-14)


def test_xor_has_a_square_a_quadrant() -> None:
    same, different = exact("xor", 4000)
    assert np.all(same[0] * same[1] > 0.0)
    assert np.all(different[0] * different[1] < 0.0)
    for square in (same, different):
        assert np.count_nonzero(square[0] > 0.0) == 1000
        sizes = np.abs(square)
        assert (sizes.min(), sizes.max()) == pytest.approx((0.2, 1.8), abs=0.01)
        np.testing.assert_allclose(sizes.mean(axis=1), 1.0, atol=0.05)


@pytest.mark.parametrize("classes", range(2, 7))
def test_blobs_have_neighbours_one_apart(classes: int) -> None:
    centres = np.stack([group[:, 0] for group in exact("blobs", 60, classes)])
    for group, centre in zip(exact("blobs", 60, classes), centres, strict=True):
        assert np.all(group == centre[:, np.newaxis])
    assert np.ptp(np.hypot(*centres.T)) < 1e-15
    distances = np.hypot(*(centres[:, np.newaxis] - centres).T)
    nearest = np.sort(distances, axis=0)[1]
    np.testing.assert_allclose(nearest, 1.0, rtol=1e-14)


@pytest.mark.parametrize(("classes", "wrong"), [(2, 0.006), (6, 0.012)])
def test_blobs_are_nearly_separable(classes: int, wrong: float) -> None:
    """Φ(−2.5) beyond the line to a neighbour, of which there are one or two."""
    inputs, labels = PLANE_DATASETS["blobs"].samples(20_000, NOISE, classes, seed=2)
    centres = np.stack([group[:, 0] for group in exact("blobs", classes, classes)])
    distances = np.hypot(*(inputs.T[:, np.newaxis] - centres).T)
    assert np.mean(distances.argmin(axis=0) != labels) == pytest.approx(wrong, abs=0.003)


@pytest.mark.parametrize(("noise", "wrong"), [(0.2, 0.1587), (0.4, 0.3085)])
def test_on_gauss_the_best_classifier_errs(noise: float, wrong: float) -> None:
    """The line halfway between the centres: Φ(−0.2/noise)."""
    low, high = exact("gauss")
    assert np.all(low == [[-0.3], [-0.4]])
    assert np.all(high == [[0.3], [0.4]])
    inputs, labels = PLANE_DATASETS["gauss"].samples(40_000, noise, 2, seed=1)
    assert 0.5 * math.erfc(0.2 / noise / math.sqrt(2)) == pytest.approx(wrong, abs=1e-4)
    assert np.mean((0.6 * inputs[0] + 0.8 * inputs[1] > 0.0) != labels) == pytest.approx(
        wrong, abs=0.006
    )

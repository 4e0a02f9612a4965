"""What the preview of a lesson tells of its networks."""

from __future__ import annotations

from nets_in_code import network_run, network_scenario, network_schedule

from tuiopt.app.draw.look import Look
from tuiopt.app.draw.words import words_of
from tuiopt.app.lessons.index import Lesson, search
from tuiopt.app.lessons.widgets.preview import Preview
from tuiopt.picture.palette import PALETTES
from tuiopt.picture.signs import ASCII, UNICODE

BARE = network_run("momentum", 0.1, label="without BN", batch_norm=False, hidden=(16, 16))
NORMED = network_run(
    "momentum", 0.1, label="with BN", l2=0.01, init="xavier", activation="tanh", hidden=(16, 16)
)
PAIR = network_scenario(BARE, NORMED, epochs=50)
LESSON = Lesson("bn.toml", PAIR)


def shown(width: int, signs: str = "unicode") -> list[str]:
    preview = Preview()
    preview.set_reactive(Preview.lesson, LESSON)
    look = Look(PALETTES["dark"], UNICODE if signs == "unicode" else ASCII, fill=True)
    strips = preview.rows(look, width, 20)
    assert all(strip.cell_length == width for strip in strips)
    return [strip.text.rstrip() for strip in strips]


def test_settings_are_the_optimizers_and_what_sets_the_networks_apart() -> None:
    shared = ["α 0.1", "β 0.9"]
    assert words_of(PAIR).settings(BARE) == [*shared, "batch 16", "ReLU", "he init"]
    assert words_of(PAIR).settings(NORMED) == [*shared, "λ 0.01", "batch 16", "tanh", "xavier init"]
    falls = network_schedule(network_run("gd", 0.2, label="falls"), "inverse-time")
    one = network_scenario(falls)
    assert words_of(one).settings(falls) == ["α 0.2/(1+k)", "batch 16"]


def test_data_and_networks_and_epochs_are_told() -> None:
    rows = shown(80)
    assert any(row.startswith(" Network  points, 40 train + 10 dev   ") for row in rows)
    assert rows[-1] == " Length   50 epochs, 150 steps"
    assert any("▲ without BN" in row and "batch 16" in row for row in rows)
    assert all(row.isascii() for row in shown(80, "ascii"))
    for width in (1, 12, 30, 200):
        assert shown(width)


def test_a_lesson_is_found_by_what_its_networks_have() -> None:
    dropout = network_run(label="a", keep_prob=0.8, patience=3, batch_norm=False)
    other = Lesson("other.toml", network_scenario(dropout))
    both = (LESSON, other)
    for words, found in {
        "batch norm": LESSON,
        "tanh xavier": LESSON,
        "l2": LESSON,
        "dropout": other,
        "early stopping": other,
    }.items():
        assert search(both, words) == (found,)
    assert search(both, "relu he points") == both
    assert search(both, "transfer learning") == ()

"""The lessons, how they are found and opened."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hosted import DARK, PLAIN, Host, hosted
from piloted import Started, text
from races import scenario, setup
from rich.cells import cell_len
from textual.events import Key, Paste
from textual.geometry import Region
from textual.pilot import Pilot

from tuiopt.app.lessons import index as lessons_module
from tuiopt.app.lessons.arrangement import arrange
from tuiopt.app.lessons.index import UNSORTED, Lesson, lessons, next_chapter, search
from tuiopt.app.lessons.screen import OpenScreen
from tuiopt.app.lessons.widgets.lesson_list import LessonList, entries_of, scrolled
from tuiopt.app.lessons.widgets.preview import Preview
from tuiopt.scenario.bundled import ORDER, bundled

SOUND = 'format = 1\ntitle = "%s"\n[problem]\nsurface = "bowl"\n[[runs]]\noptimizer = "gd"\n'
BAD = 'format = 1\ntitle = "[red]"\nsteps = [/]\n'
ALL = lessons()


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where paths that are typed begin."""
    made = tmp_path_factory.mktemp("own")
    monkeypatch.chdir(made)
    return made


def screen(pilot: Pilot[None]) -> OpenScreen:
    assert isinstance(pilot.app.screen, OpenScreen)
    return pilot.app.screen


def results(pilot: Pilot[None]) -> list[object]:
    assert isinstance(pilot.app, Host)
    return pilot.app.results


async def previewed(pilot: Pilot[None], file: str) -> list[str]:
    """The rows of the screen once a file is previewed."""
    while (lesson := screen(pilot).previewed) is None or lesson.file != file:
        await pilot.pause(0.02)
    await pilot.pause()
    return text(pilot)


# The lessons


def test_every_bundled_scenario_is_a_lesson_in_the_order_of_teaching() -> None:
    assert sorted(lesson.file for lesson in ALL) == sorted(f"{name}.toml" for name in bundled())
    assert [lesson.number for lesson in ALL] == list(range(1, len(ALL) + 1))
    names = [lesson.file.removesuffix(".toml") for lesson in ALL]
    assert set(ORDER) <= set(names)
    for chapter in {lesson.chapter for lesson in ALL}:
        places = [i for i, lesson in enumerate(ALL) if lesson.chapter == chapter]
        assert places == list(range(places[0], places[-1] + 1)), "a chapter is in two places"
        named = [names[i] for i in places if names[i] in ORDER]
        assert named == sorted(named, key=ORDER.index)


def test_a_faulty_file_and_one_without_a_chapter_come_last(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.toml").write_text(BAD)
    (folder / "b.toml").write_text(SOUND % "Own")
    (folder / "c.toml").write_text(SOUND.replace("[problem]", 'chapter = "C"\n[problem]') % "In C")
    paths = {path.stem: path for path in sorted(folder.glob("*.toml"))}
    monkeypatch.setattr(lessons_module, "bundled", lambda: paths)
    read = lessons.__wrapped__()
    assert [(lesson.title, lesson.chapter) for lesson in read] == [
        ("In C", "C"),
        ("a", UNSORTED),
        ("Own", UNSORTED),
    ]
    assert read[1].scenario is None
    assert read[1].faults[0].line == 3


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", len(ALL)),
        ("himmelblau", 1),  # a surface
        ("four MINIMA", 1),  # a title and a text, in any letters
        ("no such words", 0),
    ],
)
def test_words_are_searched_everywhere(typed: str, found: int) -> None:
    assert len(search(ALL, typed)) == found


def test_an_optimizer_is_found_in_the_lessons_that_race_it() -> None:
    found = search(ALL, "rmsprop")
    assert 0 < len(found) < len(ALL)
    for lesson in ALL:
        assert lesson.scenario is not None
        if any(run.optimizer.name == "rmsprop" for run in lesson.scenario.runs):
            assert lesson in found


@pytest.mark.parametrize(
    "typed", ["~no-such-user/x.toml", "a\0b.toml", "missing.toml", "/", "x" * 9999 + "/"]
)
def test_a_path_that_leads_nowhere_is_a_lesson_with_faults(folder: Path, typed: str) -> None:
    (lesson,) = search(ALL, typed)
    assert lesson.scenario is None
    assert lesson.faults
    assert lesson.file.isprintable()


# The list


def test_the_chosen_row_is_always_in_view() -> None:
    entries = entries_of(ALL)
    for room in range(1, len(entries) + 3):
        top = 0
        for chosen in [*range(len(ALL)), *reversed(range(len(ALL)))]:
            top = scrolled(entries, chosen, top, room)
            assert 0 <= entries.index(chosen) - top < room
            assert top == 0 or top + room <= len(entries)


def test_the_list_says_how_many_more_there_are() -> None:
    widget = LessonList()
    widget.set_reactive(LessonList.lessons, ALL)
    rows = ["".join(segment.text for segment in row) for row in widget.rows(DARK, 60, 6)]
    shown = sum(lesson.title in row for row in rows for lesson in ALL)
    assert rows[-1].split() == ["↓", str(len(ALL) - shown), "more"]


def test_a_long_title_is_cut_before_the_signs_of_the_runs() -> None:
    scenario = ALL[0].scenario
    assert scenario is not None
    widget = LessonList()
    made = replace(scenario, title="long " * 50)
    widget.set_reactive(LessonList.lessons, (Lesson("own.toml", made),))
    (row,) = widget.rows(DARK, 60, 1)
    assert "".join(segment.text for segment in row).endswith("… ●▲■◆  ")


def test_next_chapter() -> None:
    chapters = "AABBBC"
    made = tuple(Lesson(str(i), ALL[0].scenario, number=i) for i in range(len(chapters)))
    assert {i: next_chapter(made, i, 1) for i in range(6)} == dict.fromkeys(range(6), 5)
    assert next_chapter((), 0, -1) == 0
    first = [i for i, a in enumerate(ALL) if i == 0 or ALL[i - 1].chapter != a.chapter]
    assert [next_chapter(ALL, i, 1) for i in first[:-1]] == first[1:]
    assert [next_chapter(ALL, i, -1) for i in first[1:]] == first[:-1]
    assert next_chapter(ALL, first[1] + 1, -1) == first[1]


def test_the_parts_fit_and_do_not_overlap_at_any_size() -> None:
    for width in range(1, 260, 3):
        for height in range(1, 120, 2):
            for with_map in (False, True):
                whole = Region(0, 0, width, height)
                places = list(arrange(width, height, with_map=with_map).values())
                if height >= 4:
                    assert all(whole.contains_region(place) for place in places), (width, height)
                for i, place in enumerate(places):
                    rest = places[i + 1 :]
                    if height >= 4:
                        assert not any(place.overlaps(other) for other in rest), (width, height)


# The screen


@pytest.mark.parametrize("size", [(160, 48), (120, 40), (100, 30)])
async def test_the_preview_shows_start_and_wells_and_no_path(size: tuple[int, int]) -> None:
    async with hosted(OpenScreen, size) as pilot:
        rows = await previewed(pilot, ALL[0].file)
        shown = "\n".join(rows)
        scenario = ALL[0].scenario
        assert scenario is not None
        assert shown.count("○") == shown.count("✚") == 1
        for run in scenario.runs:
            assert any(f" {run.label} " in row and "α " in row for row in rows)
        assert f"{scenario.steps} steps" in shown


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_below_100_columns_there_is_a_text_and_no_map(size: tuple[int, int]) -> None:
    async with hosted(OpenScreen, size) as pilot:
        shown = "\n".join(await previewed(pilot, ALL[0].file))
        scenario = ALL[0].scenario
        assert scenario is not None
        assert scenario.description.split()[0] in shown
        assert "✚" not in shown


@pytest.mark.parametrize("size", [(40, 12), (59, 19), (20, 5), (3, 2)])
async def test_below_60x20_there_is_the_list_alone(size: tuple[int, int]) -> None:
    async with hosted(OpenScreen, size) as pilot:
        await pilot.press("down", "down", "enter")
        assert results(pilot) == [ALL[2].scenario]


async def test_keys_choose_and_enter_opens() -> None:
    async with hosted(OpenScreen, (120, 40)) as pilot:
        for key, chosen in (("down", 1), ("down", 2), ("up", 1), ("up", 0), ("up", 0)):
            await pilot.press(key)
            assert screen(pilot).chosen == chosen
        for key, offset in (("pagedown", 1), ("shift+down", 1), ("pageup", -1), ("shift+up", -1)):
            expected = next_chapter(ALL, screen(pilot).chosen, offset)
            await pilot.press(key)
            assert screen(pilot).chosen == expected
        await pilot.press("down", "enter")
        assert results(pilot) == [ALL[1].scenario]


async def test_keys_keep_their_order_with_what_is_typed() -> None:
    async with hosted(OpenScreen, (120, 40)) as pilot:
        found = search(ALL, "gd")
        for key in ("down", "g", "down", "d", "down", "down", "up", "enter"):  # none waited for
            pilot.app.post_message(Key(key, key if len(key) == 1 else None))
        while not results(pilot):
            await pilot.pause()
        assert results(pilot) == [found[1].scenario]


async def test_escape_ends_with_nothing() -> None:
    async with hosted(OpenScreen, (120, 40)) as pilot:
        await pilot.press("down", "escape")
        assert results(pilot) == [None]


async def test_a_click_chooses_and_a_second_opens() -> None:
    async with hosted(OpenScreen, (120, 40)) as pilot:
        rows = text(pilot)
        y = next(y for y, row in enumerate(rows) if ALL[2].title in row)
        await pilot.click(offset=(12, y))
        assert screen(pilot).chosen == 2
        assert results(pilot) == []
        await pilot.click(offset=(12, y))
        assert results(pilot) == [ALL[2].scenario]


async def test_a_click_on_what_was_chosen_by_key_only_chooses() -> None:
    async with hosted(OpenScreen, (120, 40)) as pilot:
        y = next(y for y, row in enumerate(text(pilot)) if f" 1  {ALL[0].title}" in row)
        await pilot.click(offset=(12, y))
        assert results(pilot) == []


async def test_a_faulty_file_is_told_and_not_opened(folder: Path) -> None:
    (folder / "bad.toml").write_text(BAD)
    for size in ((160, 48), (80, 24), (40, 12)):
        async with hosted(OpenScreen, size) as pilot:
            await pilot.press(*"bad", "full_stop", *"toml", "enter")
            await pilot.pause()
            shown = "\n".join(text(pilot))
            assert "bad.toml:3:" in shown
            assert "(has faults)" in shown or size == (40, 12), "there the message covers it"
            assert results(pilot) == []


async def test_a_file_is_opened_by_its_path(folder: Path) -> None:
    (folder / "own.toml").write_text(SOUND % "[/] [red]Own[/]")
    async with hosted(OpenScreen, (160, 48)) as pilot:
        await pilot.press(*"own", "full_stop", *"toml")
        rows = await previewed(pilot, "own.toml")
        assert sum("[/] [red]Own[/]" in row for row in rows) >= 1
        await pilot.press("enter")
        (scenario,) = results(pilot)
        assert scenario.title == "[/] [red]Own[/]"  # type: ignore[attr-defined]


@pytest.mark.parametrize("title", ["漢" * 90, "long " * 400, "[/]"], ids=["wide", "long", "markup"])
async def test_any_title_and_label(folder: Path, title: str) -> None:
    made = (SOUND % title).replace('"gd"', f'"gd"\nlabel = "{title[:40]}"')
    (folder / "own.toml").write_text(made, encoding="utf-8")
    for size in ((160, 48), (80, 24), (40, 12)):
        async with hosted(OpenScreen, size) as pilot:
            await pilot.press(*"own", "full_stop", *"toml")
            for row in await previewed(pilot, "own.toml"):
                assert cell_len(row.rstrip()) <= size[0]
            await pilot.press("enter")
            assert len(results(pilot)) == 1


async def test_words_that_no_lesson_has(folder: Path) -> None:
    async with hosted(OpenScreen, (160, 48)) as pilot:
        await pilot.press(*"xyzzy")
        assert any("No lesson has these words" in row for row in text(pilot))
        await pilot.press("down", "up", "pagedown", "enter")
        await pilot.pause()
        assert any("no bundled scenario has this name" in row for row in text(pilot))
        assert results(pilot) == []


async def test_a_huge_paste_is_cut() -> None:
    async with hosted(OpenScreen, (120, 40)) as pilot:
        field = screen(pilot).query_one("#search")
        field.post_message(Paste("x" * 1_000_000))
        await pilot.pause()
        assert len(field.value) == 1000  # type: ignore[attr-defined]
        await pilot.press("escape")
        assert results(pilot) == [None]


async def test_ascii_mode_writes_ascii_alone() -> None:
    async with hosted(OpenScreen, (160, 48), PLAIN) as pilot:
        for lesson in ALL:
            for row in await previewed(pilot, lesson.file):
                assert row.isascii(), row
            await pilot.press("down")


# The preview's words


def test_a_run_tells_what_is_not_as_usual() -> None:
    preview = Preview()
    preview.set_reactive(Preview.lesson, next(a for a in ALL if a.file == "saddle.toml"))
    rows = ["".join(s.text for s in row) for row in preview.rows(DARK, 100, 20)]
    (ridge,) = (row for row in rows if "On the ridge" in row)
    assert "from (−1.5, 0)" in ridge
    assert "Gradient descent" in ridge, "its label does not say what it is"


def test_settings_that_do_not_fit_are_left_out_rather_than_cut() -> None:
    preview = Preview()
    preview.set_reactive(Preview.lesson, next(a for a in ALL if a.file == "zoo.toml"))
    for width in range(30, 120):
        rows = ["".join(s.text for s in row) for row in preview.rows(DARK, width, 20)]
        (rprop,) = (row.split() for row in rows if "Rprop" in row)
        told = dict(
            zip(rprop[rprop.index("α") :: 2], rprop[rprop.index("α") + 1 :: 2], strict=True)
        )
        whole = {"α": "1", "η⁻": "0.5", "η⁺": "1.2", "η_min": "1e−6", "η_max": "50"}
        assert told.items() <= whole.items()
        assert width < 90 or told == whole


async def test_lessons_are_read_ahead_one_by_one(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tuiopt.app.app.READ_AHEAD_AFTER", 0.01)
    monkeypatch.setattr("tuiopt.app.app.READ_AHEAD_EVERY", 0.001)
    lessons_module._bundled.cache_clear()
    async with started(scenario(setup())) as pilot:
        while lessons_module._bundled.cache_info().currsize < len(ALL):
            await pilot.pause(0.01)
    read = lessons_module._bundled.cache_info().misses
    lessons_module.lessons.cache_clear()
    assert len(lessons()) == len(ALL) == read
    assert lessons_module._bundled.cache_info().misses == read

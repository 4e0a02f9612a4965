"""The learning rates below the losses: who has one, what is hidden, where there is room."""

from __future__ import annotations

from dataclasses import replace

import pytest
from piloted import nothing
from races import scenario, scheduled, setup
from test_charts import LOOK, loss, set_up, text
from textual.geometry import Region

from tuiopt.app.app import TuioptApp
from tuiopt.app.draw.look import Look
from tuiopt.app.widgets.chart import Chart
from tuiopt.app.widgets.rows import as_strip, changed
from tuiopt.labs.contour.screen.arrangement import LOSSES, RATES, arrange
from tuiopt.labs.contour.screen.screen import ContourScreen
from tuiopt.labs.contour.screen.widgets.rates import RatesChart
from tuiopt.labs.contour.solve.race import solve
from tuiopt.labs.contour.solve.trace import ContourTrace
from tuiopt.picture.numbers import number
from tuiopt.picture.palette import PALETTES
from tuiopt.picture.signs import ASCII

pytestmark = pytest.mark.filterwarnings("error")

STAYS = setup("gd", 0.2, label="stays")
FALLS = scheduled(setup("gd", 0.2, label="falls"), "inverse-time")
TURNS = scheduled(setup("momentum", 0.1, label="turns"), "cosine")
TRACE = solve(scenario(STAYS, FALLS, TURNS, steps=400, noise=0.1))


def rates(trace: ContourTrace, cursor: int, selected: int = 0, **more: object) -> Chart:
    return set_up(RatesChart(), trace, cursor, selected, **more)


def test_scheduled_runs_end_in_their_sign_and_rate_and_others_are_not_there() -> None:
    for cursor in (1, 18, 50):
        rows = text(rates(TRACE, cursor).rows(LOOK, 60, RATES))
        assert rows[0].startswith("Learning rate ──")
        shown = "".join(rows)
        for run, sign in zip(TRACE.runs, "●▼▲", strict=True):
            told = f" {number(float(run.column('learning_rate')[cursor]))} "
            assert (told in shown) == (sign in shown) == (run.setup is not STAYS)


def test_the_axis_ends_at_the_least_and_the_largest_rate_so_far() -> None:
    rows = text(rates(TRACE, 400).rows(LOOK, 60, RATES))
    assert [row[:6].strip() for row in rows[1:-1]] == ["0.1", "", "0"]
    early = text(rates(TRACE, 18).rows(LOOK, 60, RATES))
    assert [row[:6].strip() for row in early[1:-1]] == ["0.1", "", "0.01"]


@pytest.mark.parametrize("cursor", [0, 1, 7, 24, 25, 26, 130, 400])
def test_nothing_depends_on_the_future(cursor: int) -> None:
    short = tuple(replace(run, rows=run.rows[: cursor + 1]) for run in TRACE.runs)
    chart = rates(ContourTrace(TRACE.scenario, short, cursor), cursor, 1)
    before = chart.rows(LOOK, 50, RATES)
    set_up(chart, TRACE, cursor, 1)
    after = chart.rows(LOOK, 50, RATES)
    assert not any(changed(a, b) for a, b in zip(before, after, strict=True))


@pytest.mark.parametrize("width", [28, 52, 80])
@pytest.mark.parametrize("cursor", [3, 50, 400])
def test_it_has_the_columns_of_the_losses_above(width: int, cursor: int) -> None:
    above = text(loss(TRACE, cursor).rows(LOOK, width, LOSSES))
    below = text(rates(TRACE, cursor).rows(LOOK, width, RATES))
    assert above[-1] == below[-1]
    assert {row.index("│") for row in above if "│" in row} == {
        row.index("│") for row in below if "│" in row
    }


def test_rates_stand_right_of_the_curves_however_short_the_names_are() -> None:
    row = next(row for row in text(rates(TRACE, 400).rows(LOOK, 60, RATES)) if "▲ 1.54e−6" in row)
    assert row.index("▲ 1.54e−6") >= text(rates(TRACE, 400).rows(LOOK, 60, RATES))[2].index("│")


def test_hidden_runs_are_not_drawn_and_none_is_no_danger() -> None:
    rows = text(rates(TRACE, 18, hidden=frozenset({1})).rows(LOOK, 60, RATES))
    assert "▼" not in "".join(rows)
    assert "▲" in "".join(rows)
    none = text(rates(TRACE, 18, hidden=frozenset({1, 2})).rows(LOOK, 60, RATES))
    assert not {*"●▼▲"} & {*"".join(none)}


def test_without_colour_signs_tell_curves_apart() -> None:
    grey = replace(LOOK, color=False)
    plain = "".join(text(rates(TRACE, 60, selected=1).rows(LOOK, 100, RATES)))
    signed = "".join(text(rates(TRACE, 60, selected=1).rows(grey, 100, RATES)))
    assert signed.count("▲") > plain.count("▲") + 3
    assert signed.count("▼") == plain.count("▼")


@pytest.mark.parametrize("size", [(24, 5), (28, 6), (50, 5), (10, 4), (1, 1), (0, 0)])
@pytest.mark.parametrize("look", [LOOK, Look(PALETTES["light"], ASCII, False, False)])
def test_every_size_and_letter_fits(size: tuple[int, int], look: Look) -> None:
    wild = scheduled(setup("gd", 1e300, label="wild"), "inverse-sqrt", c=1e300)
    trace = solve(scenario(FALLS, wild, TURNS, steps=300))
    assert trace.runs[1].last == 0
    for cursor in (0, 1, 24, 100, 299):
        rows = rates(trace, cursor).rows(look, *size)
        assert len(rows) <= size[1]
        assert all(as_strip(row).cell_length == size[0] for row in rows)
        if look.signs.ascii_only:
            assert all(row.text.isascii() for row in rows)


def test_what_was_drawn_stays_while_the_cursor_moves() -> None:
    chart = rates(TRACE, 300)
    chart.rows(LOOK, 60, RATES)
    before = chart._kept["drawn"][1]
    set_up(chart, TRACE, 301).rows(LOOK, 60, RATES)
    assert chart._kept["drawn"][1] is before


def test_rates_have_a_place_where_the_losses_keep_theirs() -> None:
    for width in range(1, 260, 3):
        for height in range(1, 120, 2):
            for panel in range(3):
                plain = arrange(width, height, 4, panel).places
                assert "rates" not in plain
                places = arrange(width, height, 4, panel, scheduled=True).places
                assert {*places} - {"rates"} == {*plain}
                screen = Region(0, 0, width, height)
                parts = list(places.values())
                assert all(screen.contains_region(place) for place in parts)
                for i, place in enumerate(parts):
                    assert not any(place.overlaps(other) for other in parts[i + 1 :])
                if "rates" in places:
                    below, above = places["rates"], places["loss"]
                    assert (below.x, below.y, below.width) == (above.x, above.bottom, above.width)
                    assert below.height == RATES
                    kept = LOSSES if "tabs" in places else plain["loss"].height
                    assert above.height >= kept
                else:
                    assert places == plain
    assert "rates" in arrange(160, 48, 4, 0, scheduled=True).places
    assert "rates" in arrange(120, 40, 4, 0, scheduled=True).places
    assert "rates" in arrange(80, 24, 4, 1, scheduled=True).places


@pytest.mark.parametrize("fall", [True, False])
async def test_the_screen_shows_it_only_for_a_race_with_a_schedule(
    fall: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tuiopt.labs.contour.screen.solving.beginning", solve)
    monkeypatch.setattr("tuiopt.labs.contour.screen.solving.solve", nothing)
    app = TuioptApp(scenario(STAYS, FALLS if fall else setup("adam"), steps=60))
    async with app.run_test(size=(160, 48)) as pilot:
        while not isinstance(app.screen, ContourScreen):
            await pilot.pause()
        await pilot.press("L", "L")
        await pilot.pause()
        chart = app.screen.query_one(RatesChart)
        assert chart.display is fall
        shown = "".join(strip.text for strip in app.screen._compositor.render_strips())
        assert ("Learning rate ──" in shown) is fall
        assert ("▼ 0.009524" in shown) is fall
        assert bool(chart._kept) is fall

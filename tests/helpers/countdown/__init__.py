"""A lab that is not built in. Its runs have no optimizer: they count down from a number."""

from __future__ import annotations

from tuiopt.registry import Lab, Part

COUNTDOWN = Lab(
    name="countdown",
    title="Counts",
    counted="",
    tables=Part("countdown.scenario:TABLES"),
    resolve=Part("countdown.scenario:resolve"),
    solve=Part("countdown.solve:run"),
    export=Part("countdown.solve:CountdownTable"),
    summary=Part("countdown.solve:summary"),
    words=Part("countdown.screen:CountdownWords"),
    screen=Part("countdown.screen:CountdownScreen"),
)

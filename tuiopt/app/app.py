"""The Textual application: themes, screens, and how it starts and ends."""

from __future__ import annotations

import gc
import locale
import os
import sys
import threading
from contextlib import suppress

from textual.app import App
from textual.driver import Driver
from textual.theme import Theme

from tuiopt.app.draw.look import Look
from tuiopt.app.screens.look_screen import LookScreen
from tuiopt.app.screens.start_screen import StartScreen, Underground
from tuiopt.picture.color import hexadecimal
from tuiopt.picture.palette import PALETTES, Palette
from tuiopt.picture.signs import ASCII, UNICODE
from tuiopt.registry import LABS
from tuiopt.scenario.catalogue import WARNINGS
from tuiopt.scenario.model import Scenario
from tuiopt.storage.log import write_failure

READ_AHEAD_AFTER, READ_AHEAD_EVERY = 1.0, 0.03
"""Seconds from the start, when kernels are loaded, and between one lesson and the next."""


class TuioptApp(App[None]):
    """One lab's screen at a time, with help and the list of scenarios over it."""

    CSS_PATH = "style.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "tuiopt"

    def __init__(
        self, scenario: Scenario, *, theme: str = "dark", ascii_only: bool = False
    ) -> None:
        super().__init__(driver_class=_driver(ascii_only))
        self._scenario = scenario
        self._signs = ASCII if ascii_only else UNICODE
        self.failure: str | None = None
        self._told = 0
        for palette in PALETTES.values():
            self.register_theme(_textual_theme(palette))
        self.theme = theme

    @property
    def look(self) -> Look:
        """How things are drawn on this terminal; 16 colours are too few for a filled map."""
        fill = self.console.color_system in ("truecolor", "256", "windows")
        return Look(PALETTES[self.theme], self._signs, fill, color=not self.no_color)

    def get_default_screen(self) -> Underground:
        return Underground()

    def on_mount(self) -> None:
        # What the terminal shows by then is not known.
        self.app_resume_signal.subscribe(self, lambda _: self.refresh())
        self.push_screen(StartScreen(self._scenario, self.look))
        self.call_after_refresh(self._begin, self._scenario)
        self.set_timer(READ_AHEAD_AFTER, self._read_ahead)

    def _read_ahead(self) -> None:
        """Nobody shall wait for the list of lessons, nor for another lab's screen.

        Lessons are read bit by bit; screens are imported by a thread, in short turns.
        """
        from tuiopt.app.lessons.index import (
            read_ahead,  # with what labs say of lessons: not at the start
        )

        threading.Thread(target=_import_screens, name="tuiopt-ahead", daemon=True).start()
        ahead = read_ahead()

        def read_one() -> None:
            if next(ahead, ahead) is ahead:
                reading.stop()

        reading = self.set_interval(READ_AHEAD_EVERY, read_one)

    def _begin(self, scenario: Scenario) -> None:
        self.switch_screen(self._lab(scenario))
        for text in WARNINGS[self._told :]:
            self.notify(self.look.text(text), severity="warning", markup=False, timeout=10)
        self._told = len(WARNINGS)

    def _lab(self, scenario: Scenario) -> LookScreen:
        """The screen of a scenario's lab. They need NumPy, so they come after the first text."""
        screen: LookScreen = LABS[scenario.lab].screen.get()(scenario, self.look)
        return screen

    def action_next_theme(self) -> None:
        names = list(PALETTES)
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        for screen in self.screen_stack:
            if isinstance(screen, LookScreen):
                screen.look = self.look

    def action_command_palette(self) -> None:
        from tuiopt.app.commands import Palette

        self.push_screen(Palette())

    def action_open(self) -> None:
        from tuiopt.app.lessons.screen import OpenScreen

        self.push_screen(OpenScreen(self.look), self._opened)

    def _opened(self, scenario: Scenario | None) -> None:
        if scenario is not None:
            self._begin(scenario)

    def action_help_quit(self) -> None:
        """Ctrl+C quits nothing by accident."""
        self.clear_notifications()
        self.notify("q quits", title="")

    def _handle_exception(self, error: Exception) -> None:
        """Textual would print a page with all local variables; a line and a log do."""
        self._return_code = 1
        if self._exception is None:
            self.failure = _log_failure(error)
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()


def _import_screens() -> None:
    # What cannot be imported is told to whoever opens a lesson of that lab.
    with suppress(Exception):
        for lab in LABS.values():
            lab.screen.get()


def run(scenario: Scenario, *, theme: str | None, ascii_only: bool) -> int:
    """The interactive program, from the first picture to the exit status."""
    app = TuioptApp(scenario, theme=theme or "dark", ascii_only=ascii_only or not speaks_unicode())
    # The compiler is Python code: short turns keep the screen and the keys alive beside it.
    sys.setswitchinterval(0.001)
    # A frame makes and drops some thousand objects, nearly none of them in cycles.
    gc.set_threshold(20_000, 20, 20)
    app.run()
    with suppress(OSError):  # the terminal may be gone
        if app.failure is not None:
            print(app.failure, file=sys.stderr)
        sys.stdout.flush()
        sys.stderr.flush()
    # A compiler may be at work in the solver's thread: nobody waits for it.
    os._exit(app.return_code or 0)


def speaks_unicode() -> bool:
    """Whether the terminal can be trusted with braille and blocks."""
    if os.environ.get("TERM") in ("dumb", "linux"):
        return False
    # Python turns the C locale into UTF-8 for itself and says so in LC_CTYPE; LANG tells.
    named = os.environ.get("LC_ALL") or os.environ.get("LANG") or os.environ.get("LC_CTYPE") or ""
    if named in ("C", "POSIX"):
        return False
    return "utf" in (named or locale.getpreferredencoding(False)).casefold()


def _driver(ascii_only: bool) -> type[Driver] | None:
    """What talks to the terminal; None for Textual's own choice."""
    if sys.platform == "win32":
        return None
    from tuiopt.app.terminal import driver

    return driver.AsciiDriver if ascii_only else driver.Driver


def _log_failure(error: Exception) -> str:
    """What to tell of an exception, once it is in a log."""
    told = f"tuiopt: {type(error).__name__}: the program failed"
    log = write_failure(error)
    return f"{told}; see {log}" if log else told


def _textual_theme(palette: Palette) -> Theme:
    return Theme(
        name=palette.name,
        primary=hexadecimal(palette.runs[1]),
        background=hexadecimal(palette.bg),
        surface=hexadecimal(palette.bg),
        panel=hexadecimal(palette.raised),
        foreground=hexadecimal(palette.text),
        warning=hexadecimal(palette.bad),
        error=hexadecimal(palette.bad),
        success=hexadecimal(palette.good),
        dark=palette.dark,
    )

"""Keys that come faster than a person presses them."""

from __future__ import annotations

from collections.abc import Callable

from pseudo_terminal import END, LEFT, RIGHT, PseudoTerminal

Start = Callable[..., PseudoTerminal]


def test_keys_keep_their_order(start: Start) -> None:
    terminal = start()
    terminal.wait_for("0/60")
    terminal.send(f"{RIGHT * 5} {LEFT}n{RIGHT}")
    terminal.wait_for(" 9/60 ")


def test_a_key_held_down(start: Start) -> None:
    terminal = start()
    terminal.wait_for("0/60")
    terminal.send(RIGHT * 300)
    terminal.send(LEFT * 20)
    terminal.wait_for(" 40/60 ")


def test_a_long_paste(start: Start) -> None:
    terminal = start()
    terminal.wait_for("0/60")
    terminal.send("o")
    terminal.wait_for("Open a lesson")
    terminal.send("\x1b[200~")
    for _ in range(250):
        terminal.send("x" * 4000)
        terminal.pump(0.001)
    terminal.send("\x1b[201~y")
    terminal.wait_for("xxxx")
    terminal.send("\x1b")
    terminal.wait_for(lambda text: "xxxx" not in text)
    terminal.send(END)
    terminal.wait_for("60/60")

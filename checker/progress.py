"""One line on a terminal that says how far a long run has come, and is gone when it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock, Timer
from typing import TextIO

from checker.problems import on_one_line
from checker.writers.summary.spans import columns

PATIENCE = 1.0
"""How many seconds of silence come before it; what is done sooner says nothing."""

Step = Callable[[str], None]
"""Tells that the next thing begins, and what it is called."""


@dataclass(slots=True)
class Line:
    """A line of a terminal that is written over again and again."""

    stream: TextIO
    drawn: int = 0
    """How many columns stand there now."""

    def write(self, text: str) -> None:
        """Blanks and no escapes behind it: this must look right with colours off, too."""
        taken = columns(text)
        self.stream.write("\r" + text + " " * (self.drawn - taken))
        self.stream.flush()
        self.drawn = taken

    def clear(self) -> None:
        if self.drawn:
            self.write("")
            self.stream.write("\r")
            self.stream.flush()


@dataclass(slots=True)
class _Things:
    """Which thing has begun, of how many; told by the run, and the first time by a timer."""

    line: Line
    total: int
    width: int
    number: int = 0
    label: str = ""
    due: bool = False

    def draw(self) -> None:
        self.line.write(cut(f"{self.number}/{self.total} · {on_one_line(self.label)} …", self.width - 1))


@contextmanager
def progress(stream: TextIO, total: int, width: int) -> Iterator[Step]:
    """Gives a function to call before each of ``total`` things.

    The line is there after ``PATIENCE`` seconds, also if a single thing takes that long.
    """
    things, lock = _Things(Line(stream), total, width), Lock()

    def step(label: str) -> None:
        with lock:
            things.number, things.label = things.number + 1, label
            if things.due:
                things.draw()

    def begin() -> None:
        with lock:
            things.due = True
            if things.number:
                things.draw()

    timer = Timer(PATIENCE, begin)
    timer.daemon = True
    timer.start()
    try:
        yield step
    finally:
        timer.cancel()
        with lock:  # a timer that has just run must not draw after this
            things.number, things.due = 0, False
            things.line.clear()


def cut(text: str, width: int) -> str:
    """As much as stands on one line, which is written over again and again."""
    if columns(text) <= width:
        return text
    while text and columns(text) >= width:
        text = text[:-1]
    return f"{text}…"

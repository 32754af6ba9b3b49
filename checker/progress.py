"""One line on a terminal that says how far a long run has come, and is gone when it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock, Timer
from typing import TextIO

from checker.problems import visible
from checker.writers.summary.spans import columns

PATIENCE = 1.0
"""How many seconds of silence come before it; what is done sooner says nothing."""

Step = Callable[[str], None]
"""Tells that the next thing begins, and what it is called."""


@dataclass(slots=True)
class _Line:
    """The line as it stands; drawn by the run, and the first time by a timer."""

    stream: TextIO
    total: int
    width: int
    number: int = 0
    label: str = ""
    drawn: int = 0
    """How many columns stand there now."""
    due: bool = False

    def draw(self) -> None:
        text = _cut(f"{self.number}/{self.total} · {visible(self.label)} …", self.width - 1)
        self._replace(text)

    def clear(self) -> None:
        if self.drawn:
            self._replace("")
            self.stream.write("\r")
            self.stream.flush()

    def _replace(self, text: str) -> None:
        """Blanks and no escapes behind it: this must look right with colours off, too."""
        taken = columns(text)
        self.stream.write("\r" + text + " " * (self.drawn - taken))
        self.stream.flush()
        self.drawn = taken


@contextmanager
def progress(stream: TextIO, total: int, width: int) -> Iterator[Step]:
    """Gives a function to call before each of ``total`` things.

    The line is there after ``PATIENCE`` seconds, also if a single thing takes that long.
    """
    line, lock = _Line(stream, total, width), Lock()

    def step(label: str) -> None:
        with lock:
            line.number, line.label = line.number + 1, label
            if line.due:
                line.draw()

    def begin() -> None:
        with lock:
            line.due = True
            if line.number:
                line.draw()

    timer = Timer(PATIENCE, begin)
    timer.daemon = True
    timer.start()
    try:
        yield step
    finally:
        timer.cancel()
        with lock:  # a timer that has just run must not draw after this
            line.number, line.due = 0, False
            line.clear()


def _cut(text: str, width: int) -> str:
    """As much as stands on one line, which is written over again and again."""
    if columns(text) <= width:
        return text
    while text and columns(text) >= width:
        text = text[:-1]
    return f"{text}…"

"""How far a batch of plans has come: one line on a terminal, and elsewhere a line now and then."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from math import ceil
from threading import Lock, Timer
from typing import Protocol, TextIO

from checker.i18n import Language
from checker.problems import on_one_line
from checker.progress import PATIENCE, Line, cut
from checker.writers.summary.spans import columns

PAUSE = 0.1
"""A terminal's line is written again after so many seconds at the earliest."""
EVERY = 30.0
"""What no person watches gets a line after so many seconds: none in a short run, and few in a log of a long one."""
_WINDOW = 20.0
"""The pace is that of so many seconds before now: plans that are read from an earlier run say nothing of the others."""
_ENOUGH = 3.0
"""Seconds that must have passed before a pace is told."""


class Ended(Protocol):
    """Tells that a plan has ended, what it is called, and if it could not be checked."""

    def __call__(self, label: str, *, failed: bool = False) -> None: ...


@dataclass(slots=True)
class _Course:
    """How many of ``total`` plans have ended and failed, and when how many had ended."""

    total: int
    language: Language
    ended: int = 0
    failed: int = 0
    label: str = ""
    samples: deque[tuple[float, int]] = field(default_factory=deque)

    def end(self, label: str, failed: bool, now: float) -> None:
        self.ended, self.failed, self.label = self.ended + 1, self.failed + failed, label
        if now - self.samples[-1][0] >= PAUSE:
            self.samples.append((now, self.ended))
        while len(self.samples) > 2 and now - self.samples[1][0] >= _WINDOW:
            self.samples.popleft()

    def text(self, now: float, width: int | None) -> str:
        """ "1.234/3.355 · Bắc Ninh · 37 kế hoạch/giây · còn khoảng 1 phút · 2 lỗi"; the name is cut to ``width``."""
        number = self.language.number
        first, last = f"{number(self.ended)}/{number(self.total)}", list(self._pace(now))
        if self.failed:
            last.append(self.language.plural("{count} error", "{count} errors", self.failed, count=number(self.failed)))
        if width is None or not self.label:
            return " · ".join([first, *last])
        rest = columns(" · ".join([first, "", *last]))
        label = cut(on_one_line(self.label), width - rest) if width - rest > 3 else ""
        return cut(" · ".join(part for part in (first, label, *last) if part), width)

    def _pace(self, now: float) -> Iterator[str]:
        since, before = self.samples[0]
        seconds, plans = now - since, self.ended - before
        if seconds < _ENOUGH or not plans:
            return
        pace = plans / seconds
        shown = Decimal(round(pace)) if pace >= 10 else Decimal(str(round(pace, 1)))
        yield self.language.say("{count} plans/second", count=self.language.number(shown))
        if self.ended < self.total:
            yield self.language.say(
                "about {time} left", time=_duration((self.total - self.ended) / pace, self.language)
            )


def _duration(seconds: float, language: Language) -> str:
    """In words, and no more exactly than anybody could know: "40 giây", "3 phút", "2 giờ"."""
    if seconds < 60:
        count = max(10 * ceil(seconds / 10), 10)
        return language.plural("{count} second", "{count} seconds", count, count=count)
    if seconds < 5400:
        count = ceil(seconds / 60)
        return language.plural("{count} minute", "{count} minutes", count, count=count)
    count = ceil(seconds / 3600)
    return language.plural("{count} hour", "{count} hours", count, count=count)


@contextmanager
def progress_of_plans(
    stream: TextIO,
    total: int,
    width: int,
    language: Language,
    *,
    watched: bool,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Ended]:
    """Gives a function to call as each of ``total`` plans ends.

    ``watched``: a person looks at the stream, a terminal of ``width`` columns; there one line is written over again
    and again, from ``PATIENCE`` seconds on, and is gone at the end.
    """
    course = _Course(total, language)
    course.samples.append((clock(), 0))
    yield from _on_terminal(stream, course, width, clock) if watched else _in_log(stream, course, clock)


def _in_log(stream: TextIO, course: _Course, clock: Callable[[], float]) -> Iterator[Ended]:
    told = clock()

    def end(label: str, *, failed: bool = False) -> None:
        nonlocal told
        now = clock()
        course.end(label, failed, now)
        if now - told >= EVERY and course.ended < course.total:
            told = now
            stream.write(course.text(now, None) + "\n")
            stream.flush()

    yield end


def _on_terminal(stream: TextIO, course: _Course, width: int, clock: Callable[[], float]) -> Iterator[Ended]:
    line, lock = Line(stream), Lock()
    due, over, drawn = False, False, 0.0

    def draw(now: float) -> None:
        nonlocal drawn
        drawn = now
        line.write(course.text(now, width - 1))

    def end(label: str, *, failed: bool = False) -> None:
        with lock:
            now = clock()
            course.end(label, failed, now)
            if due and now - drawn >= PAUSE:
                draw(now)

    def begin() -> None:
        nonlocal due
        with lock:
            if not over:  # a timer that has just run must not draw after the end
                due = True
                draw(clock())

    timer = Timer(PATIENCE, begin)
    timer.daemon = True
    timer.start()
    try:
        yield end
    finally:
        timer.cancel()
        with lock:
            over = True
            line.clear()

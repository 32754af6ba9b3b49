"""Styled text in lines for a terminal: widths are what shows, not how many characters there are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import click

from checker.problems import visible

KEEP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Span:
    """Some words in one style; ``color`` is one of click's names."""

    text: str
    color: str | None = None
    bold: bool = False


def painted(text: str, color: str | None = None, *, bold: bool = False) -> str:
    """The text in a style; what goes to a pipe is stripped of it later."""
    return click.style(text, fg=color, bold=bold or None) if color or bold else text


def columns(text: str) -> int:
    """How many columns of a terminal a text takes, without its styles: marks take none, wide characters two."""
    plain = text if text.isascii() else unicodedata.normalize("NFC", text)
    return sum(_columns_of(character) for character in click.unstyle(plain))


def _columns_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def padded(text: str, width: int) -> str:
    """The text, styled or not, with blanks behind it so that it takes ``width`` columns."""
    return text + " " * (width - columns(text))


def flow(spans: Sequence[Span], width: int, first: str = "", rest: str | None = None) -> list[str]:
    """The words of all spans in lines of at most ``width`` columns; a longer word stands alone on its line.

    The first line begins with ``first``, the others with ``rest`` (``first`` where it is left out).
    """
    rest = first if rest is None else rest
    lines: list[list[tuple[str, Span]]] = [[]]
    used = columns(first)
    for word, span in _words(spans):
        needed = columns(word)
        if lines[-1] and used + 1 + needed > width:
            lines.append([])
            used = columns(rest)
        used += needed + (1 if lines[-1] else 0)
        lines[-1].append((word, span))
    return [(rest if number else first) + _joined(line).replace(KEEP, " ") for number, line in enumerate(lines)]


def kept(text: str) -> str:
    """The text as one word, which no end of a line may part."""
    return text.replace(" ", KEEP)


def _joined(line: Sequence[tuple[str, Span]]) -> str:
    """The words of a line; those of one style in one go."""
    runs = groupby(line, key=lambda piece: (piece[1].color, piece[1].bold))
    return " ".join(painted(" ".join(word for word, _ in run), color, bold=bold) for (color, bold), run in runs)


def _words(spans: Sequence[Span]) -> Iterator[tuple[str, Span]]:
    for span in spans:
        for word in re.split(r"[ \t\n]+", visible(span.text)):  # not at a blank that keeps words together
            if word:
                yield word, span

"""Letters on a page → lines of text: blanks where there are gaps, notes' numbers apart, doubled letters once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from checker.extracting.documents.letters import clean_letters
from checker.extracting.documents.pdf_page import Glyph

WIDE = 1.3
"""In ems: from here on a gap is a gap between columns, kept as several blanks."""
_BLANK = 0.17
_BLANK_BESIDE_TYPED = 0.3
_BLANKS_PER_EM = 2.0
_MAX_BLANKS = 60
_SMALL = 0.87
_NOTE = re.compile(r"[(\[]?(?:\d{1,3}|\*{1,3})[)\]]?(?:\s*,\s*\d{1,3})*")
_POWERS = {"2": "²", "3": "³"}
_TENS = re.compile(r"(?<![\d.,])10{0,2}\.(0{0,2})$")
_ZEROS = re.compile(r"0{1,3}(?![\d.,])")
_LETTERS = re.compile(r"[^\W\d_]+")
_LETTERS_AT_END = re.compile(r"[^\W\d_]+$")
_ENDS = frozenset(("c", "ch", "n", "ng", "nh", "p", "t"))
_POWERED = re.compile(r"(?<![^\W\d_])[kcdm]?m$")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a line without a wide gap; ``words`` are its words as (text, left end, right end)."""

    text: str
    x0: float
    x1: float
    words: tuple[tuple[str, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as it is printed; ``base`` is where its letters stand, ``size`` theirs, both in points."""

    segments: tuple[Segment, ...]
    base: float
    size: float

    @property
    def x0(self) -> float:
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        return self.segments[-1].x1

    @property
    def text(self) -> str:
        """All of the line, its wide gaps as several blanks."""
        text, end = "", 0.0
        for segment in self.segments:
            if text:
                text += " " * max(2, min(_MAX_BLANKS, round((segment.x0 - end) / self.size * _BLANKS_PER_EM)))
            text, end = text + segment.text, segment.x1
        return text


def lines_of(glyphs: Iterable[Glyph]) -> list[PrintedLine]:
    """The lines that the letters stand in, from top to bottom. All letters are taken to stand upright."""
    rows = _with_raised_letters(_rows(glyphs))
    return [line for row in rows if (line := _line(row)) is not None]


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Letters that share a base line, within a quarter of their size."""
    rows: list[list[Glyph]] = []
    base = size = 0.0
    for glyph in sorted(glyphs, key=lambda g: g.base):
        if rows and glyph.base - base <= 0.25 * min(size, glyph.size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            base, size = glyph.base, glyph.size
    return rows


def _with_raised_letters(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """Small letters above or below a base line go to the line that they touch."""
    inked = [[g for g in row if not g.text.isspace()] for row in rows]
    sizes = [median(g.size for g in row) if row else 0.0 for row in inked]
    kept: list[list[Glyph]] = [list(row) for row in rows]
    for i, row in enumerate(inked):
        if not row:
            continue
        for j in (i + 1, i - 1):
            if not row or not 0 <= j < len(rows) or sizes[i] > _SMALL * sizes[j]:
                continue
            shift = inked[j][0].base - row[0].base  # > 0: raised
            if not -0.45 * sizes[j] <= shift <= 0.75 * sizes[j]:
                continue
            touching = [run for run in _runs(row) if _touches(run, inked[j], sizes[j])]
            taken = {id(g) for run in touching for g in run}
            kept[j] += [g for run in touching for g in run]
            kept[i] = [g for g in kept[i] if id(g) not in taken]
            row = [g for g in row if id(g) not in taken]  # noqa: PLW2901
    return [row for row in kept if row]


def _runs(row: list[Glyph]) -> list[list[Glyph]]:
    """A row's letters in stretches without a gap of more than an em."""
    runs: list[list[Glyph]] = []
    for glyph in sorted(row, key=lambda g: g.x0):
        if runs and glyph.x0 - runs[-1][-1].x1 <= glyph.size:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def _touches(run: list[Glyph], row: list[Glyph], size: float) -> bool:
    """Whether a small run stands right beside a letter of the row and over none of them."""
    x0, x1 = run[0].x0, max(g.x1 for g in run)
    near = [g for g in row if g.x1 > x0 - 0.6 * size and g.x0 < x1 + 0.6 * size]
    over = sum(max(0.0, min(g.x1, x1) - max(g.x0, x0)) for g in near)
    return bool(near) and over <= 0.3 * (x1 - x0)


def _line(row: list[Glyph]) -> PrintedLine | None:
    inked = [g for g in row if not g.text.isspace()]
    if not inked:
        return None
    size = median(g.size for g in inked)
    base = median(g.base for g in inked)
    typed = len(inked) < len(row)
    row = sorted(row, key=lambda g: g.x0)
    segments: list[Segment] = []
    words = _Words()
    blank = False
    end = row[0].x0
    last: Glyph | None = None
    for glyph in row:
        if glyph.text.isspace():
            blank = True
            continue
        if last is not None:
            if _is_doubled(last, glyph):
                continue
            gap = glyph.x0 - end
            if gap >= WIDE * size:
                segments += words.segment(end)
                words = _Words()
            elif blank or gap > (_BLANK_BESIDE_TYPED if typed else _BLANK) * min(size, max(glyph.size, last.size)):
                words.blank()
        raised = glyph.size <= _SMALL * size and base - glyph.base > 0.12 * size
        words.add(glyph, raised)
        blank, end, last = False, max(end, glyph.x1), glyph
    segments += words.segment(end)
    return PrintedLine(tuple(segments), base, size) if segments else None


def _is_doubled(last: Glyph, glyph: Glyph) -> bool:
    """The same letter printed twice at nearly the same place, which some writers do to make it bold."""
    return (
        last.text == glyph.text
        and glyph.x0 - last.x0 < 0.12 * glyph.size
        and abs(last.base - glyph.base) < 0.12 * glyph.size
    )


class _Words:
    """The letters of one segment, as they are put together."""

    def __init__(self) -> None:
        self.text = ""
        self.x0: float | None = None
        self.raised = ""
        self.waiting = False
        self.words: list[tuple[str, float, float]] = []

    def add(self, glyph: Glyph, raised: bool) -> None:
        if self.x0 is None:
            self.x0 = glyph.x0
        if not raised and (self.waiting or not self.words):
            self.words.append((glyph.text, glyph.x0, glyph.x1))
        elif not raised:
            text, x0, x1 = self.words[-1]
            self.words[-1] = (text + glyph.text, x0, max(x1, glyph.x1))
        if raised:
            self.raised += (" " if self.waiting and self.raised else "") + glyph.text
        else:
            self._settle(more=True)
            self.text += (" " if self.waiting and self.text else "") + glyph.text
        self.waiting = False

    def blank(self) -> None:
        self.waiting = True

    def segment(self, x1: float) -> list[Segment]:
        self._settle(more=False)
        text = clean_letters(self.text).strip()
        return [Segment(text, self.x0 or 0.0, x1, tuple(self.words))] if text else []

    def _settle(self, more: bool) -> None:
        """What to do with raised letters: m², no number of a note behind a word, else as they stand."""
        raised, self.raised = self.raised, ""
        if not raised:
            return
        if raised in _POWERS and _POWERED.search(self.text):
            self.text += _POWERS[raised]
        elif not self.text or not _NOTE.fullmatch(raised):
            # At the beginning it is the note itself; a blank keeps it from what follows.
            self.text += raised
            self.waiting = self.waiting or (more and bool(_NOTE.fullmatch(raised)))
        elif raised.isdigit() and re.search(r"(?:^|[^\d])10$", self.text):
            self.text += "^" + raised  # a power of ten, no note


def joined(lines: Sequence[str]) -> str:
    """The lines of a cell as one text with single blanks."""
    text = above = ""
    for line in lines:
        part = " ".join(line.split())
        if not part:
            continue
        if not text:
            text = part
        elif _is_cut_word(above, part):
            text += part
        elif text[-1] == "‐" and len(text) > 1 and text[-2].isalpha() and part[0].islower():
            text = text[:-1] + part
        elif text[-1] in "-‐–/" and len(text) > 1 and not text[-2].isspace() and part[0].isalnum():
            text += part
        else:
            text += " " + part
        above = part
    return text


def _is_cut_word(above: str, below: str) -> bool:
    """Whether a word that is wider than its cell goes on in the next line: "dưỡng/v" "ạn", "10.0" "00", "Tron" "g".

    Seen from the pieces: no word of Vietnamese lacks a vowel, and no number begins with zeros behind "10.".
    """
    tens, zeros = _TENS.search(above), _ZEROS.match(below)
    if tens is not None:
        return zeros is not None and len(tens[1] + zeros[0]) == 3
    end, start = _LETTERS_AT_END.search(above), _LETTERS.match(below)
    if end is None or start is None or (start[0][0].isupper() and not end[0].isupper()):
        return False
    if " " in above:  # the word is not alone in its line: only the end of a syllable is taken
        return start[0] in _ENDS and _has_vowel(end[0][-1])
    return not (_has_vowel(start[0]) and (_has_vowel(end[0]) or end[0] == above))


def _has_vowel(letters: str) -> bool:
    return any(unicodedata.normalize("NFD", letter)[0] in "aeiouyAEIOUY" for letter in letters)

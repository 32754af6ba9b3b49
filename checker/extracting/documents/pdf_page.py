"""One page of a PDF as it is printed: letters with their places, ruled lines, and how much of it is pictures.

pdfminer (the reader under pdfplumber) interprets the page; what it draws is noted here without the objects that
pdfplumber makes of each letter, which takes less than half the time and memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot
from typing import Any, NamedTuple, cast

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.psparser import PSException
from pdfminer.utils import Matrix, Point, apply_matrix_pt

from checker.extracting.documents.letters import clean_letters
from checker.extracting.documents.unreadable import Unreadable
from checker.i18n import N_

MAX_GLYPHS = 100_000
MAX_RULINGS = 20_000
MAX_FIGURES = 5_000
"""So many times a page may have a piece drawn that stands elsewhere in the file; pieces within pieces multiply."""
_MAX_MARKS = 8
"""So many accents stand over one letter; more are not read."""
THIN = 3.0
"""Points: what is filled and not wider than this is a ruled line."""
UNKNOWN = "\ufffd"
"""Stands for a letter of which the file does not say which one it is."""

_TOO_MUCH = N_("page {page} has more on it than a page can hold; print the file to a new PDF and read that")
_MARKS = frozenset("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323\u0340\u0341")


class Glyph(NamedTuple):
    """A letter; places in points, x to the right and y downwards as one reads it.

    ``turn`` counts quarter turns against the page's own way of reading; x0, x1 and base are in that turned frame.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    turn: int = 0


class Box(NamedTuple):
    """A rectangle; places as in Glyph, on the page as it is read. A ruled line is a box without width or height."""

    x0: float
    top: float
    x1: float
    bottom: float


class PrintedPage(NamedTuple):
    """``pictured`` is the part of the page's area that pictures cover, 0 to 1."""

    number: int
    glyphs: list[Glyph]
    rulings: list[Box]
    pictured: float


def printed(page: PDFPage, number: int, fonts: PDFResourceManager) -> PrintedPage:
    """The page as it is read, however it is turned.

    Raises Unreadable if it holds more than any page does; else what pdfminer raises on a broken page.
    """
    ink = _Ink(fonts, number)
    PDFPageInterpreter(fonts, ink).process_page(page)
    turns = Counter(glyph.turn for glyph in ink.glyphs if not glyph.text.isspace())
    main = max(turns, key=lambda turn: (turns[turn], -turn), default=0)
    x0, y0, x1, y1 = page.mediabox
    area = abs((x1 - x0) * (y1 - y0)) or 1.0
    return PrintedPage(
        number,
        [g._replace(turn=(g.turn - main) % 4) for g in ink.glyphs] if main else ink.glyphs,
        [_turned(box, main) for box in ink.rulings],
        min(1.0, ink.pictured / area),
    )


def onto_page(x: float, y: float, turn: int) -> Point:
    """A point of a frame with ``turn`` quarter turns, on the page as it is read."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def _turned(box: Box, main: int) -> Box:
    (ax, ay), (bx, by) = _frame(box.x0, box.top, main), _frame(box.x1, box.bottom, main)
    return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _frame(x: float, y: float, turn: int) -> Point:
    """A point of the file (y upwards) in the frame in which letters of that turn stand upright (y downwards)."""
    return ((x, -y), (y, x), (-x, y), (-y, -x))[turn]


class _Ink(PDFTextDevice):
    """Notes what is drawn on one page."""

    def __init__(self, fonts: PDFResourceManager, number: int) -> None:
        super().__init__(fonts)
        self.number = number
        self.glyphs: list[Glyph] = []
        self.rulings: list[Box] = []
        self.pictured = 0.0
        self.figures = 0
        self.shown = Box(0, 0, 0, 0)

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        self.ctm = ctm
        (ax, ay), (bx, by) = (apply_matrix_pt(ctm, corner) for corner in (page.cropbox[:2], page.cropbox[2:]))
        self.shown = Box(min(ax, bx) - 1, min(ay, by) - 1, max(ax, bx) + 1, max(ay, by) + 1)

    def begin_figure(self, *_: Any) -> None:
        self.figures += 1
        if self.figures > MAX_FIGURES:
            raise Unreadable(_TOO_MUCH, page=self.number)

    def render_char(
        self, matrix: Matrix, font: Any, fontsize: float, scaling: float, rise: float, cid: int, *_: Any
    ) -> float:
        advance: float = font.char_width(cid) * fontsize * scaling
        a, b, c, d, e, f = matrix
        if not (self.shown.x0 <= e <= self.shown.x1 and self.shown.top <= f <= self.shown.bottom):
            return advance  # off the page, where nobody sees it
        if abs(b) < 0.1 * abs(a):
            turn = 0 if a > 0 else 2
        elif abs(a) < 0.1 * abs(b):
            turn = 1 if b > 0 else 3
        else:
            return advance  # aslant: a watermark
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = UNKNOWN
        width = advance * hypot(a, b)
        if not text.isascii() or not text.isprintable():
            # A soft hyphen that takes room was drawn: some writers give that name to every hyphen ("282/NQ­CP").
            text = "-" if text == "\xad" and width > 0.01 else clean_letters(text)
        if not text:
            return advance
        if len(self.glyphs) >= MAX_GLYPHS:
            raise Unreadable(_TOO_MUCH, page=self.number)
        x, y = _frame(e + rise * c, f + rise * d, turn)
        if text in _MARKS and self.glyphs and self._belongs(x, y, fontsize * hypot(c, d), turn):
            last = self.glyphs[-1]
            if len(last.text) <= _MAX_MARKS:
                self.glyphs[-1] = last._replace(text=last.text + text)
            return advance
        self.glyphs.append(Glyph(text, min(x, x + width), max(x, x + width), y, abs(fontsize) * hypot(c, d), turn))
        return advance

    def _belongs(self, x: float, y: float, size: float, turn: int) -> bool:
        """Whether an accent stands over the last letter."""
        last = self.glyphs[-1]
        return turn == last.turn and abs(y - last.base) < size and last.x0 - size < x < last.x1 + size

    def render_image(self, *_: Any) -> None:
        a, b, c, d = (self.ctm or (0, 0, 0, 0, 0, 0))[:4]
        self.pictured += abs(a * d - b * c)

    def paint_path(self, state: Any, stroke: bool, fill: bool, _evenodd: bool, path: Sequence[Any]) -> None:
        stroke = stroke and not _is_white(state.scolor)
        fill = fill and not _is_white(state.ncolor)
        if not (stroke or fill) or len(self.rulings) >= MAX_RULINGS:
            return
        for points in _outlines(path):
            corners = [apply_matrix_pt(cast(Matrix, self.ctm), point) for point in points]
            xs, ys = [x for x, _ in corners], [y for _, y in corners]
            whole = Box(min(xs), min(ys), max(xs), max(ys))
            thin = min(whole.x1 - whole.x0, whole.bottom - whole.top) <= THIN
            if thin:
                self.rulings.append(_axis(whole))
            elif stroke:
                self.rulings += [
                    _axis(Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))
                    for (ax, ay), (bx, by) in pairwise(corners)
                    if min(abs(ax - bx), abs(ay - by)) <= 1
                ]
            elif _is_box(corners, whole):
                self.rulings += _sides(whole)


def _is_white(color: Any) -> bool:
    """White, or a colour that cannot be told (a pattern), which draws no table."""
    parts = color if isinstance(color, (tuple, list)) else (color,)
    if not all(isinstance(part, (int, float)) for part in parts):
        return not all(part is None for part in parts)
    return all(part < 0.02 for part in parts) if len(parts) == 4 else all(part > 0.98 for part in parts)


def _outlines(path: Sequence[Any]) -> Iterator[list[Point]]:
    """The parts of a path that have straight sides only, each as its corners."""
    points: list[Point] = []
    straight = True
    for operator, *numbers in path:
        if operator == "m":
            if straight and len(points) > 1:
                yield points
            points, straight = [(numbers[0], numbers[1])], True
        elif operator == "l":
            points.append((numbers[0], numbers[1]))
        elif operator == "h" and points:
            points.append(points[0])
        else:
            straight = False
    if straight and len(points) > 1:
        yield points


def _axis(box: Box) -> Box:
    """The line in the middle of a thin box."""
    if box.x1 - box.x0 < box.bottom - box.top:
        x = (box.x0 + box.x1) / 2
        return Box(x, box.top, x, box.bottom)
    y = (box.top + box.bottom) / 2
    return Box(box.x0, y, box.x1, y)


def _sides(box: Box) -> list[Box]:
    x0, top, x1, bottom = box
    return [Box(x0, top, x1, top), Box(x0, bottom, x1, bottom), Box(x0, top, x0, bottom), Box(x1, top, x1, bottom)]


def _is_box(corners: list[Point], whole: Box) -> bool:
    return 4 <= len(corners) <= 5 and all(
        min(abs(x - whole.x0), abs(x - whole.x1)) < 0.5 and min(abs(y - whole.top), abs(y - whole.bottom)) < 0.5
        for x, y in corners
    )


BROKEN_PAGE = (PSException, ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, OverflowError)
"""What pdfminer raises on pages that are not what they say."""

"""A page's tables with the text of their cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.extracting.documents.pdf_grids import Grid, grids_of
from checker.extracting.documents.pdf_lines import joined, lines_of
from checker.extracting.documents.pdf_page import Box, Glyph, onto_page

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PageTable:
    """The part of a table that stands on one page; ``texts`` has the text of each cell by its first place."""

    page: int
    grid: Grid
    texts: dict[Place, str]


def tables_of(page: int, rulings: Sequence[Box], glyphs: Sequence[Glyph]) -> tuple[list[PageTable], list[Glyph]]:
    """The tables of a page from top to bottom, and the letters that stand in none."""
    tables: list[PageTable] = []
    rest = list(glyphs)
    for grid in grids_of(rulings):
        inside, outside = _parted(rest, grid.box)
        texts = _texts(grid, inside)
        if texts:  # else lines of a drawing
            tables.append(PageTable(page, grid, texts))
            rest = outside
    return tables, rest


def _parted(glyphs: Sequence[Glyph], box: Box) -> tuple[list[Glyph], list[Glyph]]:
    inside: list[Glyph] = []
    outside: list[Glyph] = []
    for glyph in glyphs:
        x, y = _middle(glyph)
        (inside if box.x0 - 1 <= x <= box.x1 + 1 and box.top <= y <= box.bottom else outside).append(glyph)
    return inside, outside


def _middle(glyph: Glyph) -> tuple[float, float]:
    """The middle of a small letter, on the page as it is read."""
    return onto_page((glyph.x0 + glyph.x1) / 2, glyph.base - 0.25 * glyph.size, glyph.turn)


def _texts(grid: Grid, glyphs: Sequence[Glyph]) -> dict[Place, str]:
    cells: dict[Place, list[Glyph]] = {}
    for word in _words(grid, glyphs):
        inked = [g for g in word if not g.text.isspace()]
        if not inked:
            continue
        middles = [_middle(g) for g in (inked[0], inked[-1])]
        x, y = sum(m[0] for m in middles) / 2, sum(m[1] for m in middles) / 2
        cells.setdefault(grid.owner(x, y), []).extend(word)
    found: dict[Place, str] = {}
    for place, letters in cells.items():
        turns = sorted({g.turn for g in letters})
        lines = [line.text for turn in turns for line in lines_of(g for g in letters if g.turn == turn)]
        if text := joined(lines):
            found[place] = text
    return found


def _words(grid: Grid, glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Letters that touch each other, each word whole even where it is wider than its column.

    A word ends where a border stands between two letters, so that neighbouring numbers never run into one.
    """
    words: list[list[Glyph]] = []
    last: Glyph | None = None
    for glyph in sorted(glyphs, key=lambda g: (g.turn, round(g.base, 1), g.x0)):
        if (
            last is None
            or last.turn != glyph.turn
            or (last.text.isspace() and not glyph.text.isspace())
            or abs(last.base - glyph.base) > 0.15
            or not -0.5 * glyph.size < glyph.x0 - last.x1 <= 0.15 * glyph.size
            or (glyph.turn == 0 and _border_between(grid, last, glyph))
        ):
            words.append([])
        words[-1].append(glyph)
        last = glyph
    return words


def _border_between(grid: Grid, left: Glyph, right: Glyph) -> bool:
    slack = 0.12 * right.size
    y = right.base - 0.25 * right.size
    return any(
        left.x1 - slack <= x <= right.x0 + slack and grid.owner(x - 0.5, y) != grid.owner(x + 0.5, y)
        for x in grid.xs[1:-1]
    )

"""Reads a Word file (.docx, .docm): its paragraphs and tables in order, as Word shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from lxml import etree

from checker.extracting.document import Paragraph, Table
from checker.extracting.documents.letters import clean_letters
from checker.extracting.documents.line_ends import in_capitals, opening, stands_alone
from checker.extracting.documents.unreadable import Unreadable
from checker.extracting.documents.word_numbering import Numbering
from checker.extracting.documents.word_package import MC, W, open_package, value
from checker.extracting.documents.word_runs import PAGE_BREAK, Shown, shown_lines, text_boxes
from checker.extracting.documents.word_styles import Styles
from checker.extracting.documents.word_tables import GridCell, cells_of, is_layout, rows_of, table_of
from checker.i18n import N_

NO_TEXT = N_(
    "the Word file holds no text, only pictures perhaps: send the document as text, or let it be recognised (OCR)"
)
TOO_MANY = N_("the Word file has more than {limit} paragraphs: save it as several files")

MAX_PARAGRAPHS = 200_000
_GONE = ("del", "moveFrom", "vanish")
_WRAPPERS = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "txbxContent")
) | {f"{MC}AlternateContent", f"{MC}Choice", f"{MC}Fallback"}


def read_word(path: Path) -> list[Paragraph | Table]:
    """What the document shows, in order; pages only where Word has written down where they begin.

    Left out: headers and footers, notes, comments, deleted and hidden words, a table of contents. A table that only
    places things on the page (the letterhead, the signature) is given as its paragraphs. Raises Unreadable.
    """
    package = open_package(path)
    styles = Styles.of(package.styles)
    paged = next(package.body.iter(f"{W}lastRenderedPageBreak"), None) is not None
    reader = _Reader(styles, Numbering.of(package.numbering, styles), 1 if paged else None)
    blocks = list(reader.blocks(package.body))
    if not blocks:
        raise Unreadable(NO_TEXT)
    return blocks


@dataclass(slots=True)
class _Reader:
    """Goes through a document once; ``page`` is where it is, None where the file has no pages."""

    styles: Styles
    numbering: Numbering
    page: int | None
    paragraphs: int = 0

    def blocks(self, parent: etree._Element) -> Iterator[Paragraph | Table]:
        """The paragraphs and tables directly in ``parent``, and in what only wraps them."""
        for child in _children(parent):
            if child.tag == f"{W}p":
                yield from self.of_paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self.of_table(child)
            elif child.tag in _WRAPPERS:
                yield from self.blocks(child)

    def of_paragraph(self, element: etree._Element) -> Iterator[Paragraph | Table]:
        """A paragraph, or several where it is a list with manual line breaks; then its text boxes."""
        self.paragraphs += 1
        if self.paragraphs > MAX_PARAGRAPHS:
            raise Unreadable(TOO_MANY, limit=str(MAX_PARAGRAPHS))
        properties = element.find(f"{W}pPr")
        lines = shown_lines(element, self.styles)
        parts = [self._paragraph(part) for part in _split(lines)]
        if not self._is_left_out(properties, empty=not any(part.text for part in parts)):
            label = self.numbering.label(properties)
            heading = self.styles.heading(properties)
            for index, part in enumerate(parts):
                if part.text or (label and not index):
                    yield replace(part, label="" if index else label, heading=heading)
        for box in text_boxes(element):
            yield from self.blocks(box)

    def _is_left_out(self, properties: etree._Element | None, *, empty: bool) -> bool:
        """A paragraph that was deleted or is hidden, its mark with it, and an entry of a table of contents."""
        if properties is None:
            return False
        mark = properties.find(f"{W}rPr")
        if empty and mark is not None and any(mark.find(f"{W}{tag}") is not None for tag in _GONE):
            return True
        style = next(self.styles.chain(value(properties.find(f"{W}pStyle"))), None)
        name = value(style.find(f"{W}name")) if style is not None else None
        return (name or "").casefold().startswith("toc ")

    def _paragraph(self, lines: Sequence[Shown]) -> Paragraph:
        text = ""
        start = self.page
        breaks: list[tuple[int, int]] = []
        blank = False
        raw = " ".join(line.text for line in lines)
        for index, piece in enumerate(raw.split(PAGE_BREAK)):
            words = clean_letters(" ".join(piece.split()))
            if text and words and (piece[0].isspace() or blank):
                text += " "
            if index and self.page is not None:
                self.page += 1
                breaks.append((len(text), self.page))
            text += words
            blank = piece[-1:].isspace() or (blank and not words)
        if breaks and not breaks[0][0]:
            start = max(page for at, page in breaks if not at)
        inked = sum(line.letters for line in lines)
        bold = inked > 0 and sum(line.bold for line in lines) == inked
        inside = tuple((at, page) for at, page in breaks if 0 < at < len(text))
        return Paragraph(text, start, inside, bold=bold)

    def of_table(self, element: etree._Element) -> Iterator[Paragraph | Table]:
        """A table, or the paragraphs of one that only places them."""
        grid = [self._row(row) for row in rows_of(element)]
        if is_layout(element, grid):
            for cell in (cell for row in grid for cell in row):
                yield from cell.blocks
        elif (table := table_of(grid)) is not None:
            yield table

    def _row(self, row: etree._Element) -> list[GridCell]:
        """The cells of a row; each begins on the page on which the row does."""
        start = last = self.page
        cells: list[GridCell] = []
        for cell in cells_of(row):
            self.page = start
            cells.append(GridCell(tuple(self.blocks(cell.element)) if cell.element is not None else (), cell, start))
            if self.page is not None and last is not None:
                last = max(last, self.page)
        self.page = last
        return cells


def _children(element: etree._Element) -> list[etree._Element]:
    if element.tag == f"{MC}AlternateContent":
        return list(element)[:1]
    return list(element)


def _split(lines: Sequence[Shown]) -> list[list[Shown]]:
    """Lines that a manual break parts go on in one paragraph, unless they are items or headings of their own."""
    parts: list[list[Shown]] = [[lines[0]]]
    for before, line in pairwise(lines):
        text, last = " ".join(line.text.split()), " ".join(before.text.split())
        apart = bool(text) and (
            opening(text) is not None or stands_alone(text) or in_capitals(text) != in_capitals(last)
        )
        if apart and last:
            parts.append([line])
        else:
            parts[-1].append(line)
    return parts

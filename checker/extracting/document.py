"""A document as it was read: paragraphs and tables in order, each knowing where it stands.

Texts are in NFC, without control characters, with single blanks and healed line ends; a quote is always cut out of
such a text, so that it stands there letter by letter.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands in the file, before lines are joined: blanks inside it are kept.

    ``page`` counts from 1, None where the file has no pages. ``cells``: its parts between wide gaps, each as its
    words (text, left end, right end), where the file tells where they are printed.
    """

    text: str
    page: int | None = None
    cells: tuple[tuple[tuple[str, float, float], ...], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, a heading or an item of a list.

    ``page`` is where it begins; ``breaks`` gives (offset in ``text``, page) for each page that begins inside it.
    ``label`` is the number that a word processor counts for it ("1.", "a)", "-"), which is not part of ``text``;
    ``heading`` is its level (1 is the highest) where the file marks it as one.
    """

    text: str
    page: int | None = None
    breaks: tuple[tuple[int, int], ...] = ()
    label: str = ""
    heading: int | None = None
    bold: bool = False

    def page_at(self, offset: int) -> int | None:
        """The page on which the character at ``offset`` stands."""
        return max((p for at, p in self.breaks if at <= offset), default=self.page)


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of a table's grid.

    A merged cell fills every place that it spans with the same text; ``origin`` is (row, column) of its first place,
    so that a cell is the merged one's own place where ``origin`` is its place.
    """

    text: str
    origin: tuple[int, int]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with all its rows, also those on later pages; every row has as many cells as there are columns."""

    rows: tuple[tuple[Cell, ...], ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class FlatRow:
    """A row of a table whose cells became lines of text.

    ``text`` is all of the row but its label, with single blanks; ``label`` its number ("1", "I", "7a", "1.1", "-" or ""), ``lines`` its
    lines as they stand, the label included; ``section`` is True for a row that only heads those below it.
    """

    label: str
    text: str
    lines: tuple[str, ...]
    section: bool = False
    page: int | None = None


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A table that the file keeps as text only: ``header`` are the lines above its first row."""

    header: tuple[str, ...]
    rows: tuple[FlatRow, ...]
    page: int | None = None


Block = Paragraph | Table | FlatTable


@dataclass(frozen=True, slots=True)
class Source:
    """A document that was read.

    ``format`` is ``pdf``, ``docx`` or ``txt``; ``pages`` how many there are, None where the file does not say.
    ``dropped`` are running headers, footers and page numbers that were left out, each as it stands; ``unread_pages``
    are pages of a PDF that could not be read, such as scanned ones among others.
    """

    file: str
    sha256: str
    format: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    dropped: tuple[str, ...] = ()
    unread_pages: tuple[int, ...] = ()

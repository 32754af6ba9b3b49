"""The lines of a document in which its head may stand, with where each is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from checker.extracting.document import Block, FlatTable, Paragraph, Source
from checker.extracting.findings import Evidence, Span
from checker.extracting.outlines.numbering import marker_of
from checker.extracting.outlines.parts import Part, title_blocks
from checker.reading.fields import MOST_QUOTE_WORDS

HeadLine = tuple[int, str, Span, int | None]
"""The block, its text or a cell's, what of it that is, and the page."""


class Head:
    """The texts of the document by its parts, with their places."""

    def __init__(self, source: Source, parts: Sequence[Part]) -> None:
        self.source = source
        self.parts = parts
        self.lines: list[HeadLine] = []
        for at, block in enumerate(source.blocks):
            self.lines += list(_texts(at, block))
        self.title = title_blocks(source.blocks, self.parts)
        # where the body has no numbered sections, as in a poster, the head may stand anywhere
        self.numbered = any(
            isinstance(b, Paragraph)
            and (m := marker_of(b.text, b.label)) is not None
            and m.kind not in ("dash", "annex")
            for b in source.blocks
        )

    def of(self, *parts: Part) -> list[HeadLine]:
        return [line for line in self.lines if self.parts[line[0]] in parts]

    def front(self) -> list[HeadLine]:
        return self.of("front") if self.numbered else self.of("front", "body", "signature")

    def evidence(self, line: HeadLine, start: int, end: int) -> Evidence:
        at, text, span, page = line
        words = text[start:end].split()
        quote = text[start:end].strip() if len(words) <= MOST_QUOTE_WORDS else _first_words(text[start:end])
        start += len(text[start:]) - len(text[start:].lstrip())
        where = "phần đầu văn bản" if self.parts[at] == "front" else ""
        return Evidence(quote, where, page, (replace(span, start=start, end=start + len(quote)),))


def _first_words(text: str) -> str:
    found = list(re.finditer(r"\S+", text))[:MOST_QUOTE_WORDS]
    return text[found[0].start() : found[-1].end()] if found else ""


def _texts(at: int, block: Block) -> Iterable[HeadLine]:
    """The block's texts: a paragraph's, or each line of each cell of a small table, as letterheads are."""
    if isinstance(block, Paragraph):
        yield at, block.text, Span(at, 0, len(block.text)), block.page
    elif isinstance(block, FlatTable):
        for line in block.header:
            yield at, line, Span(at, 0, 0, -1), block.page
    elif len(block.rows) <= 8:
        for row, cells in enumerate(block.rows):
            for column, cell in enumerate(cells):
                if cell.origin == (row, column):
                    yield at, cell.text, Span(at, 0, len(cell.text), row, column), cell.page or block.page

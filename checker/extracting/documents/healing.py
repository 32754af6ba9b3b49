"""Puts lines together into paragraphs and flat tables, as they were before pages and columns broke them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from checker.extracting.document import Block, Line, Paragraph, Table
from checker.extracting.documents.aligned_tables import find_aligned_tables
from checker.extracting.documents.flat_rows import find_flat_tables
from checker.extracting.documents.line_ends import Run, glued, narrow, opening
from checker.extracting.documents.line_width import UNBROKEN, measure, width
from checker.extracting.documents.running_heads import without_running_heads

_RULE = re.compile(r"[-_=*.~–—\s]{3,}$")
# How many lines before and after say whether a blank line stands between all lines or between paragraphs.
_AROUND = 20
_FULL = 0.8
# So many paragraphs that begin in mid-sentence are no slips.
_BROKEN = 10


@dataclass(frozen=True, slots=True)
class _Spaced:
    """A line with how many blank lines stand above it, the text of which is kept as it stands."""

    line: Line
    above: int

    @property
    def text(self) -> str:
        return " ".join(self.line.text.split())


def heal(raw: Sequence[Line | Paragraph | Table]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks of a document, and the running heads, page numbers and addresses that were dropped."""
    kept, dropped = without_running_heads(raw)
    if _is_line_by_line([item for item in kept if isinstance(item, Paragraph)]):
        kept = _rejoined(kept)
    blocks: list[Block] = []
    lines: list[Line] = []
    for item in kept:
        if isinstance(item, Line):
            lines.append(item)
        else:
            blocks += _healed(lines)
            lines = []
            blocks.append(item)
    return (*blocks, *_healed(lines)), dropped


def _is_line_by_line(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a word processor's file was made from a PDF and has each line as a paragraph: many begin in mid-sentence."""
    broken = sum(p.text[:1].islower() and not p.label and opening(p.text) is None for p in paragraphs)
    return broken >= _BROKEN and broken * 5 > len(paragraphs)


def _rejoined(items: Sequence[Line | Paragraph | Table]) -> list[Line | Paragraph | Table]:
    column = measure([item.text for item in items if isinstance(item, Paragraph)])
    found: list[Line | Paragraph | Table] = []
    run = Run(column)
    for item in items:
        last = found[-1] if found else None
        if not isinstance(item, Paragraph) or not item.text:
            found.append(item)
            continue
        begins = not isinstance(last, Paragraph) or bool(item.label) or item.heading is not None
        if not begins and isinstance(last, Paragraph) and last.heading is None and run.goes_on(item.text):
            found[-1] = _joined(last, item)
            run.take(item.text, begins=False)
        else:
            found.append(item)
            run.take(item.text, begins=True)
    return found


def _joined(first: Paragraph, second: Paragraph) -> Paragraph:
    text = glued(first.text, second.text)
    shift = len(text) - len(second.text)
    breaks = [*first.breaks]
    if second.page is not None and second.page != first.page_at(len(first.text)):
        breaks.append((shift, second.page))
    breaks += [(at + shift, page) for at, page in second.breaks]
    return replace(first, text=text, breaks=tuple(breaks), bold=first.bold and second.bold)


def _healed(lines: Sequence[Line]) -> list[Block]:
    spaced = _spaced(lines)
    if not spaced:
        return []
    column = measure([s.line.text for s in spaced])
    blocks: list[Block] = []
    at = 0
    for start, end, table in find_aligned_tables([s.line for s in spaced]):
        blocks += [*_flat_healed(spaced[at:start], column), table]
        at = end
    return blocks + _flat_healed(spaced[at:], column)


def _flat_healed(spaced: Sequence[_Spaced], column: float) -> list[Block]:
    blocks: list[Block] = []
    at = 0
    for start, end, table in find_flat_tables([s.line for s in spaced], column):
        blocks += _paragraphs(spaced[at:start], column)
        blocks.append(table)
        at = end
    return blocks + _paragraphs(spaced[at:], column)


def _spaced(lines: Sequence[Line]) -> list[_Spaced]:
    found: list[_Spaced] = []
    above = 0
    for line in lines:
        if not line.text.strip():
            above += 1
        elif not _RULE.match(line.text):
            found.append(_Spaced(line, above))
            above = 0
    return found


def _paragraphs(spaced: Sequence[_Spaced], column: float) -> list[Block]:
    ends = _allowed_blanks(spaced, column)
    blocks: list[Block] = []
    box: list[str] = []
    run = Run(column)
    parts: list[Line] = []
    boxed = any(here.above > allowed for here, allowed in zip(spaced[1:], ends[1:], strict=True))
    for at, (here, allowed) in enumerate(zip(spaced, ends, strict=True)):
        text = here.text
        if here.above > allowed:
            goes_on = _over_a_gap(run, text, allowed, in_narrow_box=narrow([*box, text]))
            box = []
        else:
            goes_on = run.goes_on(text)
        if not box:
            run.column = _box_column(_box(spaced, ends, at), column) if boxed and not allowed else column
        if not goes_on and parts:
            blocks.append(_paragraph(parts))
            parts = []
        parts.append(Line(text, here.line.page))
        box.append(text)
        run.take(text, not goes_on)
    if parts:
        blocks.append(_paragraph(parts))
    return blocks


def _over_a_gap(run: Run, text: str, allowed: int, in_narrow_box: bool) -> bool:
    """A gap ends a paragraph, except in a box's narrow column and where a page broke a sentence."""
    if not run.lines or not text[0].islower():
        return False
    return run.goes_on(text) if allowed else in_narrow_box and not any(map(str.isdecimal, text))


def _box(spaced: Sequence[_Spaced], allowed: Sequence[int], at: int) -> list[str]:
    """The lines from ``at`` to the next gap."""
    texts = [spaced[at].text]
    for here, blanks in zip(spaced[at + 1 : at + 100], allowed[at + 1 : at + 100], strict=True):
        if here.above > blanks:
            break
        texts.append(here.text)
    return texts


def _box_column(texts: list[str], column: float) -> float:
    """Between gaps that mean something, the longest line tells the column's width."""
    alone = len(texts) < 2 or (len(texts) == 2 and opening(texts[0]) is not None)
    return column if column == UNBROKEN or alone else max(width(text) for text in texts)


def _allowed_blanks(spaced: Sequence[_Spaced], column: float) -> list[int]:
    """How many blank lines may stand above each line without ending a paragraph: 1 where all lines are so spaced.

    Blank lines between all lines stand after full lines too, those between boxes and paragraphs after short ones.
    """
    singles = [at for at, s in enumerate(spaced) if at and s.above == 1]
    after_full = [at for at in singles if width(spaced[at - 1].text) > _FULL * column]
    tight = [at for at, s in enumerate(spaced) if at and s.above == 0]

    def near(places: list[int], at: int) -> int:
        return bisect_right(places, at + _AROUND) - bisect_left(places, at - _AROUND)

    return [
        int(near(singles, at) > 2 * near(tight, at) and 3 * near(after_full, at) >= near(singles, at))
        for at in range(len(spaced))
    ]


def _paragraph(parts: Sequence[Line]) -> Paragraph:
    text = parts[0].text
    page = parts[0].page
    breaks: list[tuple[int, int]] = []
    for part in parts[1:]:
        text = glued(text, part.text)
        if part.page is not None and part.page != page:
            page = part.page
            breaks.append((len(text) - len(part.text), page))
    return Paragraph(text, parts[0].page, tuple(breaks))

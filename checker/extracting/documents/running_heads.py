"""Leaves out what a page repeats and nobody says: running heads and feet, page numbers, addresses, signing stamps."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from checker.extracting.document import Line, Paragraph, Table

Raw = Line | Paragraph | Table

_PAGE_NUMBER = re.compile(
    r"\s*+(?:[-–—~|\[(]\s*+)?(?P<word>(?:trang|page)\s*+:?\s*+)?(?P<number>[0-9]{1,4})(?:\s*(?:/|of|trên)\s*(?P<of>[0-9]{1,4}))?"
    r"\s*+(?:[-–—~|\])])?\s*+$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*$")
_STAMP = re.compile(
    r"\s*(?:Người ký|Ký bởi|Email|Cơ quan|Thời gian ký|Ngày ký|Ký ngày|Signature Not Verified)\s*(?::.*)?$"
)
_STAMP_TIME = re.compile(r"\s*(?:Thời gian ký|Ngày ký|Ký ngày)\s*:")
_SENTENCE_END = (".", ";", ":", "!", "?", "…")

# So many lines at the top and at the foot of a page may be a running head.
_EDGE = 3
_SHARE = 0.4
_PAGES = 3
# Two page numbers of a file without pages are so many lines apart; the numbers of a table's rows are closer.
_PAGE_LINES = range(12, 81)
_PROSE_LENGTH = 40


def without_running_heads(raw: Sequence[Raw]) -> tuple[list[Raw], tuple[str, ...]]:
    """What the document itself says, and the lines that were left out, as they stand and in their order."""
    drop = _addresses(raw) | _stamps(raw) | _repeated(raw) | _numbers_at_edges(raw) | _numbers_in_sentences(raw)
    gone = drop | _blanks_beside(raw, drop)
    kept = [item for at, item in enumerate(raw) if at not in gone]
    dropped = (item.text.strip() for at, item in enumerate(raw) if at in drop and isinstance(item, Line))
    return kept, tuple(dropped)


def _blanks_beside(raw: Sequence[Raw], drop: set[int]) -> set[int]:
    """Blank lines around what is dropped: they part it from the text, not the text from the text."""
    found: set[int] = set()
    for at in drop:
        for step in (1, -1):
            here = at + step
            while (
                0 <= here < len(raw)
                and here not in found
                and isinstance(raw[here], Line)
                and not _text(raw[here]).strip()
            ):
                found.add(here)
                here += step
    return found


def _filled(raw: Sequence[Raw]) -> list[int]:
    return [at for at, item in enumerate(raw) if not isinstance(item, Line) or item.text.strip()]


def _pages(raw: Sequence[Raw]) -> dict[int, list[int]]:
    """What stands on each page, blank lines left out; nothing for a file without pages."""
    pages: dict[int, list[int]] = defaultdict(list)
    for at in _filled(raw):
        page = raw[at].page
        if page is not None:
            pages[page].append(at)
    return pages


def _edges(places: Sequence[int], raw: Sequence[Raw]) -> Iterable[tuple[str, int, Line]]:
    """The first and last lines of a page, each with the side; a table is no part of a running head."""
    for side, run in (("top", places[:_EDGE]), ("foot", places[::-1][:_EDGE])):
        for at in run:
            item = raw[at]
            if not isinstance(item, Line):
                break
            yield side, at, item


def _repeated(raw: Sequence[Raw]) -> set[int]:
    """Lines that stand at the same edge of many pages, numbers in them apart."""
    pages = _pages(raw)
    seen: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for page, places in pages.items():
        for side, at, line in _edges(places, raw):
            text = re.sub(r"[0-9]+", "#", " ".join(line.text.split())).casefold()
            if any(map(str.isalpha, text)):
                seen[side, text].setdefault(page, at)
    needed = max(_PAGES, _SHARE * len(pages))
    return {at for places_of in seen.values() if len(places_of) >= needed for at in places_of.values()}


def _numbers_at_edges(raw: Sequence[Raw]) -> set[int]:
    """Page numbers at the edges of pages: those that count with the pages, or say that they are one."""
    found: list[tuple[int, int]] = []
    sure: set[int] = set()
    for page, places in _pages(raw).items():
        for _, at, line in _edges(places, raw):
            match = _PAGE_NUMBER.match(line.text)
            if match is None:
                continue
            if match["word"] or match["of"] or int(match["number"]) == page:
                sure.add(at)
            found.append((at, int(match["number"]) - page))
    shifts = Counter(shift for _, shift in found)
    return sure | {at for at, shift in found if shifts[shift] > 1}


def _numbers_in_sentences(raw: Sequence[Raw]) -> set[int]:
    """Page numbers of a file without pages: numbers alone that break a sentence, and those that count with them."""
    places = _filled(raw)
    lone: list[tuple[int, int, int]] = []
    for order, at in enumerate(places):
        item = raw[at]
        if not isinstance(item, Line) or item.page is not None:
            continue
        match = _PAGE_NUMBER.match(item.text)
        if match is not None:
            lone.append((order, at, int(match["number"])))
    sure = [entry for entry in lone if _breaks_sentence(raw, places, entry[0])]
    numbers = {at for _, at, _ in sure}
    for order, number in [(order, number) for order, _, number in sure]:
        numbers |= _counted_from(lone, order, number)
    return numbers | {at for _, at, _ in lone if re.match(r"\s*(?:trang|page)\b", _text(raw[at]), re.IGNORECASE)}


def _breaks_sentence(raw: Sequence[Raw], places: Sequence[int], order: int) -> bool:
    if not 0 < order < len(places) - 1:
        return False
    before, after = _text(raw[places[order - 1]]).strip(), _text(raw[places[order + 1]]).strip()
    ended = not before or before.endswith(_SENTENCE_END) or before[-1].isdecimal()
    return not ended and len(before) >= _PROSE_LENGTH <= len(after) and after[0].islower()


def _counted_from(lone: Sequence[tuple[int, int, int]], order: int, number: int) -> set[int]:
    """The page numbers before and after a sure one: each the next number, at least a page's lines away."""
    found: set[int] = set()
    for step in (1, -1):
        here, expected = order, number + step
        for other, at, value in lone if step > 0 else reversed(lone):
            if (other - here) * step in _PAGE_LINES and value == expected:
                found.add(at)
                here, expected = other, expected + step
    return found


def _addresses(raw: Sequence[Raw]) -> set[int]:
    return {at for at, item in enumerate(raw) if isinstance(item, Line) and _ADDRESS.match(item.text)}


def _stamps(raw: Sequence[Raw]) -> set[int]:
    """The lines of a digital signature's stamp: around the one that says when it was signed."""
    found: set[int] = set()
    for at in (at for at, item in enumerate(raw) if isinstance(item, Line) and _STAMP_TIME.match(item.text)):
        for step in (1, -1):
            here = at
            while 0 <= here < len(raw) and abs(here - at) <= _EDGE * 2 and _STAMP.match(_text(raw[here]) or "-"):
                found.add(here)
                here += step
    return found


def _text(item: Raw) -> str:
    return "" if isinstance(item, Table) else item.text

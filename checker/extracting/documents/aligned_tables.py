"""Tables without rulings whose cells still stand below each other: columns seen from where the words stand.

What does not fit together in the end is left to the readers of flattened tables.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from checker.extracting.document import Cell, Line, Table
from checker.extracting.documents.aligned_words import (
    FEWEST_COLUMNS,
    LABEL,
    columns_below,
    columns_of,
    nearest,
    split,
    words_in,
)
from checker.extracting.documents.flat_labels import starts_name
from checker.extracting.documents.pdf_lines import joined
from checker.extracting.tables.columns import is_bare_value

_COUNT = re.compile(r"(?:S\.?TT|TT|Số\s?TT|Số thứ tự|Số)\b", re.IGNORECASE)
_FIRSTLABEL = re.compile(r"(?:1|01|I|A)[.)]?\s+[^\W\d]")
_YEARS = re.compile(r"(?:(?:19|20)\d\d)(?:\s*[-–]\s*(?:19|20)\d\d)?")
_HEADING = re.compile(
    r"(?:tên |các |số )?(?:chỉ tiêu|chỉ số|mục tiêu|nội dung|đơn vị|đvt|ghi chú|kế hoạch|thực hiện|hiện trạng|lộ trình|giai đoạn"
    r"|ước|kết quả|cơ quan|trung ương|cả nước|(?:đến |hết )*(?:năm\b|20\d\d))",
    re.IGNORECASE,
)
_FEWEST_ROWS = 3
_HEADER_LINES = 12
_APART = 8
_LONG = 60
_MOST_LINES = 1_000
_MOST_COLUMNS = 40
# So many headings without a table below them are no document with tables.
_MOST_TRIES = 8
_VALUES = 0.8


@dataclass(slots=True)
class _Row:
    """The lines of a row, as words by column."""

    lines: list[tuple[Line, dict[int, str]]] = field(default_factory=list)

    def text(self, column: int) -> str:
        return joined([words[column] for _, words in self.lines if column in words])

    def page(self) -> int | None:
        return self.lines[0][0].page


def find_aligned_tables(lines: Sequence[Line]) -> list[tuple[int, int, Table]]:
    """Each table among the lines, none of them blank, with its first line and the one after its last."""
    found: list[tuple[int, int, Table]] = []
    at = tries = 0
    while at < len(lines) and tries < _MOST_TRIES:
        if _is_head(lines[at]):
            tries += 1
            region = _region(lines, at, found[-1][1] if found else 0)
            table = aligned_table(lines[region[0] : region[2]], region[1] - region[0]) if region else None
            if region and table:
                found.append((region[0], region[2], table))
                at = region[2]
                tries -= 1
                continue
        at += 1
    return found


def _is_head(line: Line) -> bool:
    texts = [word.text for word in words_in(line)]
    count = _COUNT.match(texts[0]) is not None if texts else False
    if len(texts) + count < FEWEST_COLUMNS or any(_is_value(text) for text in texts):
        return False
    return count + sum(bool(_HEADING.match(_COUNT.sub("", text).strip())) for text in texts) >= 2


def _is_value(text: str) -> bool:
    return is_bare_value(text) and not _YEARS.fullmatch(text)


def _region(lines: Sequence[Line], at: int, after: int) -> tuple[int, int, int] | None:
    """(first line, first line of the body, line after the last) of the table whose heading has line ``at``."""
    first = next(
        (
            here
            for here in range(at + 1, min(at + _HEADER_LINES, len(lines)))
            if any(_is_value(word.text) for word in words_in(lines[here])[1:]) or _opens(lines[here])
        ),
        None,
    )
    if first is None:
        return None
    start = at
    while start > after and at - start < 3 and len(above := words_in(lines[start - 1])) > 1:
        if any(_is_value(word.text) or len(word.text) > _LONG for word in above):
            break
        start -= 1
    last = first
    for here in range(first, min(first + _MOST_LINES, len(lines))):
        words = words_in(lines[here])
        if len(words) >= FEWEST_COLUMNS or (len(words) > 1 and any(_is_value(word.text) for word in words[1:])):
            last = here
        elif here - last > _APART:
            break
    end = last + 1
    while end < len(lines) and len(words_in(lines[end])) == 1 and _plain(lines[end])[:1].islower():
        end += 1
    while first - 1 > at and len(words := words_in(lines[first - 1])) == 1 and not _HEADING.match(words[0].text):
        first -= 1
    return start, first, end


def _opens(line: Line) -> bool:
    """Whether the line begins with the label of a first row or section."""
    return _FIRSTLABEL.match(_plain(line)) is not None


def aligned_table(lines: Sequence[Line], header: int) -> Table | None:
    """The table that the lines show, of which the first ``header`` are its heading; None if they do not show one."""
    if len(lines) > _MOST_LINES or not 0 < header < len(lines):
        return None
    heads = [_plain(line) for line in lines[:header]]
    parts = _parts(lines[header:], heads)
    if not parts:
        return None
    labelled = any(_COUNT.match(head) for head in heads)
    common = columns_of([words_in(line) for part in parts for line in part])
    ways = [[common for _ in parts]]
    if not lines[0].cells:  # in a text, the columns may stand elsewhere on each page
        ways.append([columns_of([words_in(line) for line in part]) for part in parts])
    for columns in ways:
        table = _table(lines[:header], parts, columns, labelled=labelled)
        if table is not None:
            return table
    return None


def _table(
    heads: Sequence[Line],
    parts: Sequence[Sequence[Line]],
    places: Sequence[list[tuple[float, float]]],
    *,
    labelled: bool,
) -> Table | None:
    """The table of parts whose columns stand at these places, if they fit together."""
    columns = places[0]
    rows: list[_Row] = []
    for part, here in zip(parts, places, strict=True):
        if len(here) != len(columns) or not FEWEST_COLUMNS <= len(here) <= _MOST_COLUMNS:
            return None
        if not _take(part, here, rows, labelled=labelled):
            return None
    top = _header(heads, columns)
    if top is None or len(rows) < _FEWEST_ROWS or not _is_sound(rows, len(columns)):
        return None
    body = [
        tuple(Cell(row.text(column), (at, column), row.page()) for column in range(len(columns)))
        for at, row in enumerate(rows, len(top))
    ]
    return Table((*top, *body), heads[0].page)


def _plain(line: Line) -> str:
    return " ".join(line.text.split())


def _parts(lines: Sequence[Line], heads: Sequence[str]) -> list[list[Line]]:
    """The body's lines, parted where the heading stands again on a new page."""
    parts: list[list[Line]] = [[]]
    at = 0
    while at < len(lines):
        if [_plain(line) for line in lines[at : at + len(heads)]] == list(heads):
            at += len(heads)
            parts.append([])
        else:
            parts[-1].append(lines[at])
            at += 1
    return [part for part in parts if part]


def _take(lines: Sequence[Line], columns: Sequence[tuple[float, float]], rows: list[_Row], *, labelled: bool) -> bool:
    """Adds the rows that the lines make; False where lines between two rows belong to neither surely.

    Cells stand at the top of their rows, or all in the middle: then each row has as many lines above as below the one
    with its values.
    """
    placed: list[tuple[Line, dict[int, str]]] = []
    name = int(labelled)
    for line in lines:
        words: dict[int, str] = {}
        wholes = words_in(line)
        if len({nearest(whole.parts[0], columns) for whole in wholes}) < len(wholes):
            return False  # the columns are not told apart
        for whole in wholes:
            alone = len(wholes) == 1 or (len(wholes) == 2 and LABEL.fullmatch(wholes[0].text) and whole is wholes[1])
            for word in [whole] if len(columns_below(whole, columns)) == 1 else whole.parts:
                column = nearest(word, columns)
                if alone and column != 0:
                    column = min(column, max(name, nearest(whole.parts[0], columns)))  # a section's name may be wide
                words[column] = joined([words.get(column, ""), word.text])
        placed.append((line, words))
    values = _value_columns([words for _, words in placed], name, len(columns))
    anchors = [
        at
        for at, (_, words) in enumerate(placed)
        if (labelled and LABEL.fullmatch(words.get(0, ""))) or any(is_bare_value(words.get(c, "")) for c in values)
    ]
    if not anchors or not values:
        return False
    names = [placed[at][1].get(name, "") for at in anchors]
    cut = {at for at, (above, below) in enumerate(pairwise(lines)) if above.page != below.page} | {len(lines) - 1}
    from_top = (anchors[0] == 0 or bool(rows)) and all(
        starts_name(text) or (not text and at in cut) for at, text in zip(anchors, names, strict=True)
    )
    if from_top and anchors[0]:
        rows[-1].lines += placed[: anchors[0]]  # what did not fit on the page before
    above = 0 if from_top else anchors[0]
    for at, following in pairwise([*anchors, len(placed)]):
        between = following - at - 1
        below = between if from_top else above
        if below > between:
            return False
        rows.append(_Row(placed[at - above : at + below + 1]))
        above = between - below
    return not above


def _value_columns(lines: Sequence[dict[int, str]], name: int, count: int) -> list[int]:
    found = []
    for column in range(name + 1, count):
        texts = [words[column] for words in lines if column in words]
        if texts and sum(map(is_bare_value, texts)) >= _VALUES * len(texts):
            found.append(column)
    return found


def _is_sound(rows: Sequence[_Row], columns: int) -> bool:
    """Whether every row has a name that begins as one, and no cell holds two values."""
    name = 0 if all(starts_name(row.text(0)) for row in rows) else 1
    if not all(starts_name(row.text(name)) or row.text(name)[:1] in "-–+•" for row in rows):
        return False
    texts = [row.text(column) for row in rows for column in range(name + 1, columns)]
    return not any(re.fullmatch(r"[\d.,]+(?:\s[\d.,]+)+", text) for text in texts)


def _header(lines: Sequence[Line], columns: Sequence[tuple[float, float]]) -> list[tuple[Cell, ...]] | None:
    """The heading as two rows: what stands over several columns, and what over each; one row without the former."""
    own: list[list[str]] = [[] for _ in columns]
    over: dict[int, tuple[int, str]] = {}
    for line in lines:
        for word in words_in(line):
            for part in split(word, columns):
                under = columns_below(part, columns)
                if len(under) == 1:
                    own[under[0]].append(part.text)
                    continue
                if any(own[at] or at in over for at in under):
                    return None
                for at in under:
                    over[at] = (under[0], part.text)
    texts = [joined(parts) for parts in own]
    page = lines[0].page
    if not over:
        return [tuple(Cell(text, (0, at), page) for at, text in enumerate(texts))]
    return [
        tuple(
            Cell(over[at][1], (0, over[at][0]), page) if at in over else Cell(texts[at], (0, at), page)
            for at in range(len(columns))
        ),
        tuple(Cell(texts[at], (1, at) if at in over else (0, at), page) for at in range(len(columns))),
    ]

"""Finds tables of which only the text is left, one cell or one row in a line, and cuts them into rows.

A table begins with its column words ("TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2030"); its rows begin where the counting
of its first column goes on. Which value stood in which column is not known any more: the rows keep their lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from checker.extracting.document import FlatRow, FlatTable, Line
from checker.extracting.documents.flat_ends import ends_table, tail
from checker.extracting.documents.flat_labels import (
    Counting,
    Label,
    is_office,
    is_value,
    labels_of,
    names_row,
    starts_name,
)
from checker.extracting.documents.flat_plain import plain_table
from checker.extracting.documents.line_ends import glued

_COUNT_COLUMN = re.compile(r"\s*(?:S\.?TT|TT|Số\s?TT|Số thứ tự)(?:\s*[.:])?(?:\s+(?P<rest>\S.*)|\s*)$", re.IGNORECASE)
_COLUMN_WORDS = re.compile(
    r"chỉ tiêu|chỉ số|đơn vị|đvt|năm 20[0-9]{2}|kế hoạch|mục tiêu|thực hiện|ghi chú|nhiệm vụ|nội dung|cơ quan|chủ trì"
    r"|phối hợp|kết quả|sản phẩm|thời gian|tiến độ|hoàn thành|lộ trình|tầm nhìn|giai đoạn|hiện trạng|thực trạng"
    r"|phân công|công việc|đề án|nguồn|tên ",
    re.IGNORECASE,
)
_SECTION_WORDS = re.compile(r"(?:Các |Nhóm |Một số )?(?:chỉ số|chỉ tiêu|lĩnh vực|nhóm|mục tiêu)\b", re.IGNORECASE)
_WITH_EMPTY_CELLS = re.compile(r"\s{2,}\S|\S.*\S\s{3,}$")
_DASH = re.compile(r"\s*[-–+•]\s+\S")
_LAST_CELL = re.compile(r"(?<!\s)(?P<gap>\s+)(?P<value>(?:(?:[<>≥≤=]|>=|<=)\s?)?\S+)\s*$")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}$")

_HEADER_LINES = 45
_HEADER_WIDTH = 90
_ROW_LINES = 60
_SHORT = 60
# So far ahead must the number that was expected be missing before another is taken for it.
_SLIP_LINES = 25


@dataclass(frozen=True, slots=True)
class _Start:
    """The line that a row begins at: with a label, or as a section or a part of the row above without one.

    ``repeated`` lines are the header again, on a new page; ``plain`` rows have no numbers in the whole table.
    """

    at: int
    label: Label | None = None
    section: bool = False
    repeated: bool = False
    plain: bool = False


def find_flat_tables(lines: Sequence[Line], column: float) -> list[tuple[int, int, FlatTable]]:
    """Each flattened table among the lines, none of them blank, with its first line and the one after its last.

    ``column`` is the width of the document's text, by which prose after a table is told.
    """
    texts = [line.text for line in lines]
    found: list[tuple[int, int, FlatTable]] = []
    at = 0
    while at < len(texts):
        starts, end = _table_at(texts, at, column)
        if not starts:
            at += 1
            continue
        afters = [*(start.at for start in starts[1:]), end]
        rows = tuple(
            _row(lines[start.at : after], start)
            for start, after in zip(starts, afters, strict=True)
            if not start.repeated
        )
        found.append((at, end, FlatTable(tuple(texts[at : starts[0].at]), rows, lines[at].page)))
        at = end
    return found


def _table_at(texts: Sequence[str], at: int, column: float) -> tuple[list[_Start], int]:
    """The rows of the table whose header begins at this line, and the line after it; no rows where none begins."""
    first = _first_row(texts, at)
    if first is not None:
        return _row_starts(texts, at, first, column)
    plain = plain_table(texts, at, column)
    if plain is not None:
        return [_Start(row, section=section, plain=True) for row, section in plain.rows], plain.end
    return [], at


def _first_row(texts: Sequence[str], at: int) -> int | None:
    """Where the first row is of a table whose header begins at ``at``; None where none begins."""
    if texts[at].strip().casefold() == "số" and at + 1 < len(texts) and texts[at + 1].strip().casefold() == "tt":
        return _first_row(texts, at + 1)
    count = _COUNT_COLUMN.match(texts[at])
    if count is None or (count["rest"] and not (starts_name(count["rest"]) and _COLUMN_WORDS.search(count["rest"]))):
        return None
    for here in range(at + 1, min(at + _HEADER_LINES, len(texts))):
        if _is_row_one(texts, here) or _is_section(texts, here, Counting(), first=True):
            return here if any(_COLUMN_WORDS.search(text) for text in texts[at:here]) else None
        if len(texts[here].strip()) > _HEADER_WIDTH:
            return None
    return None


def _is_row_one(texts: Sequence[str], at: int) -> bool:
    labels = [label for label in labels_of(texts[at]) if label.value == 1 and label.kind != "lettered"]
    return any(names_row(texts, at, label) for label in labels if label.kind != "letter")


def _row_starts(texts: Sequence[str], head: int, first: int, column: float) -> tuple[list[_Start], int]:
    """Where each row begins, and the line after the table."""
    header = [text.strip() for text in texts[head:first]]
    counting = Counting()
    starts: list[_Start] = []
    at = first
    while at < len(texts):
        if starts and [text.strip() for text in texts[at : at + len(header)]] == header:
            starts.append(_Start(at, repeated=True))
            at += len(header)
            starts.append(_Start(at, repeated=True))
            continue
        if starts and (_first_row(texts, at) is not None or ends_table(texts, at, counting, column)):
            break
        start = _start_at(texts, at, counting)
        if start is not None:
            starts.append(start)
        elif at - starts[-1].at > _ROW_LINES:
            at = starts[-1].at + 1
            break
        at += 1
    return starts, _end(texts, starts, at)


def _end(texts: Sequence[str], starts: Sequence[_Start], end: int) -> int:
    """``end``, or sooner where the last row is much longer than any other: what follows a table is not its row."""
    lengths = [after.at - start.at for start, after in pairwise(starts)]
    last = starts[-1].at
    return last + tail(texts[last:end], max(lengths, default=end - last))


def _start_at(texts: Sequence[str], at: int, counting: Counting) -> _Start | None:
    """The row that begins at this line, if one does; it is counted."""
    label = _label_at(texts, at, counting)
    if label is not None:
        counting.take(label)
        return _Start(at, label)
    if _is_section(texts, at, counting):
        counting.restart = True
        return _Start(at, section=True)
    return _Start(at) if _is_sub_row(texts, at) else None


def _label_at(texts: Sequence[str], at: int, counting: Counting) -> Label | None:
    labels = [label for label in labels_of(texts[at]) if names_row(texts, at, label)]
    for label in labels:
        if counting.follows(label) and not (label.rest and counting.style_differs(label)):
            return label
    for label in labels:
        if counting.slips(label) and not _is_still_to_come(texts, at, counting):
            return label
    return None


def _is_still_to_come(texts: Sequence[str], at: int, counting: Counting) -> bool:
    """Whether the number that is expected next comes later, so that this line is no slip of it."""
    return any(
        label.kind == "number" and counting.follows(label) and label.value > 1 and names_row(texts, here, label)
        for here in range(at + 1, min(at + _SLIP_LINES, len(texts)))
        for label in labels_of(texts[here])
    )


def _is_section(texts: Sequence[str], at: int, counting: Counting, *, first: bool = False) -> bool:
    """A row without a number that heads those below it: the next line opens a row, its own other cells are empty."""
    text = texts[at]
    plain = text.strip()
    if len(plain) > _SHORT or not starts_name(plain) or labels_of(text) or last_value(text):
        return False
    below = [x for x in labels_of(texts[at + 1]) if names_row(texts, at + 1, x)] if at + 1 < len(texts) else []
    if not any(label.kind == "number" and (label.value == 1 or counting.follows(label)) for label in below):
        return False
    if _WITH_EMPTY_CELLS.match(text):
        return True
    closed = not first and (is_value(texts[at - 1].split()[-1]) or is_office(texts[at - 1]))
    return closed and (bool(_SECTION_WORDS.match(plain)) or plain.isupper())


def _is_sub_row(texts: Sequence[str], at: int) -> bool:
    """ "  - Nông thôn   100": a dash, a few words and a value of its own; not the dashes of a list in a cell."""
    text = texts[at]
    if not _DASH.match(text) or len(text.strip()) > _SHORT:
        return False
    following = texts[at + 1].strip() if at + 1 < len(texts) else ""
    last = _LAST_CELL.search(text)
    if last is not None and is_value(last["value"]) and len(last["gap"]) > 1:
        return True
    return is_value(following) and not labels_of(following) and not last_value(text)


def last_value(text: str) -> str | None:
    """The value that a line ends with, None for words and for a year that belongs to them ("đến năm 2030")."""
    last = _LAST_CELL.search(text)
    if last is None or not is_value(last["value"]) or _YEAR.match(last["value"].strip()):
        return None
    return str(last["value"])


def _row(lines: Sequence[Line], start: _Start) -> FlatRow:
    texts = [" ".join(line.text.split()) for line in lines]
    label = start.label.text if start.label else ""
    if start.label is not None:
        texts[0] = start.label.rest
    elif not start.section and not start.plain:
        label, _, texts[0] = texts[0].partition(" ")
    cells = [" ".join(text.split()) for text in texts if text.strip()]
    text = cells[0] if cells else ""
    for cell in cells[1:]:
        text = glued(text, cell)
    heads = start.label is not None and start.label.heads and not any(map(_is_filled, cells))
    return FlatRow(label, text, tuple(line.text for line in lines), start.section or heads, lines[0].page)


def _is_filled(cell: str) -> bool:
    return is_value(cell) or is_office(cell) or last_value(cell) is not None

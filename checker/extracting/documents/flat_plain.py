"""Flattened tables whose rows have no numbers: wide gaps part their cells, values end their lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checker.extracting.documents.flat_labels import is_value, starts_name
from checker.extracting.documents.line_ends import in_capitals, opening, stands_alone
from checker.extracting.documents.line_width import UNBROKEN, width

_GAP = re.compile(r"\s{2,}")
_COLUMN = re.compile(
    r"(?:tên )?(?:các )?(?:chỉ tiêu|chỉ số|mục tiêu|nội dung)\b|(?:đơn vị|đvt)\b|(?:đến |hết |kế hoạch |mục tiêu )*(?:năm )?20[0-9]{2}$"
    r"|ghi chú|kế hoạch|thực hiện|hiện trạng|lộ trình|giai đoạn",
    re.IGNORECASE,
)
_COLUMNS = 3
_HEADER_LINES = 5
_PROSE = 0.85


@dataclass(frozen=True, slots=True)
class PlainTable:
    """Where each row begins and whether it is a section, and the line after the last row."""

    rows: tuple[tuple[int, bool], ...]
    end: int


def plain_table(texts: Sequence[str], at: int, column: float) -> PlainTable | None:
    """The table whose header is the line ``at``; None if none begins there, or it has fewer than two rows."""
    names = _cells(texts[at])
    if len(names) < _COLUMNS or sum(bool(_COLUMN.match(name)) for name in names) < _COLUMNS - 1:
        return None
    first = next(
        (here for here in range(at + 1, min(at + _HEADER_LINES, len(texts))) if _has_values(texts[here])), None
    )
    if first is None:
        return None
    above = texts[first - 1].strip()
    section = first > at + 1 and in_capitals(above)
    if section or (first > at + 1 and starts_name(above) and _begins_above(texts, first)):
        first -= 1
    rows, end = _rows(texts, first, section, column)
    if sum(not section for _, section in rows) < 2:
        return None
    return PlainTable(tuple(rows), end)


def _rows(texts: Sequence[str], first: int, section: bool, column: float) -> tuple[list[tuple[int, bool]], int]:
    rows: list[tuple[int, bool]] = [(first, section)]
    at = first + 1
    while at < len(texts):
        text = texts[at].strip()
        following = texts[at + 1] if at + 1 < len(texts) else ""
        begun = at - 1 == rows[-1][0] and not _has_values(texts[at - 1]) and not rows[-1][1]
        if _has_values(texts[at]):
            if not begun:
                rows.append((at, False))
        elif in_capitals(text) and _has_values(following):
            rows.append((at, True))
        elif starts_name(text) and len(_cells(text)) == 1 and _has_values(following):
            rows.append((at, not _begins_above(texts, at + 1)))
        elif _ends(texts[at], column):
            break
        at += 1
    return rows, at


def _begins_above(texts: Sequence[str], at: int) -> bool:
    """Whether a row's name begins in the line above the one that has its values."""
    return texts[at].strip()[:1].islower()


def _ends(text: str, column: float) -> bool:
    plain = text.strip()
    if stands_alone(plain) or opening(plain) is not None or plain[0].isupper():
        return True
    return column != UNBROKEN and width(plain) > _PROSE * column


def _cells(text: str) -> list[str]:
    return _GAP.split(text.strip())


def _has_values(text: str) -> bool:
    """A line with words, a wide gap and then a value."""
    cells = _cells(text)
    return len(cells) > 1 and any(map(str.isalpha, cells[0])) and any(map(is_value, cells[1:]))

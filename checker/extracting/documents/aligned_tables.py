"""Tables without rulings whose cells still stand below each other: found by the words of their heading.

What does not fit together in the end is left to the readers of flattened tables.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.extracting.document import Line, Table
from checker.extracting.documents.aligned_rows import MOST_LINES, aligned_table
from checker.extracting.documents.aligned_words import COUNT, FEWEST_COLUMNS, plain, words_in
from checker.extracting.tables.columns import is_bare_value

_FIRSTLABEL = re.compile(r"(?:1|01|I|A)[.)]?\s+[^\W\d]")
_YEARS = re.compile(r"(?:(?:19|20)\d\d)(?:\s*[-–]\s*(?:19|20)\d\d)?")
_HEADING = re.compile(
    r"(?:tên |các |số )?(?:chỉ tiêu|chỉ số|mục tiêu|nội dung|đơn vị|đvt|ghi chú|kế hoạch|thực hiện|hiện trạng|lộ trình|giai đoạn"
    r"|ước|kết quả|cơ quan|trung ương|cả nước|(?:đến |hết )*(?:năm\b|20\d\d))",
    re.IGNORECASE,
)
_HEADER_LINES = 12
_APART = 8
_LONG = 60
# So many headings without a table below them are no document with tables.
_MOST_TRIES = 8


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
    count = COUNT.match(texts[0]) is not None if texts else False
    if len(texts) + count < FEWEST_COLUMNS or any(_is_value(text) for text in texts):
        return False
    return count + sum(bool(_HEADING.match(COUNT.sub("", text).strip())) for text in texts) >= 2


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
    for here in range(first, min(first + MOST_LINES, len(lines))):
        words = words_in(lines[here])
        if len(words) >= FEWEST_COLUMNS or (len(words) > 1 and any(_is_value(word.text) for word in words[1:])):
            last = here
        elif here - last > _APART:
            break
    end = last + 1
    while end < len(lines) and len(words_in(lines[end])) == 1 and plain(lines[end])[:1].islower():
        end += 1
    while first - 1 > at and len(words := words_in(lines[first - 1])) == 1 and not _HEADING.match(words[0].text):
        first -= 1
    return start, first, end


def _opens(line: Line) -> bool:
    """Whether the line begins with the label of a first row or section."""
    return _FIRSTLABEL.match(plain(line)) is not None

"""Where a flattened table ends: what cannot be one of its rows, though nothing parts it from the last one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.extracting.documents.flat_labels import Counting, is_office, is_value, labels_of, names_row
from checker.extracting.documents.line_width import UNBROKEN, width
from checker.extracting.outlines.numbering import marker_of

_AFTER = re.compile(
    r"\s*(?:Ghi chú\s*:|Nơi nhận\b|TM\.|T/M\b|KT\.|TL\.|TUQ\.|Trên đây là\b|PHỤ LỤC\b|Phụ lục(?: [0-9IVX]+)?\s*$"
    r"|Nguồn\s*:|\(\*\)|(?:Biểu|Bảng)(?: số)? [0-9]|Điều [0-9]+\.)"
)
# A part's first row comes so soon after its heading.
_NEAR = 8
_PROSE = 0.85
_LONG = 120


def ends_table(texts: Sequence[str], at: int, counting: Counting, column: float) -> bool:
    """Whether the line cannot belong to the table whose rows are counted so far.

    ``column`` is the width of the document's text.
    """
    text = texts[at].strip()
    if _AFTER.match(text):
        return True
    return _is_heading(texts, at, counting) or _is_prose(texts, at, counting, column)


def tail(lines: Sequence[str], longest: int) -> int:
    """How many of the last row's lines are its own, where no other row has more than ``longest``."""
    if len(lines) <= longest + 3:
        return len(lines)
    for at in range(1, len(lines)):
        before = lines[at - 1].strip()
        closed = is_value(before) or is_office(before) or before.endswith((".", ";", "%"))
        if closed and lines[at].strip()[:1].isupper() and len(lines[at].strip()) > _LONG / 2:
            return at
    return longest + 3


def _is_heading(texts: Sequence[str], at: int, counting: Counting) -> bool:
    text = texts[at].strip()
    marker = marker_of(text)
    if marker is None or not text[marker.end :].strip():
        return False
    labels = labels_of(text)
    match marker.kind:
        case "annex" | "part" | "chapter" | "article":
            return True
        case "roman":
            roman = next((label for label in labels if label.kind == "roman"), None)
            if roman is None:
                return False
            known = "roman" in counting.last or not counting.last
            if not known or not (counting.follows(roman) or counting.slips(roman)) or counting.style_differs(roman):
                return bool(roman.sign) or roman.rest.isupper()
            return not _row_follows(texts, at, counting)
        case "letter":
            letter = next((label for label in labels if label.kind == "letter"), None)
            return letter is not None and letter.sign == ")" and not counting.follows(letter)
        case "number":
            number = next((label for label in labels if label.kind == "number"), None)
            return number is not None and bool(number.sign) and counting.style_differs(number)
        case _:
            return False


def _row_follows(texts: Sequence[str], at: int, counting: Counting) -> bool:
    for here in range(at + 1, min(at + 1 + _NEAR, len(texts))):
        for label in labels_of(texts[here]):
            expected = label.value in (1, counting.last.get("number", 0) + 1)
            if label.kind == "number" and expected and not counting.style_differs(label):
                return names_row(texts, here, label)
    return is_value(texts[at].split()[-1])


def _is_prose(texts: Sequence[str], at: int, counting: Counting, column: float) -> bool:
    """A line as wide as the text, after a row that is full, where no further row is in sight."""
    text, before = texts[at].strip(), texts[at - 1].strip()
    if not text[0].isupper() or len(text) < _LONG / 2 or labels_of(text):
        return False
    if any(not label.rest for label in labels_of(before)):
        return False
    wide = len(text) > _LONG if column == UNBROKEN else width(text) > _PROSE * column
    full = is_value(before.split()[-1]) or is_office(before) or before.endswith(".")
    return wide and full and not any(_next_row(texts, here, counting) for here in range(at + 1, at + 15))


def _next_row(texts: Sequence[str], at: int, counting: Counting) -> bool:
    return at < len(texts) and any(
        (counting.follows(label) or counting.slips(label)) and names_row(texts, at, label)
        for label in labels_of(texts[at])
    )

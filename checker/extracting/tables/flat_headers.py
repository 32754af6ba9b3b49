"""The columns of a flattened table, cut out of the words above its first row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from checker.extracting.tables.columns import Column
from checker.extracting.tables.header_words import Meaning, meaning_of

_COUNT = re.compile(r"(?:S\.?TT|TT|Số\s?TT|Số thứ tự)\b[.:]?", re.I)
_STARTS = re.compile(
    r"(?:Tên (?:chỉ tiêu|chỉ số)|Chỉ tiêu|Chỉ số|Nội dung|Tiêu chí|Mục tiêu|Danh mục|Đơn vị|ĐVT|Kế hoạch|KH|Hiện trạng|Hiện tại|"
    r"Thực hiện|TH|Ước|Kết quả|Đến|Năm|Giai đoạn|Tầm nhìn|Từ năm|Ghi chú|Cơ quan|Các văn bản|Căn cứ|Trung ương|Toàn quốc|Cả nước|"
    r"Phấn đấu|Lộ trình|Thời gian|Chủ trì|Phối hợp|Dự kiến)\b"
)
_ALL_CAPITALS = re.compile(r"[^a-zà-ỹ]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}\b")
_WHOLE = frozenset({"label", "unit", "year", "notes", "agency", "legal", "name", "other", "passed"})
_MOST = 2_000


def columns_of(header: Sequence[str]) -> tuple[Column, ...]:
    """The columns from left to right, as far as their words tell."""
    pieces: list[str] = []
    for line in header:
        text = " ".join(line[:_MOST].split())
        if not text or sum(map(len, pieces)) > _MOST:
            continue
        for number, piece in enumerate(_pieces(text)):
            if pieces and not _begins(piece, pieces, at_line_start=number == 0):
                pieces[-1] = f"{pieces[-1]} {piece}"
            else:
                pieces.append(piece)
    columns = [Column(index, meaning_of((piece,)), piece) for index, piece in enumerate(pieces)]
    if not any(column.kind == "name" for column in columns):
        # a count column stands beside what is counted: "STT | Chỉ số | …", "TT | Mục tiêu theo Nghị quyết | …"
        at = next((column.index for column in columns if column.kind in ("value", "other", "unknown", "legal")), None)
        if at is not None and all(column.kind == "label" for column in columns[:at]):
            columns[at] = replace(columns[at], meaning=Meaning("name"))
    return tuple(columns)


def _pieces(text: str) -> list[str]:
    """A line cut before every word that may begin a column, and behind the count column and each year."""
    cuts = {0, len(text)}
    count = _COUNT.match(text)
    if count:
        cuts.add(count.end())
    pattern = _STARTS if not _ALL_CAPITALS.fullmatch(text) else re.compile(_STARTS.pattern, re.I)
    cuts |= {match.start() for match in pattern.finditer(text)}
    cuts |= {match.end() for match in _YEAR.finditer(text) if not re.match(r"\s*[-–/]", text[match.end() :])}
    places = sorted(cuts)
    return [piece for a, b in pairwise(places) if (piece := text[a:b].strip())]


def _begins(piece: str, pieces: Sequence[str], *, at_line_start: bool) -> bool:
    """Whether a piece is a column of its own behind those before it."""
    before = pieces[-1]
    kind = meaning_of((before,)).kind
    if kind == "value" and all(meaning_of((other,)).kind == "label" for other in pieces[:-1]):
        kind = "name"  # "TT | Chỉ tiêu | …"
    if kind in ("label", "unit", "year") or (kind == "name" and _YEAR.match(piece)):
        return piece[0].isupper() or bool(_YEAR.match(piece))
    if not piece[0].isupper() or not (_STARTS.match(piece) or at_line_start):
        return False
    if kind in ("legal", "agency") and meaning_of((piece,)).kind in ("other", "legal", "agency", "unknown"):
        return at_line_start and kind == "agency"  # "Các văn bản của cơ quan Trung ương"
    if kind == "present":
        return bool(_YEAR.search(before)) or at_line_start
    if kind == "value":
        # "Mục tiêu" and "Năm 2030" are one column, "Mục tiêu" and "Ghi chú" two
        return meaning_of((f"{before} {piece}",)).kind not in ("year", "value")
    if kind == "name":
        return meaning_of((piece,)).kind != "name" or not at_line_start
    return kind in _WHOLE

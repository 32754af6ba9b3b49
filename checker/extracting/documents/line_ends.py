"""Whether a line goes on in the next one: the signs, words and widths that tell a paragraph's end from a full line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from checker.extracting.documents.line_width import UNBROKEN, has_room
from checker.extracting.outlines.numbering import Marker, marker_of

_ENDED = re.compile(r"[.;:!?…][\"”’')\]]*$")
_STANDS_ALONE = re.compile(
    r"Nơi nhận\b|Kính gửi\b|TM\.|T/M\b|KT\.|TL\.|TUQ\.|(?:Q\. ?|PHÓ )?CHỦ TỊCH\b|(?:PHÓ )?BÍ THƯ\b|Ghi chú\s*:"
    r"|Căn cứ\b|Xét đề nghị\b|(?:Biểu|Bảng)(?: số)? [0-9IVX]|Mẫu số [0-9]"
    # "Đến năm 2030:" over a list
    r"|(?:Đến|Tầm nhìn|Từ|Giai đoạn|Năm)\b[^.;,%0-9]{0,20}20[0-9]{2}(?:\s*[-–]\s*20[0-9]{2})?\s*:?$"
)
# "72-" + "NQ/TW", "vắc-" + "xin", "trẻ/" + "100": the sign ends the line, the word goes on; "2025 -" + "2030" does not.
_TIGHT_END = re.compile(r"\S[-‐‑/]$")
_TIGHT_START = re.compile(r"[-‐‑–/][^\W_]")

# What a document is, on a line of its own above its title.
_KIND = re.compile(r"(?:KẾ HOẠCH|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG)?|NGHỊ QUYẾT|QUYẾT ĐỊNH|ĐỀ ÁN|BÁO CÁO|TỜ TRÌNH)[ .:]*")
# "ỦY BAN NHÂN" + "DÂN": the last word of a heading in a narrow column.
_CAPITAL_WORD = re.compile(r"[^\W\d_]{2,7}$")
# No sentence or heading ends so.
_OPEN = re.compile(
    r"(?:[-‐‑–,/(]|\b(?:và|của|các|những|với|cho|từ|đến|tại|theo|trong|về|số|hoặc|bằng|là))$", re.IGNORECASE
)

# The first line of a paragraph is indented by as much.
_INDENT = 0.07
# A full line may be as much narrower than the column; more where nothing else says that a paragraph ends.
_SLACK_AFTER_SENTENCE = 0.03
_SLACK = 0.12
_NARROW = 22
# Second halves of names that are written with a dash: "Lao động - Thương binh và Xã hội".
_HALVES = ("Thương binh", "Xã hội", "Kế hoạch")


@dataclass(slots=True)
class Run:
    """The lines of a paragraph that is being put together, and what the lines before have counted."""

    column: float
    last: str = ""
    lines: int = 0
    counted: dict[str, int] = field(default_factory=dict)

    def goes_on(self, line: str) -> bool:
        """Whether ``line`` belongs to the paragraph of the lines so far; both have single blanks."""
        if not self.lines:
            return False
        first = line.split(" ", 1)[0]
        ended = bool(_ENDED.search(self.last))
        room = self._has_room(first, _SLACK_AFTER_SENTENCE if ended else _SLACK)
        marker = opening(line)
        if marker is not None:
            if self._under_heading(line, marker):
                return False
            return (not room and not ended and not self._expected(marker)) or self._splits_a_range(line, marker)
        if stands_alone(line) and (room or ended):
            return False
        if _KIND.fullmatch(line) and not in_capitals(self.last):
            return False
        if in_capitals(self.last) and line.isupper() and _CAPITAL_WORD.match(line):
            return True
        if in_capitals(line) != in_capitals(self.last):
            return not room and not ended and not in_capitals(self.last)
        if _OPEN.search(self.last):
            return True
        if line[0].islower() or line[0] in ",.;:)]%‰/":
            return True
        return not room

    def _has_room(self, word: str, slack: float) -> bool:
        if self.column == UNBROKEN:
            return True
        column = self.column * (1 - _INDENT) if self.lines == 1 else self.column
        return has_room(self.last, word, column, slack)

    def _expected(self, marker: Marker) -> bool:
        """A number or letter that the document's own counting has reached; a bullet is never one."""
        if not marker.value:
            return False
        return marker.value in (1, self.counted.get(marker.kind, 0) + 1)

    def _under_heading(self, line: str, marker: Marker) -> bool:
        """ "2. Nâng cao chất lượng" + "- Đẩy mạnh": a list under a numbered heading that happens to fill its line."""
        heading = opening(self.last) if self.lines == 1 else None
        listed = marker.kind == "dash" and line[marker.end :][:1].isupper() and not line.startswith(_HALVES, marker.end)
        return listed and heading is not None and heading.kind != "dash"

    def _splits_a_range(self, line: str, marker: Marker) -> bool:
        """ "2025" + "- 2030", "kinh tế" + "- xã hội": a dash between the two halves of something."""
        if marker.kind != "dash" or _ENDED.search(self.last) or self.last.endswith(","):
            return False
        rest = line[marker.end :]
        return bool(re.search(r"[0-9]$", self.last) and re.match(r"[0-9]{1,4}\b(?!\s*%)", rest)) or (
            rest[:1].islower() and not self._has_room(line.split(" ", 1)[0], _SLACK)
        )

    def take(self, line: str, begins: bool) -> None:
        """Counts a line in; ``begins`` where it opens a paragraph."""
        self.lines = 1 if begins else self.lines + 1
        self.last = line
        if begins and (marker := opening(line)) is not None and marker.value:
            self.counted[marker.kind] = marker.value


def opening(line: str) -> Marker | None:
    """The sign that the line begins with, if it looks like one that opens an item: not "1.5 cm", "đ/c", "X-quang"."""
    marker = marker_of(line)
    if marker is None:
        return None
    sign, rest = line[: marker.end].rstrip(), line[marker.end :]
    starts = rest.lstrip("“\"'(")[:1]
    match marker.kind:
        case "letter":
            sound = sign.endswith(")") or (sign.endswith(".") and starts.isupper()) or line[len(sign)].isspace()
        case "roman":
            sound = sign[-1] in ".)" or in_capitals(rest)
        case "decimal":
            sound = starts.isupper()
        case "number":
            sound = marker.value < 100 and (sign[-1] in ".)" or starts.isupper())
        case "capital":
            sound = starts.isupper()
        case _:
            sound = True
    return marker if sound else None


def stands_alone(line: str) -> bool:
    """Whether the line is one that begins anew wherever it stands: "Nơi nhận:", "CHỦ TỊCH", "Đến năm 2030:"."""
    return bool(_STANDS_ALONE.match(line))


def narrow(lines: list[str]) -> bool:
    """Lines of a column so narrow that it must be a box, in which a blank line ends nothing."""
    return len(lines) > 2 and all(len(line) <= _NARROW for line in lines)


def glued(text: str, line: str) -> str:
    """``text`` followed by ``line``, with a blank between them unless a hyphen or stroke holds them together."""
    if text.endswith("\u00ad"):
        return text[:-1] + line
    tight = _TIGHT_END.search(text) or (_TIGHT_START.match(line) and re.search(r"[^\W_]$", text))
    return f"{text}{'' if tight else ' '}{line}"


def in_capitals(line: str) -> bool:
    """Whether a line of several words is written in capitals, as headings are."""
    letters = [letter for letter in line if letter.isalpha()]
    return len(letters) >= 4 and " " in line.strip() and sum(map(str.isupper, letters)) * 10 >= len(letters) * 9

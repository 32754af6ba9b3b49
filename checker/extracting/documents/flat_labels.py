"""The numbers that open the rows of a flattened table, told apart from values by the order they must come in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from checker.extracting.outlines.numbering import LETTERS, roman

Kind = Literal["roman", "capital", "number", "decimal", "lettered", "letter"]

_LABEL = re.compile(
    r"\s*(?P<label>[IVX]{1,6}|[A-HĐ]|[0-9]{1,3}(?:\.[0-9]{1,2}){0,3}|[0-9]{1,3}[a-zđ]|[a-zđ])(?P<sign>[.)/]?)"
    r"(?:\s+(?P<rest>\S.*))?\s*$"
)
_SIGN = r"(?:[<>≥≤=~±]|>=|<=)"
_VALUE = re.compile(
    rf"{_SIGN}?\s*[0-9][0-9.,]*(?:\s*[-–]\s*[0-9][0-9.,]*)?\s*(?:%|‰)?\*?$|[xX×✓√+-]$|(?:Có|Không|Đạt|có|đạt)$"
)
_OFFICE = re.compile(
    r"(?:Các |Một số )?(?:Sở|UBND|Ủy ban|Uỷ ban|BHXH|Bảo hiểm xã hội|Thống kê|Cục|Chi cục|Công an|Bộ|Ban|Văn phòng|Trung tâm"
    r"|Bệnh viện|HĐND|MTTQ|sở|cơ quan|đơn vị|địa phương)\b"
)
_OFFICE_LENGTH = 60
_NAME_STARTS = re.compile(r"[\"“'(]?\s*(?:[^\W\d_]|100\s?%\s+[^\W\d_])")
_WORDS_OF_A_NAME = 3
_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Label:
    """A possible label: ``text`` as it stands without its sign, ``rest`` the line's words after it."""

    kind: Kind
    text: str
    value: int
    sign: str
    rest: str
    above: str = ""

    @property
    def heads(self) -> bool:
        """Roman numbers and capital letters number the parts of a table."""
        return self.kind in ("roman", "capital")


def labels_of(line: str) -> tuple[Label, ...]:
    """What the line's first word may be as a label; two readings for "I" and "V", which are letters too."""
    match = _LABEL.match(line)
    if match is None:
        return ()
    text, sign, rest = match["label"], match["sign"], match["rest"] or ""
    if rest and not starts_name(rest):
        return ()
    found: list[Label] = []
    if value := roman(text):
        found.append(Label("roman", text, value, sign, rest))
    if len(text) == 1 and text in "ABCDĐEFGH":
        found.append(Label("capital", text, "ABCDĐEFGH".index(text) + 1, sign, rest))
    if text.isdecimal():
        found.append(Label("number", text, int(text), sign, rest))
    elif text[0].isdecimal() and text[-1].isdecimal():
        above, _, last = text.rpartition(".")
        found.append(Label("decimal", text, int(last), sign, rest, above))
    elif text[0].isdecimal():
        found.append(Label("lettered", text, LETTERS.index(text[-1]) + 1, sign, rest, text[:-1]))
    elif text in LETTERS and text != "x" and (sign or not rest):
        found.append(Label("letter", text, LETTERS.index(text) + 1, sign, rest))
    return tuple(found)


def starts_name(text: str) -> bool:
    """Whether the words may be what a row is about: they begin with a capital letter, and are no value."""
    match = _NAME_STARTS.match(text)
    if match is None or is_value(text):
        return False
    letter = match.group()[-1]
    return letter.isupper() or "%" in match.group()


def is_value(text: str) -> bool:
    """A cell's value alone: "97,5", "≥ 98", "59-61", "100 %", "x", "Có"."""
    return len(text) <= 30 and bool(_VALUE.match(text.strip()))


def is_office(text: str) -> bool:
    """The name of an authority, which stands in a column of its own and is not what a row is about."""
    return len(text) <= _OFFICE_LENGTH and bool(_OFFICE.match(text.strip()))


def names_row(texts: Sequence[str], at: int, label: Label) -> bool:
    """Whether the words of a row follow the label at line ``at``, in its line or in the next."""
    if label.rest:
        return True
    following = texts[at + 1].strip() if at + 1 < len(texts) else ""
    if len(following) <= _SHORTEST_NAME or not starts_name(following) or labels_of(following):
        return False
    return label.heads or not is_office(following)


@dataclass(slots=True)
class Counting:
    """How far the rows of one table are counted."""

    last: dict[str, int] = field(default_factory=dict)
    number: str = ""
    deeper: dict[str, int] = field(default_factory=dict)
    restart: bool = True
    signs: dict[str, str] = field(default_factory=dict)

    def follows(self, label: Label) -> bool:
        """Whether the label is the next one of its kind."""
        match label.kind:
            case "roman" | "capital":
                return label.value == self.last.get(label.kind, 0) + 1
            case "number":
                return label.value == self.last.get("number", 0) + 1 or (self.restart and label.value == 1)
            case "decimal" | "lettered":
                return label.above == self._parent(label) and label.value == self.deeper.get(label.above, 0) + 1
            case "letter":
                return label.value == self.deeper.get(label.kind, 0) + 1

    def slips(self, label: Label) -> bool:
        """Whether the label is near enough to the next one to be it: a number left out, typed twice or mistyped."""
        if len(label.rest.split()) < _WORDS_OF_A_NAME or self.style_differs(label):
            return False
        last = self.last.get(label.kind, 0)
        if label.kind == "roman":
            return last > 0 and label.value == last + 2
        if label.kind != "number" or not last:
            return False
        return label.value in (last + 2, last + 3) or label.text.startswith(str(last + 1))

    def style_differs(self, label: Label) -> bool:
        """Whether its kind has been written with another sign so far ("1" and "2.")."""
        return self.signs.get(label.kind, label.sign) != label.sign

    def _parent(self, label: Label) -> str:
        """The label under which the next deeper one comes; "2.1" may come where a row "2" was left out."""
        if label.kind == "decimal" and label.value == 1 and "." not in label.above:
            return label.above if int(label.above) - self.last.get("number", 0) in (0, 1) else self.number
        if label.kind == "decimal" and "." in label.above:
            return label.above if label.above in self.deeper or label.value == 1 else self.number
        return self.number

    def take(self, label: Label) -> None:
        """Counts the label in."""
        self.signs.setdefault(label.kind, label.sign)
        self.restart = False
        if label.kind in ("decimal", "lettered", "letter"):
            self.deeper[label.above or label.kind] = label.value
            if label.kind == "decimal" and "." not in label.above:
                self.last["number"] = int(label.above)
                self.number = label.above
            return
        self.deeper = {}
        if label.heads:
            self.last[label.kind] = label.value
            self.restart = True
            return
        expected = self.last.get("number", 0) + 1
        mistyped = label.value > expected + 3
        self.last["number"] = expected if mistyped else label.value
        self.number = label.text

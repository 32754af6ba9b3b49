"""The numbers of instruments ("72-NQ/TW", "282/NQ-CP"), and which of them a plan says it implements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.extracting.tokens import words_of

# 72-NQ/TW, 282/NQ- CP, 05-CTr/TU, 202/2025/QH15; blanks around the signs come from line ends
_NUMBER = re.compile(
    r"(?<![\w/.-])([0-9]{1,5})\s?([-/])\s?((?:[0-9]{4}\s?/\s?)?)([A-ZĐ][A-Za-zĐđ]{0,8}[0-9]{0,2})"
    r"(?:\s?([-/])\s?([A-ZĐ][A-Za-zĐđƯư0-9]{0,12}))?(?![\w])"
)
_KINDS = frozenset(
    [
        "NQ",
        "CTR",
        "CTRHĐ",
        "CTHĐ",
        "QĐ",
        "CT",
        "KL",
        "KH",
        "ĐA",
        "NĐ",
        "TT",
        "TB",
        "HD",
        "QH13",
        "QH14",
        "QH15",
        "QH16",
        "PL",
        "BC",
    ]
)
_SPELLED = {"CTR": "CTr", "TTG": "TTg", "TTR": "TTr", "CTRHĐ": "CTrHĐ"}
# what a plan carries out; reports, notices and guides are cited, not carried out
_CARRIED_OUT = _KINDS - {"TB", "HD", "BC", "TT"}
_STARTS = tuple(
    map(
        words_of,
        ("thực hiện", "triển khai", "triển khai thực hiện", "để triển khai", "để thực hiện", "tiếp tục thực hiện"),
    )
)
_ENDS = tuple(
    map(
        words_of,
        ("xét đề nghị", "xét đề xuất", "theo đề nghị", "theo đề xuất", "căn cứ", "trên cơ sở", "công văn", "tờ trình"),
    )
)


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument's number as it is cited in a text; ``number`` is healed ("282/NQ-CP")."""

    number: str
    kind: str
    start: int
    end: int


def instruments_in(text: str) -> Iterator[Instrument]:
    """The numbers of instruments, in order."""
    for m in _NUMBER.finditer(text):
        number, sign, year, kind, sign2, body = m.groups()
        if kind.upper() not in _KINDS:
            continue
        healed = f"{number}{sign}{''.join(year.split())}{_SPELLED.get(kind.upper(), kind)}"
        if body:
            healed += f"{sign2}{_SPELLED.get(body.upper(), body)}"
        elif not kind.upper().startswith("QH"):
            continue
        yield Instrument(healed, kind.upper(), m.start(), m.end())


def carried_out(text: str) -> tuple[Instrument, ...]:
    """Those that a title, or a preamble's "Thực hiện …", says are carried out: all up to the next ground."""
    end = _end_of_grounds(text)
    return tuple(i for i in instruments_in(text[:end]) if i.kind in _CARRIED_OUT or i.kind.startswith("QH"))


def begins_to_carry_out(text: str) -> bool:
    """If a preamble's paragraph begins "Thực hiện …"."""
    words = words_of(text[:80])
    return any(words[: len(start)] == start for start in _STARTS)


def _end_of_grounds(text: str) -> int:
    folded = [(m.start(), words_of(m.group())) for m in re.finditer(r"[^;,:]+", text)]
    for at, words in folded:
        if at and any(words[: len(end)] == end for end in _ENDS):
            return at
    return len(text)


def cited_by_name(text: str, numbers: Sequence[str]) -> tuple[str, ...]:
    """Of the norms with these numbers those that the text calls by the bare number: "Nghị quyết 72 của Bộ Chính trị"."""
    found = []
    for number in numbers:
        m = re.match(r"([0-9]+)[-/]([A-ZĐ]+)", number)
        name = (
            {"NQ": "nghị quyết", "QĐ": "quyết định", "CT": "chỉ thị", "KL": "kết luận"}.get(m.group(2)) if m else None
        )
        if m and name and re.search(rf"{name}\s+(?:số\s+)?{m.group(1)}(?![0-9/.-])", text, re.I):
            found.append(number)
    return tuple(found)

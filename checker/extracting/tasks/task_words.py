"""A task's title and quote, cut out of what the document says of it."""

from __future__ import annotations

import re

from checker.reading.fields import MOST_QUOTE_WORDS

TITLE_WORDS = 25
_FEWEST = 5
_ABBREVIATIONS = frozenset(
    {"TP", "Tp", "tp", "TX", "TT", "GS", "PGS", "TS", "ThS", "BS", "BSCKI", "BSCKII", "CN", "Q", "P"}
)
# where a long title may end: before a purpose, a manner or a condition
_BEFORE = re.compile(
    r"\s+(?:nhằm|để|theo|trên cơ sở|gắn với|bảo đảm|đảm bảo|phù hợp|góp phần|đáp ứng|trong đó|giai đoạn|nhất là|"
    r"đặc biệt là|trước hết|trên địa bàn|tại|thuộc|ban hành tại)\s",
    re.I,
)


_OPENING = re.compile(
    r"^(?:cần|có trách nhiệm|chịu trách nhiệm|theo chức năng,? nhiệm vụ(?: được giao)?,?)\s+(?=\S+\s+\S+\s+\S+)", re.I
)


def first_sentence(text: str) -> str:
    """Up to the first full stop that ends a sentence; abbreviations ("TP.") and numbers do not."""
    for m in re.finditer(r"\.(?=\s+[A-ZĐÀ-Ỹ\"“])", text):
        before = "".join(text[: m.start()].rsplit(None, 1)[-1:])
        if before and before.lstrip('(“"') not in _ABBREVIATIONS:
            return text[: m.start()].strip()
    return text.strip()


def task_title(text: str) -> str:
    """At most 25 words that name the task: its first clause, of complete words."""
    said = " ".join(first_sentence(text).split()).strip(" .;,:-+*")
    said = _OPENING.sub("", said)
    if len(said.split()) <= TITLE_WORDS:
        return said
    ends = [m.start() for m in re.finditer(r"[;,:(](?=\s|$)", said)] + [m.start() for m in _BEFORE.finditer(said)]
    fitting = [end for end in ends if _FEWEST <= len(said[:end].split()) <= TITLE_WORDS and _closed(said[:end])]
    strong = [end for end in fitting if said[end] in ";:"]
    if fitting:
        return said[: min(strong) if strong else max(fitting)].strip(" ,;:(")
    return " ".join(said.split()[:TITLE_WORDS]) + "…"


def _closed(text: str) -> bool:
    """If quotation marks and brackets that open in it close in it."""
    pairs = (("“", "”"), ("(", ")"))
    return all(text.count(a) == text.count(b) for a, b in pairs) and text.count('"') % 2 == 0


def quote_of(text: str) -> tuple[int, int]:
    """Where the words to quote stand: the first ones."""
    words = list(re.finditer(r"\S+", text))[:MOST_QUOTE_WORDS]
    return (words[0].start(), words[-1].end()) if words else (0, 0)

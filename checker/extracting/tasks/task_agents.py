"""Who is to act by a sentence of a list: the lead agency and its partners."""

from __future__ import annotations

import re

from checker.extracting.outlines.place import Place
from checker.extracting.tasks.agencies import begins_like_agency, split_agencies
from checker.extracting.tokens import words_of

_LEADS = re.compile(r"^(?:giao\s+|đề nghị\s+|yêu cầu\s+)?(.{3,120}?)\s*:?\s+(?:là cơ quan\s+)?chủ trì\b", re.I)
# verbs that end the subject of a sentence, or the list of those one works with
_VERBS = (
    "chủ trì|lãnh đạo|chỉ đạo|tham mưu|tổ chức(?! (?:đảng|chính trị|đoàn|xã hội|hành chính|cơ sở))|triển khai|thực hiện|xây dựng|phối hợp|hướng dẫn|rà soát|căn cứ|theo dõi|"
    "nghiên cứu|bố trí|có trách nhiệm|chịu trách nhiệm|tập trung|quan tâm|chủ động|bảo đảm|đảm bảo|tiếp tục|tăng cường|"
    "quán triệt|báo cáo|đẩy mạnh|kêu gọi|kiểm tra|huy động|thường xuyên|lồng ghép|hoàn thiện|đề xuất|cần|theo|làm đầu mối|(?:là|làm) (?:cơ quan|đơn vị|đầu mối)"
)
GIVEN = re.compile(rf"^(?:giao|đề nghị|yêu cầu)\s+(?:cho\s+)?(?:các cơ quan:\s*)?(.{{3,200}}?)\s+(?:{_VERBS})\b", re.I)
_GIVEN_LATER = re.compile(r"[;,]\s+giao\s+(?:cho\s+)?(.{3,120}?)\s+(?:chủ trì|tham mưu|là cơ quan)\b", re.I)
_ACTS = re.compile(rf"^(.{{3,160}}?)\s+(?:{_VERBS})\b", re.I)
_PARTNERS = re.compile(
    r"phối hợp\s+(?:chặt chẽ\s+)?(?:với\s+)?(.{3,200}?)(?=,?\s+(?:trong việc|trong công tác|trong|để|"
    rf"{_VERBS})\b|[.;:]|$)",
    re.I,
)
_GROUNDS = re.compile(r"^(?:trên cơ sở|căn cứ)[^,]{3,120},\s*", re.I)
_ASSIGNS = tuple(
    map(words_of, ("phân công thực hiện", "phân công", "tổ chức thực hiện", "cơ quan chủ trì", "đơn vị chủ trì"))
)


def is_assigning_label(text: str) -> bool:
    words = words_of(text[:60])
    return any(words[: len(label)] == label for label in _ASSIGNS)


def who_acts(sentence: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lead agencies and partners that a sentence names."""
    text = _GROUNDS.sub("", sentence.strip())
    _, colon, after = text.partition(":")
    if colon and is_assigning_label(text):
        text = after.strip()
    lead: tuple[str, ...] = ()
    for pattern in (GIVEN, _LEADS, _ACTS):
        m = pattern.match(text)
        if m and begins_like_agency(m.group(1)[:1].upper() + m.group(1)[1:]) and _is_subject(m.group(1)):
            lead = agencies_named(m.group(1))
            break
    else:
        m = _GIVEN_LATER.search(text)
        if m and begins_like_agency(m.group(1)):
            lead = agencies_named(m.group(1))
    m = _PARTNERS.search(text)
    partners = agencies_named(m.group(1)) if m and begins_like_agency(m.group(1)) else ()
    return lead, tuple(p for p in partners if p not in lead)


def _is_subject(words: str) -> bool:
    """If the words before the verb are agencies alone: of "Các hoạt động truyền thông …" they are not."""
    said = words_of(words)
    things = (
        "hoạt động",
        "nội dung",
        "giải pháp",
        "chương trình",
        "đề án",
        "chính sách",
        "quy định",
        "cấp độ",
        "dịch vụ",
    )
    return len(said) <= 40 and not any(_has(said, words_of(thing)) for thing in things)


def _has(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    return any(words[at : at + len(phrase)] == phrase for at in range(len(words)))


def agencies_named(text: str) -> tuple[str, ...]:
    agencies = split_agencies(text.strip(" :,"))
    return tuple(agency[:1].upper() + agency[1:] if n == 0 else agency for n, agency in enumerate(agencies))


def agency_heading(place: Place) -> tuple[str, ...]:
    """The agencies of the nearest title that is nothing but agencies: "2. Bệnh viện Trung ương Huế, Đại học Huế"."""
    title = place.titles[-1] if place.titles else ""
    if place.role != "organisation" or not begins_like_agency(title) or len(title.split()) > 30 or title.endswith(":"):
        return ()
    return split_agencies(title) if not _ACTS.match(title + " ") else ()


def without_lead(sentence: str) -> str:
    """What is to be done, without who does it."""
    text = _GROUNDS.sub("", sentence.strip())
    _, colon, after = text.partition(":")
    if colon and is_assigning_label(text):
        text = after.strip()
    for pattern in (GIVEN, _LEADS, _ACTS):
        m = pattern.match(text)
        if m and begins_like_agency(m.group(1)[:1].upper() + m.group(1)[1:]) and _is_subject(m.group(1)):
            rest = text[m.end(1) :].strip(" ,:")
            rest = re.sub(r"^chủ trì\s*,?\s*", "", rest, flags=re.I)
            partners = _PARTNERS.match(rest)
            if partners:
                rest = rest[partners.end() :].strip(" ,:")
            if len(rest.split()) >= 4:
                return rest
    return text

"""Numbers that are no quantities: references to instruments, dates, money, ages, places in a list, names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from checker.extracting.grammar.wordlists import folded, phrases
from checker.extracting.tokens import Token, words_of

Why = Literal["instrument", "date", "money", "age", "ordinal", "count", "denominator", "year", "code"]

# What stands behind a number in the signs of instruments: 72-NQ/TW, 282/NQ-CP, 201/QĐ-TTg, 3692/SYT-KHTC.
_SIGNS = folded(
    "nq tw cp qđ ttg kh ubnd hđnd ctr tu ct tb kl cv nđ tt btc byt bct qh l lct syt ttr bc hd đa pl sl bnv bgdđt bxd cttg vpcp "
    "khtc ttlt bhxh tgv kgvx bqp bca ct/tw qc vbhn ttcp mttw mttq bch đu bcđ pa nqlt"
)
_INSTRUMENTS = phrases(
    "nghị quyết | quyết định | nghị định | thông tư | chỉ thị | kết luận | công văn | luật | thông báo | văn bản | "
    "tờ trình | công điện | hướng dẫn | báo cáo | pháp lệnh | chương trình hành động | kế hoạch | quy chế"
)
_ORDINAL_NOUNS = phrases(
    "điều | khoản | điểm | mục | phần | chương | phụ lục | bảng | biểu | biểu số | hình | hạng | cấp độ | nhóm | bước | thứ | "
    "lần thứ | khóa | kỳ họp thứ | tập | trang | dòng | số thứ tự | stt | tt | tuyến | loại | độ | giai đoạn | đợt | "
    "mẫu số | phòng | tầng | số nhà | điện thoại | đt | tổng đài | cấp cứu | ngày | tháng | quý | công nghiệp | nhiệm kỳ | "
    "trụ cột | nội dung | nhiệm vụ | mục tiêu | chỉ tiêu | tiêu chí"
)
_MONEY = phrases(
    "tỷ đồng | tỉ đồng | triệu đồng | nghìn đồng | ngàn đồng | nghìn tỷ | nghìn tỷ đồng | ngàn tỷ | nghìn tỉ | đồng | vnđ | vnd | usd | "
    "đô la | tỷ usd | triệu usd | euro | triệu | nghìn tỷ đồng"
)
_COUNTED = phrases(
    "lần | lượt | loại | cấp | cấp độ | tuyến | nhóm | ngày | giờ | phút | tuần | tháng | tháng tuổi | quý | tầng | vòng | kỳ | "
    "mũi | liều | điểm | bước | trụ cột | nhiệm vụ | nội dung | tiêu chí | chỉ tiêu | chỉ số | mục tiêu | giải pháp | đợt | khâu | rõ | "
    "km | m2 | ha | kg | ml | mg | g | lít | độ"
)
_POINTS = phrases("điểm % | điểm phần trăm")
_DENOMINATED = phrases(
    "dân | người dân | người | trẻ | trẻ đẻ sống | trẻ sinh sống | trẻ sinh ra sống | ca sinh | ca đẻ sống | trẻ em | "
    "vạn dân | bé gái | trẻ gái | bé nữ | trẻ nữ | nữ | phụ nữ | bà mẹ | dân số"
)
_OVER = folded("/ trên cho mỗi")
_PEOPLE = folded(
    "trẻ em niên nữ nam giới người dân số thành tuổi nhóm sinh già khách nhân nhi cháu bà mẹ học (độ đối) tượng hội trưởng"
) - {"(", ")"}
_LIFESPAN = words_of("tuổi thọ")
_BEFORE_AGE = folded("từ trên dưới đủ - ở khoảng đến chưa hơn quá là")
_NOT = folded("không")
_REACHING = folded("đạt lên thiểu nhất bằng còn xuống mức ≥ > ≤ <")
_UNITS = folded("% ‰ cm")
_BOUNDS = folded("đạt trên dưới thiểu đa còn lên xuống là nhất từ khoảng mức quá bằng thêm tăng giảm đến có")


@dataclass(frozen=True, slots=True)
class Mask:
    """Tokens ``start`` to ``end`` (exclusive) that hold a number which says nothing of how much."""

    start: int
    end: int
    why: Why


def is_year(word: str) -> bool:
    """Four figures that one reads as a year of our time."""
    return len(word) == 4 and word.isdecimal() and 1945 <= int(word) <= 2100


def masks_in(tokens: Sequence[Token]) -> tuple[Mask, ...]:
    """What must not be read as a quantity, in order, none overlapping."""
    return _masks_in(tuple(tokens))


@lru_cache(maxsize=4)  # a text is looked through for quantities and again for times
def _masks_in(tokens: tuple[Token, ...]) -> tuple[Mask, ...]:
    words = [token.word for token in tokens]
    found: list[Mask] = []
    at = 0
    while at < len(words):
        mask = _mask_at(tokens, words, at) if tokens[at].is_number else _over_people(words, at)
        if mask:
            found.append(mask)
            at = mask.end
        else:
            at += 1
    return tuple(found)


def _mask_at(tokens: Sequence[Token], words: list[str], at: int) -> Mask | None:
    for end, why in (
        (_denominator(words, at), "denominator"),
        (_date(words, at), "date"),
        (_instrument(tokens, words, at), "instrument"),
        (_money(words, at), "money"),
        (_age(words, at), "age"),
        (_place_in_a_list(words, at), "ordinal"),
        (_code(tokens, words, at), "code"),
        (_year(words, at), "year"),
        (_count(words, at), "count"),
    ):
        if end:
            return Mask(at, end, why)  # type: ignore[arg-type]
    return None


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""


def _over_people(words: list[str], at: int) -> Mask | None:
    """ "trên 10.000 dân", "/vạn dân": so many people, of whom the quantity before it speaks."""
    if words[at] not in _OVER:
        return None
    start = at
    while at < len(words) and words[at] in _OVER and at - start < _MANY:
        at += 1
    end = _denominator(words, at) or (at + 2 if words[at : at + 2] == _TEN_THOUSAND else 0)
    if not end:
        hit = _DENOMINATED.at(words, at) if words[start] == "/" else None
        end = hit.end if hit else 0
    return Mask(start, end, "denominator") if end else None


def _denominator(words: list[str], at: int) -> int:
    """ "10.000 dân", "01 vạn dân", "100.000 trẻ đẻ sống", "100 bé gái": the end of it, else 0."""
    number = words[at].replace(".", "").replace(",", "") if at < len(words) else ""
    people = _DENOMINATED.at(words, at + 1)
    if not people or not number.isdecimal():
        return 0
    if words[at + 1] == _TEN_THOUSAND[0]:
        return people.end if number in ("1", "01") else 0
    if number == "100" and words[people.end - 1] in _GIRLS:
        return people.end
    after_sign = _word(words, at - 1) in _OVER
    return people.end if number in ("1000", "10000", "100000") and (after_sign or words[at + 1] != _PERSON) else 0


_MANY = 8
"""More signs than anybody writes one after another; a line of them is looked at once, not once from each."""
_TEN_THOUSAND = list(words_of("vạn dân"))
_GIRLS = folded("gái nữ")
_PERSON = next(iter(folded("người")))


def _date(words: list[str], at: int) -> int:
    """ "15/9/2025", "07/4", "09 tháng 9 năm 2025", "9/2025", "II/2026": the end of it, else 0."""
    day = words[at]
    if not day.isdecimal() or len(day) > 2 or not 1 <= int(day) <= 31:
        return 0
    sign = _word(words, at + 1)
    if sign in ("/", "-", ".") and _word(words, at + 2).isdecimal():
        second = words[at + 2]
        if sign != "-" and is_year(second) and int(day) <= 12:
            return at + 3
        if len(second) <= 2 and _word(words, at + 3) == sign and is_year(_word(words, at + 4)):
            return at + 5
        if sign == "/" and len(second) <= 2 and int(second) <= 12 and _word(words, at - 1) in _DAY:
            return at + 3
    if _word(words, at + 1) in _MONTH and _word(words, at + 2).isdecimal() and len(words[at + 2]) <= 2:
        end = at + 3
        if _word(words, end) in _YEAR and is_year(_word(words, end + 1)):
            return end + 2
        return end + 2 if _word(words, end) == "/" and is_year(_word(words, end + 1)) else end
    if _word(words, at - 1) in _MONTH and _word(words, at + 1) in _YEAR and is_year(_word(words, at + 2)):
        return at + 3
    return 0


_SPAN_BEFORE = folded("trong sau mỗi kỳ hơn")
_SPAN_BEHIND = folded("qua tới gần liên một lần trở")
_DAY = folded("ngày sáng chiều")
_MONTH = folded("tháng")
_YEAR = folded("năm")
_NUMBERED = folded("số")


def _instrument(tokens: Sequence[Token], words: list[str], at: int) -> int:
    """ "72-NQ/TW", "226/2025/QH15", "số 38", "Quyết định 659": the end of it, else 0."""
    end = at + 1
    if _word(words, end) == "/" and is_year(_word(words, end + 1)) and _word(words, end + 2) in ("/", "-"):
        end += 2
    if _word(words, end) in ("/", "-") and _word(words, end + 1) in _SIGNS:
        end += 2
        while end < len(words) and words[end] in ("/", "-") and tokens[end].end - tokens[end - 1].end <= 2:
            if end + 1 < len(words) and (tokens[end + 1].is_word or tokens[end + 1].is_number):
                end += 2
            else:
                break
        if end < len(words) and tokens[end].is_number and tokens[end].start == tokens[end - 1].end:
            end += 1  # QH15
        return end
    before = at - 1
    if _word(words, before) in _NUMBERED and words[at].isdecimal():
        return at + 1
    named = _INSTRUMENTS.before(words, at)
    return at + 1 if named and words[at].isdecimal() and _word(words, at + 1) not in _UNITS else 0


def _money(words: list[str], at: int) -> int:
    hit = _MONEY.at(words, at + 1)
    if hit:
        return hit.end
    billions = _word(words, at + 1) in _BILLION and _word(words, at + 2) not in _SHARE
    return at + 2 if billions else 0


_BILLION = folded("tỷ tỉ")
_SHARE = folded("lệ số suất trọng")


def _age(words: list[str], at: int) -> int:
    """ "1-18 tuổi", "dưới 5 tuổi", "từ 15 tuổi trở lên", "18 tuổi" behind a word for people: the end of it, else 0."""
    if _word(words, at - 1) == "-" or not words[at].isdecimal() or len(words[at]) > 3:
        return 0
    end, highest = at + 1, int(words[at])
    if _word(words, end) in _OLD and _word(words, end + 1) in _TO | {"-"}:
        end += 1  # "1 tuổi đến 18 tuổi"
    if _word(words, end) in _TO | {"-"} and _word(words, end + 1).isdecimal() and len(words[end + 1]) <= 3:
        highest = max(highest, int(words[end + 1]))
        end += 2
    of_age = _word(words, end) in _OLD
    if not of_age and not (_word(words, end) in _MONTH and _word(words, end + 1) in _OLD):
        return 0
    end += 1 if of_age else 2
    before = at - 1
    while before >= 0 and at - before <= 3 and words[before] in _BEFORE_AGE:
        before -= 1
    reaching = any(word in _REACHING for word in words[max(before, 0) : at])
    negated = _word(words, before) in _NOT and _word(words, before - 1) not in _PEOPLE  # "không dưới 68 tuổi"
    lifespan = highest > 60 and any(two == _LIFESPAN for two in pairwise(words[max(0, at - 10) : at]))
    if reaching or negated or lifespan or (highest > 60 and _word(words, before) not in _PEOPLE):
        return 0
    if _word(words, before) in _PEOPLE or highest <= 60:
        suffix = words[end : end + 2]
        return end + 2 if suffix and suffix[0] in _BACK and len(suffix) == 2 else end
    return 0


_OLD = folded("tuổi")
_TO = folded("đến tới")
_BACK = folded("trở")
_UPWARD = folded("lên xuống")


def _place_in_a_list(words: list[str], at: int) -> int:
    if at == 0 and words[at].isdecimal() and len(words[at]) <= 2 and _word(words, 1) in (".", ")"):
        return 2
    if at == 0 and words[at].replace(".", "").isdecimal() and words[at].count(".") >= 2:
        return 1
    if at == 1 and words[0] == "(" and words[at].isdecimal() and len(words[at]) <= 2 and _word(words, 2) == ")":
        return 2
    noun = _ORDINAL_NOUNS.before(words, at)
    if not noun or not words[at].replace(".", "").isdecimal():
        return 0
    return at + 1 if _word(words, at + 1) not in _UNITS and len(words[at]) <= (9 if "." in words[at] else 4) else 0


def _code(tokens: Sequence[Token], words: list[str], at: int) -> int:
    """ "COVID-19", "24/7", "4.0", telephone numbers: the end of it, else 0."""
    glued = at >= 2 and words[at - 1] == "-" and tokens[at - 2].is_word and tokens[at].start == tokens[at - 1].end
    if glued and tokens[at - 1].start == tokens[at - 2].end and _word(words, at + 1) not in _UNITS:
        return at + 1
    glued_to_word = at >= 1 and tokens[at - 1].is_word and tokens[at].start == tokens[at - 1].end
    glued_to_word = glued_to_word and words[at - 1] not in _BOUNDS  # "đạt95%": a blank was forgotten
    if glued_to_word or (words[at].isdecimal() and len(words[at]) >= 7):
        return at + 1
    if words[at] == "24" and words[at + 1 : at + 3] in (["/", "7"], ["/", "24"]):
        return at + 3
    return at + 1 if words[at] in ("4.0", "5.0") and _word(words, at + 1) not in _UNITS else 0


def _year(words: list[str], at: int) -> int:
    return at + 1 if is_year(words[at]) and _word(words, at + 1) not in _UNITS else 0


def _count(words: list[str], at: int) -> int:
    behind = _word(words, at + 2)
    spans = _word(words, at - 1) in _SPAN_BEFORE or behind in _SPAN_BEHIND
    upward = behind in _BACK and _word(words, at + 3) in _UPWARD  # "72 năm trở lên" is how much
    if _word(words, at + 1) in _YEAR and spans and not upward:
        return at + 2  # "trong 5 năm qua"
    hit = _COUNTED.at(words, at + 1)
    return hit.end if hit and not _POINTS.at(words, at + 1) else 0

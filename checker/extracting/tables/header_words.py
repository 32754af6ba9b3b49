"""What the words above a table's column say: what the column holds, and of which year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from checker.extracting.tables.as_of import as_of_in
from checker.extracting.tokens import words_of
from checker.reading.dates import PartialDate

ColumnKind = Literal[
    "label",  # TT, STT
    "name",  # Chỉ tiêu, Nội dung
    "unit",  # Đơn vị tính
    "year",  # a target of a year: Đến năm 2030, Kế hoạch năm 2026
    "value",  # a target whose year stands elsewhere: Mục tiêu, Chỉ tiêu giao
    "present",  # Hiện trạng, Thực hiện năm 2024
    "when",  # Thời gian hoàn thành: the year of the row's target
    "notes",  # Ghi chú
    "agency",  # Cơ quan chủ trì
    "legal",  # Căn cứ, Các văn bản
    "other",  # Theo Nghị quyết 72, Cả nước: somebody else's target
    "part",  # Xã A, Bệnh viện B: a part's share in the target
    "passed",  # So sánh, Kinh phí, Cách tính
    "unknown",
]


@dataclass(frozen=True, slots=True)
class Meaning:
    """``by``, ``from_``: the years of a target; ``as_of``: the time of a present value; ``first``: where a span begins.

    ``unit`` are the words of a unit that the header gives its column ("Năm 2030 (%)"), ``extra`` words that belong to
    the names of the rows ("Nam", "Nông thôn"); ``plain``: a year without a word that says whether it is past or to come.
    """

    kind: ColumnKind
    by: int | None = None
    from_: int | None = None
    first: int | None = None
    as_of: PartialDate | None = None
    unit: str = ""
    extra: str = ""
    plain: bool = False


def _any(listed: str) -> re.Pattern[str]:
    """Any of the phrases, parted by " | ", as whole words in folded form."""
    folded = ["".join(f"{word} " for word in words_of(phrase)) for phrase in listed.split(" | ")]
    return re.compile("(?<= )(?:" + "|".join(re.escape(p) for p in sorted(folded, key=len, reverse=True)) + ")")


_LABEL = _any("tt | stt | t t | số tt | số thứ tự | thứ tự | số thứ tự các chỉ tiêu")
_UNIT = _any("đơn vị tính | đvt | đơn vị đo | đơn vị đo lường | đ v t")
_NOTES = _any("ghi chú | chú thích | diễn giải | thuyết minh | lưu ý")
_AGENCY = _any(
    "cơ quan | chủ trì | phối hợp | đơn vị thực hiện | đơn vị theo dõi | đơn vị phụ trách | đơn vị chịu | đơn vị báo cáo | "
    "đơn vị cung cấp | đơn vị đầu mối | trách nhiệm | phân công | đơn vị chủ trì | đơn vị phối hợp | đầu mối | sở ngành"
)
_LEGAL = _any("căn cứ | các văn bản | văn bản | cơ sở pháp lý | quy định tại")
_PASSED = _any(
    "so sánh | so với | chênh lệch | đánh giá | tỷ lệ đạt | tỉ lệ đạt | mức độ hoàn thành | nguồn số liệu | nguồn | cách tính | "
    "phương pháp tính | phương pháp | công thức | kinh phí | triệu đồng | tỷ đồng | đồng | dự toán | giải pháp | mã số | mã | "
    "kỳ báo cáo | tần suất | tăng giảm | xếp hạng | tiêu chí đánh giá | sản phẩm | kết quả đầu ra | dự kiến kết quả"
)
_OTHERS = _any(
    "trung ương | tw | t w | cả nước | toàn quốc | quốc gia | nghị quyết | nq | bộ chính trị | chính phủ | bộ y tế | byt | ttg | "
    "quyết định | qđ | bình quân vùng | khu vực | vùng | thế giới | việt nam | cp"
)
_PLANNED = _any(
    "kế hoạch | kh | mục tiêu | mt | chỉ tiêu | phấn đấu | dự kiến | giao | lộ trình | định hướng | tầm nhìn | đến năm | đến hết năm "
    "| đến cuối năm | đến hết | cam kết | giai đoạn"
)
_PAST = _any(
    "hiện trạng | hiện tại | hiện nay | thực trạng | ước | ước th | ước thực hiện | thực hiện | th | kết quả | đã đạt | đã thực hiện | "
    "năm gốc | năm cơ sở | số liệu | xuất phát điểm | giá trị ban đầu | đạt được | giá trị gốc | đến nay"
)
_DONE_LATER = _any(
    "kế hoạch thực hiện | chỉ tiêu thực hiện | lộ trình thực hiện | mục tiêu thực hiện | kết quả phấn đấu | "
    "kết quả cần đạt | kết quả phải đạt | kết quả mong đợi | kết quả mong muốn"
)
_VALUE = _any(
    "mục tiêu | chỉ tiêu | kế hoạch | giá trị | mức | mức phấn đấu | phấn đấu | kết quả cần đạt | yêu cầu | số lượng | tỷ lệ | chỉ số"
)
_NAME = _any(
    "chỉ tiêu | chỉ số | nội dung | tên | tiêu chí | mục tiêu | danh mục | lĩnh vực | nhiệm vụ | hoạt động | nhóm chỉ tiêu"
)
_WHEN = _any(
    "thời gian | thời hạn | thời điểm | lộ trình | mốc | năm hoàn thành | hoàn thành | tiến độ | năm đạt | năm thực hiện"
)
_PARTS = _any(
    "xã | phường | thị trấn | huyện | quận | thị xã | đặc khu | bệnh viện | bv | ttyt | trung tâm y tế | tyt | trạm y tế | cụm"
)
_WHOLE = _any(
    "toàn tỉnh | toàn thành phố | tỉnh | thành phố | địa phương | chung | tổng số | tổng | toàn tỉnh thành phố"
)
_OWN = _any("tỉnh | thành phố | địa phương | ubnd tỉnh | hđnd tỉnh")
_SIDES = (
    "nam",
    "nữ",
    "nông thôn",
    "thành thị",
    "trẻ trai",
    "trẻ gái",
    "đô thị",
    "khu vực nông thôn",
    "khu vực thành thị",
)

_YEAR = re.compile(r"(?<![\d/.,-])((?:19|20)\d\d)(?!\d|/[A-ZĐĐ]|[.,]\d)")
_SPAN = re.compile(
    r"((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)|từ\s+(?:năm\s+)?((?:19|20)\d\d)\s+đến\s+(?:năm\s+)?((?:19|20)\d\d)",
    re.I,
)
_INSTRUMENT = re.compile(r"(?<!\d)\d{1,6}(?:/\d{4})?/[A-ZĐ][\w/-]*|(?:ngày\s+)?\d{1,2}[/.]\d{1,2}[/.]\d{4}", re.I)
_DAY = re.compile(r"\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d")
_ONLY_A_DAY = re.compile(
    r"(?:(?:tính|tới|đến|hết|tại|thời điểm|ngày|cuối|trước)\s+)*\d{1,2}[/.]\d{1,2}[/.]((?:19|20)\d\d)", re.I
)
# "31/12/2 025": a year that a narrow column broke
_BROKEN_YEAR = re.compile(r"(?<=/)(?:(2)\s(0\d\d)|(20)\s(\d\d)|(20\d)\s(\d))(?!\d)")
_MOST_CHARACTERS = 400
_PARENTHESIS = re.compile(r"\(([^()]{1,40})\)")


def meaning_of(cells: tuple[str, ...]) -> Meaning:
    """What the column under these header cells holds, the topmost cell first, each text once."""
    texts = [_BROKEN_YEAR.sub(_joined, text[:_MOST_CHARACTERS]) for text in cells if text.strip()]
    if not texts:
        return Meaning("unknown")
    whole = _folded(" ".join(texts))
    kind = _plain_kind(whole)
    if kind:
        return Meaning(kind)
    years = next((found for text in reversed(texts) if (found := _years(text) or _year_of_day(text))), None)
    if _OTHERS.search(whole) and not (_OWN.search(_folded(texts[-1])) and not _OTHERS.search(_folded(texts[-1]))):
        return Meaning("other")
    past, planned = _tense(texts)
    extra, unit = side_in(texts[-1]), _unit(texts)
    if past:
        day = as_of_in(" ".join(texts))
        return Meaning("present", as_of=day, unit=unit, extra=extra)
    if years:
        by, from_, first = years
        day = as_of_in(texts[-1]) if _year_of_day(texts[-1]) else None
        return Meaning("year", by, from_, first, day, unit=unit, extra=extra, plain=not planned)
    if extra and len(texts) == 1:
        return Meaning("value", unit=unit, extra=extra)
    if _PARTS.match(whole, 1):
        return Meaning("part")
    if _WHEN.search(whole) and not _VALUE.search(whole):
        return Meaning("when")
    if _NAME.search(whole) and not _VALUE.fullmatch(whole, 1):
        return Meaning("name", unit=unit)
    if _VALUE.search(whole) or _WHOLE.fullmatch(whole, 1):
        return Meaning("value", unit=unit, extra=extra)
    return Meaning("unknown", unit=unit)


def _joined(broken: re.Match[str]) -> str:
    return "".join(part for part in broken.groups() if part)


def _plain_kind(whole: str) -> ColumnKind | None:
    """The kinds that one word settles."""
    if _LABEL.fullmatch(whole, 1):
        return "label"
    if _UNIT.search(whole) or words_of("đơn vị") == tuple(whole.split()):
        return "unit"
    if _NOTES.search(whole):
        return "notes"
    if _LEGAL.search(whole) and not _YEAR.search(whole):
        return "legal"
    if _AGENCY.search(whole):
        return "agency"
    return "passed" if _PASSED.search(whole) else None


def _tense(texts: list[str]) -> tuple[bool, bool]:
    """(of a time that is past, of a time to come), as the lowest cell that says so says it."""
    for text in reversed(texts):
        folded = _folded(text)
        past, planned = _PAST.search(folded), _PLANNED.search(folded)
        if _DONE_LATER.search(folded) or (planned and not past):
            return False, True
        if past:
            # "Thực hiện đến năm 2030" is a way to go, "Thực hiện đến 30/6/2025" a state
            later = planned is not None and planned.start() < past.start()
            onwards = _any_by(folded) and not _DAY.search(text) and past.group().split()[0] in words_of("thực th")
            return not (later or onwards), later or onwards
    return False, False


_BY = _any("đến năm | đến hết năm | giai đoạn | từ năm")


def _any_by(folded: str) -> bool:
    return _BY.search(folded) is not None


def _years(text: str) -> tuple[int | None, int | None, int | None] | None:
    """(by, from, first year of a span) of a header cell; None without a year."""
    bare = _INSTRUMENT.sub(" ", text)
    span = _SPAN.search(bare)
    if span:
        first, last = (int(year) for year in span.groups() if year)
        return last, None, first
    years = [(int(m.group()), m.start()) for m in _YEAR.finditer(bare)]
    if not years:
        return None
    year, at = max(years)
    before = words_of(bare[:at])
    if before[-2:] == words_of("từ năm") or before[-1:] == words_of("từ"):
        return None, year, None
    return year, None, None


def _year_of_day(text: str) -> tuple[int, None, None] | None:
    """The year of a header cell that is a day and nothing else ("Đến 31/12/2030"), which no instrument is."""
    only = _ONLY_A_DAY.fullmatch(" ".join(text.split()))
    return (int(only.group(1)), None, None) if only else None


def side_in(text: str) -> str:
    """The side that the words are ("Nam", "Nông thôn"), which narrows what a row is about; "" where they are none."""
    bare = tuple(word for word in words_of(text) if word[0].isalpha())
    return next((side for side in _SIDES if bare == words_of(side)), "")


def _unit(texts: list[str]) -> str:
    """The unit in a header's parentheses, as it stands."""
    for text in reversed(texts):
        for match in _PARENTHESIS.finditer(text):
            if not _YEAR.search(match.group(1)):
                return match.group(1).strip()
    return ""


def _folded(text: str) -> str:
    """The words in folded form, each between blanks; signs are left out."""
    return " " + "".join(f"{word} " for word in words_of(text) if word[0].isalnum())

"""Agencies in a text: "Sở Y tế; Sở Văn hóa, Thể thao và Du lịch, các địa phương" are three."""

from __future__ import annotations

import re

from checker.extracting.tokens import words_of

# words that an agency's name begins with; in a list a comma before one of them ends the agency before it
_OPENINGS = tuple(
    map(
        words_of,
        (
            "sở",
            "ubnd",
            "ủy ban",
            "uỷ ban",
            "hđnd",
            "hội đồng nhân dân",
            "hội đồng",
            "ban",
            "bộ chỉ huy",
            "bộ tư lệnh",
            "bộ",
            "công an",
            "bhxh",
            "bảo hiểm xã hội",
            "thanh tra",
            "cục",
            "chi cục",
            "văn phòng",
            "trung tâm",
            "trạm y tế",
            "bệnh viện",
            "trường",
            "đại học",
            "học viện",
            "viện",
            "hội",
            "đoàn",
            "liên đoàn",
            "liên minh",
            "mttq",
            "ubmttq",
            "mặt trận",
            "báo",
            "đài",
            "cổng",
            "thống kê",
            "thuế",
            "kho bạc",
            "ngân hàng",
            "tòa án",
            "viện kiểm sát",
            "đảng ủy",
            "đảng uỷ",
            "tỉnh ủy",
            "thành ủy",
            "ban thường vụ",
            "doanh nghiệp",
            "chủ tịch",
            "thủ trưởng",
            "giám đốc",
            "người đứng đầu",
            "phòng",
            "các",
            "một số",
            "đề nghị các",
        ),
    )
)
# these may stand in small letters and be an agency all the same
_SMALL = tuple(map(words_of, ("các", "một số", "đảng ủy", "đảng uỷ", "doanh nghiệp", "ubnd", "ủy ban", "công an tỉnh")))
# a name that goes on behind "và": "Báo và Phát thanh, Truyền hình"
_WHOLE = (words_of("báo"), words_of("đài"))
# "Sở Y tế BHXH tỉnh": two lines of a cell that became one
_RUN_ON = re.compile(r"(?<=\w)(?<!của)(?<!thuộc)(?<!với)(?<!và)\s+(?=(?:Sở|BHXH|UBND các)\s)")
_MEMBERS = frozenset(words_of("sở ban ngành địa phương đơn vị cơ quan đoàn thể huyện xã phường thị trấn khu hội"))


def begins_like_agency(text: str) -> bool:
    """If the words begin an agency's name: "Sở Tài chính", "các sở, ngành liên quan"; "ban, ngành" alone does not."""
    words = words_of(text[:80])
    opening = next((o for o in _OPENINGS if words[: len(o)] == o), None)
    if opening is None:
        return False
    if any(words[: len(small)] == small for small in _SMALL):
        return True
    if len(words) == len(opening):
        return words in _WHOLE and text.strip()[:1].isupper()
    return text.strip()[:1].isupper() and any(word[0].isalnum() for word in words[len(opening) : len(opening) + 1])


def split_agencies(text: str) -> tuple[str, ...]:
    """The agencies of a table's cell or of a sentence's subject, each as it is written."""
    found: list[str] = []
    lines = text.split("\n")
    # a line of a cell begins another agency, or goes on with the one before
    text = "".join(
        line if not at else f"; {line}" if begins_like_agency(line.strip(" -+")) else f" {line}"
        for at, line in enumerate(lines)
    )
    for part in re.split(r"\s*;\s*|(?<=\w)\s*/\s*(?=các |doanh nghiệp)", text):
        pieces = re.split(
            r"(\s*,\s*|\s+và\s+)",
            _RUN_ON.sub(", ", part.strip(" .-+")) if part.strip(" .-+").startswith("Sở ") else part.strip(" .-+"),
        )
        current = pieces[0] if pieces else ""
        for separator, piece in zip(pieces[1::2], pieces[2::2], strict=False):
            if begins_like_agency(piece) and not (_is_list(current) and _is_member(piece)):
                found.append(current)
                current = piece
            else:
                current += separator + piece
        found.append(current)
    return tuple(dict.fromkeys(" ".join(agency.split()).strip(" .,;") for agency in found if agency.strip(" .,;-+")))


def _is_list(text: str) -> bool:
    return words_of(text)[:1] == words_of("các")


def _is_member(piece: str) -> bool:
    """If a piece goes on with "các sở, ban, ngành …": one of its words without a name of its own."""
    words = words_of(piece)
    return bool(words) and words[0] in _MEMBERS and not piece.strip()[:1].isupper()

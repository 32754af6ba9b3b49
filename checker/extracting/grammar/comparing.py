"""Words before a number that say how it binds: "đạt tối thiểu", "lên trên", "giảm xuống còn", "tăng thêm"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from checker.extracting.grammar.wordlists import Phrases
from checker.extracting.tokens import words_of

Change = Literal["gain", "cut"]
Part = Literal[
    "plain", "state", "at_least", "more_than", "at_most", "less_than", "left", "from", "gain", "cut", "about", "sign"
]

# "state" fixes a level whatever verb went before ("tăng lên 76"); "left" is "còn": a level, and no more than that.
_PARTS: Phrases[Part] = Phrases.of(
    (
        (
            "plain",
            "đạt | đạt được | đạt mức | đạt tỷ lệ | đạt tỉ lệ | bằng | là | chiếm | chiếm tỷ lệ | chiếm tỉ lệ | mức | ở mức | với | có | có được | "
            "bảo đảm | đảm bảo | phủ | bao phủ | được | ước | = | tương đương",
        ),
        (
            "state",
            "lên | lên mức | lên đến | lên tới | đạt đến | đạt tới | tăng lên | tăng lên đến | tăng lên tới | nâng lên | nâng lên mức | "
            "duy trì | duy trì ở mức | duy trì mức | giữ vững | giữ vững ở mức | giữ vững mức | giữ ở mức | giữ mức | ổn định | "
            "ổn định ở mức | ổn định mức | giữ ổn định ở mức | duy trì ổn định ở mức | duy trì đạt | về mức | đến mức",
        ),
        (
            "at_least",
            "tối thiểu | ít nhất | tối thiểu là | ít nhất là | không dưới | không thấp hơn | không ít hơn | không nhỏ hơn | không kém | ≥ | > = | "
            "trên hoặc bằng | từ trên | lớn hơn hoặc bằng | cao hơn hoặc bằng | bằng hoặc cao hơn | bằng hoặc trên | bằng hoặc lớn hơn | "
            "đạt và vượt | đạt hoặc vượt | đạt và vượt mức",
        ),
        (
            "more_than",
            "vượt quá | trên | hơn | vượt | vượt mức | vượt trên | cao hơn | lớn hơn | nhiều hơn | > | trên mức | cao hơn mức | đạt vượt",
        ),
        (
            "at_most",
            "không quá | không vượt quá | không vượt | tối đa | nhiều nhất | tối đa là | ≤ | < = | không cao hơn | không lớn hơn | "
            "không nhiều hơn | không hơn | dưới hoặc bằng | nhỏ hơn hoặc bằng | thấp hơn hoặc bằng | bằng hoặc thấp hơn | "
            "khống chế ở mức | khống chế | kiềm chế ở mức | kiểm soát ở mức | không trên",
        ),
        ("less_than", "dưới | thấp hơn | ít hơn | nhỏ hơn | < | chưa đến | chưa tới | dưới mức | thấp hơn mức"),
        (
            "left",
            "còn | chỉ còn | giảm còn | giảm xuống | giảm xuống còn | xuống còn | xuống | xuống mức | còn ở mức | hạ xuống | hạ xuống còn | "
            "giảm về | giảm xuống mức | giảm đến | giảm tới",
        ),
        ("from", "từ"),
        ("gain", "tăng | tăng thêm | thêm | tăng được | cao thêm | nâng thêm | nâng cao thêm | bổ sung thêm"),
        ("cut", "giảm | giảm thêm | giảm được | giảm đi | kéo giảm | giảm bớt"),
        (
            "about",
            "khoảng | xấp xỉ | sấp xỉ | gần | trên dưới | chừng | vào khoảng | ước khoảng | khoảng chừng | gần bằng | ~ | gần như",
        ),
        ("sign", ": | ("),
    )
)
_LEAST = words_of("trở lên")
_MOST = words_of("trở xuống")


@dataclass(frozen=True, slots=True)
class Bound:
    """What the words before a number say; they begin at token ``start``.

    ``from_``: "từ" stands right before the number.
    """

    start: int
    comparator: str | None = None
    change: Change | None = None
    approximate: bool = False
    words: str = ""
    from_: bool = False


def bound_before(words: Sequence[str], number: int, floor: int = 0) -> Bound:
    """Reads the comparator words that end at ``number``, going back no further than ``floor``."""
    parts: list[tuple[Part, str]] = []
    at = number
    while len(parts) < 6:
        hit = _PARTS.before(words, at, floor)
        if not hit:
            break
        parts.append((hit.meaning, hit.phrase))
        at = hit.start
    while parts and parts[-1][0] == "sign":
        at += 1
        parts.pop()
    kinds = [kind for kind, _ in parts]
    level = any(kind in ("state", "left") for kind in kinds)
    moved = next((k for k in kinds if k in ("gain", "cut")), None)
    from_ = bool(kinds) and kinds[0] == "from"
    change: Change | None = None
    if moved and not level:
        change = "gain" if moved == "gain" else "cut"
    strict = next((k for k in kinds if k in ("at_least", "more_than", "at_most", "less_than")), None)
    if strict is None and "left" in kinds:
        strict = "at_most"
    if strict is None and "from" in kinds:
        strict = "at_least"
    spoken = " ".join(phrase for kind, phrase in reversed(parts) if kind != "sign")
    return Bound(at, strict, change, "about" in kinds, spoken, from_)


def is_least_suffix(words: Sequence[str], at: int) -> bool:
    """ "trở lên" stands at ``at``."""
    return tuple(words[at : at + 2]) == _LEAST


def is_most_suffix(words: Sequence[str], at: int) -> bool:
    """ "trở xuống" stands at ``at``."""
    return tuple(words[at : at + 2]) == _MOST

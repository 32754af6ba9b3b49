"""Units behind a number, as the closed list names them, and what is counted where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.extracting.grammar.masks import is_year
from checker.extracting.grammar.wordlists import Phrases, folded

_SIGNS: Phrases[str] = Phrases.of(
    (
        ("%", "% | phần trăm | điểm % | điểm phần trăm"),
        ("‰", "‰ | % o | % 0 | 0/00 | phần nghìn | phần ngàn"),
        ("cm", "cm | centimet | xentimet | xăng ti mét | xăng - ti - mét"),
        ("years", "tuổi | năm tuổi"),
    )
)
_PER: Phrases[str] = Phrases.of(
    (
        (
            "per-10k",
            "10.000 dân | 10000 dân | 10,000 dân | vạn dân | 1 vạn dân | 01 vạn dân | một vạn dân | 10.000 người dân | 10.000 người",
        ),
        (
            "per-100k",
            "100.000 dân | 100000 dân | 100.000 trẻ đẻ sống | 100.000 trẻ sinh sống | 100.000 trẻ sinh ra sống | 100.000 người | "
            "100.000 ca sinh | 100.000 ca đẻ sống | 100.000 người dân | 100,000 dân | 100000 trẻ đẻ sống | 100.000",
        ),
        (
            "per-1k",
            "1.000 dân | 1000 dân | 1.000 trẻ đẻ sống | 1000 trẻ đẻ sống | 1.000 trẻ sinh sống | 1.000 trẻ sinh ra sống | 1.000 trẻ | "
            "1.000 người | 1.000 người dân | 1.000",
        ),
        (
            "boys/100-girls",
            "100 bé gái | 100 trẻ gái | 100 nữ | 100 bé nữ | 100 trẻ nữ | 100 bé gái sinh ra sống | 100",
        ),
        ("children/woman", "phụ nữ | bà mẹ | phụ nữ trong độ tuổi sinh đẻ"),
        ("doctors/station", "trạm | trạm y tế | tyt"),
        ("doctors/year", "năm"),
    )
)
_DOCTORS = folded("bác sĩ sỹ")
_YEAR = folded("năm").__iter__().__next__()
_OVER = folded("/ trên")
_EACH = folded("mỗi một cho")
_STOPS = folded(
    "và hoặc , . ; : ( ) đến vào trong với của được đạt có theo trên / để từ so cho là tại ở lên trở bằng còn về hằng hàng mỗi"
)


@dataclass(frozen=True, slots=True)
class Measured:
    """The unit and what is counted; they end before token ``end``."""

    end: int
    unit: str | None = None
    counted: tuple[str, ...] = ()
    yearly: bool = False


def measured(words: Sequence[str], at: int) -> Measured:
    """Reads what stands behind a number that ends before token ``at``."""
    sign = _SIGNS.at(words, at)
    if sign:
        per = words[sign.end : sign.end + 2]
        yearly = len(per) == 2 and per[0] == "/" and per[1] == _YEAR
        return Measured(sign.end + 2 if yearly else sign.end, sign.meaning, yearly=yearly)
    if at < len(words) and words[at] == _YEAR:
        # "68 năm", but not the year that follows in "đạt 68 năm 2030"
        if at + 1 < len(words) and is_year(words[at + 1]):
            return Measured(at)
        return Measured(at + 1, "years")
    counted = _counted(words, at)
    end = at + len(counted)
    over = end
    while over < len(words) and over - end < 2 and words[over] in _OVER | _EACH:
        over += 1
    per_hit = _PER.at(words, over) if over > end and words[end] in _OVER else None
    if per_hit and (per_hit.meaning not in ("doctors/station", "doctors/year") or _DOCTORS & set(counted)):
        return Measured(per_hit.end, per_hit.meaning, counted)
    return Measured(end, None, counted)


def _counted(words: Sequence[str], at: int) -> tuple[str, ...]:
    end = at
    while end < len(words) and end - at < 4 and words[end][0].isalpha() and words[end] not in _STOPS:
        end += 1
    return tuple(words[at:end])

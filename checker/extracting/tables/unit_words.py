"""Words of a unit column, of a header or of a name's parentheses as a unit: "%", "Người", "Số bé trai/100 bé gái"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.extracting.grammar.units import measured
from checker.extracting.tokens import words_of

_LEAD = re.compile(r"^\s*(?:(?:đơn vị(?: tính)?|đvt)\s*[:：]?\s*)?(?:(?:số|tỷ lệ|tỉ lệ)\s+)?(?=\S)", re.I)
_BARE = {words_of(word): unit for word, unit in (("tuổi", "years"), ("năm", "years"), ("năm tuổi", "years"))}
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class UnitWords:
    """``unit`` of the closed list, or None with ``counted``, the folded words of what is counted."""

    unit: str | None
    counted: tuple[str, ...] = ()


def unit_words(text: str) -> UnitWords | None:
    """The unit that the words mean; None where they mean none."""
    if not text or len(text) > _LONGEST:
        return None
    words = words_of(_LEAD.sub("", text))
    if not words:
        return None
    if words in _BARE:
        return UnitWords(_BARE[words])
    found = measured(words, 0)
    if found.unit or found.counted:
        return UnitWords(found.unit, found.counted)
    return None

"""The indicator that a number speaks of by what it counts, where no phrase names one."""

from __future__ import annotations

from checker.extracting.grammar.clauses import Reading, Sentence
from checker.extracting.grammar.lexicon import Mention
from checker.extracting.grammar.quantities import Quantity
from checker.extracting.tokens import words_of
from checker.reading.models import Catalogue, Indicator


def counted_by(reading: Reading, sentence: Sentence, q: Quantity, catalogue: Catalogue) -> Mention | None:
    """The indicator that counts just this, where no phrase names it.

    "4 dược sĩ … trên 10.000 dân" by its unit; "100% trạm y tế …; đến năm 2027 có từ 4-5 bác sĩ" by what the sentence
    began with.
    """
    before = reading.spoken[sentence.start : q.start]
    for key, indicator in catalogue.indicators.items():
        if _counts_per_head(indicator, q) or (q.unit is None and _counts_in(indicator, q.counted, before)):
            return Mention(key, q.number, q.end, False)
    return None


def _counts_per_head(indicator: Indicator, q: Quantity) -> bool:
    if not indicator.word or q.unit != indicator.unit or not (q.unit or "").startswith("per-"):
        return False
    word = words_of(indicator.word.vi)
    same = 0
    while same < min(len(word), len(q.counted)) and word[same] == q.counted[same]:
        same += 1
    return same > 0 and word[same : same + 1] == words_of("trên")


def _counts_in(indicator: Indicator, counted: tuple[str, ...], before: list[str]) -> bool:
    if not indicator.word or indicator.unit is None or "/" not in indicator.unit:
        return False
    word = words_of(indicator.word.vi)
    if counted[: len(word)] != word or len(word) > len(counted):
        return False
    name = words_of(indicator.name.vi)
    where = [name[at : at + 3] for at in range(len(name) - 2) if name[at] not in word and name[at + 2] not in word]
    said = {tuple(before[at : at + 3]) for at in range(len(before) - 2)}
    return any(three in said for three in where[-3:])

"""The name that follows its number: "100% số trạm y tế …"."""

from __future__ import annotations

from checker.extracting.grammar.clauses import Reading
from checker.extracting.grammar.lexicon import Mention
from checker.extracting.grammar.quantities import Quantity
from checker.extracting.grammar.wordlists import folded

_LIGHT = folded("số các tổng dân người nhân của những trở lên trong")


def name_behind(reading: Reading, names: list[Mention], q: Quantity) -> Mention | None:
    """The name that follows the number at once, or with few words between: "100% số trạm y tế …"."""
    right = next((n for n in names if n.start >= q.end), None)
    if right and _only_people_between(reading, q, right):
        return right
    if right is None or right.start - q.end > 6:
        return None
    said_twice = reading.spoken[q.end : q.end + 1] == [")"] and q.start and reading.spoken[q.start - 1] == "("
    between = range(q.end + said_twice, right.start)  # "Sáu mươi phần trăm (60%) trạm y tế …"
    if any(reading.spoken[at] in ",;.:()" for at in between):
        return None
    if any(q.end <= other.number < right.start for other in reading.quantities):
        return None
    return right if sum(reading.spoken[at] not in _LIGHT for at in between) <= 2 else None


def _only_people_between(reading: Reading, q: Quantity, right: Mention) -> bool:
    """ "trên 99% học sinh, sinh viên và 100% người thuộc hộ nghèo tham gia …": whose share it is, told one by one."""
    if q.unit != "%" or right.start - q.end > _MOST_PEOPLE:
        return False
    told = {at for part in reading.people for at in range(part.start, part.end)}
    told |= {at for other in reading.quantities if other.unit == "%" for at in range(other.start, other.end)}
    between = range(q.end, right.start)
    people = any(q.end <= part.start <= q.end + 3 for part in reading.people)
    return people and all(at in told or reading.spoken[at] in _LISTING for at in between)


_MOST_PEOPLE = 30
_LISTING = folded(", và người thuộc diện các đối tượng là số")


def words_between(reading: Reading, q: Quantity, right: Mention) -> str:
    """What stands between the number and the name and may change what is said; "" where nothing does."""
    heavy = [at for at in reading.heavy(q.end, right.start) if reading.spoken[at] not in _LIGHT]
    return reading.cut(heavy[0], heavy[-1] + 1) if heavy else ""

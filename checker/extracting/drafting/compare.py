"""A draft set against a plan file that a person has checked: what was found, what was missed, what is otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from checker.extracting.drafting.likeness import alike_present, alike_target, alike_task, shared_words
from checker.extracting.tokens import words_of
from checker.reading.models import Baseline, Catalogue, Commitment, Plan, Task
from checker.reading.places import find_province, merged_into
from checker.reading.units import convert

SECONDARY = ("scope", "hedge", "approximate", "unit", "where")
"""Keys of a target that count for nothing in precision and recall, and are listed apart."""
HEADER_KEYS = ("province", "province_then", "number", "issued", "issuer", "kind", "title", "implements", "covers")
_A_COUNTERPART = 0.35
"""So much alike must two entries be to be shown beside each other."""

Entry = TypeVar("Entry", Commitment, Baseline, Task)


@dataclass(frozen=True, slots=True)
class Difference(Generic[Entry]):
    """What the draft has, what the checked plan has, or both where they stand for one another.

    ``again``: the draft repeats what the plan has once.
    """

    found: Entry | None
    checked: Entry | None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Otherwise(Generic[Entry]):
    """A pair that fits but for one key: ``key``, and what either side has there (None: nothing)."""

    found: Entry
    checked: Entry
    key: str
    in_draft: str | None
    in_plan: str | None


@dataclass(frozen=True, slots=True)
class Compared(Generic[Entry]):
    """One section. ``unmarked`` are the draft's entries that are not to be reviewed, ``unmarked_right`` those that fit."""

    found: int
    checked: int
    right: int
    unmarked: int
    unmarked_right: int
    differences: tuple[Difference[Entry], ...] = ()
    otherwise: tuple[Otherwise[Entry], ...] = ()

    @property
    def precision(self) -> Decimal | None:
        return _share(self.right, self.found)

    @property
    def recall(self) -> Decimal | None:
        return _share(self.right, self.checked)

    @property
    def unmarked_precision(self) -> Decimal | None:
        return _share(self.unmarked_right, self.unmarked)


@dataclass(frozen=True, slots=True)
class HeaderFact:
    """A fact of the head, as either side has it; ``marked``: the draft says that it is to be looked at."""

    key: str
    in_draft: str | None
    in_plan: str | None
    same: bool
    marked: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """A draft against a checked plan."""

    commitments: Compared[Commitment]
    baselines: Compared[Baseline]
    tasks: Compared[Task]
    header: tuple[HeaderFact, ...]


def compare(draft: Plan, checked: Plan, catalogue: Catalogue, missing: frozenset[str] = frozenset()) -> Comparison:
    """Sets ``draft`` against ``checked``; ``missing`` are keys of its head for which only a placeholder stands.

    Targets fit where indicator, comparator, numbers (in the indicator's unit) and time are the same, present values
    where indicator and value are; each as often as the checked plan has it. Tasks fit by their words and place.
    """

    def target(one: Commitment) -> Hashable:
        value = one.between or getattr(one, one.comparator or "", None)
        numbers = value if isinstance(value, tuple) else () if value is None or one.promised else (value,)
        if one.comparator == "promised":
            numbers = (Decimal(bool(one.promised)),)
        return (one.indicator, one.comparator, _in_unit(numbers, one.unit, one.indicator, catalogue), one.by, one.from_)

    def present(one: Baseline) -> Hashable:
        return (one.indicator, _in_unit((one.value,), one.unit, one.indicator, catalogue))

    return Comparison(
        commitments=_compared(draft.commitments, checked.commitments, target, alike_target, SECONDARY),
        baselines=_compared(
            draft.baselines, checked.baselines, present, alike_present, ("as_of", "approximate", "where")
        ),
        tasks=_compared_tasks(draft.tasks, checked.tasks),
        header=tuple(_header(draft, checked, missing)),
    )


def _compared(
    found: Sequence[Entry],
    checked: Sequence[Entry],
    key_of: Callable[[Entry], Hashable],
    alike: Callable[[Entry, Entry], float],
    secondary: Iterable[str],
) -> Compared[Entry]:
    """Equal keys are matched first, the unmarked before the marked, each to the checked one whose place is nearest."""
    by_key: dict[Hashable, list[Entry]] = defaultdict(list)
    for one in checked:
        by_key[key_of(one)].append(one)
    known = frozenset(by_key)
    pairs: list[tuple[Entry, Entry]] = []
    spare: list[Entry] = []
    for one in sorted(found, key=lambda entry: entry.review):
        waiting = by_key[key_of(one)]
        if not waiting:
            spare.append(one)
            continue
        other = max(waiting, key=lambda w: shared_words(one.where or "", w.where or ""))
        waiting.remove(other)
        pairs.append((one, other))
    taken = {id(one) for one, _ in pairs}
    spare = [one for one in found if id(one) not in taken]
    missed = [one for one in checked if any(one is left for left in by_key[key_of(one)])]
    again = [key_of(one) in known for one in spare]
    return _counted(found, checked, pairs, _differences(spare, missed, again, alike), secondary)


def _counted(
    found: Sequence[Entry],
    checked: Sequence[Entry],
    pairs: Sequence[tuple[Entry, Entry]],
    differences: Iterable[Difference[Entry]],
    secondary: Iterable[str],
) -> Compared[Entry]:
    """The figures of a section; each of ``pairs`` is a found entry and the checked one that it equals."""
    return Compared(
        found=len(found),
        checked=len(checked),
        right=len(pairs),
        unmarked=sum(not one.review for one in found),
        unmarked_right=sum(not one.review for one, _ in pairs),
        differences=tuple(differences),
        otherwise=tuple(_otherwise(pairs, secondary)),
    )


def _differences(
    spare: Sequence[Entry], missed: Sequence[Entry], again: Sequence[bool], alike: Callable[[Entry, Entry], float]
) -> Iterator[Difference[Entry]]:
    """Each with its nearest counterpart, the surest pairs first; in the order of the checked plan, then of the draft."""
    scores = [
        (score, m, s) for m, one in enumerate(missed) for s, other in enumerate(spare)
        if (score := alike(other, one)) >= _A_COUNTERPART
    ]  # fmt: skip
    partner: dict[int, int] = {}
    for _, m, s in sorted(scores, key=lambda found: (-found[0], found[1], found[2])):
        if m not in partner and s not in partner.values():
            partner[m] = s
    for m, one in enumerate(missed):
        yield Difference(spare[partner[m]] if m in partner else None, one)
    for s, other in enumerate(spare):
        if s not in partner.values():
            yield Difference(other, None, again[s])


def _otherwise(pairs: Iterable[tuple[Entry, Entry]], keys: Iterable[str]) -> Iterator[Otherwise[Entry]]:
    for found, checked in pairs:
        for key in keys:
            ours, theirs = _text(getattr(found, key)), _text(getattr(checked, key))
            if words_of(ours or "") != words_of(theirs or ""):
                yield Otherwise(found, checked, key, ours, theirs)


def _compared_tasks(found: Sequence[Task], checked: Sequence[Task]) -> Compared[Task]:
    scores = [
        (score, c, f)
        for c, one in enumerate(checked)
        for f, other in enumerate(found)
        if (score := alike_task(other, one))
    ]
    partner: dict[int, int] = {}
    used: set[int] = set()
    for _, c, f in sorted(scores, key=lambda s: (-s[0], s[1], s[2])):
        if c not in partner and f not in used:
            partner[c] = f
            used.add(f)
    pairs = [(found[f], checked[c]) for c, f in sorted(partner.items())]
    differences = [Difference(None, one) for c, one in enumerate(checked) if c not in partner]
    differences += [Difference(one, None) for f, one in enumerate(found) if f not in used]
    return _counted(found, checked, pairs, differences, ("group", "lead", "due"))


def _header(draft: Plan, checked: Plan, missing: frozenset[str]) -> Iterator[HeaderFact]:
    for key in HEADER_KEYS:
        ours = None if key in missing else _text(getattr(draft, key))
        theirs = _text(getattr(checked, key))
        same = words_of(ours or "") == words_of(theirs or "")
        if key == "implements":
            same = {words_of(one) for one in draft.implements} == {words_of(one) for one in checked.implements}
        if key == "province" and ours and theirs and not same:
            same = _province(ours) == _province(theirs)
        marked = key in missing or bool(getattr(draft.review, key, None))
        if ours or theirs:
            yield HeaderFact(key, ours, theirs, same, marked)


def _province(name: str) -> object:
    return find_province(name) or merged_into(name) or name


def _in_unit(numbers: tuple[Decimal, ...], unit: str | None, indicator: str, catalogue: Catalogue) -> Hashable:
    """The numbers in the indicator's own unit; with their own where it does not convert."""
    known = catalogue.indicators.get(indicator)
    own = known.unit if known else None
    if unit is None or own is None or unit == own:
        return numbers
    converted = [convert(value, unit, own) for value in numbers]
    return (numbers, unit) if None in converted else tuple(converted)


def _text(value: Any) -> str | None:
    """A value as one line; None where there is none, or only the one that goes without saying."""
    if value is None or value is False or value == ():
        return None
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if hasattr(value, "from_"):
        return f"{value.from_}-{value.to}"
    return str(value)


def _share(part: int, whole: int) -> Decimal | None:
    return Decimal(part * 100) / whole if whole else None

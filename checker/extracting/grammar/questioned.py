"""What speaks against a number that was found, once the sentence and the paragraph around it are known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from checker.extracting.doubts import MAY_BE_TODAY, NO_DATE, NO_UNIT, SEVERAL_NUMBERS, Doubt
from checker.extracting.findings import PassedOver, Present, Target
from checker.extracting.grammar import cues
from checker.extracting.grammar.clauses import Reading, Sentence
from checker.extracting.grammar.context import Context
from checker.extracting.grammar.dating import When
from checker.extracting.grammar.pairing import Pair
from checker.extracting.grammar.quantities import Quantity


@dataclass(slots=True)
class Found:
    """What one paragraph gives, with the token at which each thing stands."""

    targets: list[tuple[int, Target]] = field(default_factory=list)
    presents: list[tuple[int, Present]] = field(default_factory=list)
    passed: list[PassedOver] = field(default_factory=list)
    inherited: set[int] = field(default_factory=set)
    """The places in ``targets`` of those whose own sentence names no year for them."""


def question_contradictions(found: Found, first: int) -> None:
    """Of two numbers that one sentence gives one indicator for one year, that one may tell of today whose year is only
    the heading's."""
    numbers: dict[tuple[str, int | None, int | None], set[tuple[Decimal, ...]]] = {}
    for _, target in found.targets[first:]:
        if target.scope != "part":
            numbers.setdefault((target.indicator, target.by, target.from_), set()).add(target.values)
    for at, (token, target) in enumerate(found.targets[first:], first):
        if at in found.inherited and len(numbers.get((target.indicator, target.by, target.from_), ())) > 1:
            doubts = unique((*target.doubts, SEVERAL_NUMBERS.doubt()))
            found.targets[at] = (token, replace(target, doubts=doubts))


def question_what_stands_before_the_aim(found: Found) -> None:
    """A paragraph that gives an indicator first a number without a year and then one for the heading's year has begun
    with what there is today: "Tỷ lệ … đạt 94%. Tuổi thọ … đạt 74 tuổi. Đến năm 2030 tỷ lệ … đạt 98%."."""
    heading = {found.targets[at][1].indicator: found.targets[at] for at in sorted(found.inherited, reverse=True)}
    turn = 0
    for at, (token, target) in enumerate(found.targets):
        before, first = heading.get(target.indicator, (token, target))
        same_time = (first.by, first.from_) == (target.by, target.from_)
        if at not in found.inherited and before < token and same_time and first.values != target.values:
            turn = max(turn, token if first.scope != "part" else 0)
    for at in found.inherited:
        token, target = found.targets[at]
        if token < turn and not target.doubts:
            found.targets[at] = (token, replace(target, doubts=(MAY_BE_TODAY.doubt(),)))


def is_exact(q: Quantity) -> bool:
    """Whether the number is as exact as counted ones are ("95,15%"), not round as targets are."""
    return any(value != round(value, 1) for value in q.values)


def unsaid(reading: Reading, sentence: Sentence, pair: Pair, time: When, context: Context) -> list[Doubt]:
    """What one would have to know of the number and is not said: its unit, whether its year is past, whether it is aimed at."""
    name, q = pair.name, pair.quantity
    found: list[Doubt] = []
    if context.catalogue.indicators[name.indicator].unit in ("%", "‰") and q.unit is None and not q.counted:
        found.append(NO_UNIT.doubt())
    if context.issued is None and time.own and time.kind == "plain" and time.year is not None:
        first = min((year for years in context.milestones.values() for year in years), default=0)
        if first and (time.year <= first or time.year not in context.milestones.get(name.indicator, ())):
            found.append(NO_DATE.doubt(year=str(time.year)))
    if q.comparator is None and not time.own and cues.tells_what_there_is(reading.spoken, sentence.start, q.number):
        found.append(MAY_BE_TODAY.doubt())
    return found


def unique(doubts: tuple[Doubt, ...]) -> tuple[Doubt, ...]:
    kept: list[Doubt] = []
    for doubt in doubts:
        if doubt not in kept:
            kept.append(doubt)
    return tuple(kept)

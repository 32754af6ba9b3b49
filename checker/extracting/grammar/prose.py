"""Targets and present values in running text: each sentence's names, numbers and years put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from checker.extracting.doubts import (
    AFTER_A_PRESENT_VALUE,
    BEFORE_THE_NAME,
    IN_A_NOTE,
    ON_CONDITION,
    OUTSIDE_GOALS,
    THOSE_THAT_REACH_IT,
    TOLD_AS_REACHED,
    WORDS_OF_A_NORM,
    YEAR_OF_ISSUE,
    Doubt,
)
from checker.extracting.findings import Findings, PassedOver, Span, Target
from checker.extracting.grammar import aiming, cues
from checker.extracting.grammar.bounds import comparator_of, unit_of
from checker.extracting.grammar.clauses import Reading, Sentence, read
from checker.extracting.grammar.context import Context
from checker.extracting.grammar.dating import When, when
from checker.extracting.grammar.lexicon import Lexicon, Mention
from checker.extracting.grammar.pairing import Pair, pair_up
from checker.extracting.grammar.quantities import Change
from checker.extracting.grammar.questioned import (
    Found,
    is_exact,
    question_contradictions,
    question_what_stands_before_the_aim,
    unique,
    unsaid,
)
from checker.extracting.grammar.quoting import evidence
from checker.extracting.grammar.reached import present_value
from checker.extracting.grammar.scoping import hedge_before, scoped
from checker.extracting.grammar.unnumbered import NO_NUMBER, unnumbered
from checker.extracting.grammar.wordlists import folded
from checker.extracting.outlines.outline import Place
from checker.i18n import N_
from checker.reading.models import Catalogue

AIMED = ("goals", "annex_targets")
SILENT = ("front", "purpose", "organisation", "signature")
"""Roles of sections that set no target."""

COMPARED = N_("the number is compared with, not aimed at")
SUPPOSED = N_("the number is a condition, not a target")
PAID = N_("the number speaks of money")
NORM = N_("the words tell what a norm or a higher plan asks")
STARTED = N_("the value that a change starts from")
BY_HOW_MUCH = N_("the number says by how much, the indicator how much")
NOT_HERE = N_("this part of the document sets no targets")
IN_A_NAME = N_("the words stand inside the name of a scheme")
_WHY = {"compared": COMPARED, "supposed": SUPPOSED, "paid": PAID, "norm": NORM}
_TURNED = {"more_than": "at_most", "less_than": "at_least"}
_RISES, _FALLS = folded("tăng"), folded("giảm hạ")
_STAYS = folded("lên xuống còn")


def read_paragraph(
    text: str,
    block: int,
    place: Place,
    page_at: Callable[[int], int | None],
    lexicon: Lexicon,
    catalogue: Catalogue,
    issued: int | None = None,
    milestones: Mapping[str, frozenset[int]] | None = None,
) -> Findings:
    """What the paragraph sets and tells, in its order.

    ``issued`` is the year of the document, where it is known; ``milestones`` are the years that norms ask of each
    indicator, which rank the years that a jumbled document's headings leave possible.
    """
    reading = read(text, lexicon, catalogue)
    if not reading.names and not any((q.unit or "").startswith("per-") for q in reading.quantities):
        return Findings()
    context = Context(block, place, page_at, catalogue, issued, milestones or {})
    found = Found()
    told = False
    for sentence in reading.sentences:
        if place.role in SILENT:
            _pass_names(reading, sentence, context, found)
        else:
            told = _read_sentence(reading.within(sentence), sentence, context, found, told)
    question_what_stands_before_the_aim(found)
    in_order = sorted(_promised_once(found.targets), key=lambda item: item[0])
    return Findings(
        tuple(target for _, target in in_order),
        tuple(present for _, present in sorted(found.presents, key=lambda item: item[0])),
        (),
        tuple(sorted(found.passed, key=lambda item: (item.span.start, item.span.end))),
    )


def _promised_once(targets: list[tuple[int, Target]]) -> list[tuple[int, Target]]:
    """Of a promise that one paragraph gives twice for the same time, the one that says more."""
    best: dict[tuple[str, int | None, int | None], tuple[int, Target]] = {}
    for at, target in targets:
        key = (target.indicator, target.by, target.from_)
        if target.comparator == "promised" and len(target.evidence.quote) > len(
            best[key][1].evidence.quote if key in best else ""
        ):
            best[key] = (at, target)
    return [item for item in targets if item[1].comparator != "promised" or item in best.values()]


def _read_sentence(reading: Reading, sentence: Sentence, context: Context, found: Found, told: bool) -> bool:
    """Adds what the sentence gives; returns whether it told of what was reached."""
    pairing = pair_up(reading, sentence, context.catalogue)
    for start, end, why in pairing.left:
        found.passed.append(_passed(reading, context, start, end, why))
    before, standing_before = len(found.presents), len(found.targets)
    for pair in pairing.pairs:
        _take(reading, sentence, pair, context, found, told)
    named = {pair.name for pair in pairing.pairs}
    rest = [n for n in reading.names if sentence.start <= n.start < sentence.end and n not in named]
    question_contradictions(found, standing_before)
    silent = context.place.role == "tasks"
    for at, thing in unnumbered(reading, sentence, rest, pairing.pairs, context):
        if isinstance(thing, Target):
            found.targets.append((at, thing))
        elif not (silent and thing.why == NO_NUMBER):  # tasks name indicators all the time
            found.passed.append(thing)
    return len(found.presents) > before


def _take(reading: Reading, sentence: Sentence, pair: Pair, context: Context, found: Found, told: bool) -> None:
    """One number with its name: a target, a present value, or neither."""
    name, q, place = pair.name, pair.quantity, context.place
    start = min(name.start, q.start)
    if name.start in reading.hidden:
        found.passed.append(_passed(reading, context, name.start, name.end, IN_A_NAME))
        return
    time = when(reading, sentence, max(q.end, name.end), pair.tail, context.place_of(name.indicator), pair.time)
    standing = aiming.standing(reading, sentence, start, q.number + 1, pair.tail)
    condition = aiming.condition_before(reading, sentence, start) if standing == "supposed" else ""
    if standing in _WHY and not condition:
        found.passed.append(_passed(reading, context, q.start, q.end, _WHY[standing]))
        return
    past = time.own and time.year is not None and context.issued is not None and time.year < context.issued
    past = past or (time.own and time.year == context.issued and aiming.is_told_in_brackets(reading, sentence, time, q))
    if q.was or standing == "present" or place.role == "present" or past:
        told_of = present_value(reading, sentence, pair, time, context)
        if told_of:
            found.presents.append((q.number, told_of))
        else:
            found.passed.append(_passed(reading, context, q.start, q.end, STARTED if q.was else COMPARED))
        return
    yearly = cues.is_yearly(reading.spoken, max(sentence.start, start - 3), q.start) and q.comparator is None
    by_how_much = q.change or (yearly and cues.moves_before(reading.spoken, sentence.start, name.start))
    if by_how_much and context.catalogue.indicators[name.indicator].kind == "level":
        found.passed.append(_passed(reading, context, q.start, q.end, BY_HOW_MUCH))
        return
    doubts = [*pair.doubts, *([ON_CONDITION.doubt(words=condition)] if condition else [])]
    if cues.is_note(reading.spoken) and _quoted(reading, sentence, q.number):
        found.passed.append(_passed(reading, context, q.start, q.end, NORM))
        return
    doubts += _quoted(reading, sentence, q.number)
    if cues.is_note(reading.spoken):
        doubts.append(IN_A_NOTE.doubt())
    head = _head_before(reading, sentence, name, q.start)
    if head:
        doubts.append(BEFORE_THE_NAME.doubt(words=head))
    if cues.singles_out(reading.spoken, name.start):
        doubts.append(THOSE_THAT_REACH_IT.doubt())
    if told and not time.own:
        doubts.append(AFTER_A_PRESENT_VALUE.doubt())
    if aiming.is_told(reading, sentence, pair.tail):
        doubts.append(TOLD_AS_REACHED.doubt())
    if (
        time.own
        and time.year == context.issued
        and not (q.comparator and place.role in AIMED)
        and (time.kind == "plain" or (time.kind == "by" and is_exact(q)))
    ):
        doubts.append(YEAR_OF_ISSUE.doubt(year=str(time.year)))
    doubts += time.doubts
    doubts += unsaid(reading, sentence, pair, time, context)
    if place.role not in AIMED and not (place.role == "tasks" and time.own and not doubts):
        doubts.append(OUTSIDE_GOALS.doubt())
    if not time.own:
        found.inherited.add(len(found.targets))
    found.targets.append((start, _target(reading, sentence, pair, time, tuple(doubts), context)))


def _target(
    reading: Reading, sentence: Sentence, pair: Pair, time: When, doubts: tuple[Doubt, ...], context: Context
) -> Target:
    name, q = pair.name, pair.quantity
    indicator = context.catalogue.indicators[name.indicator]
    if cues.is_negated(reading.spoken, reading.wall_before(q.start, sentence.start, ";"), q.start):
        q = replace(q, comparator=_TURNED.get(q.comparator or "", q.comparator))
    comparator, against = comparator_of(q, indicator, _change(reading, sentence, pair, indicator.kind))
    unit, other = unit_of(q, indicator)
    scope = scoped(reading, sentence, name, q, pair.tail, indicator)
    when_words = (time.at, time.end) if time.at is not None and time.end is not None else None
    return Target(
        indicator=name.indicator,
        comparator=comparator,
        values=q.values,
        unit=unit,
        evidence=evidence(
            reading, sentence, [(name.start, name.end), (q.start, max(q.end, scope.end))], when_words,
            context.place.where, context.block, context.page_at,
        ),
        by=time.by,
        from_=time.from_,
        scope=scope.scope,
        approximate=q.approximate,
        hedge=hedge_before(reading, sentence, max(name.start, q.start)) or context.place.hedge,
        doubts=unique((*doubts, *against, *other, *scope.doubts)),
    )  # fmt: skip


def _change(reading: Reading, sentence: Sentence, pair: Pair, kind: str) -> Change | None:
    """Whether the words of the name, or the verb right before it, say that the number is a change."""
    name, q = pair.name, pair.quantity
    if any(word in _STAYS for word in reading.spoken[q.start : q.number]):
        return None
    words = reading.spoken[max(sentence.start, name.start - 2) : name.end]
    added = any(word in _ADDED for word in reading.spoken[name.start : q.number])
    if any(word in _RISES for word in words) and added:
        return "gain"
    joined = not any(reading.has(sign, name.end, q.start) for sign in ",;")
    moved = reading.spoken[name.start : max(name.end, q.start) if joined else name.end]
    if kind == "gain" and any(word in _RISES for word in moved):
        return "gain"
    return "cut" if any(word in _FALLS for word in words) and q.comparator is None else None


_ADDED = folded("thêm")


def _head_before(reading: Reading, sentence: Sentence, name: Mention, number: int) -> str:
    """The words that make the name part of another one: "công suất sử dụng giường bệnh …", "khoảng cách tuổi thọ"."""
    at = name.start - 1
    if number < name.start or at < sentence.start or at in reading.light or cues.introduces(reading.spoken[at]):
        return ""
    clause = reading.wall_before(name.start, sentence.start)
    return reading.cut(max(clause, name.start - 4), name.start) if reading.tokens[at].is_word else ""


def _quoted(reading: Reading, sentence: Sentence, before: int) -> list[Doubt]:
    """What makes the number one that is only told: "Theo Nghị quyết số 72-NQ/TW, …"."""
    clause = reading.wall_before(before, sentence.start, ";")
    norm = cues.according_to(reading.spoken, clause, before)
    if norm is None:
        behind = cues.norm_speaks(reading.spoken, before, reading.wall_after(before, sentence.end))
        norm, before = (behind.start, behind.end) if behind else (None, before)
    if norm is None:
        return []
    return [WORDS_OF_A_NORM.doubt(words=reading.cut(norm, reading.wall_after(norm, before)))]


def _pass_names(reading: Reading, sentence: Sentence, context: Context, found: Found) -> None:
    for name in reading.names:
        if sentence.start <= name.start < sentence.end:
            found.passed.append(_passed(reading, context, name.start, name.end, NOT_HERE))


def _passed(reading: Reading, context: Context, start: int, end: int, why: str) -> PassedOver:
    return PassedOver(Span(context.block, reading.tokens[start].start, reading.tokens[end - 1].end), why)

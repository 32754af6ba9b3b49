"""Names without a number: promises, and duties to everybody."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from checker.extracting.doubts import NO_NUMBER_BUT_ALL, OUTSIDE_GOALS, Doubt
from checker.extracting.findings import PassedOver, Span, Target
from checker.extracting.grammar import aiming, cues
from checker.extracting.grammar.clauses import Reading, Sentence
from checker.extracting.grammar.context import Context
from checker.extracting.grammar.dating import When, when
from checker.extracting.grammar.lexicon import Mention
from checker.extracting.grammar.pairing import Pair
from checker.extracting.grammar.quoting import evidence
from checker.extracting.grammar.scoping import Scoped, hedge_before, scoped
from checker.extracting.grammar.wordlists import folded, phrases
from checker.extracting.tokens import words_of
from checker.i18n import N_

NO_NUMBER = N_("an indicator is named without a number")
IN_A_NAME = N_("the words stand inside the name of a scheme")
NOT_AIMED_AT = N_("the words tell of today or of others, not of an aim")
NO_COMMITMENT = N_("the words name the matter among tasks and promise nothing for it")

_PROMISES = phrases(
    "phấn đấu | có | có ít nhất | hình thành | triển khai ít nhất | thành lập | xây dựng ít nhất | ít nhất"
)
_SCHEMES = folded("án lược lệ")
_RECEIVED = folded("được")
ALL = Decimal(100)


def unnumbered(
    reading: Reading, sentence: Sentence, names: list[Mention], pairs: list[Pair], context: Context
) -> Iterator[tuple[int, Target | PassedOver]]:
    """What the sentence's names without a number give, each with the token it stands at."""
    everybody: tuple[Mention, Target] | None = None
    for name in sorted((*names, *_all_the_people(reading, sentence, pairs, context)), key=lambda name: name.start):
        thing = _read_name(reading, sentence, name, pairs, everybody, context)
        if isinstance(thing, Target) and thing.scope == "all":
            everybody = (name, thing)
        yield name.start, thing


def _all_the_people(reading: Reading, sentence: Sentence, pairs: list[Pair], context: Context) -> Iterator[Mention]:
    """ "đạt trên 95% vào năm 2026 và tiến tới toàn dân vào năm 2030": everybody, of the indicator that a share was of."""
    for at in range(sentence.start, sentence.end - 1):
        if tuple(reading.spoken[at : at + 2]) != _ALL_PEOPLE or at in reading.taken:
            continue
        before = [pair for pair in pairs if pair.name.end <= at and pair.quantity.end <= at]
        if not before or reading.has(";", before[-1].quantity.end, at):
            continue
        name = before[-1].name
        between = [n for n in reading.names if n != name and before[-1].quantity.end <= n.start < at]
        phrases_of_it = context.catalogue.indicators[name.indicator].phrases
        dated = any(at + 2 <= time.start <= at + 3 for time in reading.times)
        dated = dated or any(before[-1].quantity.end < time.start and time.end + 4 >= at for time in reading.times)
        start = at - 2 if tuple(reading.spoken[at - 2 : at]) == _COVERED else at
        aimed = reading.spoken[start - 1] in _LEADING  # not "ngày hội toàn dân"
        if phrases_of_it and phrases_of_it.everybody and dated and aimed and not between:
            yield Mention(name.indicator, start, at + 2, True)


_LEADING = folded(", và tới đến đạt là thực hiện")
_ALL_PEOPLE, _COVERED = words_of("toàn dân"), words_of("bao phủ")


def _read_name(
    reading: Reading,
    sentence: Sentence,
    name: Mention,
    pairs: list[Pair],
    everybody: tuple[Mention, Target] | None,
    context: Context,
) -> Target | PassedOver:
    indicator = context.catalogue.indicators[name.indicator]
    place = context.place
    if name.start in reading.hidden:
        return _passed(reading, context, name, IN_A_NAME)
    clause_end = reading.wall_after(name.end, sentence.end, ";.")
    said = cues.everybody_in(reading.spoken, name.start, reading.wall_after(name.end, sentence.end))
    subject = _subject(reading, name, pairs, everybody)
    promise = indicator.kind == "promise"
    clause = reading.wall_before(name.start, sentence.start)
    numbered = any(clause <= q.number < reading.wall_after(name.end, sentence.end) for q in reading.quantities)
    if not promise and numbered and not name.everybody and not subject:
        return _passed(reading, context, name, NO_NUMBER)  # "hoàn thành 100% kế hoạch khám …"
    if not promise and (indicator.unit != "%" or not (name.everybody or said or subject)):
        return _passed(reading, context, name, NO_NUMBER)
    standing = aiming.standing(reading, sentence, name.start, name.end, name.end)
    if (standing != "aim" and not (promise and standing == "compared")) or place.role == "present":
        return _passed(reading, context, name, NOT_AIMED_AT)
    time = when(reading, sentence, name.end, name.end, context.place_of(name.indicator))
    aimed = place.role in ("goals", "annex_targets")
    doubts: list[Doubt] = list(time.doubts)
    if not aimed:
        if not _commits(reading, sentence, name, time, promise):
            return _passed(reading, context, name, NO_COMMITMENT)
        if place.role != "tasks" or not time.own:
            doubts.append(OUTSIDE_GOALS.doubt())
    if not promise and said and not name.everybody and not subject and not time.own:
        doubts.append(NO_NUMBER_BUT_ALL.doubt())
    return _promised(
        reading, sentence, name, time, tuple(doubts), min(clause_end, sentence.end), said is not None, subject, context
    )


def _subject(
    reading: Reading, name: Mention, pairs: list[Pair], everybody: tuple[Mention, Target] | None
) -> Decimal | None:
    """ "người dân được khám …, được lập sổ …": the share of those who get the first thing holds for the second."""
    received = reading.spoken[name.start] in _RECEIVED or reading.spoken[max(0, name.start - 1)] in _RECEIVED
    if not received:
        return None
    if everybody and everybody[0].end <= name.start and not reading.has(";", everybody[0].end, name.start):
        return ALL
    before = [p for p in pairs if p.name.end <= name.start and p.quantity.start < p.name.start]
    if before and not reading.has(";", before[-1].name.end, name.start):
        share = before[-1].quantity.values[0]
        return share if share == ALL and len(before[-1].quantity.values) == 1 else None
    return None


def _commits(reading: Reading, sentence: Sentence, name: Mention, time: When, promise: bool) -> bool:
    """Whether a task's words promise the thing: they name a year, or begin with "phấn đấu có", "hình thành"."""
    start = reading.wall_before(name.start, max(sentence.start, name.start - 5), ";.,")
    if start > sentence.start and all(reading.tokens[at].is_number for at in range(start, name.start)):
        start = reading.wall_before(start - 1, max(sentence.start, start - 14), ";.,")  # "có 01 …; 01 …"
    spoken = reading.spoken[start : name.start + 3]
    if any(word in _SCHEMES for word in reading.spoken[start : name.start]):
        return False
    return time.own or (promise and bool(_PROMISES.all_in(spoken)))


def _promised(
    reading: Reading,
    sentence: Sentence,
    name: Mention,
    time: When,
    doubts: tuple[Doubt, ...],
    clause_end: int,
    said: bool,
    subject: Decimal | None,
    context: Context,
) -> Target:
    indicator = context.catalogue.indicators[name.indicator]
    promise = indicator.kind == "promise"
    scope = scoped(reading, sentence, name, None, name.end, indicator)
    if promise and scope.scope == "part":
        scope = Scoped()  # a promise's own name says for whom it is
    words = (time.at, time.end) if time.at is not None and time.end is not None else None
    parts = [(name.start, name.end)]
    if said:
        hit = cues.everybody_in(reading.spoken, name.start, clause_end)
        if hit and hit.end - name.start <= 40:
            parts.append((hit.start, hit.end))
    people = cues.is_population(reading.spoken, name.start) or cues.is_population(
        reading.spoken, max(sentence.start, name.start - 2)
    )
    whole = scope.scope or ("all" if people or ((said or subject) and not promise) else None)
    return Target(
        indicator=name.indicator,
        comparator="promised" if promise else "at_least",
        values=() if promise else (subject or ALL,),
        unit=None if promise else indicator.unit,
        evidence=evidence(reading, sentence, parts, words, context.place.where, context.block, context.page_at),
        by=time.by,
        from_=time.from_,
        scope=whole,
        hedge=hedge_before(reading, sentence, name.end) or context.place.hedge,
        doubts=(*doubts, *scope.doubts),
    )


def _passed(reading: Reading, context: Context, name: Mention, why: str) -> PassedOver:
    return PassedOver(Span(context.block, reading.tokens[name.start].start, reading.tokens[name.end - 1].end), why)

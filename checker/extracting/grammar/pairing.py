"""Which number belongs to which name: by nearness inside the clause, by unit, and by the direction of reading."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from checker.extracting.doubts import BEHIND_THE_NUMBER, BETWEEN_NAME_AND_NUMBER, IN_TURN, SEVERAL_NUMBERS, Doubt
from checker.extracting.grammar import cues
from checker.extracting.grammar.bounds import fits, vocabulary
from checker.extracting.grammar.clauses import Reading, Sentence
from checker.extracting.grammar.counting import counted_by
from checker.extracting.grammar.lexicon import Mention
from checker.extracting.grammar.names_behind import name_behind, words_between
from checker.extracting.grammar.quantities import Quantity
from checker.extracting.grammar.times import Time
from checker.extracting.grammar.wordlists import folded
from checker.extracting.tokens import words_of
from checker.i18n import N_
from checker.reading.models import Catalogue, Indicator

NO_NAME = N_("no indicator of the catalogue is named beside this number")
OTHER_MEASURE = N_("the number measures something else than the indicator beside it")
OTHER_WHOLE = N_("the share is one of something else")
FAR_FROM_NAME = N_("the number stands too far from the name for a sure pair")
DIFFERENCE = N_("the number says by how much one is ahead or behind")

_VERBS = folded("đạt còn lên xuống tăng giảm trì chiếm bằng thêm vững định mức :")
_WITHIN = words_of("trong đó")
_FAR = 8


@dataclass(frozen=True, slots=True)
class Pair:
    """A number and its name; ``tail`` is where the words end that speak of the number. ``time`` where order gave it."""

    name: Mention
    quantity: Quantity
    tail: int
    doubts: tuple[Doubt, ...] = ()
    time: Time | None = None


@dataclass(slots=True)
class Pairing:
    """What one sentence pairs, and the numbers it leaves: (first token, last token, why)."""

    pairs: list[Pair] = field(default_factory=list)
    left: list[tuple[int, int, str]] = field(default_factory=list)


def pair_up(reading: Reading, sentence: Sentence, catalogue: Catalogue) -> Pairing:
    """Pairs the sentence's numbers with its names, in order."""
    found = Pairing()
    names = [n for n in reading.names if sentence.start <= n.start < sentence.end]
    quantities = [q for q in reading.quantities if sentence.start <= q.number < sentence.end]
    ordered = _in_turn(reading, sentence, names, quantities, catalogue)
    if ordered:
        found.pairs.extend(ordered)
        done = {pair.quantity.number for pair in ordered}
        quantities = [q for q in quantities if q.number not in done]
    for quantity in quantities:
        if quantity.number not in reading.hidden:
            _pair_one(reading, sentence, names, quantity, catalogue, found)
    found.pairs[:] = _once_each(sorted(found.pairs, key=lambda pair: pair.quantity.number), reading)
    return found


def _pair_one(
    reading: Reading, sentence: Sentence, names: list[Mention], q: Quantity, catalogue: Catalogue, found: Pairing
) -> None:
    tail = reading.tail_after(q.end, sentence.end)
    if cues.is_difference(reading.spoken, q.words, q.end):
        found.left.append((q.start, q.end, DIFFERENCE))
        return
    own = next((n for n in names if n.start < q.end and n.end > q.number), None)
    if own:
        if fits(q, catalogue.indicators[own.indicator]):
            found.pairs.append(Pair(own, q, max(tail, own.end)))
        else:
            found.left.append((q.start, q.end, OTHER_MEASURE))
        return
    left = next((n for n in reversed(names) if n.end <= q.number), None)
    if cues.is_of_another_whole(reading.spoken, q.end) and not _of_its_own_whole(reading, q, tail, left, catalogue):
        found.left.append((q.start, q.end, OTHER_WHOLE))
        return
    right = name_behind(reading, names, q)
    other = next((span for span in reversed(reading.others) if sentence.start <= span[0] and span[1] <= q.number), None)
    if other and (left is None or left.end < other[1]) and not right:
        found.left.append((q.start, q.end, OTHER_MEASURE))
        return
    if right and _prefers_right(reading, q, left, found):
        if fits(q, catalogue.indicators[right.indicator]):
            between = words_between(reading, q, right)
            doubts = (BETWEEN_NAME_AND_NUMBER.doubt(words=between),) if between else ()
            found.pairs.append(Pair(right, q, right.end, doubts))
            return
        right = None
    carried = (
        counted_by(reading, sentence, q, catalogue) if q.counted and not (left and _fits(q, left, catalogue)) else None
    )
    if carried:
        found.pairs.append(Pair(carried, q, tail))
        return
    if left is None:
        found.left.append((q.start, q.end, NO_NAME))
        return
    if not _fits(q, left, catalogue):
        found.left.append((q.start, q.end, OTHER_MEASURE))
        return
    _pair_left(reading, q, left, tail, catalogue.indicators[left.indicator], found)


def _fits(q: Quantity, name: Mention, catalogue: Catalogue) -> bool:
    return fits(q, catalogue.indicators[name.indicator])


def _of_its_own_whole(reading: Reading, q: Quantity, tail: int, left: Mention | None, catalogue: Catalogue) -> bool:
    """ "tỷ lệ chi tiền túi … dưới 32% tổng chi y tế": the whole is the one that the indicator is a share of; a number
    without a bound ("chiếm 40% tổng chi y tế") may tell of today."""
    heavy = reading.heavy(q.end, tail)
    own = vocabulary(catalogue.indicators[left.indicator]) if left else frozenset()
    return q.comparator is not None and bool(heavy) and all(reading.spoken[at] in own for at in heavy)


def _prefers_right(reading: Reading, q: Quantity, left: Mention | None, found: Pairing) -> bool:
    if left is None or any(pair.name == left for pair in found.pairs):
        return True
    if any(reading.has(sign, left.end, q.start) for sign in ",;(:"):
        return True
    spoken_for = any(word in _VERBS for word in words_of(q.words)) or q.start - left.end <= 1
    return not spoken_for


def _pair_left(reading: Reading, q: Quantity, left: Mention, tail: int, indicator: Indicator, found: Pairing) -> None:
    """Takes the name before the number if what stands between and behind takes nothing from it."""
    own = vocabulary(indicator)
    turned = _turns_to_an_aim(reading, left, q)
    since = reading.wall_before(q.start, left.end, ";,") if turned else left.end
    gap = tuple(at for at in reading.heavy(since, q.start) if reading.spoken[at] not in own)
    behind = tuple(at for at in reading.heavy(q.end, tail) if reading.spoken[at] not in own)
    earlier = [pair for pair in found.pairs if pair.name == left]
    crossed = any(left.end <= other.number < q.number and not other.was for other in reading.quantities)
    apart = reading.has(";", left.end, q.start)
    comma = reading.has(",", left.end, q.start) or reading.has(")", left.end, q.start)
    verb = any(word in _VERBS for word in words_of(q.words))
    if crossed or apart:
        dated = (
            any(left.end <= time.start and time.end <= q.start + 1 for time in reading.times)
            or _dated_behind(reading, q)
            or _told_in_brackets(reading, q)
            or turned
        )
        if gap or behind or not (dated or (earlier and earlier[-1].quantity.was)):
            found.left.append((q.start, q.end, FAR_FROM_NAME if dated else NO_NAME))
            return
    if len(gap) > _FAR or (comma and behind) or (behind and not verb and len(behind) > 1):
        found.left.append((q.start, q.end, FAR_FROM_NAME if len(gap) > _FAR else OTHER_WHOLE))
        return
    doubts: list[Doubt] = []
    if gap:
        reason = BETWEEN_NAME_AND_NUMBER.doubt(words=reading.cut(gap[0], gap[-1] + 1))
        doubts.append(Doubt(reason.text, comma or len(gap) > 3, reason.values))
    if behind:
        doubts.append(BEHIND_THE_NUMBER.doubt(words=reading.cut(behind[0], behind[-1] + 1)))
    found.pairs.append(Pair(left, q, tail, tuple(doubts)))


def _turns_to_an_aim(reading: Reading, left: Mention, q: Quantity) -> bool:
    """ "Hiện có 94,7% dân số tham gia …; phấn đấu đạt 98%": the first tells of today or of others, the second is aimed at."""
    turn = reading.wall_before(q.start, left.start, ";,")
    earlier = [other for other in reading.quantities if other.number < turn and not other.was]
    if not earlier or not cues.aims_in(reading.spoken, turn, q.number):
        return False
    first = reading.wall_before(min(earlier[-1].start, left.start), 0, ";:")
    return bool(cues.presents_in(reading.spoken, first, earlier[-1].number + 1)) or cues.is_compared(
        reading.spoken, first, earlier[-1].number
    )


def _told_in_brackets(reading: Reading, q: Quantity) -> bool:
    """ "98% (hiện nay 93,3%)"."""
    opened = reading.wall_before(q.start, max(0, q.start - 8), "(")
    return (
        opened > 0
        and reading.spoken[opened - 1] == "("
        and bool(cues.presents_in(reading.spoken, opened, q.number + 1))
    )


def _dated_behind(reading: Reading, q: Quantity) -> bool:
    """Whether a year of its own stands right behind the number: "100% vào năm 2030", "100% (năm 2030)"."""
    return any(q.end <= time.start <= q.end + 2 and not reading.has(",", q.end, time.start) for time in reading.times)


def _in_turn(
    reading: Reading, sentence: Sentence, names: list[Mention], quantities: list[Quantity], catalogue: Catalogue
) -> list[Pair]:
    """ "các năm 2026, 2027, 2030 lần lượt đạt 96%, 97%, 100%"; "tuổi thọ và số năm sống khỏe lần lượt là 76 và 69"."""
    if not cues.is_in_turn(reading.spoken, sentence.start, sentence.end) or len(quantities) < 2:
        return []
    first = quantities[0]
    times = [t for t in reading.times if sentence.start <= t.start and t.end <= first.start]
    before = [n for n in names if n.end <= first.number]
    count = len(quantities)
    if not times:  # "lần lượt đạt 14; 15,5 và 17 vào các năm 2026, 2028 và 2030"
        last = quantities[-1]
        times = [t for t in reading.times if last.end <= t.start and t.end <= sentence.end]
        times = times if times and times[0].start <= last.end + 1 else []
    if before and len(times) == count and all(_fits(q, before[-1], catalogue) for q in quantities):
        return [Pair(before[-1], q, q.end, (), time) for q, time in zip(quantities, times, strict=True)]
    if (
        len(before) == count
        and len(times) <= 1
        and all(_fits(q, n, catalogue) for n, q in zip(before, quantities, strict=True))
    ):
        doubt = (IN_TURN.doubt(),)
        last = quantities[-1]
        behind = next((t for t in reading.times if last.end <= t.start <= last.end + 2 and t.end <= sentence.end), None)
        return [Pair(n, q, q.end, doubt, behind) for n, q in zip(before, quantities, strict=True)]
    return []


def _once_each(pairs: list[Pair], reading: Reading) -> list[Pair]:
    """Numbers that stand beside one name in one clause without years of their own contradict each other."""
    kept: list[Pair] = []
    for pair in pairs:
        same = next((k for k in kept if k.name == pair.name and not k.quantity.was and not pair.quantity.was), None)
        told = _told_in_brackets(reading, pair.quantity)
        turned = same is not None and _turns_to_an_aim(reading, pair.name, pair.quantity)
        if same and pair.time is None and not told and not turned and not _own_year(reading, same, pair):
            doubt = SEVERAL_NUMBERS.doubt()
            if not _is_within(reading, same.quantity.end, pair.tail):
                kept[kept.index(same)] = replace(same, doubts=(*same.doubts, doubt))  # not "90% …, trong đó 100% …"
            kept.append(replace(pair, doubts=(*pair.doubts, doubt)))
        else:
            kept.append(pair)
    return kept


def _is_within(reading: Reading, start: int, end: int) -> bool:
    """Whether "trong đó" stands between: what follows is a part of what went before."""
    return any(tuple(reading.spoken[at : at + 2]) == _WITHIN for at in range(start, end))


def _own_year(reading: Reading, first: Pair, second: Pair) -> bool:
    between = any(first.quantity.end <= t.start and t.end <= second.quantity.number for t in reading.times)
    return between or _dated_behind(reading, second.quantity)

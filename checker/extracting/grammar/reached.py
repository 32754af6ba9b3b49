"""Present values: what a sentence tells of today or of what was reached."""

from __future__ import annotations

from checker.extracting.findings import Present
from checker.extracting.grammar import cues
from checker.extracting.grammar.bounds import unit_of
from checker.extracting.grammar.clauses import Reading, Sentence
from checker.extracting.grammar.context import Context
from checker.extracting.grammar.dating import When
from checker.extracting.grammar.pairing import Pair
from checker.extracting.grammar.quoting import evidence
from checker.extracting.tables.as_of import as_of_in
from checker.reading.dates import PartialDate


def present_value(reading: Reading, sentence: Sentence, pair: Pair, time: When, context: Context) -> Present | None:
    """The present value that a number and its name tell; None where the number is none (a change, a range)."""
    name, q = pair.name, pair.quantity
    indicator = context.catalogue.indicators[name.indicator]
    if len(q.values) != 1 or q.change or indicator.kind != "level":
        return None
    unit, other = unit_of(q, indicator)
    reached = time.kind != "by" or (context.issued is not None and (time.year or 0) <= context.issued)
    dated = time.own and reached and (time.behind or not q.was)
    return Present(
        name.indicator,
        q.values[0],
        unit,
        evidence(
            reading, sentence, [(name.start, name.end), (q.start, q.end)], None,
            context.place.where, context.block, context.page_at,
        ),
        as_of=_as_of(reading, sentence, pair, time.year if dated else None),
        approximate=q.approximate,
        doubts=(*pair.doubts, *other),
    )  # fmt: skip


def _as_of(reading: Reading, sentence: Sentence, pair: Pair, year: int | None) -> PartialDate | None:
    """The day, month or year of a present value: "tính đến 30/9/2025", else its year."""
    bracket = reading.spoken[pair.tail : pair.tail + 1] == ["("]
    stop = reading.wall_after(pair.tail + bracket, sentence.end, ")" if bracket else ",;.()")
    if not pair.quantity.was:
        for at in reversed(cues.presents_in(reading.spoken, sentence.start, stop)):
            found = as_of_in(reading.cut(at, min(at + 12, stop)))
            if found:
                return found
    return PartialDate(year) if year else None

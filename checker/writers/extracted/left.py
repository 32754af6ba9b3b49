"""What of a document was passed over: a reviewer looks there for a target that is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from checker.extracting.document import FlatTable, Paragraph
from checker.extracting.extract import Extracted
from checker.extracting.findings import PassedOver, Span
from checker.extracting.grammar.quantities import quantities_in
from checker.extracting.tokens import tokens_of
from checker.i18n import N_

NOTHING_READ = N_("no target was read from this number")
_LONGEST = 20_000
"""Characters: a longer text is no paragraph, and its numbers are nothing to look through."""
_SILENT = frozenset({"front", "signature"})


def passed_over(extracted: Extracted) -> list[PassedOver]:
    """All that was passed over, in the order of the document.

    What a target or a present value rests on after all was not: a name may have found its number in another line.
    """
    taken: dict[tuple[int, int | None, int | None], list[Span]] = defaultdict(list)
    for span in _taken(extracted):
        taken[span.block, span.row, span.column].append(span)

    def left(one: PassedOver) -> bool:
        span = one.span
        around = taken.get((span.block, span.row, span.column), ())
        return not any(other.start <= span.start and span.end <= other.end for other in around)

    found = [one for one in extracted.findings.passed_over if left(one)]
    return sorted([*found, *numbers_left(extracted)], key=lambda one: _place(one.span))


def _place(span: Span) -> tuple[int, int, int, int]:
    return span.block, span.row or 0, span.column or 0, span.start


def numbers_left(extracted: Extracted) -> tuple[PassedOver, ...]:
    """Each number with a unit or a bound that is in none of the findings, but for those of the head and the tasks' tables."""
    taken: dict[tuple[int, int | None], list[tuple[int, int]]] = defaultdict(list)
    for span in (*_taken(extracted), *(passed.span for passed in extracted.findings.passed_over)):
        taken[span.block, span.row].append((span.start, span.end))
    left = []
    for block, row, text in _texts(extracted):
        for quantity in quantities_in(tokens := tokens_of(text)):
            start, end = tokens[quantity.start].start, tokens[quantity.end - 1].end
            measured = quantity.unit is not None or quantity.comparator is not None
            if measured and not any(start < e and s < end for s, e in taken.get((block, row), ())):
                left.append(PassedOver(Span(block, start, end, row), NOTHING_READ))
    return tuple(left)


def _texts(extracted: Extracted) -> Iterator[tuple[int, int | None, str]]:
    """The texts to look through: paragraphs, and rows of tables that became lines; cells say too little by themselves."""
    for index, (block, place) in enumerate(zip(extracted.source.blocks, extracted.places, strict=True)):
        if place.role in _SILENT or place.role == "annex_tasks":
            continue
        if isinstance(block, Paragraph) and len(block.text) <= _LONGEST:
            yield index, None, block.text
        elif isinstance(block, FlatTable):
            yield from ((index, number, row.text) for number, row in enumerate(block.rows) if len(row.text) <= _LONGEST)


def _taken(extracted: Extracted) -> Iterable[Span]:
    findings = extracted.findings
    evidence = [*(one.evidence for one in findings.targets), *(one.evidence for one in findings.presents)]
    return (span for one in evidence for span in one.spans)

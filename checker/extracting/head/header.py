"""The facts of a document's head: number, date, issuer, province, kind, title, what it implements, years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from checker.extracting.document import Source
from checker.extracting.head.header_facts import COVERS_TARGETS, DATE_OF_TARGETS, Fact, PlanKind
from checker.extracting.head.header_lines import Head
from checker.extracting.head.header_number import date_of_issue, number_and_date
from checker.extracting.head.header_what import implemented_by, kind_of, title_of, years_of_title
from checker.extracting.head.header_who import issuer_of, province_of
from checker.extracting.outlines.parts import Part, parts_of
from checker.reading.dates import PartialDate
from checker.reading.models import Ruleset

__all__ = ["Fact", "HeaderFacts", "PlanKind", "read_header", "with_target_years"]


@dataclass(frozen=True, slots=True)
class HeaderFacts:
    """The head of a plan file. ``province_then`` is the name that the document has, where it is an old one.

    ``covers`` is (first year, last year).
    """

    number: Fact[str]
    issued: Fact[PartialDate]
    issuer: Fact[str]
    province: Fact[str]
    kind: Fact[PlanKind]
    title: Fact[str]
    implements: Fact[tuple[str, ...]]
    covers: Fact[tuple[int, int]]
    province_then: str | None = None


def read_header(source: Source, norms: Sequence[Ruleset] = (), parts: Sequence[Part] | None = None) -> HeaderFacts:
    """What the document says of itself; ``norms`` are those that it may implement.

    ``parts`` are those of the blocks, if the caller has them already.
    """
    head = Head(source, parts or parts_of(source.blocks))
    number, dated = number_and_date(head)
    issued = dated if dated.value and not dated.doubts else date_of_issue(head, dated)
    title = title_of(head)
    province, then = province_of(head)
    return HeaderFacts(
        number=number,
        issued=issued,
        issuer=issuer_of(head, province.value, then),
        province=province,
        kind=kind_of(head, title.value),
        title=title,
        implements=implemented_by(head, number.value, [norm.number for norm in norms]),
        covers=years_of_title(head, title.value),
        province_then=then,
    )


def with_target_years(facts: HeaderFacts, years: Iterable[int], asked_until: int) -> HeaderFacts:
    """The same facts where the years of the targets that were found say more: which are covered, and when it is of.

    The plan covers the years from the first to the last that it sets anything for, and those of its title. Where that
    reaches ``asked_until``, the last year for which a norm asks anything, no verdict hangs on it; that is no doubt.
    """
    found = sorted(years)
    issued = facts.issued
    if not found:
        return facts
    if issued.value is None:
        issued = Fact(PartialDate(found[0]), None, (DATE_OF_TARGETS.doubt(),))
    stated = facts.covers.value
    first, last = found[0], found[-1]
    if stated is not None:
        first = min(first, stated[0]) if stated[0] < stated[1] else first
        # a year or two that go beyond the title's do not make it a plan for them
        beyond = sum(year > stated[1] for year in found)
        last = stated[1] if 10 * beyond <= len(found) else last
    if issued.value is not None:
        # what is set "by 2030" is worked for from the year after the plan's issue at the latest
        begins = issued.value.year + (1 if (issued.value.month or 1) >= 7 else 0)
        first = max(issued.value.year, min(first, begins))
    sure = last >= asked_until or (stated is not None and stated[1] == last)
    doubts = () if sure else (COVERS_TARGETS.doubt(),)
    return replace(facts, issued=issued, covers=Fact((first, max(first, last)), facts.covers.evidence, doubts))

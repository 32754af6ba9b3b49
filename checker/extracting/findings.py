"""What was found in a document: targets, present values and tasks, each with the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from checker.extracting.doubts import Doubt
from checker.reading.dates import PartialDate

Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` of a block's text.

    ``block`` counts the blocks of ``Source.blocks`` from 0. In a table ``row`` and ``column`` say which cell (the text
    is the cell's); in a flat table ``row`` alone (the text is the row's).
    """

    block: int
    start: int
    end: int
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that a finding rests on.

    ``quote`` is at most 30 words, cut out of one text as they stand there (of a table's row: its cells with single
    blanks between them); ``where`` is the place in the document's own numbering; ``spans`` are what to highlight.
    """

    quote: str
    where: str
    page: int | None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """A target that was found (chỉ tiêu); keys as in a plan file.

    ``values`` has one number, two for ``between`` and none for ``promised`` or where the words give no number.
    """

    indicator: str
    comparator: str | None
    values: tuple[Decimal, ...]
    unit: str | None
    evidence: Evidence
    by: int | None = None
    from_: int | None = None
    scope: str | None = None
    approximate: bool = False
    hedge: str | None = None
    wording: str | None = None
    note: str | None = None
    doubts: tuple[Doubt, ...] = ()

    @property
    def confidence(self) -> Confidence:
        return confidence(self.doubts)


@dataclass(frozen=True, slots=True)
class Present:
    """A present value that was found (hiện trạng)."""

    indicator: str
    value: Decimal
    unit: str | None
    evidence: Evidence
    as_of: PartialDate | None = None
    approximate: bool = False
    doubts: tuple[Doubt, ...] = ()

    @property
    def confidence(self) -> Confidence:
        return confidence(self.doubts)


@dataclass(frozen=True, slots=True)
class Assigned:
    """A task that was found (nhiệm vụ); keys as in a plan file."""

    title: str
    evidence: Evidence
    group: int | None = None
    lead: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    output: str | None = None
    due: str | None = None
    due_words: str | None = None
    answers: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def confidence(self) -> Confidence:
        return confidence(self.doubts)


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A number or an indicator's name that looks like a target and was not taken; ``why`` is a msgid."""

    span: Span
    why: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything found, in the order of the document."""

    targets: tuple[Target, ...] = ()
    presents: tuple[Present, ...] = ()
    tasks: tuple[Assigned, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()


def confidence(doubts: tuple[Doubt, ...]) -> Confidence:
    """``high`` without a doubt; else ``medium``, or ``low`` if one of them is grave."""
    if not doubts:
        return "high"
    return "low" if any(doubt.grave for doubt in doubts) else "medium"

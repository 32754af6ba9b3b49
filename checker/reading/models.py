"""What plan files, ruleset files and the indicator catalogue hold (see the words in domain.md).

All models are strict, frozen and closed: an unknown key is an error. Scalars arrive as text (see
``checker.reading.document``), so that each field says itself how its text is read.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from checker.reading.fields import (
    Day,
    Direction,
    Due,
    Flag,
    Group,
    Id,
    Ids,
    Kind,
    Level,
    Number,
    Pair,
    Positive,
    Scope,
    Severity,
    Slug,
    SomeDate,
    Text,
    Unit,
    Verified,
    Year,
)

COMPARATORS = ("at_least", "more_than", "at_most", "less_than", "between", "promised")


Confidence = Literal["high", "medium", "low"]
"""How sure `check extract` was of a reading; for information only."""


class Model(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Phrase(Model):
    """A text in both languages; without English, the Vietnamese serves."""

    vi: Text
    en: Text | None = None

    def text(self, language: str) -> str:
        return (self.en if language == "en" else None) or self.vi


class UnitWord(Phrase):
    """A unit as one writes it behind a number; ``en_one`` behind 1, where that is another word."""

    en_one: Text | None = None

    def behind(self, value: Decimal, language: str) -> str:
        """The word for so many of them."""
        return (self.en_one if language == "en" and value == 1 else None) or self.text(language)


class Phrases(Model):
    """What documents call an indicator, in the language of ``checker.extracting.grammar.phrase_language``.

    ``everybody`` are names that say themselves that all are meant; ``not_with`` words that, near a name, make it
    mean something else.
    """

    names: tuple[Text, ...] = ()
    everybody: tuple[Text, ...] = ()
    not_with: tuple[Text, ...] = ()


class Indicator(Model):
    """One entry of the catalogue; ``target`` is a sentence with ``{amount}`` in it."""

    name: Phrase
    unit: Unit | None = None
    word: UnitWord | None = None
    direction: Direction
    kind: Kind
    ceiling: Number | None = None
    target: Phrase | None = None
    phrases: Phrases | None = None


class Catalogue(Model):
    """``rulesets/indicators.yaml``: every indicator by its key.

    ``synonyms`` are lists of equal words in phrases; ``people`` names parts of the people; ``other_things`` are
    phrases that look like an indicator's and name none; ``task_phrases`` what plans call a norm's tasks and questions,
    by their ids.
    """

    schema_: Literal["indicators/1"] = Field(alias="schema")
    synonyms: tuple[tuple[Text, ...], ...] = ()
    people: tuple[Text, ...] = ()
    other_things: tuple[Text, ...] = ()
    task_phrases: dict[str, tuple[Text, ...]] = Field(default_factory=dict)
    indicators: dict[str, Indicator]


class Bounded(Model):
    """One comparator and one time, as norms and plans share them. Numbers are in ``unit``."""

    indicator: str
    at_least: Number | None = None
    more_than: Number | None = None
    at_most: Number | None = None
    less_than: Number | None = None
    between: Pair | None = None
    promised: Flag | None = None
    unit: Unit | None = None
    by: Year | None = None
    from_: Year | None = Field(default=None, alias="from")
    scope: Scope | None = None

    @cached_property
    def comparator(self) -> str | None:
        """The one comparator that is given, if any."""
        return next((c for c in COMPARATORS if getattr(self, c) is not None), None)

    @property
    def year(self) -> int | None:
        return self.by if self.by is not None else self.from_


class Commitment(Bounded):
    """One target that a plan sets (chỉ tiêu), and the words it rests on.

    ``wording``: how the plan calls the programme or the people meant, where ``quote`` does not show it.
    ``review``: a person still has to compare it with the document, so that no verdict that rests on it is
    final; ``review_reason`` says why. A baseline and a task may be marked the same way.
    """

    approximate: Flag = False
    hedge: Text | None = None
    wording: Text | None = None
    quote: Text | None = None
    where: Text | None = None
    page: Text | None = None
    note: Text | None = None
    review: Flag = False
    review_reason: Text | None = None
    confidence: Confidence | None = None


class Baseline(Model):
    """A present value that a plan reports (hiện trạng); a fact, never a commitment."""

    indicator: str
    value: Number
    unit: Unit | None = None
    as_of: SomeDate | None = None
    approximate: Flag = False
    quote: Text | None = None
    where: Text | None = None
    page: Text | None = None
    note: Text | None = None
    review: Flag = False
    review_reason: Text | None = None
    confidence: Confidence | None = None


class Quantity(Model):
    """How much of something a task promises, in which years."""

    at_least: Positive
    unit: Unit
    from_: Year | None = Field(default=None, alias="from")
    to: Year | None = None


class Task(Model):
    """Something that a plan assigns (nhiệm vụ).

    ``answers`` are ids of a norm's tasks and questions; ``due_words`` what the plan says instead of a date.
    """

    title: Text
    group: Group | None = None
    lead: tuple[Text, ...] = ()
    partners: tuple[Text, ...] = ()
    output: Text | None = None
    due: Due | None = None
    due_words: Text | None = None
    answers: Ids = ()
    quantity: Quantity | None = None
    quote: Text | None = None
    where: Text | None = None
    page: Text | None = None
    note: Text | None = None
    review: Flag = False
    review_reason: Text | None = None
    confidence: Confidence | None = None


class UnreadTable(Model):
    """A table of the document that could not be read: flattened so that its columns are lost, or not at hand.

    ``about``: what it says more of.
    """

    where: Text
    about: Literal["targets", "tasks"] = "targets"
    quote: Text | None = None
    page: Text | None = None
    note: Text | None = None


class Years(Model):
    """The first and the last year that a plan sets anything for."""

    from_: Year = Field(alias="from")
    to: Year


class Source(Model):
    """The document that a plan file encodes."""

    title: Text | None = None
    file: Text | None = None
    sha256: Text | None = None


class HeaderReview(Model):
    """Keys of a plan's head that a person still has to look at, each with the reason."""

    province: Text | None = None
    number: Text | None = None
    issued: Text | None = None
    issuer: Text | None = None
    kind: Text | None = None
    level: Text | None = None
    title: Text | None = None
    implements: Text | None = None
    covers: Text | None = None


class Plan(Model):
    """``plans/<id>.yaml``: what one province submitted."""

    schema_: Literal["plan/1"] = Field(alias="schema")
    id: Slug
    province: Text
    province_then: Text | None = None
    title: Text
    number: Text | None = None
    issuer: Text | None = None
    issued: SomeDate
    kind: Literal["programme", "plan", "annual-plan", "summary"] = "plan"
    level: Level = "province"
    implements: tuple[Text, ...] = ()
    covers: Years | None = None
    source: Source | None = None
    note: Text | None = None
    review: HeaderReview = HeaderReview()
    commitments: tuple[Commitment, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    tasks: tuple[Task, ...] = ()
    unread_tables: tuple[UnreadTable, ...] = ()


class AppliesTo(Model):
    """Which plans a norm binds. What is left out does not narrow."""

    issued_from: Day | None = None
    issued_before: Day | None = None
    implements: tuple[Text, ...] = ()
    level: tuple[Level, ...] = ()


class Wording(Model):
    """Words in plans that name the norm's thing otherwise; worth a remark, never a verdict."""

    words: tuple[Text, ...]
    note: Phrase


class Requirement(Bounded):
    """One minimum that a norm asks of every plan (yêu cầu).

    ``related`` are indicators whose words come near without answering: a report shows them beside
    what is missing. ``asked_if_covers``: only plans whose own period includes this year are asked.
    """

    id: Id
    clause: Text
    words: Text
    severity: Severity
    verified: Verified
    related: tuple[str, ...] = ()
    wordings: tuple[Wording, ...] = ()
    asked_if_covers: Year | None = None
    notes: tuple[Phrase, ...] = ()


class NormTask(Model):
    """Something that a norm assigns, with or without a deadline. Plans answer it by their tasks.

    ``indicator``: a target of a plan on it answers as well. ``over: nation``: no plan alone can
    fail it; the quantities of all plans are added up.
    """

    id: Id
    clause: Text
    title: Phrase
    words: Text | None = None
    group: Group | None = None
    due: Due | None = None
    quantity: Quantity | None = None
    over: Literal["plan", "nation"] = "plan"
    indicator: str | None = None
    verified: Verified
    notes: tuple[Phrase, ...] = ()


class TaskGroup(Model):
    """One of a norm's groups of tasks; every plan has tasks in each."""

    id: Id
    number: Group
    clause: Text
    name: Phrase
    verified: Verified


class Question(Model):
    """Something in a norm that only a person can judge.

    A report shows the plan's words on ``indicators``, its tasks that answer the question, and how
    many of its tasks are of ``group``.
    """

    id: Id
    clause: Text
    text: Phrase
    indicators: tuple[str, ...] = ()
    group: Group | None = None


class NotForProvinces(Model):
    """Something in a norm that is not for provinces to do, and why."""

    id: Id
    clause: Text
    title: Phrase
    reason: Phrase
    verified: Verified


class Clause(Model):
    """One clause of a norm, as it is cited; the list of them is what coverage is measured by."""

    id: Text
    title: Phrase


class Ruleset(Model):
    """``rulesets/<id>.yaml``: a norm as data."""

    schema_: Literal["ruleset/1"] = Field(alias="schema")
    id: Slug
    number: Text
    title: Text
    title_en: Text | None = None
    issuer: Text
    issued: Day
    binding: Literal["mandatory", "advisory"]
    applies_to: AppliesTo = AppliesTo()
    clauses: tuple[Clause, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    tasks: tuple[NormTask, ...] = ()
    groups: tuple[TaskGroup, ...] = ()
    questions: tuple[Question, ...] = ()
    not_for_provinces: tuple[NotForProvinces, ...] = ()


class Acceptance(Model):
    """A gap that a reviewer accepts: why, who, and until when."""

    plan: Slug
    requirement: Text
    reason: Text
    by: Text
    until: Day


class Acceptances(Model):
    """A file of acceptances, kept by the ministry and never part of a plan."""

    schema_: Literal["acceptances/1"] = Field(alias="schema")
    acceptances: tuple[Acceptance, ...]

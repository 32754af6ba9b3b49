"""What plan files hold, and what the ministry accepts of their gaps."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from checker.reading.fields import Day, Due, Flag, Group, Ids, Level, Number, Slug, SomeDate, Text, Unit, Year
from checker.reading.shared_models import Bounded, Confidence, Model, Quantity


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

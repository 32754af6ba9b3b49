"""What ruleset files hold: a norm as data."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from checker.reading.fields import Day, Due, Group, Id, Level, Severity, Slug, Text, Verified, Year
from checker.reading.shared_models import Bounded, Model, Phrase, Quantity


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

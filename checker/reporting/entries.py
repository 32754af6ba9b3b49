"""What a report is made of below its heads: assessments, observations, tasks, questions, sums."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import PydanticSerializationError

from checker.judging.assess import GAPS, Status
from checker.judging.assess_tasks import TaskStatus
from checker.reading.models import Confidence


class _Quick:
    """``model_construct`` several times as fast as pydantic's: the report on one plan has some hundreds of entries."""

    @classmethod
    def model_construct(cls, _fields_set: set[str] | None = None, **values: Any) -> Self:
        """An entry of values that the program itself has put together, by field names. mypy looks at their types."""
        blank, names = _blank(cls)  # type: ignore[arg-type]  # a class is hashable
        return made_of(cls, {**blank, **values}, names)

    def but(self, **values: Any) -> Self:
        """A copy with some fields changed. Faster than ``model_copy``."""
        _, names = _blank(type(self))  # type: ignore[arg-type]
        return made_of(type(self), {**self.__dict__, **values}, names)


class Data(_Quick, BaseModel):
    model_config = ConfigDict(frozen=True, populate_by_name=True)

    def as_json(self, *, indent: int | None = None, exclude: Any = None) -> str:
        """As JSON, without keys that have no value."""
        return self.as_json_bytes(indent=indent, exclude=exclude).decode()

    def as_json_bytes(self, *, indent: int | None = None, exclude: Any = None) -> bytes:
        """The same in UTF-8, as a file has it, which saves two copies of a text of some hundred kilobytes."""
        try:
            return self.__pydantic_serializer__.to_json(
                self, indent=indent, by_alias=True, exclude_none=True, exclude=exclude
            )
        except PydanticSerializationError:  # half a character, in a file name that is not UTF-8: \udcff is JSON, too
            data = self.model_dump(mode="json", by_alias=True, exclude_none=True, exclude=exclude)
            return json.dumps(data, ensure_ascii=False, indent=indent).encode(errors="backslashreplace")


D = TypeVar("D")
_set = object.__setattr__


def made_of(model: type[D], fields: dict[str, Any], names: set[str]) -> D:
    """An entry with just these fields. ``names`` of fields are shared by entries of a model; nothing changes them."""
    made = model.__new__(model)
    _set(made, "__dict__", fields)
    _set(made, "__pydantic_fields_set__", names)
    _set(made, "__pydantic_extra__", None)
    _set(made, "__pydantic_private__", None)
    return made


@cache
def _blank(model: Any) -> tuple[dict[str, Any], set[str]]:
    """The fields of a model in their order, which is that of its dump, with their defaults; and their names."""
    fields = model.model_fields
    if any(field.default_factory for field in fields.values()):
        raise TypeError(f"{model.__name__} makes defaults of its values: validate it")
    return {name: field.default for name, field in fields.items()}, set(fields)


class BoundData(Data):
    """A bound as the files write it: one comparator, a unit, by or from."""

    at_least: int | float | None = None
    more_than: int | float | None = None
    at_most: int | float | None = None
    less_than: int | float | None = None
    between: tuple[int | float, int | float] | None = None
    promised: bool | None = None
    unit: str | None = None
    by: int | None = None
    from_: int | None = Field(default=None, alias="from")
    scope: str | None = None


class Cited(Data):
    """Words of the plan, and where they stand: in the document, and on which line of the plan file.

    ``title`` only of a task. ``review`` where a person still has to compare the entry with the
    document, ``review_reason`` why, if the file says so.
    """

    title: str | None = None
    said: str
    quote: str | None
    where: str | None
    page: str | None
    line: int
    review: Literal[True] | None = None
    review_reason: str | None = None


class ReviewItem(Data):
    """An entry of a plan file that is still marked for review.

    ``section`` is its key in the file (``header`` for the plan's own keys), ``index`` its place there
    from 0, or ``key`` the key of the head. ``name`` is what a person calls it, ``said`` how it was read,
    ``line`` where it stands in the plan file, ``reason`` why it is doubtful.
    """

    section: Literal["header", "commitments", "baselines", "tasks"]
    index: int | None = None
    key: str | None = None
    indicator: str | None = None
    name: str
    said: str
    quote: str | None = None
    where: str | None = None
    page: str | None = None
    line: int
    reason: str | None = None
    confidence: Confidence | None = None


class Answer(BoundData, Cited):
    """A commitment as evidence. ``governs``: the status rests on it."""

    governs: bool
    note: str | None
    hedge: str | None
    approximate: bool
    unclear: str | None = None


class ShortfallData(Data):
    kind: str
    by: int | float | None = None
    unit: str | None = None


class FiredRule(Data):
    """A rule that fired; ``facts`` are what it matched: the requirement, and places (file:line) in the plan."""

    rule: str
    meaning: str
    facts: tuple[str, ...]


class AcceptanceData(Data):
    gap: Status
    reason: str
    by: str
    until: str
    until_text: str


class AssessmentData(Data):
    """A requirement of the norm, and what became of it.

    Not ``final`` while an entry of the plan file that it rests on is marked for review: ``under_review``
    has those entries (None where there are none). The same holds of a norm's tasks and of remarks.
    """

    requirement: str
    indicator: str
    name: str
    clause: str
    words: str
    asked: BoundData
    asked_text: str
    severity: str
    status: Status
    final: bool = True
    under_review: tuple[ReviewItem, ...] | None = None
    shortfalls: tuple[ShortfallData, ...]
    gap_text: str
    comparison: tuple[str, ...]
    answers: tuple[Answer, ...]
    related: tuple[Cited, ...]
    rule: str
    rule_meaning: str
    trace: tuple[FiredRule, ...]
    proposal: str | None
    verified: str
    notes: tuple[str, ...]
    acceptance: AcceptanceData | None = None
    acceptance_expired: str | None = None

    @property
    def gap(self) -> Status | None:
        """Which gap there is, accepted or not; None where there is none."""
        status = self.acceptance.gap if self.acceptance else self.status
        return status if status in GAPS else None


class ObservationData(Data):
    """A remark; ``requirement``, ``task`` and ``group`` are ids of the norm, where it is made against one."""

    kind: str
    indicator: str | None
    requirement: str | None
    task: str | None
    group: str | None
    name: str
    text: str
    rule: str
    final: bool = True
    under_review: tuple[ReviewItem, ...] | None = None
    evidence: tuple[Cited, ...]


class QuestionData(Data):
    """Something that only a person can judge, and what the plan says on it.

    ``tasks`` counts the plan's tasks of the group that the question is about.
    """

    id: str
    clause: str
    text: str
    evidence: tuple[Cited, ...]
    group: int | None
    tasks: int | None


class TaskData(Cited):
    """A task of the plan. ``due`` as the file has it, ``due_text`` in words, ``lacks`` what it does not say."""

    group: int | None
    lead: tuple[str, ...]
    partners: tuple[str, ...]
    output: str | None
    due: str | None
    due_text: str | None
    quantity_text: str | None
    lacks: str | None
    answers: tuple[str, ...]
    note: str | None


class NormTaskData(Data):
    """A task of the norm, and what the plan does about it; none of the statuses is a gap.

    That tasks of the plan are marked which name no task of a norm is told once for each norm
    (``RulesetReport.tasks_under_review``), not for each of its tasks.
    """

    task: str
    clause: str
    title: str
    words: str | None
    group: int | None
    due: str | None
    asked_text: str
    over: str
    status: TaskStatus
    final: bool = True
    under_review: tuple[ReviewItem, ...] | None = None
    rule: str
    rule_meaning: str
    answers: tuple[Cited, ...]
    verified: str
    notes: tuple[str, ...]


class GroupData(Data):
    """One of the norm's groups of tasks, and how many of the plan's tasks fall into it."""

    id: str
    number: int
    clause: str
    name: str
    tasks: int


class NotForProvincesData(Data):
    id: str
    clause: str
    title: str
    reason: str


class ClauseData(Data):
    """How one clause of a norm is accounted for: how many of its provisions each way."""

    clause: str
    title: str | None
    automated: int
    questions: int
    not_for_provinces: int
    items: tuple[str, ...]


class Target(Cited):
    """Any commitment or baseline of the plan, for the list of all that was read."""

    indicator: str
    name: str
    note: str | None


class ContributionData(Cited):
    """What one plan gives a year to a national sum; not ``final`` while the entry is marked for review."""

    plan: str
    province: str
    amount: int | float
    final: bool = True
    from_: int = Field(alias="from")
    to: int


class PeriodData(Data):
    """Years in a row with the same total; ``missing`` is 0 where the norm's number is reached."""

    from_: int = Field(alias="from")
    to: int
    total: int | float
    missing: int | float
    text: str


class SumData(Data):
    """What a norm asks of the whole nation, added up over the plans of the run that it binds.

    ``status``: met, weaker, or unclear while provinces without a plan in the run could make it up.
    ``without_figure`` are ids of plans, ``without_plan`` names of provinces. Not ``final`` while a plan of
    the run has tasks marked for review that the sum counts or may come to count.
    """

    task: str
    ruleset: str
    clause: str
    title: str
    asked: int | float
    asked_text: str
    unit: str
    status: str
    final: bool = True
    text: str
    periods: tuple[PeriodData, ...]
    contributions: tuple[ContributionData, ...]
    without_figure: tuple[str, ...]
    without_figure_names: tuple[str, ...] = Field(exclude=True)
    without_plan: tuple[str, ...]
    verified: str
    notes: tuple[str, ...]

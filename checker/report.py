"""The report: frozen data that the writers and templates render. ``to_json`` is the JSON output.

Key names and status words are stable within ``check-report/1``.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from checker import __version__
from checker.assess import GAPS, Status
from checker.assess_tasks import TaskStatus


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, populate_by_name=True)


class Tool(_Data):
    name: str = "nq-check"
    version: str = __version__


class ProvinceHead(_Data):
    code: int
    name: str
    city: bool
    then: str | None = None


class PlanHead(_Data):
    """Which plan this is; ``file`` as it was given, ``sha256`` of its bytes.

    ``tasks_read``: its file says what the plan assigns, be it nothing.
    """

    id: str
    province: ProvinceHead
    title: str
    number: str | None
    issuer: str | None
    issued: str
    issued_text: str
    kind: str
    implements: tuple[str, ...]
    covers: tuple[int, int] | None
    note: str | None
    tasks_read: bool
    source: dict[str, str] | None
    file: str
    sha256: str


class RulesetHead(_Data):
    id: str
    number: str
    title: str
    issuer: str
    issued: str
    issued_text: str
    binding: Literal["mandatory", "advisory"]
    file: str
    sha256: str


class BoundData(_Data):
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


class Cited(_Data):
    """Words of the plan, and where they stand: in the document, and on which line of the plan file.

    ``title`` only of a task.
    """

    title: str | None = None
    said: str
    quote: str | None
    where: str | None
    page: str | None
    line: int


class Answer(BoundData, Cited):
    """A commitment as evidence. ``governs``: the status rests on it."""

    governs: bool
    note: str | None
    hedge: str | None
    approximate: bool
    unclear: str | None = None


class ShortfallData(_Data):
    kind: str
    by: int | float | None = None
    unit: str | None = None


class FiredRule(_Data):
    """A rule that fired; ``facts`` are what it matched: the requirement, and places (file:line) in the plan."""

    rule: str
    meaning: str
    facts: tuple[str, ...]


class AcceptanceData(_Data):
    gap: Status
    reason: str
    by: str
    until: str
    until_text: str


class AssessmentData(_Data):
    requirement: str
    indicator: str
    name: str
    clause: str
    words: str
    asked: BoundData
    asked_text: str
    severity: str
    status: Status
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


class ObservationData(_Data):
    """A remark; ``requirement``, ``task`` and ``group`` are ids of the norm, where it is made against one."""

    kind: str
    indicator: str | None
    requirement: str | None
    task: str | None
    group: str | None
    name: str
    text: str
    rule: str
    evidence: tuple[Cited, ...]


class QuestionData(_Data):
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


class NormTaskData(_Data):
    """A task of the norm, and what the plan does about it; none of the statuses is a gap."""

    task: str
    clause: str
    title: str
    words: str | None
    group: int | None
    due: str | None
    asked_text: str
    over: str
    status: TaskStatus
    rule: str
    rule_meaning: str
    answers: tuple[Cited, ...]
    verified: str
    notes: tuple[str, ...]


class GroupData(_Data):
    """One of the norm's groups of tasks, and how many of the plan's tasks fall into it."""

    id: str
    number: int
    clause: str
    name: str
    tasks: int


class NotForProvincesData(_Data):
    id: str
    clause: str
    title: str
    reason: str


class ClauseData(_Data):
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


class RulesetReport(_Data):
    ruleset: RulesetHead
    applies: bool
    applies_rule: str
    why: str
    conforms: bool
    counts: dict[Status, int]
    verified: dict[str, int]
    assessments: tuple[AssessmentData, ...]
    observations: tuple[ObservationData, ...]
    questions: tuple[QuestionData, ...]
    tasks: tuple[NormTaskData, ...]
    groups: tuple[GroupData, ...]
    not_for_provinces: tuple[NotForProvincesData, ...] = Field(exclude=True)
    coverage: tuple[ClauseData, ...] = Field(exclude=True)

    @property
    def gaps(self) -> list[AssessmentData]:
        """The gaps, the most serious first, then in the order of the norm."""
        order = ("high", "medium", "low")
        found = [a for a in self.assessments if a.status in GAPS]
        return sorted(found, key=lambda a: order.index(a.severity))


class PlanReport(_Data):
    plan: PlanHead
    rulesets: tuple[RulesetReport, ...]
    commitments: tuple[Target, ...] = Field(exclude=True)
    baselines: tuple[Target, ...] = Field(exclude=True)
    tasks: tuple[TaskData, ...] = Field(exclude=True)
    observations: tuple[ObservationData, ...] = Field(exclude=True)
    """Each once; every ruleset that applies carries those made under it, and the plan's own."""

    @property
    def ordered(self) -> list[RulesetReport]:
        """The rulesets as a reader wants them: what binds and asks most first, what does not apply last."""
        return sorted(self.rulesets, key=weight)


def weight(report: RulesetReport) -> tuple[bool, bool, bool, int]:
    """Binding norms with minimums first, then those that only set tasks, then guidance; the newest first."""
    day = int(report.ruleset.issued.replace("-", ""))
    return (not report.applies, report.ruleset.binding == "advisory", not report.assessments, -day)


class ContributionData(Cited):
    """What one plan gives a year to a national sum."""

    plan: str
    province: str
    amount: int | float
    from_: int = Field(alias="from")
    to: int


class PeriodData(_Data):
    """Years in a row with the same total; ``missing`` is 0 where the norm's number is reached."""

    from_: int = Field(alias="from")
    to: int
    total: int | float
    missing: int | float
    text: str


class SumData(_Data):
    """What a norm asks of the whole nation, added up over the plans of the run that it binds.

    ``status``: met, weaker, or unclear while provinces without a plan in the run could make it up.
    ``without_figure`` are ids of plans, ``without_plan`` names of provinces.
    """

    task: str
    ruleset: str
    clause: str
    title: str
    asked: int | float
    asked_text: str
    unit: str
    status: str
    text: str
    periods: tuple[PeriodData, ...]
    contributions: tuple[ContributionData, ...]
    without_figure: tuple[str, ...]
    without_figure_names: tuple[str, ...] = Field(exclude=True)
    without_plan: tuple[str, ...]
    verified: str
    notes: tuple[str, ...]


class FailedFile(_Data):
    """A file that could not be checked, and why."""

    file: str
    problems: tuple[str, ...]


class Report(_Data):
    schema_: Literal["check-report/1"] = Field(default="check-report/1", alias="schema")
    tool: Tool = Tool()
    as_of: str
    as_of_text: str
    language: str
    plans: tuple[PlanReport, ...]
    sums: tuple[SumData, ...] = ()
    errors: tuple[FailedFile, ...] = ()

    def to_json(self) -> str:
        """The report as JSON, without keys that have no value."""
        return self.model_dump_json(indent=1, by_alias=True, exclude_none=True) + "\n"

"""The report: frozen data that the writers and templates render. ``to_json`` is the JSON output.

Key names and status words are stable within ``check-report/1``.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from checker import __version__
from checker.judging.assess import GAPS, Status
from checker.reporting.chart_entries import NationData, PopulationData, ProvinceData, TrajectoryData
from checker.reporting.entries import (
    AssessmentData,
    ClauseData,
    Data,
    GroupData,
    NormTaskData,
    NotForProvincesData,
    ObservationData,
    QuestionData,
    ReviewItem,
    SumData,
    Target,
    TaskData,
)


class Tool(Data):
    name: str = "nq-check"
    version: str = __version__


class ProvinceHead(Data):
    code: int
    name: str
    city: bool
    then: str | None = None


class PlanHead(Data):
    """Which plan this is; ``file`` as it was given, ``sha256`` of its bytes.

    ``name`` is that of its reports: their path below the output folder, without suffix ("bac-ninh/xa-a"); no two plans
    of a run share it, as they may share an id. ``tasks_read``: its file says what the plan assigns, be it nothing.
    ``tasks_elsewhere``: where the document may say more of it. ``commitments_line``: the line of the
    file that its targets begin at; None where it has none.
    """

    id: str
    name: str = Field(default_factory=lambda known: known["id"], exclude=True)
    province: ProvinceHead
    title: str
    number: str | None
    issuer: str | None
    issued: str
    issued_text: str
    kind: str
    level: str = Field(default="province", exclude=True)
    implements: tuple[str, ...]
    covers: tuple[int, int] | None
    note: str | None
    tasks_read: bool
    tasks_elsewhere: str | None
    source: dict[str, str] | None
    file: str
    sha256: str
    commitments_line: int | None = Field(default=None, exclude=True)


class RulesetHead(Data):
    id: str
    number: str
    title: str
    issuer: str
    issued: str
    issued_text: str
    binding: Literal["mandatory", "advisory"]
    file: str
    sha256: str


class RulesetReport(Data):
    """The plan under one norm. ``tasks_read`` as of the plan's head.

    ``final``: no verdict on a requirement rests on an entry of the plan file that is marked for review
    (of a norm that only sets tasks: none on a task, nor could a marked task yet answer one). A plan is
    never said to conform before that; ``provisional`` says so in a sentence. ``tasks_under_review`` are
    marked tasks of the plan that name no task of a norm: each may answer one without a counterpart.
    """

    ruleset: RulesetHead
    applies: bool
    applies_rule: str
    why: str
    conforms: bool
    final: bool = True
    provisional: str | None = None
    counts: dict[Status, int]
    verified: dict[str, int]
    assessments: tuple[AssessmentData, ...]
    observations: tuple[ObservationData, ...]
    questions: tuple[QuestionData, ...]
    tasks: tuple[NormTaskData, ...]
    tasks_under_review: tuple[ReviewItem, ...] | None = None
    groups: tuple[GroupData, ...]
    not_for_provinces: tuple[NotForProvincesData, ...] = Field(exclude=True)
    coverage: tuple[ClauseData, ...] = Field(exclude=True)
    trajectories: tuple[TrajectoryData, ...] = Field(default=(), exclude=True)
    tasks_read: bool = Field(exclude=True)

    @property
    def open_verdicts(self) -> list[AssessmentData | NormTaskData]:
        """The verdicts that are not final, on requirements and then on tasks."""
        return [*(a for a in self.assessments if not a.final), *(t for t in self.tasks if not t.final)]

    @property
    def gaps(self) -> list[AssessmentData]:
        """The gaps, the most serious first, then in the order of the norm."""
        order = ("high", "medium", "low")
        found = [a for a in self.assessments if a.status in GAPS]
        return sorted(found, key=lambda a: order.index(a.severity))

    @property
    def accepted(self) -> list[AssessmentData]:
        """The gaps that a reviewer accepted, in the order of the norm."""
        return [a for a in self.assessments if a.status == "accepted"]


class PlanReport(Data):
    """One plan under all rulesets. ``under_review``: every entry of its file that is marked for review, if any is."""

    plan: PlanHead
    under_review: tuple[ReviewItem, ...] | None = None
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

    @property
    def open_verdicts(self) -> list[AssessmentData | NormTaskData]:
        """The verdicts under the norms that apply which rest on an entry that is marked for review."""
        return [verdict for ruleset in self.applying for verdict in ruleset.open_verdicts]

    @property
    def applying(self) -> list[RulesetReport]:
        """Those of ``ordered`` that apply."""
        return [ruleset for ruleset in self.ordered if ruleset.applies]

    @property
    def not_applying(self) -> list[RulesetReport]:
        """Those of ``ordered`` that do not apply."""
        return [ruleset for ruleset in self.ordered if not ruleset.applies]

    def under(self, ruleset: str) -> RulesetReport | None:
        """The plan under the ruleset with that id; None where the run did not ask."""
        return next((found for found in self.rulesets if found.ruleset.id == ruleset), None)

    def count_gaps(self, binding: Literal["mandatory", "advisory"]) -> int:
        """How many gaps there are under all norms of that kind that apply."""
        return sum(len(r.gaps) for r in self.rulesets if r.applies and r.ruleset.binding == binding)


def weight(report: RulesetReport) -> tuple[bool, bool, bool, int]:
    """Binding norms with minimums first, then those that only set tasks, then guidance; the newest first."""
    return (not report.applies, *weight_of(report.ruleset, minimums=bool(report.assessments)))


def weight_of(head: RulesetHead, *, minimums: bool) -> tuple[bool, bool, int]:
    """The same of norms that apply; ``minimums``: it sets some."""
    return (head.binding == "advisory", not minimums, -int(head.issued.replace("-", "")))


class ProblemData(Data):
    """One problem of a file: where it stands, counted from 1, and what is wrong."""

    line: int
    column: int
    text: str


class FailedFile(Data):
    """A file that could not be checked, and why. ``problems`` as ``file:line:column: text``, ``found`` the same apart.

    ``name`` is that of the reports it would have; where nobody gave one, programs take the file's own without suffix.
    """

    name: str = Field(default="", exclude=True)
    file: str
    problems: tuple[str, ...]
    found: tuple[ProblemData, ...] = Field(default=(), exclude=True)


class Report(Data):
    """All that a run has found. ``several``: it was asked for more than one plan, of which ``plans`` may hold a part."""

    schema_: Literal["check-report/1"] = Field(default="check-report/1", alias="schema")
    tool: Tool = Tool()
    as_of: str
    as_of_text: str
    language: str
    plans: tuple[PlanReport, ...]
    sums: tuple[SumData, ...] = ()
    nation: tuple[NationData, ...] = ()
    provinces: tuple[ProvinceData, ...] = Field(default=(), exclude=True)
    population: PopulationData | None = None
    errors: tuple[FailedFile, ...] = ()
    several: bool = Field(default=False, exclude=True)

    @property
    def norms(self) -> list[RulesetHead]:
        """The norms that apply to a plan of the run, in the order of ``PlanReport.ordered``."""
        applying = sorted((r for plan in self.plans for r in plan.rulesets if r.applies), key=weight)
        return list({r.ruleset.id: r.ruleset for r in applying}.values())

    def to_json(self) -> str:
        """The report as JSON, without keys that have no value."""
        return self.as_json(indent=1) + "\n"

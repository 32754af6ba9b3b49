"""The tables of what is no verdict: observations on the plans, and questions that only a person can answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.i18n import N_, Language
from checker.reporting.entries import Cited, ObservationData, QuestionData
from checker.reporting.names import OBSERVATION_NAMES
from checker.reporting.report import PlanReport, Report, RulesetReport
from checker.writers.sheets.tables import lists
from checker.writers.sheets.tables.heads import plan_columns, province_column
from checker.writers.sheets.tables.reviews import anything_marked, behind, final_column
from checker.writers.sheets.tables.table import Column, Table, Value, joined, listed
from checker.writers.wording import with_place


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """One observation on a plan; ``norm`` is the number of the norm that it is made under, if any."""

    plan: PlanReport
    observation: ObservationData
    norm: str | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question on a plan, with the plan's words on it."""

    plan: PlanReport
    ruleset: RulesetReport
    question: QuestionData
    evidence: str | None


def observations(report: Report, language: Language) -> Table[RemarkRow]:
    """Every observation, plan by plan, in the order of their kinds."""
    final: R = final_column(lambda r: r.observation.final)
    return Table(
        key="observations",
        title=N_("Observations"),
        about=N_("What a careful reader would also remark. None of it is a gap by itself."),
        columns=behind(_REMARK, "text", final) if anything_marked(report) else _REMARK,
        details=_REMARK_DETAILS,
        rows=list(_remarks(report, language)),
    )


def questions(report: Report, language: Language) -> Table[QuestionRow]:
    """Every question of the norms that apply."""
    return Table(
        key="questions",
        title=N_("Questions"),
        about=N_("What only a person can judge; the last column is for the answer."),
        columns=_QUESTION,
        details=_QUESTION_DETAILS,
        rows=[
            QuestionRow(plan, ruleset, question, cited_lines(question.evidence, language))
            for plan in report.plans
            for ruleset in plan.ordered
            for question in ruleset.questions
        ],
        fixed=3,
    )


def _remarks(report: Report, language: Language) -> Iterator[RemarkRow]:
    kinds = list(OBSERVATION_NAMES)
    for plan in report.plans:
        norms = {r.ruleset.id: r.ruleset.number for r in plan.rulesets}
        for o in sorted(plan.observations, key=lambda o: kinds.index(o.kind)):
            of_norm = o.requirement or o.task or o.group or ""
            yield RemarkRow(plan, o, norms.get(of_norm.split("/")[0]), cited_lines(o.evidence, language))


def cited_lines(evidence: Sequence[Cited], language: Language) -> str | None:
    """The plan's own words with their places, each on a line of its own."""
    return listed(
        with_place(f"“{cited.quote}”" if cited.quote else cited.title or cited.said, cited, language)
        for cited in evidence
    )


def line_numbers(evidence: Sequence[Cited]) -> Value:
    """The lines of the plan file: a number if there is one, else a list of them."""
    lines = sorted({cited.line for cited in evidence})
    return lines[0] if len(lines) == 1 else joined(map(str, lines), ", ")


R = Column[RemarkRow]
Q = Column[QuestionRow]

_REMARK: tuple[R, ...] = (
    province_column(lambda r: r.plan.plan),
    R("kind", N_("Kind"), lambda r: r.observation.kind, 24, lists.OBSERVATIONS),
    R("name", N_("About"), lambda r: r.observation.name, 34),
    R("text", N_("Observation"), lambda r: r.observation.text, 62),
    R("evidence", N_("Words of the plan"), lambda r: r.evidence, 60),
    R("norm", N_("Norm"), lambda r: r.norm, 13, meaning=N_("Empty where the remark is on the plan itself.")),
)
_REMARK_DETAILS: tuple[R, ...] = (
    R("requirement", N_("Requirement id"), lambda r: r.observation.requirement, 28),
    R("task", N_("Id of the norm’s task"), lambda r: r.observation.task, 28),
    R("group", N_("Id of the group"), lambda r: r.observation.group, 18),
    R("indicator", N_("Indicator key"), lambda r: r.observation.indicator, 28),
    R("rule", N_("Rule"), lambda r: r.observation.rule, 36, lists.RULES),
    *plan_columns(lambda r: r.plan.plan),
    R("lines", N_("Lines in the plan file"), lambda r: line_numbers(r.observation.evidence), 12),
)
_QUESTION: tuple[Q, ...] = (
    province_column(lambda r: r.plan.plan),
    Q("norm", N_("Norm"), lambda r: r.ruleset.ruleset.number, 13),
    Q("clause", N_("Clause"), lambda r: r.question.clause, 10),
    Q("text", N_("Question"), lambda r: r.question.text, 56),
    Q("evidence", N_("Words of the plan"), lambda r: r.evidence, 62),
    Q(
        "tasks",
        N_("Tasks of the plan in this group"),
        lambda r: r.question.tasks,
        14,
        figures=True,
        meaning=N_("How many tasks of the plan fall into the group that the question is about; empty without a group."),
    ),
    Q(
        "answer",
        N_("Reviewer’s answer"),
        lambda _: None,
        42,
        meaning=N_("Empty, for the reviewer to fill in."),
        to_fill_in=True,
    ),
)
_QUESTION_DETAILS: tuple[Q, ...] = (
    Q("question", N_("Question id"), lambda r: r.question.id, 28),
    Q("group", N_("Group"), lambda r: r.question.group, 9, figures=True),
    *plan_columns(lambda r: r.plan.plan),
    Q("lines", N_("Lines in the plan file"), lambda r: line_numbers(r.question.evidence), 12),
)

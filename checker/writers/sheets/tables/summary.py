"""The table of verdicts: each plan before each norm, and the files that could not be checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from checker.i18n import N_, Language
from checker.judging.assess import STATUSES, Status
from checker.reporting.names import STATUS_NAMES
from checker.reporting.report import FailedFile, PlanReport, Report, RulesetReport
from checker.writers.sheets.tables import lists
from checker.writers.sheets.tables.heads import issued
from checker.writers.sheets.tables.reviews import anything_marked, behind, final_column
from checker.writers.sheets.tables.table import Column, Table, Value, joined
from checker.writers.verdict import TASKS_NOT_READ, verdict


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One plan before one norm, or a file that could not be checked."""

    plan: PlanReport | None
    ruleset: RulesetReport | None
    failed: FailedFile | None
    number: str | None
    verdict: str
    note: str | None
    tool: str

    @property
    def outcome(self) -> str:
        """A word of ``lists.OUTCOMES``; never that a plan conforms where nothing was asked of it."""
        if self.ruleset is None:
            return "failed"
        if not self.ruleset.applies:
            return "not_applicable"
        if all(a.status == "not_applicable" for a in self.ruleset.assessments):
            return "nothing_asked"
        if self.ruleset.conforms:
            return "conforms"
        if not self.ruleset.gaps:
            return "provisional"
        return "gaps" if self.ruleset.ruleset.binding == "mandatory" else "short_of_guidance"

    def count(self, status: Status) -> int | None:
        """How many requirements of that status; None where none was judged."""
        if self.ruleset is None or not self.ruleset.applies or not self.ruleset.assessments:
            return None
        return self.ruleset.counts[status]


def summary(report: Report, language: Language) -> Table[SummaryRow]:
    """A row for each plan and each norm, what binds first; then the files that could not be checked."""
    final: C = final_column(lambda r: None if r.ruleset is None else r.ruleset.final)
    return Table(
        key="summary",
        title=N_("Summary"),
        about=N_("The verdict on every plan under every norm, and the files that could not be checked."),
        columns=behind(_COLUMNS, "outcome", final) if anything_marked(report) else _COLUMNS,
        details=_DETAILS,
        rows=[*_judged(report, language), *_failed(report, language)],
    )


def _judged(report: Report, language: Language) -> Iterator[SummaryRow]:
    tool = f"{report.tool.name} {report.tool.version}"
    for plan in report.plans:
        note = None
        if not plan.plan.tasks_read:
            note = language.say(TASKS_NOT_READ)
        elif plan.plan.tasks_elsewhere:
            text = N_("What tasks do not say may stand in: {where}, which was not read.")
            note = language.say(text, where=plan.plan.tasks_elsewhere)
        for r in plan.ordered:
            number = plan.plan.number or language.say("number not known")
            yield SummaryRow(plan, r, None, number, verdict(r, language), note, tool)


def _failed(report: Report, language: Language) -> Iterator[SummaryRow]:
    tool = f"{report.tool.name} {report.tool.version}"
    for failed in report.errors:
        text = language.say("This file could not be checked: {problems}", problems="\n".join(failed.problems))
        yield SummaryRow(None, None, failed, None, text, None, tool)


def _of_plan(pick: Callable[[PlanReport], Value]) -> Callable[[SummaryRow], Value]:
    return lambda row: None if row.plan is None else pick(row.plan)


def _of_ruleset(pick: Callable[[RulesetReport], Value]) -> Callable[[SummaryRow], Value]:
    return lambda row: None if row.ruleset is None else pick(row.ruleset)


def _count(status: Status, row: SummaryRow) -> int | None:
    return row.count(status)


def _count_tone(status: Status, row: SummaryRow) -> str | None:
    return lists.STATUS_TONES[status] if row.count(status) else None


def _covers(plan: PlanReport) -> str | None:
    years = plan.plan.covers
    return f"{years[0]}–{years[1]}" if years else None


C = Column[SummaryRow]

_COUNTS: tuple[C, ...] = tuple(
    C(
        status,
        STATUS_NAMES[status],
        partial(_count, status),
        11,
        tone=partial(_count_tone, status),
        figures=True,
        quiet_zeros=True,
    )
    for status in STATUSES
)
_COLUMNS: tuple[C, ...] = (
    C(
        "province",
        N_("Province"),
        lambda r: r.failed.file if r.failed else _of_plan(lambda p: p.plan.province.name)(r),
        24,
    ),
    C("plan_number", N_("Plan"), lambda r: r.number, 18),
    C("plan_issued", N_("Issued"), _of_plan(lambda p: issued(p.plan)), 12),
    C("norm", N_("Norm"), _of_ruleset(lambda r: r.ruleset.number), 13),
    C("binding", N_("Nature of the norm"), _of_ruleset(lambda r: r.ruleset.binding), 15, lists.BINDINGS),
    C("outcome", N_("Outcome"), lambda r: r.outcome, 20, lists.OUTCOMES),
    C("verdict", N_("Verdict"), lambda r: r.verdict, 44),
    *_COUNTS,
)
_DETAILS: tuple[C, ...] = (
    C("why", N_("Why the norm applies or does not"), _of_ruleset(lambda r: r.why), 44),
    C("title", N_("Title of the plan"), _of_plan(lambda p: p.plan.title), 48),
    C("issuer", N_("Issued by"), _of_plan(lambda p: p.plan.issuer), 22),
    C("covers", N_("Covers"), _of_plan(_covers), 12),
    C("implements", N_("Implements"), _of_plan(lambda p: joined(p.plan.implements, "; ")), 28),
    C("note", N_("Note on the plan’s tasks"), lambda r: r.note, 52),
    C("plan", N_("Plan id"), _of_plan(lambda p: p.plan.id), 14),
    C("file", N_("Plan file"), lambda r: r.failed.file if r.failed else _of_plan(lambda p: p.plan.file)(r), 24),
    C("sha256", N_("SHA-256 of the plan file"), _of_plan(lambda p: p.plan.sha256), 68),
    C("ruleset", N_("Ruleset"), _of_ruleset(lambda r: r.ruleset.id), 11),
    C("ruleset_title", N_("Title of the norm"), _of_ruleset(lambda r: r.ruleset.title), 48),
    C("ruleset_file", N_("Ruleset file"), _of_ruleset(lambda r: r.ruleset.file), 24),
    C("ruleset_sha256", N_("SHA-256 of the ruleset file"), _of_ruleset(lambda r: r.ruleset.sha256), 68),
    C("tool", N_("Program"), lambda r: r.tool, 16),
)  # fmt: skip

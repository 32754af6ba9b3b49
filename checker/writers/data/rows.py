"""A plan's findings as rows of the table, in the order of ``columns.PIECE_SCHEMA``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from checker.i18n import Language
from checker.judging.assess import GAPS
from checker.reporting.entries import Answer, AssessmentData, ObservationData
from checker.reporting.report import FailedFile, PlanHead, PlanReport, RulesetReport
from checker.writers.review import entry, reason
from checker.writers.sheets.tables.judged import comparator, number, upper, year, year_is
from checker.writers.sheets.tables.table import iso_day

Cells = tuple[object, ...]

_NO_ANSWER: Cells = (None,) * 17


def plan_rows(plan: PlanReport, language: Language, width: int) -> Iterator[Cells]:
    """A row for each requirement of each norm, and one for each norm without any; all of ``width`` cells."""
    head = _head(plan.plan)
    for ruleset in plan.ordered:
        norm = _norm(ruleset)
        remarks = _remarks(ruleset.observations)
        for a in ruleset.assessments:
            row = ("requirement", *head, *norm, *_asked(a), *_verdict(a, language), *_said(a), *_beside(a, remarks))
            yield (*row, *(None,) * (width - len(row)))
        if not ruleset.assessments:
            row = ("norm", *head, *norm)
            yield (*row, *(None,) * (width - len(row)))


def failed_row(failed: FailedFile, names: list[str]) -> dict[str, object]:
    """The row of a file that could not be checked, by the names of its columns; all others are null."""
    known = {
        "record": "failed",
        "plan": failed.name or PurePath(failed.file).stem,
        "file": failed.file,
        "status": "failed",
        "problems": failed.problems,
    }
    return {name: known.get(name) for name in names}


def _head(plan: PlanHead) -> Cells:
    covers = plan.covers or (None, None)
    return (
        plan.name,
        plan.id,
        plan.file,
        plan.sha256,
        plan.province.code,
        plan.province.name,
        plan.province.then,
        plan.level,
        plan.number,
        plan.issuer,
        iso_day(plan.issued),
        plan.issued,
        plan.kind,
        *covers,
    )


def _norm(report: RulesetReport) -> Cells:
    """Of a norm that does not apply, or asks no minimum, there is nothing to conform to."""
    norm = report.ruleset
    judged = report.applies and bool(report.assessments)
    return (
        norm.id,
        norm.number,
        norm.binding,
        report.applies,
        report.why,
        report.conforms if judged else None,
        report.final if judged else None,
    )


def _asked(a: AssessmentData) -> Cells:
    asked = a.asked
    return (
        a.requirement,
        a.indicator,
        a.name,
        a.clause,
        a.words,
        a.asked_text,
        comparator(asked),
        number(asked),
        upper(asked),
        asked.unit,
        year(asked),
        year_is(asked),
        asked.scope,
        a.severity,
        a.verified,
    )


def _verdict(a: AssessmentData, language: Language) -> Cells:
    value = next((s for s in a.shortfalls if s.kind == "value"), None)
    late = next((s for s in a.shortfalls if s.kind == "deadline"), None)
    return (
        a.status,
        a.status in GAPS,
        a.final,
        [f"{entry(item, language)} – {reason(item, language)}" for item in a.under_review or ()],
        [s.kind for s in a.shortfalls],
        a.gap_text if a.shortfalls else None,
        value and value.by,
        value and value.unit,
        late and late.by,
        "\n".join(a.comparison) or None,
        a.rule,
        a.proposal,
    )


def _said(a: AssessmentData) -> Cells:
    """The answer that the status rests on; where it rests on none, the first that might answer."""
    if not a.answers:
        return (0, *_NO_ANSWER)
    answer: Answer = a.answers[0]
    return (
        len(a.answers),
        answer.governs,
        answer.said,
        comparator(answer),
        number(answer),
        upper(answer),
        answer.unit,
        year(answer),
        year_is(answer),
        answer.scope,
        answer.approximate,
        answer.hedge,
        answer.unclear,
        answer.note,
        answer.quote,
        answer.where,
        answer.page,
        answer.line,
    )


def _remarks(observations: tuple[ObservationData, ...]) -> dict[str | None, list[str]]:
    """The kinds of the remarks on each requirement, and on each indicator by those made on no requirement."""
    kinds: dict[str | None, dict[str, None]] = {}
    for o in observations:
        kinds.setdefault(o.requirement or o.indicator, {})[o.kind] = None
    return {about: list(found) for about, found in kinds.items()}


def _beside(a: AssessmentData, remarks: dict[str | None, list[str]]) -> Cells:
    found = list(dict.fromkeys((*remarks.get(a.requirement, ()), *remarks.get(a.indicator, ()))))
    accepted = a.acceptance
    return (
        found,
        "contradiction" in found,
        accepted and accepted.gap,
        accepted and accepted.by,
        accepted and iso_day(accepted.until),
        accepted and accepted.reason,
    )

"""The table of requirements: each plan before each requirement of each norm."""

from __future__ import annotations

from checker.i18n import N_, Language
from checker.reporting.report import Report
from checker.writers.sheets.tables import lists
from checker.writers.sheets.tables.heads import plan_columns, province_column
from checker.writers.sheets.tables.judged import (
    Judged,
    accepted,
    asked,
    comparator,
    judged_rows,
    number,
    said,
    short,
    upper,
    year,
    year_is,
)
from checker.writers.sheets.tables.reviews import anything_marked, behind, final_column, open_column
from checker.writers.sheets.tables.table import YES_NO, Column, Table, iso_day, joined, yes


def requirements(report: Report, language: Language, *, always: bool = False) -> Table[Judged]:
    """Every assessment of the report: plan by plan what norms ask that apply, then all under norms that do not.

    ``always``: say of each that it is final, even where nothing of the run is marked for review.
    """
    rows = sorted(judged_rows(report, language), key=lambda row: not row.ruleset.applies)
    binding = sum(row.ruleset.applies for row in rows)
    marked = anything_marked(report)
    final: tuple[C, C] = final_column(lambda r: r.assessment.final), open_column(lambda r: r.assessment, language)
    details = (*_READING, *_ASKED, *_SAID, *_SHORT, *_ACCEPTED, *_SOURCES)
    return Table(
        key="requirements",
        title=N_("Requirements"),
        about=N_("Every requirement before every plan; those of norms that do not apply stand at the end."),
        columns=(*_WHICH, *(behind(_VERDICT, "status", *final) if marked else _VERDICT)),
        details=(*details, *final) if always and not marked else details,
        rows=rows,
        fixed=len(_WHICH),
        printed=binding if 0 < binding < len(rows) else None,
        unprinted=N_("Requirements of norms that do not apply are not printed."),
    )


C = Column[Judged]

_WHICH: tuple[C, ...] = (
    province_column(lambda r: r.plan.plan),
    C("norm", N_("Norm"), lambda r: r.ruleset.ruleset.number, 13),
    C("clause", N_("Clause"), lambda r: r.assessment.clause, 10),
    C("name", N_("Indicator"), lambda r: r.assessment.name, 26),
)
_VERDICT = (
    C("asked_text", N_("Asked"), lambda r: r.assessment.asked_text, 21),
    C("status", N_("Status"), lambda r: r.assessment.status, 15, lists.STATUSES),
    C(
        "gap_text",
        N_("Gap"),
        lambda r: r.assessment.gap_text if r.assessment.shortfalls else None,
        17,
        meaning=N_("By how much the plan falls short, with sign and unit; empty where nothing can be counted."),
    ),
    C("said", N_("The plan says"), said(lambda a: a.said), 22),
    C("quote", N_("Words of the plan"), said(lambda a: a.quote), 30),
    C("where", N_("Place"), said(lambda a: a.where), 16, meaning=N_("Where the document has these words.")),
    C(
        "proposal",
        N_("Proposed wording"),
        lambda r: r.assessment.proposal,
        34,
        meaning=N_("The sentence that closes the gap, ready to copy into the plan."),
    ),
)
_READING = (
    C("page", N_("Page"), said(lambda a: a.page), 8),
    C(
        "comparison",
        N_("Comparison"),
        lambda r: joined(r.assessment.comparison),
        60,
        meaning=N_("The comparison as arithmetic, or why there is none."),
    ),
    C("severity", N_("Priority"), lambda r: r.assessment.severity, 17, lists.SEVERITIES),
    C("words", N_("Words of the norm"), lambda r: r.assessment.words, 44),
)
_ASKED = (
    C("asked_comparator", N_("Asked: bound"), asked(comparator), 12, lists.COMPARATORS),
    C("asked_value", N_("Asked: number"), asked(number), 11, figures=True),
    C("asked_upper", N_("Asked: upper number"), asked(upper), 11, figures=True),
    C("asked_unit", N_("Asked: unit"), asked(lambda b: b.unit), 15, lists.UNITS),
    C("asked_year", N_("Asked: year"), asked(year), 11, figures=True),
    C("asked_year_is", N_("Asked: time"), asked(year_is), 13, lists.YEAR_IS),
    C("asked_scope", N_("Asked: scope"), asked(lambda b: b.scope), 13, lists.SCOPES),
)
_SAID = (
    C("said_comparator", N_("Plan: bound"), said(comparator), 12, lists.COMPARATORS),
    C(
        "said_value",
        N_("Plan: number"),
        said(number),
        11,
        figures=True,
        meaning=N_("The number of the target, of “from … to …” the lower; its unit stands beside it."),
    ),
    C("said_upper", N_("Plan: upper number"), said(upper), 11, figures=True),
    C(
        "said_unit",
        N_("Plan: unit"),
        said(lambda a: a.unit),
        15,
        lists.UNITS,
        meaning=N_("Empty where the plan file names none; then it is the indicator’s own."),
    ),
    C("said_year", N_("Plan: year"), said(year), 11, figures=True),
    C("said_year_is", N_("Plan: time"), said(year_is), 13, lists.YEAR_IS),
    C("said_scope", N_("Plan: scope"), said(lambda a: a.scope), 13, lists.SCOPES),
    C("said_approximate", N_("Plan: approximate"), said(lambda a: yes(a.approximate)), 11, YES_NO),
    C("said_hedge", N_("Plan: softened by"), said(lambda a: a.hedge), 14),
    C("said_unclear", N_("Why it is unclear"), said(lambda a: a.unclear), 36),
    C("said_note", N_("Note on the target"), said(lambda a: a.note), 64),
    C(
        "governs",
        N_("Decides"),
        said(lambda a: yes(a.governs)),
        10,
        YES_NO,
        meaning=N_("“Yes”: the verdict rests on these words. Empty: they might answer, and decide nothing."),
    ),
    C("other_answers", N_("Other words of the plan"), lambda r: r.others, 70),
    C("related", N_("Nearest words, which do not answer"), lambda r: r.related, 70),
)
_SHORT = (
    C("value_short", N_("Value falls short"), lambda r: r.lacks("value"), 11, YES_NO),
    C("value_short_by", N_("Short by"), short("value", lambda s: s.by), 11, figures=True),
    C("value_short_unit", N_("Short by: unit"), short("value", lambda s: s.unit), 15, lists.UNITS),
    C("strictness_short", N_("Strictness falls short"), lambda r: r.lacks("strictness"), 11, YES_NO),
    C("scope_short", N_("Scope falls short"), lambda r: r.lacks("scope"), 11, YES_NO),
    C("deadline_missed", N_("Deadline missed"), lambda r: r.lacks("deadline"), 11, YES_NO),
    C("years_late", N_("Years late"), short("deadline", lambda s: s.by), 11, figures=True),
)
_ACCEPTED = (
    C("accepted_gap", N_("Accepted: which gap"), accepted(lambda a: a.gap), 15, lists.STATUSES),
    C("accepted_by", N_("Accepted by"), accepted(lambda a: a.by), 20),
    C("accepted_until", N_("Accepted until"), accepted(lambda a: iso_day(a.until) or a.until), 12),
    C("accepted_reason", N_("Reason for acceptance"), accepted(lambda a: a.reason), 50),
    C("acceptance_expired", N_("Acceptance expired"), lambda r: r.assessment.acceptance_expired, 36),
)
_SOURCES = (
    C("rule", N_("Rule behind the verdict"), lambda r: r.assessment.rule, 44, lists.RULES),
    C(
        "verified",
        N_("Verified"),
        lambda r: r.assessment.verified,
        22,
        lists.VERIFIED,
        meaning=N_("How far the words of the norm have been verified."),
    ),
    C("notes", N_("Notes on the requirement"), lambda r: joined(r.assessment.notes), 90),
    C("binding", N_("Nature of the norm"), lambda r: r.ruleset.ruleset.binding, 16, lists.BINDINGS),
    C("applies", N_("The norm applies"), lambda r: yes(r.ruleset.applies), 11, YES_NO),
    C("requirement", N_("Requirement id"), lambda r: r.assessment.requirement, 28),
    C("indicator", N_("Indicator key"), lambda r: r.assessment.indicator, 28),
    C("ruleset", N_("Ruleset"), lambda r: r.ruleset.ruleset.id, 11),
    *plan_columns(lambda r: r.plan.plan),
    C("line", N_("Line in the plan file"), said(lambda a: a.line), 11, figures=True),
    C("as_of", N_("Day of the report"), lambda r: r.as_of, 12),
)

"""One plan on a terminal: for each norm the verdict, a bar of its requirements, and the gaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.i18n import Language
from checker.judging.assess import STATUSES, Status
from checker.problems import visible
from checker.reporting.entries import AssessmentData, NormTaskData
from checker.reporting.names import OBSERVATION_NAMES, STATUS_NAMES, TASK_STATUS_NAMES
from checker.reporting.outcomes import tone
from checker.reporting.report import PlanReport, RulesetReport
from checker.writers.review import WHAT_TO_DO, entry, notice, reason, rests_on, unplaced
from checker.writers.summary.spans import Span, columns, flow, kept, padded, painted
from checker.writers.verdict import ICONS, PROVISIONAL_ICON, TASK_ICONS, verdict
from checker.writers.wording import acceptance, proposal, quoted

COLOURS = {
    "met": "green", "exceeded": "green", "weaker": "red", "late": "red",
    "missing": "red", "unclear": "yellow", "not_applicable": "bright_black", "accepted": "cyan",
    "assigned": "green", "unassigned": "bright_black",
}  # fmt: skip
TONES = {"good": "green", "bad": "red", "doubt": "yellow", "none": None}
DIM = "bright_black"
_TO_REVIEW = "yellow"
FEW = 10
"""So many entries to be reviewed are named without -v."""
_ORDER: tuple[Status, ...] = tuple(sorted(STATUSES, key=lambda status: status == "not_applicable"))
"""What was not asked stands last."""


def of_plan(plan: PlanReport, language: Language, width: int, *, details: bool) -> Iterator[str]:
    """A heading, the norms that apply, what is remarked, and in a line the norms that do not apply."""
    head = plan.plan
    title = " · ".join(visible(part) for part in (head.province.name, head.number, head.issued_text) if part)
    yield from flow([Span(title, bold=True)], width)
    yield "─" * min(columns(title), width)
    yield from _notice(plan, language, width)
    for ruleset in plan.applying:
        yield from _of_norm(ruleset, language, width, details)
    if plan.observations:
        counted = {kind: sum(o.kind == kind for o in plan.observations) for kind in OBSERVATION_NAMES}
        kinds = "; ".join(f"{language.say(OBSERVATION_NAMES[k])}: {n}" for k, n in counted.items() if n)
        yield from flow([Span(f"{language.say('Observations')}: {kinds}")], width, "", "  ")
    yield from _to_review(plan, language, width, details=details)
    yield from _not_applying(plan, language, width, details=details or not plan.applying)


def _notice(plan: PlanReport, language: Language, width: int) -> Iterator[str]:
    """Before anything else: that readings are still to be reviewed, and that verdicts rest on them."""
    text = notice(plan, language)
    if text:
        yield from flow([Span(f"{PROVISIONAL_ICON} {text}", _TO_REVIEW, bold=True)], width, "", "  ")
        yield ""


def _to_review(plan: PlanReport, language: Language, width: int, *, details: bool) -> Iterator[str]:
    """The entries to be reviewed, each by its line in the plan file with the reason, and what to do about them."""
    items = plan.under_review or ()
    if not items:
        return
    shown = items if details or len(items) <= FEW + 1 else items[:FEW]
    heading = language.say("To be reviewed in {file}:", file=plan.plan.file)
    yield ""
    yield from flow([Span(heading, _TO_REVIEW, bold=True)], width, "", "  ")
    number_width = max(columns(str(item.line)) for item in shown)
    for item in shown:
        first = f"  {' ' * (number_width - columns(str(item.line)))}:{item.line}  "
        indent = " " * columns(first)
        yield from flow([Span(entry(item, language))], width, first, indent)
        yield from flow([Span(f"{PROVISIONAL_ICON} {reason(item, language)}", DIM)], width, indent, f"{indent}  ")
    if len(items) > len(shown):
        text = language.say("and {count} more; all of them: check -v, or the report", count=len(items) - len(shown))
        yield from flow([Span(text)], width, "  ", "  ")
    yield from flow([Span(language.say(WHAT_TO_DO))], width, "  ", "  ")
    yield ""


def _not_applying(plan: PlanReport, language: Language, width: int, *, details: bool) -> Iterator[str]:
    if details:
        for ruleset in plan.not_applying:
            text = f"{verdict(ruleset, language)} {ruleset.why}"
            yield from flow([Span(text, DIM)], width, "", "  ")
    elif plan.not_applying:
        names = ", ".join(ruleset.ruleset.number for ruleset in plan.not_applying)
        yield from flow([Span(f"{language.say(STATUS_NAMES['not_applicable'])}: {names}", DIM)], width, "", "  ")


@dataclass(frozen=True, slots=True)
class _Row:
    """One thing that needs a look: how it stands, what it is about, and the finished lines below."""

    status: str
    color: str
    clause: str
    name: str
    below: list[str]


def _of_norm(ruleset: RulesetReport, language: Language, width: int, details: bool) -> Iterator[str]:
    """The verdict, the bar, and whatever needs a look, the most serious first."""
    yield from flow([Span(verdict(ruleset, language), TONES[tone(ruleset)], bold=True)], width)
    yield from _bar(ruleset, language, width)
    if ruleset.provisional:
        yield from flow([Span(ruleset.provisional, _TO_REVIEW)], width, "  ")
    rows = [_row(assessment, language, width, details) for assessment in (*ruleset.gaps, *ruleset.accepted)]
    rows += [_task(task, language, width) for task in ruleset.tasks if task.status in ("late", "weaker")]
    status_width = max((columns(row.status) for row in rows), default=0)
    clause_width = max((min(columns(row.clause), 14) for row in rows), default=0)
    for row in rows:
        status = painted(padded(row.status, status_width), row.color)
        first = f"  {status}  {padded(visible(row.clause), clause_width)}  "
        yield from flow([Span(row.name, bold=True)], width, first, " " * min(columns(first), width // 2))
        yield from row.below
    if ruleset.tasks_under_review and ruleset.tasks_read:
        yield from flow([Span(unplaced(ruleset.tasks_under_review, language), _TO_REVIEW)], width, "  ")
    yield ""


def _row(assessment: AssessmentData, language: Language, width: int, details: bool) -> _Row:
    below = _asked_and_said(assessment, language, width)
    if details:
        below += _details(assessment, language, width)
    elif assessment.acceptance_expired:
        below += flow([Span(assessment.acceptance_expired, "yellow")], width, "    ")
    below += _open(assessment, language, width)
    status = assessment.status
    name = f"{ICONS[status]} {language.say(STATUS_NAMES[status])}"
    return _Row(name, COLOURS[status], assessment.clause, assessment.name, below)


def _task(task: NormTaskData, language: Language, width: int) -> _Row:
    """A task of the norm that the plan carries out too late, or in part."""
    below = flow([Span(f"{task.asked_text} → {'; '.join(a.said for a in task.answers)}")], width, "    ")
    below += _open(task, language, width)
    name = f"{TASK_ICONS[task.status]} {language.say(TASK_STATUS_NAMES[task.status])}"
    return _Row(name, COLOURS[task.status], task.clause, task.title, below)


def _open(verdict: AssessmentData | NormTaskData, language: Language, width: int) -> list[str]:
    """A line below a verdict that is not final."""
    text = rests_on(verdict, language)
    return flow([Span(f"{PROVISIONAL_ICON} {text}", _TO_REVIEW)], width, "    ", "      ") if text else []


def _bar(ruleset: RulesetReport, language: Language, width: int) -> Iterator[str]:
    """A sign for each requirement, or for each task of a norm that has no requirements; then how many of each."""
    if ruleset.assessments:
        kinds: list[tuple[str, str, str, int]] = [(s, ICONS[s], STATUS_NAMES[s], ruleset.counts[s]) for s in _ORDER]
    elif not ruleset.tasks_read:
        return  # the verdict says so
    else:
        kinds = [(s, TASK_ICONS[s], n, _tasks(ruleset, s)) for s, n in TASK_STATUS_NAMES.items()]
    kinds = [kind for kind in kinds if kind[3]]
    if not kinds:
        return
    signs = "".join(painted(icon * count, COLOURS[status]) for status, icon, _, count in kinds)
    first = f"  {signs}   " if columns(signs) <= width // 2 else "  "
    # a name and its number are kept together, and apart from the one before
    each = [f"{icon} {language.say(name)} {count}" for _, icon, name, count in kinds]
    apart = [text if text is each[0] else f"  {text}" for text in each]
    legend = [Span(kept(t), COLOURS[kind[0]]) for t, kind in zip(apart, kinds, strict=True)]
    yield from flow(legend, width, first, "  ")


def _tasks(ruleset: RulesetReport, status: str) -> int:
    return sum(task.status == status for task in ruleset.tasks)


def _asked_and_said(row: AssessmentData, language: Language, width: int) -> list[str]:
    """ "trên 95%, đến năm 2026 → tối thiểu 92%, đến năm 2026 · −3 điểm phần trăm" """
    said = Span(row.answers[0].said) if row.answers else Span(language.say("nothing in the plan"), COLOURS[row.status])
    spans = [Span(f"{row.asked_text} →"), said]
    if row.shortfalls:
        spans += [Span("·"), Span(row.gap_text, COLOURS[row.status])]
    elif row.status == "unclear":
        spans += [Span("·"), Span(" ".join(row.comparison), COLOURS["unclear"])]
    return flow(spans, width, "    ")


def _details(row: AssessmentData, language: Language, width: int) -> Iterator[str]:
    """The words it rests on, the arithmetic, and what to write instead."""
    accepted = acceptance(row, language)
    lines = [
        *(quoted(answer, language) for answer in row.answers),
        *row.comparison,
        f"{language.say(STATUS_NAMES['accepted'])} {accepted}" if accepted else None,
        row.acceptance_expired,
        proposal(row, language),
    ]
    for line in lines:
        if line:
            yield from flow([Span(line)], width, "      ", "        ")

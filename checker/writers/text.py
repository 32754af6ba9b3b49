"""The summary that a terminal shows."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import click

from checker.i18n import Language
from checker.judging.assess import STATUSES
from checker.problems import visible
from checker.reporting.entries import AssessmentData, NormTaskData
from checker.reporting.names import OBSERVATION_NAMES, STATUS_NAMES, TASK_STATUS_NAMES
from checker.reporting.report import PlanReport, Report, RulesetReport
from checker.writers.formats import Presentation
from checker.writers.verdict import ICONS, TASK_ICONS, verdict

COLOURS = {
    "met": "green", "exceeded": "green", "weaker": "red", "late": "red",
    "missing": "red", "unclear": "yellow", "not_applicable": "bright_black", "accepted": "cyan",
}  # fmt: skip


def render_run(report: Report, how: Presentation) -> bytes:
    """The whole run, 80 columns wide."""
    text = to_text(report, how.language)
    return (text if how.color else click.unstyle(text)).encode()


def to_text(report: Report, language: Language, width: int = 80, *, trace: bool = False) -> str:
    """The whole report in brief, styled; a caller without colours strips the styles."""
    plans = ["\n".join(_plan_summary(plan, language, width, trace)) for plan in report.plans]
    return "\n\n".join(plans) + "\n"


def _plan_summary(report: PlanReport, language: Language, width: int, trace: bool) -> Iterator[str]:
    """One plan: a heading, and for each ruleset the verdict and the gaps."""
    head = report.plan
    title = " · ".join(visible(part) for part in (head.province.name, head.number, head.issued_text) if part)
    yield click.style(title, bold=True)
    for ruleset in report.ordered:
        yield from _ruleset_summary(ruleset, language, width, trace)
    observations = report.observations
    if observations:
        counted = {kind: sum(o.kind == kind for o in observations) for kind in OBSERVATION_NAMES}
        text = ", ".join(f"{language.say(OBSERVATION_NAMES[k])}: {n}" for k, n in counted.items() if n)
        yield "  " + language.say("Observations") + " · " + text


def _ruleset_summary(ruleset: RulesetReport, language: Language, width: int, trace: bool) -> Iterator[str]:
    colour = "green" if ruleset.conforms else "red"
    if not ruleset.applies:
        yield "  " + click.style(verdict(ruleset, language), fg="bright_black")
        yield from _wrapped(ruleset.why, width, "    ")
        return
    for line in textwrap.wrap(verdict(ruleset, language), width - 2):
        yield "  " + click.style(line, fg=colour, bold=True)
    counts = [
        click.style(f"{ICONS[s]} {language.say(STATUS_NAMES[s])} {ruleset.counts[s]}", fg=COLOURS[s])
        for s in STATUSES
        if ruleset.counts[s]
    ]
    if counts:
        yield from _in_columns(counts, width)
    for task in ruleset.tasks:
        if task.status in ("late", "weaker"):
            yield from _task(task, language, width)
    for assessment in ruleset.gaps:
        yield from _gap(assessment, language, width)
    for assessment in ruleset.assessments:
        if assessment.acceptance_expired:
            text = f"{assessment.requirement}: {assessment.acceptance_expired}"
            yield ""
            yield from _wrapped(text, width, "  ")
    if trace:
        yield from _traces(ruleset)


def _in_columns(cells: list[str], width: int) -> Iterator[str]:
    """Styled cells, as many on a line as fit."""
    line = " "
    for cell in cells:
        if len(click.unstyle(line)) + len(click.unstyle(cell)) + 3 > width:
            yield line
            line = " "
        line += (" " if line == " " else "   ") + cell
    yield line


def _gap(gap: AssessmentData, language: Language, width: int) -> Iterator[str]:
    status = click.style(f"{ICONS[gap.status]} {language.say(STATUS_NAMES[gap.status])}", fg=COLOURS[gap.status])
    yield ""
    head = f"{visible(gap.name)} · {visible(gap.clause)}"
    lines = textwrap.wrap(head, width - 20) or [head]
    yield f"  {status:<{_padded(status, 16)}}{click.style(lines[0], bold=True)}"
    for line in lines[1:]:
        yield " " * 18 + click.style(line, bold=True)
    asked = language.say("asked: {asked}", asked=gap.asked_text)
    said = [language.say("said: {said}", said=a.said) for a in gap.answers[:1]]
    yield from _wrapped(" · ".join([asked, *said]), width, " " * 18)
    for line in gap.comparison:
        yield from _wrapped(line, width, " " * 18)
    for answer in gap.answers[:1]:
        if answer.quote:
            place = f" ({answer.where})" if answer.where else ""
            yield from _wrapped(f"“{answer.quote}”{place}", width, " " * 18)


def _task(task: NormTaskData, language: Language, width: int) -> Iterator[str]:
    """A task of the norm that the plan carries out too late, or in part."""
    status = f"{TASK_ICONS[task.status]} {language.say(TASK_STATUS_NAMES[task.status])}"
    yield ""
    yield "  " + click.style(status, fg="yellow")
    yield from _wrapped(f"{task.clause}: {task.title} ({task.asked_text})", width, " " * 18)
    for answer in task.answers:
        yield from _wrapped(answer.said, width, " " * 18)


def _traces(ruleset: RulesetReport) -> Iterator[str]:
    for assessment in ruleset.assessments:
        yield ""
        yield f"  {assessment.requirement}: {assessment.status}"
        for fired in assessment.trace:
            yield f"    {fired.rule}: {', '.join(fired.facts)}"


def _padded(styled: str, width: int) -> int:
    """The width to pad a styled text to, so that ``width`` columns show."""
    return width + len(styled) - len(click.unstyle(styled))


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    return textwrap.wrap(visible(text), width, initial_indent=indent, subsequent_indent=indent)

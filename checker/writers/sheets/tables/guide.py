"""The table that explains the others: method, statuses, sheets and columns, and where everything comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from checker.i18n import N_, Language
from checker.reporting.report import PlanReport, Report, RulesetReport
from checker.writers.sheets.tables import lists
from checker.writers.sheets.tables.table import Column, Table, Words, joined

_STATUS_MEANINGS = {
    "met": N_("A target of the plan satisfies the requirement, with the same bound."),
    "exceeded": N_("A target of the plan satisfies the requirement, with a stricter bound."),
    "weaker": N_("The plan answers, but its value, strictness or scope falls short of the norm. A gap."),
    "late": N_("The plan would satisfy the requirement, but only after the milestone. A gap."),
    "missing": N_("Nothing in the plan answers the requirement. A gap."),
    "unclear": N_(
        "Something answers that cannot be compared: no number, no year, another unit. A gap until it is clear."
    ),
    "not_applicable": N_("The norm, or this requirement, does not bind this plan."),
    "accepted": N_("A gap that a reviewer accepted, with reason, name and expiry; it stays visible."),
}
_TASK_MEANINGS = {
    "assigned": N_("A task or a target of the plan carries it out, in time where the norm sets a deadline."),
    "unclear": N_("Something of the plan speaks of it, and its time or number cannot be compared."),
    "weaker": N_("The plan carries it out in part."),
    "late": N_("The plan carries it out, but may end after the norm’s deadline."),
    "unassigned": N_("No task and no target of the plan was found that carries it out. No gap by itself."),
}
_NATION_MEANINGS = {
    "reached": N_("The nation reaches it even if the provinces that are not known promise nothing."),
    "open": N_("It depends on the provinces that are not known."),
    "short": N_("The nation does not reach it, whatever the provinces that are not known promise."),
}
_METHOD = (
    N_(
        "Each requirement of the norm and each target of the plan is a bound on one indicator; a target satisfies a "
        "requirement when everything that it allows, the norm allows too."
    ),
    N_(
        "A target answers the first milestone at or after its own year; of one year the weakest target counts, of "
        "several years the latest that is not late."
    ),
    N_("What has no number, no year or another unit is called unclear and left to a person."),
)


@dataclass(frozen=True, slots=True)
class GuideRow:
    """One entry; ``tone`` colours the term as its cells are coloured."""

    section: str
    term: str
    text: str
    tone: str | None = None


def guide(report: Report, tables: Sequence[Table[Any]], language: Language) -> Table[GuideRow]:
    """What ``tables`` mean, in the language of the report."""
    return Table(
        key="guide",
        title=N_("Guide"),
        about=N_("How to read this file, and where everything comes from."),
        columns=_COLUMNS,
        details=(),
        rows=list(_rows(report, tables, language)),
    )


def _rows(report: Report, tables: Sequence[Table[Any]], language: Language) -> Iterator[GuideRow]:
    say = language.say
    for number, sentence in enumerate(_METHOD, 1):
        yield GuideRow(say("Method"), str(number), say(sentence))
    yield from _statuses(say("Status of a requirement"), lists.STATUSES, _STATUS_MEANINGS, language)
    yield from _statuses(say("Status of a norm’s task"), lists.TASK_STATUSES, _TASK_MEANINGS, language)
    if report.nation:
        yield from _statuses(say("Status in the whole country"), lists.NATION_STATUSES, _NATION_MEANINGS, language)
    if report.population:
        for number, note in enumerate(report.population.notes, 1):
            yield GuideRow(say("National figures"), str(number), note)
    yield from _sheets(tables, language)
    yield from _columns(tables, language)
    yield GuideRow(say("Program"), f"{report.tool.name} {report.tool.version}", report.as_of_text)
    yield from _sources(report, language)


def _statuses(section: str, listed: Words, meanings: dict[str, str], language: Language) -> Iterator[GuideRow]:
    for word, meaning in meanings.items():
        name = f"{listed.icons[word]} {language.say(listed.names[word])}"
        yield GuideRow(section, name, language.say(meaning), listed.tones[word])


def _sheets(tables: Sequence[Table[Any]], language: Language) -> Iterator[GuideRow]:
    for table in tables:
        text = " ".join([language.say(table.about), *not_printed(table, language)])
        yield GuideRow(language.say("Sheet"), language.say(table.title), text)


def not_printed(table: Table[Any], language: Language) -> Iterator[str]:
    """What of a table stands only in the file, in sentences."""
    if table.details:
        first = language.say(table.details[0].heading)
        yield language.say("Columns from “{first}” on hold details and are not printed.", first=first)
    if table.printed is not None and table.unprinted:
        yield language.say(table.unprinted)


def _columns(tables: Sequence[Table[Any]], language: Language) -> Iterator[GuideRow]:
    for table in tables:
        for column in table.all_columns:
            if column.meaning:
                section = language.say("Columns of the sheet “{sheet}”", sheet=language.say(table.title))
                yield GuideRow(section, language.say(column.heading), language.say(column.meaning))


def _sources(report: Report, language: Language) -> Iterator[GuideRow]:
    rulesets = {r.ruleset.id: r for plan in report.plans for r in plan.ordered}
    for r in rulesets.values():
        yield GuideRow(language.say("Norm"), r.ruleset.number, _norm(r, language))
    for plan in report.plans:
        yield GuideRow(language.say("Plan"), plan.plan.province.name, _plan(plan, language))


def _norm(report: RulesetReport, language: Language) -> str:
    head = report.ruleset
    verified = (
        f"{language.say(lists.VERIFIED.names[word])}: {count}" for word, count in sorted(report.verified.items())
    )
    return _lines(
        [
            head.title,
            f"{head.issuer}, {head.issued_text}",
            language.say("Wording of the norm: {how}.", how="; ".join(verified)) if report.verified else None,
            f"{head.file} · SHA-256 {head.sha256}",
        ]
    )


def _plan(report: PlanReport, language: Language) -> str:
    head, source = report.plan, report.plan.source or {}
    document = " · ".join(part for part in (source.get("file"), source.get("sha256")) if part)
    return _lines(
        [
            joined([head.number, head.title], " · "),
            joined([head.issuer, head.issued_text], ", "),
            f"{head.file} · SHA-256 {head.sha256}",
            f"{language.say('Source document')}: {source.get('title') or ''} {document}".rstrip() if source else None,
            f"{language.say('Note on the source')}: {head.note}" if head.note else None,
        ]
    )


def _lines(parts: Iterable[str | None]) -> str:
    return joined(parts) or ""


C = Column[GuideRow]

_COLUMNS: tuple[C, ...] = (
    C("section", N_("Part"), lambda r: r.section, 30),
    C("term", N_("Term"), lambda r: r.term, 30, tone=lambda r: r.tone),
    C("text", N_("Meaning"), lambda r: r.text, 110),
)

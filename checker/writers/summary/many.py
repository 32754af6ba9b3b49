"""Very many plans on a terminal: counts by norm, what is failed most, who fails most; a page has the rest."""

from __future__ import annotations

from collections.abc import Iterator

from checker.i18n import N_, Language
from checker.problems import visible
from checker.reporting.report import Report
from checker.reporting.tally import NormTally, RequirementTally, Tally
from checker.writers.overview.status_bars import percent_failing
from checker.writers.summary.plan import DIM
from checker.writers.summary.spans import Span, columns, flow, painted
from checker.writers.summary.total import total_of_many
from checker.writers.verdict import GUIDANCE_ICON, ICONS, PROVISIONAL_ICON

WORST = 10
"""So many requirements, and so many plans, are named."""
_FEW = 8
"""So many provinces without a plan are named; more are counted."""


def of_many(report: Report, tally: Tally, language: Language, width: int) -> Iterator[str]:
    """The summary of a run too large for a line of each plan; ``report.plans`` are not read."""
    yield from _head(report, tally, language, width)
    for norm in tally.binding:
        yield from _norm(norm, language, width)
    yield from _requirements(tally, language, width)
    yield from _plans(tally, language, width)
    yield from _provinces(report, tally, language, width)
    yield ""
    yield from total_of_many(report, tally.outcomes, language, width)


def _head(report: Report, tally: Tally, language: Language, width: int) -> Iterator[str]:
    number = language.number
    plans = language.plural("{count} plan", "{count} plans", tally.plans, count=number(tally.plans))
    parts = [language.say("{plans} checked", plans=plans)]
    if tally.reused:
        parts.append(language.say("{count} of them unchanged since an earlier run", count=number(tally.reused)))
    if report.errors:
        text = N_("files that could not be checked: {count}")
        parts.append(language.say(text, count=number(len(report.errors))))
    yield from flow([Span("; ".join(parts) + ".", bold=True)], width, "", "  ")
    if tally.plans_under_review:
        text = language.say(
            "{plans} plans have {entries} entries that are still to be reviewed; verdicts on {open} plans rest on them "
            "and are provisional.",
            plans=number(tally.plans_under_review),
            entries=number(tally.review_entries),
            open=number(tally.open),
        )
        yield from flow([Span(f"{PROVISIONAL_ICON} {text}", "yellow", bold=True)], width, "", "  ")


def _norm(norm: NormTally, language: Language, width: int) -> Iterator[str]:
    """How many plans a norm binds, and what they come to."""
    number = language.number
    advisory = norm.head.binding == "advisory"
    name = language.say("{norm} (guidance)", norm=norm.head.number) if advisory else norm.head.number
    yield ""
    yield from flow([Span(f"{name}:", bold=True), *_results(norm, language)], width, "", "  ")
    if norm.unbound:
        text = language.say(
            "Plans that {norm} does not bind: {count}.", norm=norm.head.number, count=number(norm.unbound)
        )
        yield from flow([Span(text, DIM)], width, "  ")


def _results(norm: NormTally, language: Language) -> Iterator[Span]:
    number = language.number
    if not norm.requirements:
        yield Span(language.say("Plans that this norm binds: {count}.", count=number(norm.bound)))
        if norm.tasks_asked:
            text = N_(
                "Of {asked} tasks that it sets them, {found} have a counterpart in a plan; {late} may end after the deadline."
            )
            values = {"asked": norm.tasks_asked, "found": norm.tasks_found, "late": norm.tasks_late}
            yield Span(language.say(text, **{name: number(value) for name, value in values.items()}))
        return
    if norm.conforming:
        text = language.say("{count} conforming", count=number(norm.conforming))
        yield Span(f"{ICONS['met']} {text};", "green")
    if norm.undecided:
        text = language.say("{count} cannot be said before a review", count=number(norm.undecided))
        yield Span(f"{PROVISIONAL_ICON} {text};", "yellow")
    advisory = norm.head.binding == "advisory"
    text = language.say("{count} with gaps, {gaps} in all", count=number(norm.with_gaps), gaps=number(norm.gaps))
    sign = GUIDANCE_ICON if advisory else ICONS["missing"]
    yield Span(f"{sign} {text}.", "yellow" if advisory else "red") if norm.with_gaps else Span(language.say("No gaps."))


def _requirements(tally: Tally, language: Language, width: int) -> Iterator[str]:
    """What the largest share of plans fails, under norms that bind, or under guidance where nothing else is failed."""
    for binding in ("mandatory", "advisory"):
        failed = [
            (requirement, norm)
            for norm in tally.binding
            if norm.head.binding == binding
            for requirement in norm.requirements
            if requirement.gaps
        ]
        if failed:
            worst = sorted(failed, key=lambda found: (-found[0].gaps / found[0].asked, -found[0].gaps))[:WORST]
            yield ""
            yield painted(language.say("Most often not met"), bold=True)
            for requirement, norm in worst:
                yield from _requirement(requirement, norm, language, width)
            return


def _requirement(found: RequirementTally, norm: NormTally, language: Language, width: int) -> Iterator[str]:
    """ "  72%   2.412/3.355  72-NQ/TW II.1.đ  Tỷ lệ bao phủ bảo hiểm y tế: 100%, đến năm 2030"."""
    share = f"{percent_failing(found.gaps, found.asked)}%"
    counts = f"{language.number(found.gaps)}/{language.number(found.asked)}"
    first = f"  {share:>4}  {counts:>{2 * len(language.number(norm.bound)) + 1}}  "
    about = Span(f"({norm.head.number}, {visible(found.clause)})", DIM)
    spans = [Span(f"{found.name}:", bold=True), Span(found.asked_text), about]
    yield from flow(spans, width, first, " " * columns(first))


def _plans(tally: Tally, language: Language, width: int) -> Iterator[str]:
    """The plans with the most gaps, by the names of their reports."""
    lines = tally.most_gaps[:WORST]
    if not lines:
        return
    yield ""
    yield painted(language.say("Plans with the most gaps"), bold=True)
    most = max(columns(f"{line.gaps}+{line.advised}") for line in lines)
    for line in lines:
        gaps = f"{line.gaps}+{line.advised}"
        first = f"  {' ' * (most - columns(gaps))}{gaps}  "
        place = ", ".join(visible(part) for part in (line.province, line.number) if part)
        mark = "" if line.final else f"{PROVISIONAL_ICON} "
        spans = [Span(f"{mark}{line.name}", bold=True), Span(f"({place})")]
        yield from flow(spans, width, first, " " * columns(first))
    yield from flow([Span(language.say("7+4: gaps under norms that bind, and under guidance"), DIM)], width, "  ")


def _provinces(report: Report, tally: Tally, language: Language, width: int) -> Iterator[str]:
    """How many provinces have no plan, and which if they are few."""
    without = [province.name for province in report.provinces if not tally.provinces[province.code].plans]
    if without:
        names = ", ".join(without) if len(without) <= _FEW else language.number(len(without))
        yield ""
        yield from flow([Span(f"{language.say('Provinces without a plan in this run')}: {names}.")], width, "", "  ")

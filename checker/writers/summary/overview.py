"""Several plans on a terminal: a table of plans and norms, and what is missing most often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.i18n import N_, Language
from checker.judging.assess import GAPS, STATUSES
from checker.problems import visible
from checker.reporting.entries import AssessmentData
from checker.reporting.names import STATUS_NAMES
from checker.reporting.outcomes import tone
from checker.reporting.report import PlanReport, Report, RulesetHead, RulesetReport
from checker.writers.review import notice
from checker.writers.summary.plan import COLOURS, DIM, TONES
from checker.writers.summary.spans import Span, columns, flow, kept, padded, painted
from checker.writers.verdict import ICONS, PROVISIONAL_ICON, TASK_ICONS

_NAME = 30
"""How many columns the names of plans take at most."""


def at_a_glance(report: Report, language: Language, width: int) -> Iterator[str]:
    """The plans by norm, the weakest first; then each requirement that is not met, with the plans it is about."""
    plans = sorted(report.plans, key=_strength)
    names = short_names(report.plans)
    norms = report.norms
    yield from _notices(plans, names, language, width)
    if norms:
        yield from _table(plans, names, norms, language, width)
    for norm in norms:
        yield from _gaps_of(norm, plans, names, language, width)


def _notices(plans: Sequence[PlanReport], names: dict[str, str], language: Language, width: int) -> Iterator[str]:
    """Before anything else: of which plans readings are still to be reviewed."""
    found = [(names[plan.plan.name], text) for plan in plans if (text := notice(plan, language))]
    for name, text in found:
        yield from flow([Span(f"{PROVISIONAL_ICON} {name}: {text}", "yellow", bold=True)], width, "", "  ")
    if found:
        yield ""


def short_names(plans: Sequence[PlanReport]) -> dict[str, str]:
    """What a plan is called among others, by ``PlanHead.name``: its province, its number where that has several."""
    provinces = Counter(plan.plan.province.name for plan in plans)
    names = {}
    for plan in plans:
        head = plan.plan
        several = provinces[head.province.name] > 1
        names[head.name] = (
            f"{head.province.name}, {visible(head.number or head.name)}" if several else head.province.name
        )
    return names


def _strength(plan: PlanReport) -> tuple[int, int, str]:
    """More gaps in binding norms first, then in guidance."""
    return -plan.count_gaps("mandatory"), -plan.count_gaps("advisory"), plan.plan.name


def _table(
    plans: Sequence[PlanReport], names: dict[str, str], norms: Sequence[RulesetHead], language: Language, width: int
) -> Iterator[str]:
    """A line for each plan, a column for each norm; as many tables as the width needs."""
    first = language.say("Plan")
    cells = {norm.id: [norm.number, *(_cell(plan.under(norm.id)) for plan in plans)] for norm in norms}
    widths = {id_: max(columns(cell) for cell in column) for id_, column in cells.items()}
    name_width = min(max(columns(name) for name in (first, *names.values())), _NAME)
    groups: list[list[str]] = [[]]
    for norm in norms:
        used = name_width + sum(widths[id_] + 3 for id_ in groups[-1])
        if groups[-1] and used + widths[norm.id] + 3 > width:
            groups.append([])
        groups[-1].append(norm.id)
    for group in groups:
        heads = "   ".join(padded(cells[id_][0], widths[id_]) for id_ in group)
        head = f"{padded(first, name_width)}   {heads}".rstrip()
        yield painted(head, bold=True)
        yield "─" * min(columns(head), width)
        for number, plan in enumerate(plans, 1):
            name = flow([Span(names[plan.plan.name])], name_width)
            yield from name[:-1]
            row = "   ".join(padded(cells[id_][number], widths[id_]) for id_ in group)
            yield f"{padded(name[-1], name_width)}   {row}".rstrip()
        yield ""
    met = language.say(
        "8/15: requirements met of those asked; of a norm that only sets tasks, tasks with a counterpart"
    )
    shown = [s for s in STATUSES if s in GAPS or s == "accepted"]
    shown = [s for s in shown if any(r.counts[s] for plan in plans for r in plan.rulesets if r.applies)]
    signs = [kept(f"{ICONS[s]} {language.say(STATUS_NAMES[s]).lower()}") for s in shown]
    if not all(r.final for plan in plans for r in plan.applying):
        signs.append(
            f"{PROVISIONAL_ICON} " + language.say("provisional: rests on entries that are still to be reviewed")
        )
    yield from flow([Span("; ".join([met, *signs]), DIM)], width)


def _cell(ruleset: RulesetReport | None) -> str:
    """ "8/15 ▼5 ✗2": how many of those asked are met, and the gaps by kind."""
    if ruleset is None or not ruleset.applies:
        return painted(ICONS["not_applicable"], DIM)
    if not ruleset.assessments and not ruleset.tasks_read:
        return painted(TASK_ICONS["unclear"], DIM)
    if not ruleset.assessments:
        found = sum(task.status != "unassigned" for task in ruleset.tasks)
        return f"{found}/{len(ruleset.tasks)}" + ("" if ruleset.final else f" {PROVISIONAL_ICON}")
    counts = ruleset.counts
    asked = sum(counts.values()) - counts["not_applicable"]
    kinds = [f"{ICONS[s]}{counts[s]}" for s in STATUSES if counts[s] and (s in GAPS or s == "accepted")]
    done = [] if kinds else [ICONS["met"]]
    open_ = [] if ruleset.final else [PROVISIONAL_ICON]
    text = " ".join([f"{counts['met'] + counts['exceeded']}/{asked}", *kinds, *done, *open_])
    return painted(text, TONES[tone(ruleset)])


@dataclass(frozen=True, slots=True)
class _Case:
    """One gap of one plan."""

    plan: str
    gap: AssessmentData


def _gaps_of(
    norm: RulesetHead, plans: Sequence[PlanReport], names: dict[str, str], language: Language, width: int
) -> Iterator[str]:
    """Each requirement of a norm that some plan does not meet, and of which plans, by kind of gap."""
    found: dict[str, list[_Case]] = {}
    order = [a for plan in plans for a in _assessments(plan, norm)]
    for plan in plans:
        for assessment in _assessments(plan, norm):
            if assessment.status in GAPS:
                found.setdefault(assessment.requirement, []).append(_Case(names[plan.plan.name], assessment))
    if not found:
        return
    text = N_("What the plans do not meet of {norm}")
    if norm.binding == "advisory":
        text = N_("What the plans do not reach of {norm} (guidance)")
    yield ""
    yield from flow([Span(language.say(text, norm=norm.number), bold=True)], width)
    clause_width = max(min(columns(cases[0].gap.clause), 14) for cases in found.values())
    for requirement in dict.fromkeys(a.requirement for a in order):
        if requirement in found:
            yield from _requirement(found[requirement], clause_width, language, width)


def _assessments(plan: PlanReport, norm: RulesetHead) -> tuple[AssessmentData, ...]:
    ruleset = plan.under(norm.id)
    return ruleset.assessments if ruleset and ruleset.applies else ()


def _requirement(cases: Sequence[_Case], clause_width: int, language: Language, width: int) -> Iterator[str]:
    """ "II.1.đ  Tỷ lệ bao phủ bảo hiểm y tế: 100%, đến năm 2030", and below it the plans by kind of gap."""
    about = cases[0].gap
    first = f"  {padded(visible(about.clause), clause_width)}  "
    indent = " " * min(columns(first), width // 2)
    yield from flow([Span(f"{about.name}:", bold=True), Span(about.asked_text)], width, first, indent)
    for status in STATUSES:
        those = [case for case in cases if case.gap.status == status]
        if those:
            count = f" ({len(those)})" if len(those) > 1 else ""
            heading = Span(f"{ICONS[status]} {language.say(STATUS_NAMES[status])}{count}:", COLOURS[status])
            yield from flow([heading, Span("; ".join(map(_of_plan, those)))], width, indent, f"{indent}  ")


def _of_plan(case: _Case) -> str:
    """ "Quảng Ngãi (−2,9 điểm phần trăm)" """
    name = kept(case.plan if case.gap.final else f"{PROVISIONAL_ICON} {case.plan}")
    return f"{name} ({case.gap.gap_text})" if case.gap.shortfalls else name

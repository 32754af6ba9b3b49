"""The index: all plans of one run at a glance, linked with each plan's page.

This module only brings together what the parts of the page are drawn from; see ``plans``,
``tile_map``, ``matrix``, ``strips`` and ``range_bars``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from checker.i18n import N_, Language
from checker.judging.assess import STATUSES, Status
from checker.reporting.chart_entries import NationData
from checker.reporting.names import NATION_STATUS_NAMES
from checker.reporting.report import Report, RulesetHead, RulesetReport
from checker.writers.formats import Presentation
from checker.writers.overview.matrix import Matrix, Row, matrix
from checker.writers.overview.plans import TONES, Listed, Tone, in_order, listed_plans, place_name
from checker.writers.overview.range_bars import RangeBar, range_bar
from checker.writers.overview.strips import Strip, strip_of
from checker.writers.overview.tile_map import tile_map
from checker.writers.templating import html_environment
from checker.writers.verdict import NATION_ICONS, tone

NAMED = 3
"""So many requirements are named in a headline; more are counted."""


@dataclass(frozen=True, slots=True)
class NormView:
    """One norm over the plans that it binds.

    ``matrix`` is None where the norm sets no minimums; ``others`` are the plans that it does not
    bind, and why. ``headline`` are sentences; ``counts`` add the statuses of all plans up.
    """

    head: RulesetHead
    bound: tuple[tuple[Listed, RulesetReport], ...]
    others: tuple[tuple[Listed, str], ...]
    headline: tuple[str, ...]
    counts: dict[Status, int]
    matrix: Matrix | None
    nation: tuple[tuple[NationData, RangeBar | None], ...]
    strips: tuple[Strip, ...]

    @property
    def tone(self) -> Tone:
        """That of the plan that comes off worst."""
        tones = {tone(found) for _, found in self.bound}
        return next(tone for tone in TONES if tone in tones)

    @property
    def nation_settled(self) -> tuple[tuple[NationData, RangeBar | None], ...]:
        """The targets of the nation that are settled with these plans; the rest wait for other provinces."""
        return tuple(entry for entry in self.nation if entry[0].status != "open")

    @property
    def nation_open(self) -> tuple[tuple[NationData, RangeBar | None], ...]:
        """The targets of the nation that depend on other provinces."""
        return tuple(entry for entry in self.nation if entry[0].status == "open")

    @property
    def nation_counts(self) -> dict[str, int]:
        """How many targets of the nation have each status, the worst first."""
        found: Counter[str] = Counter(nation.status for nation, _ in self.nation)
        return {status: found[status] for status in NATION_STATUS_NAMES if found[status]}


def render_index(report: Report, how: Presentation) -> bytes:
    """All plans of one run: a map, and for each norm that binds a plan the matrix, the nation and the strips."""
    plans = listed_plans(report)
    norms = norm_views(report, plans, how.language)
    covered = {plan.code for plan in plans}
    page = html_environment(how).get_template("index.html.j2")
    text = page.render(
        report=report,
        rulesets=[norm.head for norm in norms],
        plans=plans,
        norms=norms,
        map=tile_map(report.provinces, plans),
        under_review=[plan for plan in plans if plan.report.under_review],
        provinces=len(covered),
        people=sum(p.population for p in report.provinces if p.code in covered),
        people_share=_share(report, covered, how.language),
        headline_of=next((norm.head.id for norm in norms if norm.matrix), None),
        labels={plan.id: plan.label for plan in plans},
        legend_at=next((norm.head.id for norm in norms if norm.matrix and norm.matrix.rows), None),
        names={plan.id: plan.title for plan in plans},
        without_plan=[place_name(p) for p in sorted(report.provinces, key=in_order) if p.code not in covered],
        nation_statuses=NATION_STATUS_NAMES,
        nation_icons=NATION_ICONS,
    )
    return text.encode()


def _share(report: Report, covered: Collection[int], language: Language) -> str:
    """Percent of the people that live in the provinces of those codes, rounded down to one decimal."""
    people = sum(p.population for p in report.provinces if p.code in covered)
    everybody = sum(p.population for p in report.provinces)
    return language.number(Decimal(people * 1000 // everybody) / 10) if everybody else "0"


def norm_views(report: Report, plans: Sequence[Listed], language: Language) -> tuple[NormView, ...]:
    """The norms that bind a plan, those that ask most first."""
    labels = {plan.id: plan.label for plan in plans}
    return tuple(_norm_view(head, report, plans, labels, language) for head in report.norms)


def _norm_view(
    head: RulesetHead, report: Report, plans: Sequence[Listed], labels: Mapping[str, str], language: Language
) -> NormView:
    asked = [(plan, found) for plan in plans if (found := plan.under(head.id))]
    bound = tuple((plan, found) for plan, found in asked if found.applies)
    counts: Counter[Status] = Counter()
    for _, found in bound:
        counts.update(found.counts)
    table = matrix(plans, head.id) if bound[0][1].assessments else None
    nation = [entry for entry in report.nation if entry.ruleset == head.id]
    return NormView(
        head=head,
        bound=bound,
        others=tuple((plan, found.why) for plan, found in asked if not found.applies),
        headline=_headline(head, [found for _, found in bound], table, nation, language),
        counts={status: counts[status] for status in STATUSES},
        matrix=table,
        nation=tuple((entry, range_bar(entry)) for entry in nation),
        strips=tuple(strip_of(entry, labels) for entry in nation) if len(bound) > 1 else (),
    )


def _headline(
    head: RulesetHead,
    bound: Sequence[RulesetReport],
    table: Matrix | None,
    nation: Sequence[NationData],
    language: Language,
) -> tuple[str, ...]:
    """Who conforms and how many gaps there are, what is failed most, and what the nation cannot reach."""
    if table is None:
        return ()
    gaps = sum(len(found.gaps) for found in bound)
    values = {"norm": head.number, "all": len(bound), "met": sum(r.conforms for r in bound), "gaps": gaps}
    if not table.rows:
        return (language.say("{norm} asks nothing of the period of these plans.", **values),)
    if head.binding == "advisory":
        text = N_("Guidance of {norm}: {met} of {all} plans reach every point; points not reached or not set: {gaps}.")
    elif gaps == 0:
        text = N_("Plans that meet all requirements of {norm}: {met} of {all}.")
    else:
        text = N_("Plans that meet all requirements of {norm}: {met} of {all}. Gaps in all: {gaps}.")
    short = sum(entry.status == "short" for entry in nation)
    reach = N_("With these plans the country cannot meet {count} of {all} requirements.")
    sentences = (
        language.say(text, **values),
        _failed_most(table.rows, len(bound), language),
        language.say(reach, count=short, all=len(nation)) if short else None,
    )
    return tuple(sentence for sentence in sentences if sentence)


def _failed_most(rows: Sequence[Row], plans: int, language: Language) -> str | None:
    """Which requirements the most plans fail; None where each is failed by one plan at most."""
    most = max(row.gaps for row in rows)
    if most < 2:
        return None
    worst = [row.asked_of_plans for row in rows if row.gaps == most]
    names = "; ".join(f"{a.name} ({a.asked_text})" for a in worst[:NAMED])
    if len(worst) > NAMED:
        text = N_("Most often not met, each by {count} of {all} plans: {names}; and {more} more.")
        return language.say(text, count=most, all=plans, names=names, more=len(worst) - NAMED)
    return language.say(
        N_("Most often not met, by {count} of {all} plans: {names}."), count=most, all=plans, names=names
    )

"""The index: all plans of one run at a glance, linked with each plan's page.

This module only brings together what the parts of the page are drawn from; see ``plans``,
``tile_map``, ``matrix``, ``strips`` and ``range_bars``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.i18n import Language
from checker.judging.assess import STATUSES, Status
from checker.reporting.names import NATION_STATUS_NAMES
from checker.reporting.outcomes import TONES, Tone, tone
from checker.reporting.report import Report, RulesetHead, RulesetReport
from checker.writers.formats import Presentation
from checker.writers.overview.headline import Standing, headline
from checker.writers.overview.matrix import Matrix, matrix
from checker.writers.overview.nation_view import NationView, nation_view, people_of
from checker.writers.overview.plans import Listed, in_order, listed_plans, place_name
from checker.writers.overview.strips import Strip, strip_of
from checker.writers.overview.tile_map import tile_map
from checker.writers.templating import html_environment
from checker.writers.verdict import NATION_ICONS


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
    nation: NationView
    strips: tuple[Strip, ...]

    @property
    def plans_bound(self) -> int:
        return len(self.bound)

    @property
    def tone(self) -> Tone:
        """That of the plan that comes off worst."""
        tones = {tone(found) for _, found in self.bound}
        return next(tone for tone in TONES if tone in tones)


def render_index(report: Report, how: Presentation, *, plan_pages: bool = True) -> bytes:
    """All plans of one run: a map, and for each norm that binds a plan the matrix, the nation and the strips.

    ``plan_pages``: each plan has a page beside the index, to which it links.
    """
    plans = listed_plans(report, pages=plan_pages)
    norms = norm_views(report, plans, how.language)
    covered = {plan.code for plan in plans}
    people, people_share = people_of(report, covered, how.language)
    page = html_environment(how).get_template("index.html.j2")
    text = page.render(
        report=report,
        rulesets=[norm.head for norm in norms],
        plans=plans,
        norms=norms,
        map=tile_map(report.provinces, plans),
        under_review=[plan for plan in plans if plan.report.under_review],
        provinces=len(covered),
        people=people,
        people_share=people_share,
        headline_of=next((norm.head.id for norm in norms if norm.matrix), None),
        listed={plan.key: plan for plan in plans},
        legend_at=next((norm.head.id for norm in norms if norm.matrix and norm.matrix.rows), None),
        without_plan=[place_name(p) for p in sorted(report.provinces, key=in_order) if p.code not in covered],
        long=any(norm.matrix and norm.matrix.long for norm in norms),
        overview=None,
        nation_statuses=NATION_STATUS_NAMES,
        nation_icons=NATION_ICONS,
    )
    return text.encode(errors="backslashreplace")


def norm_views(report: Report, plans: Sequence[Listed], language: Language) -> tuple[NormView, ...]:
    """The norms that bind a plan, those that ask most first."""
    labels = {plan.key: plan.label for plan in plans}
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
    nation = nation_view(report, head.id)
    return NormView(
        head=head,
        bound=bound,
        others=tuple((plan, found.why) for plan, found in asked if not found.applies),
        headline=headline(
            head,
            Standing(len(bound), sum(found.conforms for _, found in bound), sum(len(found.gaps) for _, found in bound)),
            table.rows if table else None,
            nation.counts,
            language,
        ),
        counts={status: counts[status] for status in STATUSES},
        matrix=table,
        nation=nation,
        strips=tuple(strip_of(entry, labels) for entry, _ in nation.targets) if len(bound) > 1 else (),
    )

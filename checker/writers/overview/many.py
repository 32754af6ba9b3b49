"""The overview over a run of very many plans: its size does not grow with them. Each province has a page below it.

This module only brings together what the parts of the page are drawn from; see ``status_bars``,
``province_lines``, ``share_map``, ``range_bars`` and ``failures``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checker.i18n import Language
from checker.judging.assess import STATUSES, Status
from checker.reporting.names import NATION_STATUS_NAMES
from checker.reporting.outcomes import TONES, Tone
from checker.reporting.report import Report, RulesetHead
from checker.reporting.tally import NormTally, Tally
from checker.writers.formats import Presentation
from checker.writers.links import page_of
from checker.writers.overview.failures import failures
from checker.writers.overview.headline import Standing, headline
from checker.writers.overview.nation_view import NationView, nation_view, people_of
from checker.writers.overview.plans import in_order, place_name
from checker.writers.overview.province_lines import province_lines
from checker.writers.overview.share_map import share_map
from checker.writers.overview.status_bars import StatusBar, by_failure, status_bar
from checker.writers.templating import html_environment
from checker.writers.verdict import NATION_ICONS


@dataclass(frozen=True, slots=True)
class NormOverview:
    """One norm over the plans that it binds, at least one.

    ``bars`` are its requirements that a plan is asked, the most often failed first; ``left_out`` the others.
    ``headline`` are sentences; ``counts`` add the statuses of all plans up.
    """

    head: RulesetHead
    tally: NormTally
    headline: tuple[str, ...]
    bars: tuple[StatusBar, ...]
    left_out: tuple[StatusBar, ...]
    nation: NationView

    @property
    def plans_bound(self) -> int:
        return self.tally.bound

    @property
    def strips(self) -> tuple[()]:
        """What single plans promise is not shown."""
        return ()

    @property
    def counts(self) -> Mapping[Status, int]:
        found = self.tally.counts
        return {status: found[status] for status in STATUSES}

    @property
    def tone(self) -> Tone:
        """That of the plans that come off worst."""
        return next(tone for tone in TONES if self.tally.tones[tone])


def render_overview(head: Report, tally: Tally, how: Presentation, *, plan_pages: bool = True) -> bytes:
    """All plans of a large run: who conforms, a map, provinces, requirements, the nation, and the plans with most gaps.

    ``head`` is the report of the run; its ``plans`` are not read. It links to the pages of provinces
    (``province.render_province``) and, with ``plan_pages``, of the plans that it names.
    """
    norms = [_norm(found, head, how.language) for found in tally.binding]
    covered = {code for code, province in tally.provinces.items() if province.plans}
    people, people_share = people_of(head, covered, how.language)
    named = {province.code: province for province in head.provinces}
    page = html_environment(how).get_template("index_many.html.j2")
    text = page.render(
        report=head,
        tally=tally,
        norms=norms,
        main=next((norm for norm in norms if norm.bars), None),
        map=share_map(head.provinces, tally),
        province_lines=province_lines(tally, named, how.language),
        provinces=len(covered),
        people=people,
        people_share=people_share,
        without_plan=[place_name(p) for p in sorted(head.provinces, key=in_order) if p.code not in covered],
        most_gaps=[(line, page_of(line.name) if plan_pages else None) for line in tally.most_gaps],
        failures=failures(head.errors),
        legend_at=next((norm.head.id for norm in norms if norm.bars), None),
        overview=None,
        nation_statuses=NATION_STATUS_NAMES,
        nation_icons=NATION_ICONS,
    )
    return text.encode(errors="backslashreplace")


def _norm(tally: NormTally, head: Report, language: Language) -> NormOverview:
    bars = [status_bar(n, found, found.counts, found.open) for n, found in enumerate(tally.requirements, 1)]
    asked = [bar for bar in bars if bar.asked]
    nation = nation_view(head, tally.head.id)
    standing = Standing(tally.bound, tally.conforming, tally.gaps)
    return NormOverview(
        head=tally.head,
        tally=tally,
        headline=headline(tally.head, standing, asked if tally.requirements else None, nation.counts, language),
        bars=tuple(by_failure(asked)),
        left_out=tuple(bar for bar in bars if not bar.asked),
        nation=nation,
    )

"""The pages below the overview of a large run: one for each province, in parts where it has very many plans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.reporting.report import PlanReport, Report
from checker.writers.formats import Presentation
from checker.writers.overview.overview import norm_views
from checker.writers.overview.plans import plans_of_province
from checker.writers.page.page import province_title
from checker.writers.templating import html_environment
from checker.writers.verdict import NATION_ICONS

PLANS_A_PAGE = 200
"""So many plans stand on one page, at most."""


@dataclass(frozen=True, slots=True)
class ProvincePage:
    """One part, from 1, of the ``parts`` that the page of a province has; the province has ``plans`` in all."""

    code: int
    part: int
    parts: int
    plans: int

    @property
    def name(self) -> str:
        """What the file is called, without suffix: "index-24", "index-24-2"."""
        return f"index-{self.code}" if self.part == 1 else f"index-{self.code}-{self.part}"

    @property
    def slice(self) -> slice:
        """Which of the province's plans, in the order of the run, stand on it."""
        return slice((self.part - 1) * PLANS_A_PAGE, self.part * PLANS_A_PAGE)


def province_pages(code: int, plans: int) -> tuple[ProvincePage, ...]:
    """The pages of a province with so many plans, at least one."""
    parts = -(-plans // PLANS_A_PAGE)
    return tuple(ProvincePage(code, part, parts, plans) for part in range(1, parts + 1))


def render_province(
    head: Report, plans: Sequence[PlanReport], page: ProvincePage, how: Presentation, *, plan_pages: bool = True
) -> bytes:
    """The plans of one province, those of ``page``: each with what it comes to under each norm, and the matrices.

    ``plans`` may be slim copies (``slim.for_index``). Of ``head`` only tool, day and language are read.
    ``plan_pages`` as in ``render_index``.
    """
    report = head.model_copy(update={"plans": tuple(plans), "errors": (), "nation": (), "sums": ()})
    listed = plans_of_province(plans, pages=plan_pages)
    norms = norm_views(report, listed, how.language)
    text = (
        html_environment(how)
        .get_template("index_province.html.j2")
        .render(
            report=report,
            title=province_title(plans[0], how.language, then=False),
            page=page,
            pages=province_pages(page.code, page.plans),
            plans=listed,
            norms=norms,
            map=None,
            without_plan=(),
            under_review=[plan for plan in listed if plan.report.under_review],
            headline_of=next((norm.head.id for norm in norms if norm.matrix), None),
            legend_at=next((norm.head.id for norm in norms if norm.matrix and norm.matrix.rows), None),
            listed={plan.key: plan for plan in listed},
            overview="index.html",
            nation_icons=NATION_ICONS,
        )
    )
    return text.encode(errors="backslashreplace")

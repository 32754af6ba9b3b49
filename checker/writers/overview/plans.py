"""How an overview names the plans of a run, and in which order: the one with the most gaps first."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from checker.reporting.outcomes import Tone, tone_of_plan
from checker.reporting.report import PlanReport, Report, RulesetReport
from checker.writers.links import element_of, page_of

CITY = "Thành phố "


class Named(Protocol):
    """A province: ``ProvinceHead`` and ``ProvinceData``."""

    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Listed:
    """One plan of a run.

    ``page`` is its page as the index links to it, None where none is written; ``element`` the id of its row. ``name`` is the
    province's, ``label`` a short one that no two plans share; ``alone``: it is the only one of its
    province. ``tone`` is the worst under the norms that bind it, or under guidance where none does;
    ``gaps`` counts those under norms that bind, ``advised`` those under guidance.
    """

    report: PlanReport
    page: str | None
    element: str
    name: str
    label: str
    alone: bool
    tone: Tone
    gaps: int
    advised: int

    @property
    def key(self) -> str:
        """The name of its reports, which no two plans share."""
        return self.report.plan.name

    @property
    def code(self) -> int:
        return self.report.plan.province.code

    @property
    def title(self) -> str:
        """The name, with the label where the run has several plans of the province."""
        return self.name if self.alone else f"{self.name} ({self.label})"

    @property
    def final(self) -> bool:
        """Whether no verdict under a norm that applies rests on entries that are still to be reviewed."""
        return all(found.final for found in self.report.applying)

    def under(self, ruleset: str) -> RulesetReport | None:
        return self.report.under(ruleset)


def listed_plans(report: Report, *, pages: bool = True) -> tuple[Listed, ...]:
    """The plans of a run, the most gaps first, then by name; ``pages``: each has a page of its own."""
    short = {province.code: province.short for province in report.provinces}
    several = Counter(plan.plan.province.code for plan in report.plans)
    seen: Counter[int] = Counter()
    plans = []
    for plan in report.plans:
        code = plan.plan.province.code
        seen[code] += 1
        label, alone = short.get(code, plan.plan.province.name), several[code] == 1
        name = place_name(plan.plan.province)
        plans.append(_listed(plan, name, label if alone else f"{label} {seen[code]}", alone=alone, page=pages))
    return _worst_first(plans)


def plans_of_province(plans: Sequence[PlanReport], *, pages: bool = True) -> tuple[Listed, ...]:
    """Plans of one province, named by who issued them and by the names of their reports; the most gaps first."""
    names = [plan.plan.issuer or place_name(plan.plan.province) for plan in plans]
    return _worst_first(
        [_listed(plan, name, plan.plan.name, alone=False, page=pages) for plan, name in zip(plans, names, strict=True)]
    )


def _worst_first(plans: Sequence[Listed]) -> tuple[Listed, ...]:
    return tuple(
        sorted(plans, key=lambda plan: (-plan.gaps, -plan.advised, in_order(plan.report.plan.province), plan.key))
    )


def _listed(plan: PlanReport, name: str, label: str, *, alone: bool, page: bool) -> Listed:
    return Listed(
        report=plan,
        page=page_of(plan.plan.name) if page else None,
        element=f"plan-{element_of(plan.plan.name)}",
        name=name,
        label=label,
        alone=alone,
        tone=tone_of_plan(plan),
        gaps=plan.count_gaps("mandatory"),
        advised=plan.count_gaps("advisory"),
    )


def place_name(province: Named) -> str:
    """The name as tables write it: "TP. Huế" for "Thành phố Huế"."""
    name = province.name.removeprefix(CITY)
    return name if name == province.name else f"TP. {name}"


def in_order(province: Named) -> tuple[str, str]:
    """A key that sorts by the letters of names before their marks: Đà Nẵng among the D, cities by their own names."""
    name = province.name.removeprefix(CITY)
    plain = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower(), name

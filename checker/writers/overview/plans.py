"""How an overview names the plans of a run, and in which order: the one with the most gaps first."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Literal, Protocol

from checker.reporting.report import PlanReport, Report, RulesetReport
from checker.writers.verdict import tone as tone_of

Tone = Literal["bad", "doubt", "good", "none"]
TONES: tuple[Tone, ...] = ("bad", "doubt", "good", "none")
"""What a plan comes to, the worst first."""
CITY = "Thành phố "


class Named(Protocol):
    """A province: ``ProvinceHead`` and ``ProvinceData``."""

    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Listed:
    """One plan of a run.

    ``name`` is the province's, ``label`` a short one that no two plans share; ``alone``: it is the only
    one of its province. ``tone`` is the worst under the norms that bind it, or under guidance where
    none does; ``gaps`` counts those under norms that bind, ``advised`` those under guidance.
    """

    report: PlanReport
    name: str
    label: str
    alone: bool
    tone: Tone
    gaps: int
    advised: int

    @property
    def id(self) -> str:
        return self.report.plan.id

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


def listed_plans(report: Report) -> tuple[Listed, ...]:
    """The plans of a run, the most gaps first, then by name."""
    short = {province.code: province.short for province in report.provinces}
    several = Counter(plan.plan.province.code for plan in report.plans)
    seen: Counter[int] = Counter()
    plans = []
    for plan in report.plans:
        code = plan.plan.province.code
        seen[code] += 1
        label, alone = short.get(code, plan.plan.province.name), several[code] == 1
        plans.append(_listed(plan, label if alone else f"{label} {seen[code]}", alone=alone))
    return tuple(
        sorted(plans, key=lambda plan: (-plan.gaps, -plan.advised, in_order(plan.report.plan.province), plan.id))
    )


def _listed(plan: PlanReport, label: str, *, alone: bool) -> Listed:
    asked = [found for found in plan.applying if found.assessments]
    binding = [found for found in asked if found.ruleset.binding == "mandatory"]
    advisory = [found for found in asked if found.ruleset.binding == "advisory"]
    tones = {tone_of(found) for found in binding or advisory}
    return Listed(
        report=plan,
        name=place_name(plan.plan.province),
        label=label,
        alone=alone,
        tone=next((tone for tone in TONES if tone in tones), "none"),
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

"""The provinces of a large run in a table: what their plans come to, the worst province first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checker.i18n import Language
from checker.reading.places import provinces
from checker.reporting.chart_entries import ProvinceData
from checker.reporting.tally import ProvinceTally, RequirementTally, Tally
from checker.writers.overview.plans import in_order, place_name
from checker.writers.overview.province import province_pages
from checker.writers.overview.share_map import gaps_each, rounded


@dataclass(frozen=True, slots=True)
class Worst:
    """The requirement that the most plans of a province fail: ``plans`` of them."""

    norm: str
    asked: RequirementTally
    plans: int


@dataclass(frozen=True, slots=True)
class ProvinceLine:
    """One province that has plans. ``page`` is its page, ``gaps_each`` how many gaps a plan has on average."""

    code: int
    name: str
    page: str
    tally: ProvinceTally
    gaps_each: str
    worst: Worst | None

    @property
    def with_gaps(self) -> int:
        return self.tally.outcomes["bad"]


def province_lines(tally: Tally, known: Mapping[int, ProvinceData], language: Language) -> tuple[ProvinceLine, ...]:
    """The provinces that have plans; the one with the most gaps a plan first, then by name."""
    named = {province.code: province for province in provinces()}
    with_plans = {code: found for code, found in tally.provinces.items() if found.plans}
    order = sorted(with_plans, key=lambda code: (-gaps_each(with_plans[code]), *in_order(named[code]), code))
    return tuple(
        ProvinceLine(
            code=code,
            name=place_name(known.get(code) or named[code]),
            page=f"{province_pages(code, with_plans[code].plans)[0].name}.html",
            tally=with_plans[code],
            gaps_each=language.number(rounded(gaps_each(with_plans[code]))),
            worst=_worst(with_plans[code], tally),
        )
        for code in order
    )


def _worst(province: ProvinceTally, tally: Tally) -> Worst | None:
    """Under norms that bind, or under guidance where no plan fails any of those; of equals the first of the norm."""
    for binding in ("mandatory", "advisory"):
        found = list(_failing(province, tally, binding))
        if found:
            return max(found, key=lambda worst: worst.plans)
    return None


def _failing(province: ProvinceTally, tally: Tally, binding: str) -> Iterator[Worst]:
    for (norm, place), plans in sorted(province.failing.items()):
        if tally.norms[norm].head.binding == binding and plans:
            yield Worst(tally.norms[norm].head.number, tally.norms[norm].requirements[place], plans)

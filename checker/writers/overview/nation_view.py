"""What an index says of the whole country: the targets of one norm, and the people whom the plans speak for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from checker.i18n import Language
from checker.reporting.chart_entries import NationData
from checker.reporting.names import NATION_STATUS_NAMES
from checker.reporting.report import Report
from checker.writers.overview.range_bars import RangeBar, range_bar

Target = tuple[NationData, RangeBar | None]


@dataclass(frozen=True, slots=True)
class NationView:
    """The targets that one norm sets the nation, each with its bar, where there is something to draw."""

    targets: tuple[Target, ...]

    def __len__(self) -> int:
        return len(self.targets)

    @property
    def requirements(self) -> frozenset[str]:
        """Those that they follow from; one that no province's own plan is asked has none."""
        return frozenset(nation.requirement for nation, _ in self.targets)

    @property
    def settled(self) -> tuple[Target, ...]:
        """Those that are settled with these plans; the rest wait for other provinces."""
        return tuple(target for target in self.targets if target[0].status != "open")

    @property
    def open(self) -> tuple[Target, ...]:
        """Those that depend on other provinces."""
        return tuple(target for target in self.targets if target[0].status == "open")

    @property
    def counts(self) -> dict[str, int]:
        """How many have each status, the worst first."""
        found: Counter[str] = Counter(nation.status for nation, _ in self.targets)
        return {status: found[status] for status in NATION_STATUS_NAMES if found[status]}


def nation_view(report: Report, ruleset: str) -> NationView:
    """What the report says of the nation under that norm."""
    return NationView(tuple((entry, range_bar(entry)) for entry in report.nation if entry.ruleset == ruleset))


def people_of(report: Report, codes: Collection[int], language: Language) -> tuple[int, str]:
    """How many people live in the provinces of those codes, and what percentage of all, rounded down to one decimal."""
    people = sum(province.population for province in report.provinces if province.code in codes)
    everybody = sum(province.population for province in report.provinces)
    return people, language.number(Decimal(people * 1000 // everybody) / 10) if everybody else "0"

"""A run of any size in little memory: digests are added one by one, and what is kept does not grow with them.

Neither the order in which plans are added nor how they are split between tallies changes anything.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checker.i18n import Language
from checker.reading.load import RulesetFile
from checker.reading.models import Catalogue, Ruleset
from checker.reading.places import provinces
from checker.reporting.build_nation import Nation, nation_of
from checker.reporting.build_sums import GiftsOfRun, no_gifts, sums_of, take
from checker.reporting.digest import PlanDigest
from checker.reporting.entries import SumData
from checker.reporting.norm_tally import NormTally, RequirementTally, no_plans, sum_up
from checker.reporting.outcomes import Outcome, Tone
from checker.reporting.province_tally import PlanLine, ProvinceTally, line_of
from checker.reporting.report import weight_of
from checker.reporting.voices import VoicesOfRun, hear, no_voices

if TYPE_CHECKING:
    from checker.reading.province_table import ProvinceTable

__all__ = ["MOST", "NormTally", "PlanLine", "ProvinceTally", "RequirementTally", "Tally"]

MOST = 20
"""So many plans are named: those with the most gaps."""


@dataclass(slots=True)
class Tally:
    """All plans of a run. ``Tally.over`` begins one.

    ``norms`` in the order of the run's rulesets; ``provinces`` has all of the country by their codes, in that order,
    also those without a plan. ``failed`` files could not be checked, so that nobody knows whose they are. ``reused``
    plans were judged in an earlier run. To ``judged`` plans a norm applies. ``plans_under_review`` have
    ``review_entries`` between them; ``open`` plans have a verdict that is not final.
    """

    norms: tuple[NormTally, ...]
    provinces: dict[int, ProvinceTally]
    voices: VoicesOfRun
    gifts: GiftsOfRun
    plans: int = 0
    failed: int = 0
    reused: int = 0
    judged: int = 0
    plans_under_review: int = 0
    review_entries: int = 0
    open: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    tones: Counter[Tone] = field(default_factory=Counter)
    most_gaps: list[PlanLine] = field(default_factory=list)
    """At most ``MOST`` that have gaps, the most first; of equals by province and name."""

    @classmethod
    def over(cls, rulesets: Sequence[RulesetFile], catalogue: Catalogue, language: Language) -> Tally:
        """No plan yet, of a run with these rulesets whose texts are in that language."""
        models = [found.ruleset for found in rulesets]
        return cls(
            norms=tuple(no_plans(found, catalogue, language) for found in rulesets),
            provinces={province.code: ProvinceTally() for province in provinces()},
            voices=no_voices(models),
            gifts=no_gifts(models),
        )

    @property
    def binding(self) -> list[NormTally]:
        """The norms that bind a plan, those that ask most first, as in ``Report.norms``."""
        found = [norm for norm in self.norms if norm.bound]
        return sorted(found, key=lambda norm: weight_of(norm.head, minimums=bool(norm.requirements)))

    def add(self, digest: PlanDigest, *, reused: bool = False) -> None:
        """Adds one plan."""
        hear(self.voices, digest)
        take(self.gifts, digest)
        for tally, norm in zip(self.norms, digest.norms, strict=True):
            tally.add(norm, tasks_read=digest.tasks_read)
        self.provinces[digest.province_code].add(digest)
        self.plans += 1
        self.reused += reused
        self.judged += digest.judged
        self.plans_under_review += bool(digest.review_entries)
        self.review_entries += digest.review_entries
        self.open += not digest.final
        self.outcomes[digest.outcome] += 1
        self.tones[digest.tone] += 1
        if digest.gaps or digest.advised:
            self._name(line_of(digest))

    def fail(self) -> None:
        """Adds a file that could not be checked."""
        self.failed += 1

    def merge(self, other: Tally) -> None:
        """Adds the plans of another part of the run."""
        for voices, its_voices in zip(self.voices, other.voices, strict=True):
            for mine, its in zip(voices, its_voices, strict=True):
                mine.merge(its)
        for gifts, its_gifts in zip(self.gifts, other.gifts, strict=True):
            for my_gifts, its_own in zip(gifts, its_gifts, strict=True):
                my_gifts.merge(its_own)
        for norm, its_norm in zip(self.norms, other.norms, strict=True):
            norm.merge(its_norm)
        for code, province in self.provinces.items():
            province.merge(other.provinces[code])
        sum_up(self, other)
        for line in other.most_gaps:
            self._name(line)

    def nation(
        self, rulesets: Sequence[Ruleset], catalogue: Catalogue, table: ProvinceTable, language: Language
    ) -> Nation:
        """What the nation comes to by all plans, without the values of single ones."""
        return nation_of(rulesets, catalogue, self.voices, table, language)

    def sums(self, rulesets: Sequence[Ruleset], language: Language) -> tuple[SumData, ...]:
        """What all plans add up to, without what single ones give."""
        return sums_of(rulesets, self.gifts, language)

    def _name(self, line: PlanLine) -> None:
        insort(self.most_gaps, line, key=_most_gaps_first)
        del self.most_gaps[MOST:]


def _most_gaps_first(line: PlanLine) -> tuple[int, int, int, str]:
    return -line.gaps, -line.advised, line.province_code, line.name

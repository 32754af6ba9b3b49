"""One norm over many plans, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from checker.i18n import Language
from checker.judging.assess import GAPS, Status
from checker.reading.load import RulesetFile
from checker.reading.models import Catalogue, Ruleset
from checker.reporting.build_rulesets import ruleset_head
from checker.reporting.digest import NormDigest
from checker.reporting.outcomes import Tone
from checker.reporting.report import RulesetHead
from checker.reporting.wording import asked_by

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(slots=True)
class RequirementTally:
    """One requirement over the plans that its norm binds: how many have each status, how many verdicts are not final.

    The texts are as in ``AssessmentData``, ``clause_title`` is None where the clause has none.
    """

    requirement: str
    indicator: str
    clause: str
    clause_title: str | None
    name: str
    asked_text: str
    severity: str
    counts: Counter[Status] = field(default_factory=Counter)
    open: int = 0

    @property
    def asked(self) -> int:
        """How many plans are asked: the norm binds them, and it is within their period."""
        return sum(count for status, count in self.counts.items() if status != "not_applicable")

    @property
    def met(self) -> int:
        return self.counts["met"] + self.counts["exceeded"]

    @property
    def gaps(self) -> int:
        return sum(count for status, count in self.counts.items() if status in GAPS)


@dataclass(slots=True)
class NormTally:
    """One norm over all plans of a run; all numbers but ``gaps`` and those of tasks are numbers of plans.

    ``rules`` has all plans by the rule that decided whether the norm binds them. Of those bound: ``conforming`` and
    ``with_gaps`` (of the others nothing can be said before a review); ``open`` have a verdict that is not final;
    ``tones``. ``tasks_read`` of them say what they assign; ``tasks_found`` and ``tasks_late`` of ``tasks_asked`` add
    up over those. ``requirements`` in the order of the norm; without any, it only sets tasks.
    """

    head: RulesetHead
    requirements: tuple[RequirementTally, ...]
    bound: int = 0
    unbound: int = 0
    conforming: int = 0
    with_gaps: int = 0
    open: int = 0
    gaps: int = 0
    tones: Counter[Tone] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    tasks_read: int = 0
    tasks_asked: int = 0
    tasks_found: int = 0
    tasks_late: int = 0

    @property
    def undecided(self) -> int:
        """Of how many plans it cannot be said yet whether they conform: no gaps, but entries to be reviewed."""
        return self.bound - self.conforming - self.with_gaps

    @property
    def counts(self) -> Counter[Status]:
        """How many verdicts have each status, over all requirements and plans."""
        found: Counter[Status] = Counter()
        for requirement in self.requirements:
            found.update(requirement.counts)
        return found

    def add(self, norm: NormDigest, *, tasks_read: bool) -> None:
        """Adds one plan; ``tasks_read`` as of ``PlanDigest``."""
        self.rules[norm.rule] += 1
        if not norm.applies:
            self.unbound += 1
            return
        gaps = norm.gaps
        self.bound += 1
        self.conforming += norm.conforms
        self.with_gaps += gaps > 0
        self.open += not norm.final
        self.gaps += gaps
        self.tones[norm.tone] += 1
        if tasks_read:
            self.tasks_read += 1
            self.tasks_asked += norm.tasks_asked
            self.tasks_found += norm.tasks_found
            self.tasks_late += norm.tasks_late
        for requirement, status in zip(self.requirements, norm.statuses, strict=True):
            requirement.counts[status] += 1
        for place in norm.open:
            self.requirements[place].open += 1

    def merge(self, other: NormTally) -> None:
        """Adds the plans of another part of the run."""
        for requirement, its in zip(self.requirements, other.requirements, strict=True):
            sum_up(requirement, its)
        sum_up(self, other)


def no_plans(ruleset: RulesetFile, catalogue: Catalogue, language: Language) -> NormTally:
    """To begin with."""
    return NormTally(ruleset_head(ruleset, language), tuple(_requirements(ruleset.ruleset, catalogue, language)))


def _requirements(ruleset: Ruleset, catalogue: Catalogue, language: Language) -> Iterator[RequirementTally]:
    titles = {clause.id: clause.title.text(language.code) for clause in ruleset.clauses}
    for requirement in ruleset.requirements:
        indicator = catalogue.indicators[requirement.indicator]
        yield RequirementTally(
            requirement=requirement.id,
            indicator=requirement.indicator,
            clause=requirement.clause,
            clause_title=titles.get(requirement.clause),
            name=indicator.name.text(language.code),
            asked_text=asked_by(requirement, indicator, language),
            severity=requirement.severity,
        )


def sum_up(mine: DataclassInstance, other: DataclassInstance) -> None:
    """Adds the numbers and counts of one tally to those of another of its kind."""
    for part in fields(mine):
        value = getattr(mine, part.name)
        if isinstance(value, int):
            setattr(mine, part.name, value + getattr(other, part.name))
        elif isinstance(value, Counter):
            value.update(getattr(other, part.name))

"""From a document to what it sets: read, outline, find; each part does one step, and this one calls them in turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from checker.extracting.document import Paragraph, Source, Table
from checker.extracting.documents.read import read_source
from checker.extracting.doubts import YEAR_OF_NEIGHBOUR, Doubt
from checker.extracting.findings import Assigned, Findings, Present, Target
from checker.extracting.grammar.lexicon import Lexicon
from checker.extracting.grammar.orphans import pair_orphans
from checker.extracting.grammar.prose import read_paragraph
from checker.extracting.head.header import HeaderFacts, read_header, with_target_years
from checker.extracting.head.header_facts import Fact
from checker.extracting.outlines.outline import Place, outline
from checker.extracting.outlines.parts import parts_of
from checker.extracting.tables.columns import Layout, layout_of
from checker.extracting.tables.flat_tables import read_flat_table
from checker.extracting.tables.tables import read_table
from checker.extracting.tasks.task_lexicon import TaskLexicon
from checker.extracting.tasks.task_lists import read_task_lists
from checker.extracting.tasks.task_tables import is_task_table, read_task_table
from checker.extracting.tokens import tokens_of
from checker.i18n import N_
from checker.reading.dates import PartialDate
from checker.reading.library import Library
from checker.reading.load import MAX_COMMITMENTS, MAX_PER_INDICATOR
from checker.reading.models import Catalogue, Ruleset, TaskGroup
from checker.reading.places import find_province, merged_into

MAX_PRESENTS, MAX_TASKS, MAX_PASSED_OVER = 500, 1000, 5000

Found = TypeVar("Found", Target, Present, Assigned)


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document and all that was found in it; ``places`` has one for each block, ``remarks`` are on the whole."""

    source: Source
    places: tuple[Place, ...]
    header: HeaderFacts
    findings: Findings
    remarks: tuple[Doubt, ...] = ()

    def heading_of(self, block: int) -> str:
        """The heading that the block stands under, with its number."""
        titles = self.places[block].titles
        return titles[-1] if titles else ""


@dataclass(frozen=True, slots=True)
class Given:
    """What a user says of the document, and is sure of; a former province is one as well."""

    province: str | None = None
    issued: PartialDate | None = None


def extract(
    path: Path, library: Library, step: Callable[[int, int], None] | None = None, given: Given | None = None
) -> Extracted:
    """Reads the document at ``path`` and finds what it sets; ``step`` is told (page, pages) as they are read.

    Raises Unreadable.
    """
    return extract_from(read_source(path, step), library, given)


def extract_from(source: Source, library: Library, given: Given | None = None) -> Extracted:
    """The same of a document that was read."""
    rulesets = [file.ruleset for file in library.rulesets]
    groups = [group for ruleset in rulesets for group in ruleset.groups]
    parts = parts_of(source.blocks)
    places = outline(source, groups, parts)
    header = _with_given(read_header(source, rulesets, parts), given or Given())
    aims = Aims(library.catalogue, rulesets, groups, milestones_of(rulesets), header.issued.value)
    kept, remarks = _limited(find(source, places, aims))
    years = [year for target in kept.targets if (year := target.by or target.from_) is not None]
    asked_until = max((max(asked) for asked in aims.milestones.values()), default=0)
    return Extracted(source, places, with_target_years(header, years, asked_until), kept, remarks)


def _with_given(facts: HeaderFacts, given: Given) -> HeaderFacts:
    if given.issued is not None:
        facts = replace(facts, issued=Fact(given.issued))
    if given.province is not None:
        present, former = find_province(given.province), merged_into(given.province)
        if present is None and former is not None:
            facts = replace(facts, province=Fact(former.name), province_then=given.province)
        else:
            facts = replace(facts, province=Fact(given.province), province_then=None)
    return facts


def milestones_of(rulesets: Iterable[Ruleset]) -> Mapping[str, frozenset[int]]:
    """The years for which a norm asks something of an indicator."""
    years: dict[str, set[int]] = {}
    for ruleset in rulesets:
        for requirement in ruleset.requirements:
            if requirement.year is not None:
                years.setdefault(requirement.indicator, set()).add(requirement.year)
    return {indicator: frozenset(found) for indicator, found in years.items()}


@dataclass(frozen=True, slots=True)
class Aims:
    """What is looked for, and the day the document is of (None: unknown), by which past and future are told apart.

    ``groups`` are the norms' groups of tasks.
    """

    catalogue: Catalogue
    rulesets: Sequence[Ruleset]
    groups: Sequence[TaskGroup]
    milestones: Mapping[str, frozenset[int]]
    issued: PartialDate | None = None


def find(source: Source, places: Sequence[Place], aims: Aims) -> Findings:
    """Everything found, in the order of the document, nothing twice from the same words."""
    lexicon = Lexicon.of(aims.catalogue)
    norm_tasks = TaskLexicon.of(aims.rulesets, aims.catalogue)

    def answers(title: str) -> tuple[str, ...]:
        return norm_tasks.answers(tokens_of(title))

    found: list[Findings] = []
    tasks: list[Assigned] = []
    above: Layout | None = None
    for number, (block, place) in enumerate(zip(source.blocks, places, strict=True)):
        if isinstance(block, Paragraph):
            year = aims.issued.year if aims.issued else None
            said = read_paragraph(
                block.text, number, place, block.page_at, lexicon, aims.catalogue, year, aims.milestones
            )
            found.append(_of_scraps(said, block.text, place))
            above = None
            continue
        if isinstance(block, Table):
            found.append(read_table(block, number, place, lexicon, aims.catalogue, aims.milestones, aims.issued, above))
            above = layout_of(block, above)
        else:
            found.append(read_flat_table(block, number, place, lexicon, aims.catalogue, aims.milestones, aims.issued))
            above = None
        if is_task_table(block):
            tasks += read_task_table(block, number, place, aims.groups, answers)
    tasks += read_task_lists(source, places, tasks, answers)
    targets = [target for one in found for target in one.targets]
    targets += pair_orphans(source.blocks, places, lexicon, aims.catalogue, aims.milestones)
    return Findings(
        targets=in_order(targets),
        presents=in_order(present for one in found for present in one.presents),
        tasks=in_order([*(task for one in found for task in one.tasks), *tasks]),
        passed_over=tuple(passed for one in found for passed in one.passed_over),
    )


def _of_scraps(found: Findings, text: str, place: Place) -> Findings:
    """What was found in words without an end in an annex of targets: scraps of a table, whose columns have other years."""
    if place.role != "annex_targets" or place.by is None or text.rstrip().endswith((".", ";", ":")):
        return found
    targets = [
        replace(target, doubts=(YEAR_OF_NEIGHBOUR.doubt(year=str(target.by)),))
        if target.by == place.by and not target.doubts and str(target.by) not in target.evidence.quote
        else target
        for target in found.targets
    ]
    return replace(found, targets=tuple(targets))


def in_order(found: Iterable[Found]) -> tuple[Found, ...]:
    """By block and row, else as its reader gave it; what says the same of the same words is said once."""
    once: dict[tuple[object, ...], Found] = {}
    for one in found:
        once.setdefault(_identity(one), one)
    return tuple(sorted(once.values(), key=_place))


def _identity(found: Target | Present | Assigned) -> tuple[object, ...]:
    where = (found.evidence.spans, found.evidence.where, found.evidence.quote)
    if isinstance(found, Target):
        return (found.indicator, found.comparator, found.values, found.unit, found.by, found.from_, where)
    if isinstance(found, Present):
        return (found.indicator, found.value, found.unit, str(found.as_of), where)
    return (found.title, where)


def _place(found: Target | Present | Assigned) -> tuple[int, int]:
    spans = found.evidence.spans
    return (spans[0].block, spans[0].row or 0) if spans else (0, 0)


def _limited(findings: Findings) -> tuple[Findings, tuple[Doubt, ...]]:
    """As much as a plan file can hold, and what to say of the rest."""
    seen: Counter[str] = Counter()
    targets: list[Target] = []
    for target in findings.targets:
        seen[target.indicator] += 1
        if seen[target.indicator] <= MAX_PER_INDICATOR:
            targets.append(target)
    remarks = []
    kept = (targets[:MAX_COMMITMENTS], findings.presents[:MAX_PRESENTS], findings.tasks[:MAX_TASKS])
    counts = ((findings.targets, kept[0]), (findings.presents, kept[1]), (findings.tasks, kept[2]))
    for message, (all_, some) in zip(_TOO_MANY, counts, strict=True):
        if len(some) < len(all_):
            remarks.append(Doubt(message, values={"count": str(len(all_)), "kept": str(len(some))}))
    limited = replace(
        findings,
        targets=tuple(kept[0]),
        presents=kept[1],
        tasks=kept[2],
        passed_over=findings.passed_over[:MAX_PASSED_OVER],
    )
    return limited, tuple(remarks)


_TOO_MANY = (
    N_("{count} targets were found, more than a plan file holds; the draft has the first {kept}"),
    N_("{count} present values were found; the draft has the first {kept}"),
    N_("{count} tasks were found; the draft has the first {kept}"),
)

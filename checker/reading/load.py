"""Loads plans, rulesets and the catalogue: files in, frozen models out, or every problem at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from checker.i18n import N_
from checker.problems import InvalidFile, Problem, shown
from checker.reading.document import Document, Path_, parse_document, read_bytes, read_document
from checker.reading.models import COMPARATORS, Acceptances, Catalogue, Plan, Ruleset
from checker.reading.places import Province, find_province, merged_into, nearest_province
from checker.reading.ruleset_checks import check_indicator, check_phrases, check_ruleset, unknown_indicator
from checker.reading.validate import validate

MAX_COMMITMENTS = 1000
MAX_PER_INDICATOR = 150
_MOST_ENTRIES = {"baselines": 1000, "tasks": 2000, "unread_tables": 1000, "implements": 200}
"""Of other sections; a plan file holds some dozens."""
_MOST_NAMES = 200
"""So many leads, partners or answers a task may have."""


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan, its province, and the file they stand in."""

    plan: Plan
    province: Province
    document: Document


@dataclass(frozen=True, slots=True)
class RulesetFile:
    """A ruleset and the file it stands in."""

    ruleset: Ruleset
    document: Document


def load_plan(path: Path, catalogue: Catalogue) -> PlanFile:
    """The plan file at ``path``. Raises InvalidFile with every problem found in it."""
    return parse_plan(read_bytes(path, str(path)), str(path), path.stem, catalogue)


def parse_plan(raw: bytes, file: str, stem: str, catalogue: Catalogue) -> PlanFile:
    """The plan that is the content of a file; ``file`` is what messages call it, ``stem`` its name. Raises InvalidFile."""
    document, problems = parse_document(raw, file)
    plan = validate(Plan, document, problems)
    data = document.data
    problems += check_plan(document, plan, catalogue)
    name = data.get("province")
    province = find_province(name) if isinstance(name, str) else None
    if province is None and isinstance(name, str) and data.get("province_then"):
        province = merged_into(name)
    if isinstance(name, str) and province is None:
        problems.append(_unknown_province(document, name))
    if isinstance(data.get("id"), str) and data["id"] != stem:
        what = N_("the id “{id}” differs from the file’s name; write id: {stem}, or rename the file to {id}.yaml")
        problems.append(document.problem(("id",), what, id=shown(data["id"]), stem=stem))
    if problems or plan is None or province is None:
        raise InvalidFile(problems)
    return PlanFile(plan, province, document)


def check_plan(document: Document, plan: Plan | None, catalogue: Catalogue) -> Iterable[Problem]:
    """What no single key of a plan shows; ``plan`` is None where the document does not fit the model."""
    for section in ("commitments", "baselines"):
        yield from _check_bounded(document, section, catalogue, numbers=section == "commitments")
    if plan and plan.covers and plan.covers.from_ > plan.covers.to:
        what = N_("the plan ends ({to}) before it begins ({start}); exchange the two years")
        yield document.problem(("covers",), what, to=plan.covers.to, start=plan.covers.from_)
    if plan:
        yield from _check_size(document, plan)


def load_catalogue(path: Path, *, phrases: bool = True) -> Catalogue:
    """The indicator catalogue at ``path``. Raises InvalidFile.

    ``phrases``: whether its phrases are checked as well, which takes longer than all the rest; only a document that
    is read needs them.
    """
    document, problems = read_document(path)
    catalogue = validate(Catalogue, document, problems)
    if catalogue:
        for key, indicator in catalogue.indicators.items():
            problems += check_indicator(document, key, indicator)
        if phrases:
            problems += check_phrases(document, catalogue)
    if problems or catalogue is None:
        raise InvalidFile(problems)
    return catalogue


def load_ruleset(path: Path, catalogue: Catalogue) -> RulesetFile:
    """The ruleset file at ``path``. Raises InvalidFile."""
    document, problems = read_document(path)
    ruleset = validate(Ruleset, document, problems)
    problems += _check_bounded(document, "requirements", catalogue, numbers=True)
    if ruleset:
        problems += check_ruleset(document, ruleset, catalogue)
    if problems or ruleset is None:
        raise InvalidFile(problems)
    return RulesetFile(ruleset, document)


def load_acceptances(path: Path, rulesets: Iterable[RulesetFile] = ()) -> Acceptances:
    """The file of accepted gaps at ``path``.

    Raises InvalidFile, also for a requirement that its ruleset, if it is among ``rulesets``, has not.
    """
    document, problems = read_document(path)
    acceptances = validate(Acceptances, document, problems)
    known = {r.ruleset.id: [requirement.id for requirement in r.ruleset.requirements] for r in rulesets}
    for index, acceptance in enumerate(acceptances.acceptances if acceptances else ()):
        ids = known.get(acceptance.requirement.partition("/")[0])
        if ids is not None and acceptance.requirement not in ids:
            close = get_close_matches(acceptance.requirement, ids, 1)
            what = N_("unknown requirement “{id}”; write its id as the report shows it")
            if close:
                what = N_("unknown requirement “{id}”; did you mean “{close}”?")
            place = ("acceptances", index, "requirement")
            problems.append(
                document.problem(place, what, id=shown(acceptance.requirement), close=close[0] if close else "")
            )
    if problems or acceptances is None:
        raise InvalidFile(problems)
    return acceptances


def _check_bounded(document: Document, section: str, catalogue: Catalogue, *, numbers: bool) -> Iterable[Problem]:
    """Checks that reach over several keys, on the raw data, so that one run finds them all."""
    items = document.data.get(section)
    for index, item in enumerate(items if isinstance(items, tuple) else ()):
        if not isinstance(item, dict):
            continue
        path: Path_ = (section, index)
        key = item.get("indicator")
        if isinstance(key, str) and key not in catalogue.indicators:
            yield unknown_indicator(document, (*path, "indicator"), key, catalogue)
        if not numbers:
            continue
        given = [c for c in COMPARATORS if item.get(c) is not None]
        for extra in given[1:]:
            what = N_(
                "a second comparator, “{extra}” beside “{first}”; keep one, and write the other as a commitment of its own"
            )
            yield document.key_problem((*path, extra), what, extra=extra, first=given[0])
        if item.get("by") is not None and item.get("from") is not None:
            what = N_("both “by” and “from”; keep by for “đến năm”, or from for “từ năm”")
            yield document.key_problem((*path, "from"), what)


def _check_size(document: Document, plan: Plan) -> Iterable[Problem]:
    """Every target is set against every other of its indicator, so that their number has a bound."""
    if len(plan.commitments) > MAX_COMMITMENTS:
        what = N_("more than {limit} targets; a plan sets some dozens: split the file")
        yield document.problem(("commitments", MAX_COMMITMENTS), what, limit=MAX_COMMITMENTS)
    lists: list[tuple[Path_, Sequence[object], int]] = [
        ((section,), getattr(plan, section), limit) for section, limit in _MOST_ENTRIES.items()
    ]
    for number, task in enumerate(plan.tasks):
        for name in ("lead", "partners", "answers"):
            lists.append((("tasks", number, name), getattr(task, name), _MOST_NAMES))
    for path, entries, limit in lists:
        if len(entries) > limit:
            what = N_("more than {limit} entries; a plan has some dozens: split the file")
            yield document.problem((*path, limit), what, limit=limit)
    seen: Counter[str] = Counter()
    for index, commitment in enumerate(plan.commitments):
        seen[commitment.indicator] += 1
        if seen[commitment.indicator] == MAX_PER_INDICATOR + 1:
            what = N_("more than {limit} targets on one indicator; a plan sets a handful: keep what the document says")
            yield document.problem(("commitments", index), what, limit=MAX_PER_INDICATOR)


def _unknown_province(document: Document, name: str) -> Problem:
    now = merged_into(name)
    if now:
        what = N_("“{name}” is part of {now} since 2025; write province: {now} and province_then: {name}")
        return document.problem(("province",), what, name=shown(name), now=now.name)
    close = nearest_province(name)
    if close:
        what = N_("“{name}” is not one of the 34 provinces and cities; did you mean province: {close}?")
        return document.problem(("province",), what, name=shown(name), close=close)
    what = N_(
        "“{name}” is not one of the 34 provinces and cities; write the present name, and an old one as province_then"
    )
    return document.problem(("province",), what, name=shown(name))

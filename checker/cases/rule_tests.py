"""Rule tests, ``rulesets/<id>.test.yaml``: plans in a few lines, and what the norm must make of each.

The format is explained at the head of ``rulesets/nq72.test.yaml``, for people who know the law and
not Python. ``checker.cases.run_rule_tests`` judges the cases.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from checker.i18n import N_
from checker.judging.assess import Status
from checker.judging.assess_tasks import TaskStatus
from checker.problems import InvalidFile, Problem
from checker.reading.document import Document, Path_, read_document
from checker.reading.fields import Day, Flag, Level, Slug, SomeDate, Text
from checker.reading.library import UnknownRuleset, load_library
from checker.reading.load import PlanFile, RulesetFile, check_plan
from checker.reading.models import Baseline, Catalogue, Commitment, Model, Plan, Task, UnreadTable, Years
from checker.reading.numbers import read_number
from checker.reading.places import find_province
from checker.reading.validate import validate
from checker.reporting.names import RULE_MEANINGS

PLAN_ID = "case"
SHOWN = 20
"""So many known names a message lists."""
_PROVINCE = "Bắc Ninh"
"""A plan needs some province; no rule looks at which."""


def _read_amount(value: Any) -> bool | Decimal:
    return True if str(value).strip().lower() in ("true", "yes", "có") else read_number(value)


def _one_word(key: str) -> BeforeValidator:
    """``weaker`` for ``{status: weaker}``."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) else value)


Amount = Annotated[bool | Decimal, BeforeValidator(_read_amount)]
"""By how much, or ``true`` for any amount."""
ObservationKind = Literal[
    "contradiction", "regression", "implausible_year", "unread_table", "approximate_wording",
    "hedged", "pace", "task_late", "task_incomplete", "group_uncovered",
]  # fmt: skip


class Fragment(Model):
    """As much of a plan as a case is about.

    Left out: ``issued`` is the first day that the norm binds; all else as a plan file leaves it out.
    """

    issued: SomeDate | None = None
    kind: Literal["programme", "plan", "annual-plan", "summary"] = "plan"
    level: Level = "province"
    implements: tuple[Text, ...] = ()
    covers: Years | None = None
    commitments: tuple[Commitment, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    tasks: tuple[Task, ...] = ()
    unread_tables: tuple[UnreadTable, ...] = ()


class ExpectedStatus(Model):
    """What must become of a requirement; where one shortfall is named, no other may be found.

    ``value`` is in the indicator's unit, ``deadline`` in years; ``rule`` is any of those that led to it.
    """

    status: Status
    value: Amount | None = None
    strictness: Flag = False
    scope: Flag = False
    deadline: Amount | None = None
    rule: Text | None = None

    @property
    def shortfalls(self) -> dict[str, bool | Decimal]:
        """The shortfalls that are named, each with its amount."""
        said = {"value": self.value, "strictness": self.strictness, "scope": self.scope, "deadline": self.deadline}
        return {kind: by for kind, by in said.items() if by is not None and by is not False}


class ExpectedTask(Model):
    """What must become of one of the norm's tasks."""

    status: TaskStatus
    rule: Text | None = None


class ExpectedObservation(Model):
    """A remark; ``about`` is an indicator, or a requirement, task or group of the norm."""

    kind: ObservationKind
    about: Text | None = None
    rule: Text | None = None


class RuleTest(Model):
    """One case. What it does not name, it does not test.

    ``rule`` is the one that decides whether the norm applies; ``accepted`` are gaps that a reviewer
    accepted, each until its day, and ``as_of`` is the day of the check, left out the plan's own.
    """

    name: Text
    note: Text | None = None
    plan: Fragment = Fragment()
    accepted: dict[str, Day] = Field(default_factory=dict)
    as_of: Day | None = None
    applies: Flag | None = None
    rule: Text | None = None
    conforms: Flag | None = None
    expect: dict[str, Annotated[ExpectedStatus, _one_word("status")]] = Field(default_factory=dict)
    tasks: dict[str, Annotated[ExpectedTask, _one_word("status")]] = Field(default_factory=dict)
    observations: tuple[Annotated[ExpectedObservation, _one_word("kind")], ...] = ()
    no_observations: tuple[Annotated[ExpectedObservation, _one_word("kind")], ...] = ()


class RuleTests(Model):
    """A file of cases, all under one ruleset."""

    schema_: Literal["ruleset-test/1"] = Field(alias="schema")
    ruleset: Slug
    cases: tuple[RuleTest, ...]


@dataclass(frozen=True, slots=True)
class RuleTestFile:
    """The cases of a file, and what they are judged by."""

    cases: tuple[RuleTest, ...]
    ruleset: RulesetFile
    catalogue: Catalogue
    document: Document

    def full_id(self, slug: str) -> str:
        """``insurance-2030`` as ``nq72/insurance-2030``; a full id as it is."""
        return slug if "/" in slug else f"{self.ruleset.ruleset.id}/{slug}"

    def plan_file(self, number: int) -> PlanFile:
        """The plan of a case, with all that it leaves out filled in; its places are those of the test file."""
        case, terms = self.cases[number], self.ruleset.ruleset
        # what a plan file does not speak of is not the same as what it leaves empty
        fields = {name: getattr(case.plan, name) for name in case.plan.model_fields_set}
        first_day = str(terms.applies_to.issued_from or terms.issued)
        head = {"schema": "plan/1", "id": PLAN_ID, "province": _PROVINCE, "title": case.name}
        plan = Plan.model_validate({**head, **fields, "issued": case.plan.issued or first_day})
        path: Path_ = ("cases", number)
        if "plan" in self.document.data["cases"][number]:
            document = self.document.part((*path, "plan"))
        else:
            document = replace(self.document.part(path), data={})
        province = find_province(_PROVINCE)
        if province is None:
            raise ValueError(f"{_PROVINCE} is no province")
        return PlanFile(plan, province, document)


def load_rule_tests(path: Path) -> RuleTestFile:
    """The file of rule tests at ``path``, with the ruleset beside it, or else the one in use of that id.

    Raises InvalidFile with every problem found in the file, or in its ruleset.
    """
    document, problems = read_document(path)
    tests = validate(RuleTests, document, problems)
    if tests is None:
        raise InvalidFile(problems)
    beside = path.parent / f"{tests.ruleset}.yaml"
    try:
        library = load_library([str(beside) if beside.is_file() else tests.ruleset])
    except UnknownRuleset as error:
        raise InvalidFile([*problems, _unknown(document, ("ruleset",), tests.ruleset, error.known)]) from None
    file = RuleTestFile(tests.cases, library.rulesets[0], library.catalogue, document)
    problems += _check_names(file)
    for number in range(len(file.cases)):
        problems += _check_case(file, number)
    if problems:
        raise InvalidFile(problems)
    return file


def _check_names(file: RuleTestFile) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for number, case in enumerate(file.cases):
        path = ("cases", number, "name")
        line = file.document.mark(path)[0]
        if seen.setdefault(case.name, line) != line:
            what = N_("a case of this name stands on line {line} already; say what is different here")
            yield file.document.problem(path, what, line=seen[case.name])


def _check_case(file: RuleTestFile, number: int) -> Iterator[Problem]:
    """What the model does not show: ids, and a case that tests nothing."""
    case, document, path = file.cases[number], file.document, ("cases", number)
    named = (case.expect, case.tasks, case.observations, case.no_observations)
    checked = (case.applies, case.rule, case.conforms)
    if not any(named) and all(value is None for value in checked):
        what = N_("this case expects nothing; add expect:, for example expect: {example}")
        yield document.problem(path, what, example="{insurance-2030: met}")
    plan = file.plan_file(number)
    yield from check_plan(plan.document, plan.plan, file.catalogue)
    part = document.part(path)
    yield from _check_ids(file, case, part)
    yield from _check_rules(case, part)


def _check_ids(file: RuleTestFile, case: RuleTest, part: Document) -> Iterator[Problem]:
    """``part`` is the case in the document."""
    norm = file.ruleset.ruleset
    requirements, tasks = [r.id for r in norm.requirements], [t.id for t in norm.tasks]
    groups = [g.id for g in norm.groups]
    for section, slugs, known in (
        ("expect", case.expect, requirements),
        ("accepted", case.accepted, requirements),
        ("tasks", case.tasks, tasks),
    ):
        for slug in slugs:
            if file.full_id(slug) not in known:
                yield replace(_unknown(part, (), slug, known), mark=part.key_mark((section, slug)))
    for index, task in enumerate(case.plan.tasks):
        for place, answer in enumerate(task.answers):
            if answer.partition("/")[0] == norm.id and answer not in tasks:
                yield _unknown(part, ("plan", "tasks", index, "answers", place), answer, tasks)
    things = [*requirements, *tasks, *groups, *file.catalogue.indicators]
    for at, remark in _remarks(case):
        if remark.about and remark.about not in things and file.full_id(remark.about) not in things:
            yield _unknown(part, (*at, "about"), remark.about, things)


def _check_rules(case: RuleTest, part: Document) -> Iterator[Problem]:
    named: list[tuple[Path_, str | None]] = [(("rule",), case.rule)]
    named += [(("expect", slug, "rule"), expected.rule) for slug, expected in case.expect.items()]
    named += [(("tasks", slug, "rule"), expected.rule) for slug, expected in case.tasks.items()]
    named += [((*at, "rule"), remark.rule) for at, remark in _remarks(case)]
    for at, rule in named:
        if rule and rule not in RULE_MEANINGS:
            yield _unknown(part, at, rule, list(RULE_MEANINGS))


def _remarks(case: RuleTest) -> Iterator[tuple[Path_, ExpectedObservation]]:
    for section in ("observations", "no_observations"):
        for index, remark in enumerate(getattr(case, section)):
            yield (section, index), remark


def _unknown(document: Document, path: Path_, name: str, known: Sequence[str]) -> Problem:
    """Something by a name that nothing has; the nearest known one is proposed, with or without the norm’s id."""
    slugs = [id_.rpartition("/")[2] for id_ in known]
    close = get_close_matches(name, [*known, *slugs], 1)
    if close:
        return document.problem(path, N_("“{name}” is not known; did you mean “{close}”?"), name=name, close=close[0])
    shown = ", ".join(slugs[:SHOWN]) + (", …" if len(slugs) > SHOWN else "")
    return document.problem(path, N_("“{name}” is not known; write one of: {known}"), name=name, known=shown)

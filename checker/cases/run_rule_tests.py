"""Judges the cases of rule tests the very way a plan is judged, and compares with what they expect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from checker.cases.rule_tests import PLAN_ID, ExpectedObservation, ExpectedStatus, RuleTest, RuleTestFile
from checker.i18n import N_, Language
from checker.judging.assess import GAPS, Assessment, Shortfall
from checker.judging.bounds import ceiling_of, floor_of
from checker.judging.rules import RULES
from checker.reading.document import Path_
from checker.reading.models import Acceptance, Indicator, Requirement
from checker.reporting.build_report import build_plan_report
from checker.reporting.entries import AssessmentData, ObservationData
from checker.reporting.names import OBSERVATION_NAMES, RULE_MEANINGS, STATUS_NAMES, TASK_STATUS_NAMES
from checker.reporting.report import PlanReport, RulesetReport
from checker.reporting.wording import gap_in_short

CaseKind = Literal["met", "exceeded", "gap"]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """What turned out otherwise than a case expects: ``path`` is the expectation in the test file."""

    path: Path_
    about: str
    expected: str
    found: str
    why: str | None = None
    """What was compared, and the rule that decided."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case; it passes where nothing is otherwise than expected."""

    number: int
    name: str
    mismatches: tuple[Mismatch, ...]


def run_rule_tests(file: RuleTestFile, language: Language) -> tuple[Outcome, ...]:
    """Every case, in order. Raises EngineUnavailable, EngineFailure."""
    outcomes = []
    for number, case in enumerate(file.cases):
        report = judge_case(file, number, language)
        mismatches = _compare(case, report.rulesets[0], report, file, language)
        under_case = [Mismatch(("cases", number, *m.path), m.about, m.expected, m.found, m.why) for m in mismatches]
        outcomes.append(Outcome(number, case.name, tuple(under_case)))
    return tuple(outcomes)


def judge_case(file: RuleTestFile, number: int, language: Language) -> PlanReport:
    """The report of a case's plan under the file's one ruleset. Raises EngineUnavailable, EngineFailure."""
    case, plan = file.cases[number], file.plan_file(number)
    words = {"plan": PLAN_ID, "reason": case.name, "by": case.name}
    accepted = [
        Acceptance.model_validate({**words, "requirement": file.full_id(slug), "until": until})
        for slug, until in case.accepted.items()
    ]
    as_of = case.as_of or plan.plan.issued.latest
    return build_plan_report(plan, [file.ruleset], file.catalogue, language, as_of, accepted, whole=False)


def lacking_cases(file: RuleTestFile) -> list[tuple[str, tuple[CaseKind, ...]]]:
    """The requirements that no case meets, none exceeds (where that is possible), or none fails."""
    expected: dict[str, set[str]] = {r.id: set() for r in file.ruleset.ruleset.requirements}
    for case in file.cases:
        for slug, status in case.expect.items():
            expected[file.full_id(slug)].add("gap" if status.status in GAPS else status.status)
    lacking: list[tuple[str, tuple[CaseKind, ...]]] = []
    for requirement in file.ruleset.ruleset.requirements:
        possible = can_be_exceeded(requirement, file.catalogue.indicators[requirement.indicator])
        kinds: tuple[CaseKind, ...] = ("met", "exceeded", "gap") if possible else ("met", "gap")
        without = tuple(kind for kind in kinds if kind not in expected[requirement.id])
        if without:
            lacking.append((requirement.id, without))
    return lacking


def can_be_exceeded(requirement: Requirement, indicator: Indicator) -> bool:
    """False for a promise and for 100 %: nothing is more than that."""
    floor = floor_of(requirement, indicator)
    return indicator.kind != "promise" and floor is not None and floor.rank < 2 * ceiling_of(indicator)


def _compare(
    case: RuleTest, judged: RulesetReport, report: PlanReport, file: RuleTestFile, language: Language
) -> Iterator[Mismatch]:
    yield from _compare_whole(case, judged, language)
    found = {a.requirement: a for a in judged.assessments}
    requirements = {r.id: r for r in file.ruleset.ruleset.requirements}
    for slug, expected in case.expect.items():
        id_ = file.full_id(slug)
        yield from _compare_status(slug, expected, found[id_], requirements[id_], file, language)
    tasks = {t.task: t for t in judged.tasks}
    for slug, asked in case.tasks.items():
        path, task = ("tasks", slug), tasks.get(file.full_id(slug))
        said = language.say(TASK_STATUS_NAMES[asked.status])
        if task is None:
            not_bound = STATUS_NAMES["not_applicable"]
            yield Mismatch(path, slug, said, language.say(not_bound), judged.why)
        elif task.status != asked.status or (asked.rule and task.rule != asked.rule):
            status = language.say(TASK_STATUS_NAMES[task.status])
            expectation = _with_rule(said, asked.rule, language)
            yield Mismatch(path, slug, expectation, status, _decided_by(task.rule, language))
    yield from _compare_observations(case, report.observations, file, language)


def _compare_whole(case: RuleTest, judged: RulesetReport, language: Language) -> Iterator[Mismatch]:
    """Whether the norm binds the plan, by which rule, and whether the plan conforms."""
    decided = f"{judged.why} {_decided_by(judged.applies_rule, language)}"
    if case.applies not in (None, judged.applies) or (case.rule and case.rule != judged.applies_rule):
        words = {True: N_("the norm applies"), False: N_("the norm does not apply")}
        found = language.say(words[judged.applies])
        expected = found if case.applies is None else language.say(words[case.applies])
        path: Path_ = ("rule",) if case.applies in (None, judged.applies) else ("applies",)
        yield Mismatch(path, judged.ruleset.number, _with_rule(expected, case.rule, language), found, decided)
    if case.conforms not in (None, judged.conforms):
        words = {True: N_("the plan conforms"), False: N_("the plan does not conform")}
        gaps = ", ".join(a.requirement for a in judged.assessments if a.status in GAPS)
        said, found = (language.say(words[value]) for value in (not judged.conforms, judged.conforms))
        yield Mismatch(("conforms",), judged.ruleset.number, said, found, gaps or None)


def _compare_status(
    slug: str,
    expected: ExpectedStatus,
    found: AssessmentData,
    requirement: Requirement,
    file: RuleTestFile,
    language: Language,
) -> Iterator[Mismatch]:
    amounts = {s.kind: Decimal(str(s.by)) if s.by is not None else None for s in found.shortfalls}
    asked = expected.shortfalls
    as_asked = not asked or (
        asked.keys() == amounts.keys() and all(by is True or by == amounts[kind] for kind, by in asked.items())
    )
    fired = {None, found.rule, *(firing.rule for firing in found.trace)}
    if found.status == expected.status and as_asked and expected.rule in fired:
        return
    indicator = file.catalogue.indicators[requirement.indicator]
    shortfalls = tuple(
        Shortfall(kind, None if isinstance(by, bool) else by, indicator.unit) for kind, by in asked.items()
    )
    wanted = Assessment(requirement, expected.status, "", shortfalls, (), (), ())
    said = language.say(STATUS_NAMES[expected.status])
    if shortfalls:
        said = f"{said}: {gap_in_short(wanted, indicator, language)}"
    status = language.say(STATUS_NAMES[found.status])
    if found.shortfalls:
        status = f"{status}: {found.gap_text}"
    decided = [firing.rule for firing in found.trace if RULES[firing.rule].concludes == found.status] or [found.rule]
    why = " ".join((*found.comparison, *(_decided_by(rule, language) for rule in decided)))
    yield Mismatch(("expect", slug), slug, _with_rule(said, expected.rule, language), status, why)


def _compare_observations(
    case: RuleTest, found: Sequence[ObservationData], file: RuleTestFile, language: Language
) -> Iterator[Mismatch]:
    for index, expected in enumerate(case.observations):
        if not any(_is(observation, expected, file) for observation in found):
            made = ", ".join(dict.fromkeys(map(_as_written, found)))
            said = _with_rule(_remark(expected, language), expected.rule, language)
            yield Mismatch(("observations", index), expected.kind, said, made or language.say("no remark"))
    for index, unwanted in enumerate(case.no_observations):
        unexpected = [observation for observation in found if _is(observation, unwanted, file)]
        if unexpected:
            said = language.say("not: {remark}", remark=_remark(unwanted, language))
            made = " ".join(observation.text for observation in unexpected)
            decided = _decided_by(unexpected[0].rule, language)
            yield Mismatch(("no_observations", index), unwanted.kind, said, made, decided)


def _is(found: ObservationData, expected: ExpectedObservation, file: RuleTestFile) -> bool:
    things = (found.indicator, found.requirement, found.task, found.group)
    about = expected.about
    return (
        found.kind == expected.kind
        and expected.rule in (None, found.rule)
        and (about is None or about in things or file.full_id(about) in things)
    )


def _as_written(found: ObservationData) -> str:
    """A remark in the words of a test file: "group_uncovered (nq72/group-1)"."""
    about = found.group or found.task or found.requirement or found.indicator
    return f"{found.kind} ({about})" if about else found.kind


def _remark(expected: ExpectedObservation, language: Language) -> str:
    name = language.say(OBSERVATION_NAMES[expected.kind])
    return f"{name} ({expected.about})" if expected.about else name


def _with_rule(text: str, rule: str | None, language: Language) -> str:
    return language.say("{text}, by the rule {rule}", text=text, rule=rule) if rule else text


def _decided_by(rule: str, language: Language) -> str:
    return language.say("Rule {rule}: {meaning}.", rule=rule, meaning=language.say(RULE_MEANINGS[rule]))

"""One lint run: which file is what, loading each once, and every rule over every file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from checker.i18n import N_
from checker.lint import (
    catalogue_rules,
    evidence_rules,
    figure_rules,
    plan_rules,
    review_rules,
    ruleset_rules,
    source_rules,
    task_rules,
)
from checker.lint.rule import Finding, LintRule, rules_of
from checker.lint.subjects import CatalogueSubject, PlanSubject, RulesetSubject
from checker.problems import InvalidFile, Problem, shown
from checker.reading.document import read_document
from checker.reading.library import CATALOGUE, rulesets_folder, rulesets_in
from checker.reading.load import RulesetFile, load_acceptances, load_catalogue, load_plan, load_ruleset
from checker.reading.models import Catalogue
from checker.reading.province_table import load_province_table

P = ParamSpec("P")
T = TypeVar("T")
TESTS = ".test.yaml"
PLAN_RULES = rules_of(evidence_rules, figure_rules, task_rules, plan_rules, review_rules, source_rules)
RULESET_RULES = rules_of(ruleset_rules)
CATALOGUE_RULES = rules_of(catalogue_rules)
RULES: dict[str, tuple[LintRule[Any], ...]] = {
    "plan": PLAN_RULES,
    "ruleset": RULESET_RULES,
    "indicators": CATALOGUE_RULES,
}
KINDS = {
    "plan/1": "plan",
    "ruleset/1": "ruleset",
    "indicators/1": "indicators",
    "ruleset-test/1": "tests",
    "acceptances/1": "acceptances",
    "provinces/1": "provinces",
}
"""What a file is, by its ``schema``."""


@dataclass(frozen=True, slots=True)
class Linted:
    """What a run found: findings in the valid files, and the problems of those that are not."""

    files: int
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]


def lint(paths: Sequence[Path], sources: Path | None = None) -> Linted:
    """Lints plans, rulesets, catalogues and rule tests; never raises for what stands in them."""
    run = _Run(list(dict.fromkeys(paths)), sources)
    findings = sorted(run.findings(), key=lambda finding: finding.order)
    problems = {problem.render(): problem for problem in run.problems}  # a file may be needed twice
    return Linted(len(run.paths), tuple(findings), tuple(problems.values()))


class _Run:
    """The files of one run, each loaded when it is first needed."""

    def __init__(self, paths: Sequence[Path], sources: Path | None) -> None:
        self.paths = paths
        self.sources = sources
        self.problems: list[Problem] = []
        self.kinds: dict[str, list[Path]] = defaultdict(list)
        for path in paths:
            kind = self._try(_kind, path)
            if kind:
                self.kinds[kind].append(path)
        self._catalogues: dict[Path, Catalogue | None] = {}
        self._lacking: dict[Path, Mapping[str, Sequence[str]]] = {}

    def findings(self) -> Iterator[Finding]:
        for path in self.kinds["indicators"]:
            yield from self._catalogue_findings(path)
        for path in self.kinds["ruleset"]:
            yield from self._ruleset_findings(path)
        for path in self.kinds["plan"]:
            yield from self._plan_findings(path)
        for path in self.kinds["tests"]:
            self._lacking_cases(path)
        for path in self.kinds["acceptances"]:
            self._try(load_acceptances, path, self.rulesets.values())
        for path in self.kinds["provinces"]:
            self._try(load_province_table, path)

    def _catalogue_findings(self, path: Path) -> Iterator[Finding]:
        catalogue = self._catalogue(path)
        if catalogue:
            used = frozenset(self._used_indicators())
            yield from _apply(CATALOGUE_RULES, CatalogueSubject(catalogue, read_document(path)[0], used))

    def _ruleset_findings(self, path: Path) -> Iterator[Finding]:
        file, catalogue = self.rulesets.get(path), self._catalogue_for(path)
        if file and catalogue:
            tests = path.with_suffix("").with_suffix(TESTS)
            lacking = self._lacking_cases(tests) if tests.is_file() else None
            yield from _apply(RULESET_RULES, RulesetSubject(file, catalogue, lacking))

    def _plan_findings(self, path: Path) -> Iterator[Finding]:
        catalogue = self._catalogue(self.home / CATALOGUE)
        file = self._try(load_plan, path, catalogue) if catalogue else None
        if file and catalogue:
            norms = tuple(found.ruleset for found in self.rulesets.values())
            yield from _apply(PLAN_RULES, PlanSubject(file, catalogue, norms, self.sources))

    @cached_property
    def home(self) -> Path:
        """The folder of rulesets that plans are linted by: of the first norm that is named, or the one in use."""
        named = (*self.kinds["indicators"], *self.kinds["ruleset"], *self.kinds["tests"])
        folders = (path.parent for path in named if (path.parent / CATALOGUE).is_file())
        return next(folders, None) or rulesets_folder()

    @cached_property
    def rulesets(self) -> dict[Path, RulesetFile]:
        """The valid rulesets of the run and of ``home``, by path."""
        found: dict[Path, RulesetFile] = {}
        for path in dict.fromkeys([*self.kinds["ruleset"], *rulesets_in(self.home)]):
            catalogue = self._catalogue_for(path)
            file = self._try(load_ruleset, path, catalogue) if catalogue else None
            if file:
                found[path] = file
        return found

    def _catalogue_for(self, ruleset: Path) -> Catalogue | None:
        beside = ruleset.parent / CATALOGUE
        return self._catalogue(beside if beside.is_file() else self.home / CATALOGUE)

    def _catalogue(self, path: Path) -> Catalogue | None:
        if path not in self._catalogues:
            self._catalogues[path] = self._try(load_catalogue, path)
        return self._catalogues[path]

    def _lacking_cases(self, path: Path) -> Mapping[str, Sequence[str]]:
        """Which kinds of cases a test file lacks, by requirement; nothing where it is invalid."""
        from checker.cases.rule_tests import load_rule_tests  # both import the engine, which nothing else here needs
        from checker.cases.run_rule_tests import lacking_cases

        if path not in self._lacking:
            file = self._try(load_rule_tests, path)
            self._lacking[path] = dict(lacking_cases(file)) if file else {}
        return self._lacking[path]

    def _used_indicators(self) -> Iterator[str]:
        """What the rulesets and the plans at hand speak of; plans need not be valid for that."""
        for file in self.rulesets.values():
            norm = file.ruleset
            for asked in norm.requirements:
                yield from (asked.indicator, *asked.related)
            yield from (task.indicator for task in norm.tasks if task.indicator)
            yield from (key for question in norm.questions for key in question.indicators)
        for path in {*self.kinds["plan"], *(self.home.parent / "plans").glob("*.yaml")}:
            try:
                data = read_document(path)[0].data
            except InvalidFile:
                continue
            entries = [entry for name in ("commitments", "baselines") for entry in data.get(name) or ()]
            yield from (
                str(entry["indicator"]) for entry in entries if isinstance(entry, dict) and "indicator" in entry
            )

    def _try(self, load: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """What ``load`` gives; None, and its problems kept, where the file is invalid."""
        try:
            return load(*args, **kwargs)
        except InvalidFile as error:
            self.problems += error.problems
            return None


def _kind(path: Path) -> str:
    """Raises InvalidFile where the file cannot be read, or is of no kind that is known here."""
    document, _ = read_document(path)
    schema = document.data.get("schema")
    if schema is None:
        what = N_("the key “{key}” is missing; add {key}: …")
        raise InvalidFile([document.problem((), what, key="schema")])
    if not isinstance(schema, str) or schema not in KINDS:
        what = N_("“{text}” is not known here; write one of: {known}")
        raise InvalidFile([document.problem(("schema",), what, text=shown(schema), known=", ".join(KINDS))])
    return KINDS[schema]


def _apply(rules: Iterable[LintRule[Any]], subject: object) -> Iterator[Finding]:
    for rule in rules:
        yield from rule.findings(subject)

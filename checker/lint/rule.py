"""What a lint rule is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Generic, Literal, TypeVar

from checker.problems import Problem, Translate, visible

Level = Literal["warning", "info"]
"""A warning wants an answer and decides the exit status; an info is worth knowing."""
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class LintRule(Generic[S]):
    """One rule over subjects of one kind. ``why`` is a msgid: what goes wrong without it, and what to do."""

    name: str
    level: Level
    why: str
    check: Callable[[S], Iterable[Problem]]

    def findings(self, subject: S) -> Iterator[Finding]:
        """What the rule finds in one file."""
        for problem in self.check(subject):
            yield Finding(self.name, self.level, problem)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something questionable at one place of a file."""

    rule: str
    level: Level
    problem: Problem

    @property
    def order(self) -> tuple[str, tuple[int, int], str]:
        return self.problem.file, self.problem.mark, self.rule

    def render(self, translate: Translate = str) -> str:
        """``file:line:column: [rule] message`` on one line, safe for a terminal."""
        line, column = self.problem.mark
        text = f"{self.problem.file}:{line}:{column}: [{self.rule}] {self.problem.text(translate)}"
        return visible(text.replace("\n", " "))


def lint_rule(why: str, level: Level = "warning") -> Callable[[Callable[[S], Iterable[Problem]]], LintRule[S]]:
    """Makes a function the rule that is called like it: ``quote_too_long`` becomes ``quote-too-long``."""

    def make(check: Callable[[S], Iterable[Problem]]) -> LintRule[S]:
        return LintRule(check.__name__.replace("_", "-"), level, why, check)

    return make


def rules_of(*modules: ModuleType) -> tuple[LintRule[Any], ...]:
    """Every rule that the modules define, in the order of their text."""
    return tuple(found for module in modules for found in vars(module).values() if isinstance(found, LintRule))

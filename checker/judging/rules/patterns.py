"""What rules are made of: patterns over facts, in the shapes that ``checker.judging.shapes`` allows.

Conditions within a pattern are ordered: constants, then inequalities with another pattern, then
equality joins. Negations stand behind phase facts, which arrive when all that they could negate has
been derived.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from checker.judging.facts import LAST_YEAR, Fact

Match = Mapping[str, Any]
Pattern = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it matches, when (lower priority first), and what it derives.

    ``concludes`` is the status that it gives to its requirement or task, ``shortfall`` the
    shortfall that it finds, ``observes`` the kind of observation that it makes.
    """

    patterns: tuple[Pattern, ...]
    priority: int
    derive: Callable[[Match], Fact] | None = None
    concludes: str | None = None
    shortfall: str | None = None
    observes: str | None = None


def of(kind: str, *conditions: dict[str, Any]) -> dict[str, Any]:
    """A fact of one kind."""
    return {"$and": [{"k": kind}, *conditions]}


def same(alias: str, *fields: str) -> tuple[dict[str, Any], ...]:
    """Equality joins with an earlier pattern; the engine wants them last."""
    return tuple({field: {alias: field}} for field in fields)


def compare(operator: str, field: str, alias: str, other: str) -> dict[str, Any]:
    """A comparison with a field of an earlier pattern."""
    return {operator: {field: {alias: other}}}


def own(operator: str, field: str, other: str) -> dict[str, Any]:
    """A comparison of two fields of the same fact."""
    return {operator: {field: {"$m": other}}}


def phase(number: int) -> Pattern:
    """Waits until phase ``number`` has begun."""
    return {"p": of("phase", {"phase": number})}


def begin(number: int, priority: int) -> Rule:
    """Asserts the fact that phase ``number`` has begun."""
    return Rule(
        ({"p": {"k": "plan"}},), priority, derive=lambda _: {"k": "phase", "id": f"phase{number}", "phase": number}
    )


KNOWN_YEAR = ({"$gt": {"y": 0}}, {"$lte": {"y": LAST_YEAR}}, own("$gte", "y", "issued"))
CLEAR = ({"state": "clear"}, *KNOWN_YEAR)
TOO_EARLY = ({"$gt": {"y": 0}}, own("$lt", "y", "issued"))
TOO_FAR = ({"$gt": {"y": LAST_YEAR}}, own("$gte", "y", "issued"))  # said once of a plan that is itself dated too late

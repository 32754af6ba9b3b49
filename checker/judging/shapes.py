"""Checks that rules have only the shapes that durable-rules 2.0.28 evaluates rightly.

That engine reads past its buffers, drops matches or invents them for rules that look harmless. The
shapes below are the ones that were measured to be safe; anything else is refused when the rules
are loaded, so that an edit cannot bring an unsafe rule in unseen.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

MAX_RULES = 4096
MAX_PATTERNS = 16
MAX_CONDITIONS = 29
MAX_JOINS_UNDER_ONE_PREFIX = 60
MAX_PATTERNS_IN_ALL = 250
_COMPARISONS = frozenset({"$eq", "$lt", "$lte", "$gt", "$gte", "$neq"})


class UnsafeRule(Exception):
    """A rule that the engine would evaluate wrongly."""


def hash_of_name(name: str) -> int:
    """The engine's 32-bit hash (FNV-1a) of a name."""
    value = 0x811C9DC5
    for byte in name.encode():
        value = ((value ^ (byte if byte < 128 else byte | 0xFFFFFF00)) * 16777619) & 0xFFFFFFFF
    return value


def check_shapes(rules: Mapping[str, Mapping[str, Any]]) -> None:
    """Raises UnsafeRule for a ruleset, in the engine's JSON form, that is not known to be safe."""
    if len(rules) > MAX_RULES:
        raise UnsafeRule(f"more than {MAX_RULES} rules")
    joins_by_prefix: Counter[str] = Counter()
    patterns = 0
    for name, rule in rules.items():
        try:
            joins_by_prefix.update(_check_rule(rule))
        except UnsafeRule as error:
            raise UnsafeRule(f"rule {name}: {error}") from None
        patterns += len(rule["all"])
    if patterns > MAX_PATTERNS_IN_ALL:  # more than enough: the kinds share them out
        raise UnsafeRule(f"{patterns} patterns: the engine crashes when 256 share a condition")
    for prefix, count in joins_by_prefix.items():
        if count > MAX_JOINS_UNDER_ONE_PREFIX:
            raise UnsafeRule(f"{count} joining patterns under {prefix}: the engine’s stack holds 64")


def _check_rule(rule: Mapping[str, Any]) -> list[str]:
    """Checks one rule; returns the constant prefix of each of its joining patterns."""
    if set(rule) != {"all", "pri", "cap"}:
        raise UnsafeRule("a rule has all, pri and cap, and nothing else")
    if not 0 < rule["cap"] < 65536 or not 0 <= rule["pri"] < 65536:
        raise UnsafeRule("cap and pri are 16 bits wide, unsigned")
    if not 0 < len(rule["all"]) <= MAX_PATTERNS:
        raise UnsafeRule(f"a rule has 1 to {MAX_PATTERNS} patterns")
    prefixes: list[str] = []
    positive: list[str] = []
    for pattern in rule["all"]:
        if len(pattern) != 1:
            raise UnsafeRule("a pattern has one alias")
        ((alias, body),) = pattern.items()
        bare = alias.removesuffix("$not")
        if "$" in bare or not isinstance(body, dict):
            raise UnsafeRule(f"{alias}: groups of patterns are not known to be safe")
        if bare in positive:
            raise UnsafeRule(f"the alias {bare} stands twice")
        if bare != alias:
            _check_negation(positive)
        prefix = _check_pattern(bare, body, positive)
        prefixes += [prefix] if prefix else []
        if bare == alias:
            positive.append(alias)
    return prefixes


def _check_negation(positive: list[str]) -> None:
    if not positive:
        raise UnsafeRule("a negation cannot come first: it never fires")
    for alias in positive:
        if hash_of_name(alias) % 16 < len(positive):
            raise UnsafeRule(
                f"the alias {alias} has a slot in which a late fact deletes matches of other rules; rename it"
            )


def _check_pattern(alias: str, body: Mapping[str, Any], earlier: list[str]) -> str | None:
    """Checks one pattern; returns its constant prefix if it joins with an earlier one."""
    conditions = body.get("$and", [body])
    if len(conditions) > MAX_CONDITIONS:
        raise UnsafeRule(f"{alias}: more than {MAX_CONDITIONS} conditions")
    if not any("k" in condition for condition in conditions):
        raise UnsafeRule(f"{alias}: a pattern names the kind (k) of fact that it is about")
    joins: list[str] = []
    constants: list[Any] = []
    for condition in conditions:
        operator, right = _parts(condition)
        if operator not in _COMPARISONS:
            raise UnsafeRule(f"{alias}: {operator} is not among the operators known to be safe here")
        if isinstance(right, dict) and "$m" not in right:
            ((other, _),) = right.items()
            if other not in earlier:
                raise UnsafeRule(f"{alias}: joins with {other}, which is no earlier positive pattern")
            joins.append(operator)
        elif joins:
            raise UnsafeRule(f"{alias}: constants come before joins")
        else:
            constants.append(condition)
            text = isinstance(right, str) and operator in ("$eq", "$neq")
            if not text and not isinstance(right, dict) and type(right) is not int:
                raise UnsafeRule(f"{alias}: constants are integers, or text that is compared for equality")
    if not joins:
        return None
    if joins[-1] != "$eq":
        raise UnsafeRule(f"{alias}: the last join is not an equality: the engine reads past its buffer")
    if "$eq" in joins[: joins.index("$eq")] or any(j != "$eq" for j in joins[joins.index("$eq") :]):
        raise UnsafeRule(f"{alias}: an inequality stands behind an equality join")
    return json.dumps(constants, sort_keys=True, ensure_ascii=False)


def _parts(condition: Mapping[str, Any]) -> tuple[str, Any]:
    """The operator of a condition, and what it compares with."""
    if len(condition) != 1:
        raise UnsafeRule("a condition has one operator or one field")
    ((key, value),) = condition.items()
    if key in _COMPARISONS:
        if len(value) != 1:
            raise UnsafeRule("a comparison has one field")
        ((_, right),) = value.items()
        return key, right
    return ("$eq", value) if not key.startswith("$") else (key, value)

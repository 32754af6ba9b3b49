"""The rules, as data for durable-rules: one dictionary from a rule's name to what it matches.

None of them knows any norm, indicator or number; they join facts (see ``checker.judging.facts``).
"""

from __future__ import annotations

from checker.judging.rules import applicability, conformance, observations, tasks
from checker.judging.rules.patterns import Rule

__all__ = ["RULES", "Rule"]

RULES: dict[str, Rule] = {
    **applicability.RULES,
    **conformance.RULES,
    **tasks.RULES,
    **observations.RULES,
}

"""Whether a norm binds a plan: its level, its date, then what it says it implements.

One fact L for each ruleset; the conditions exclude each other, so exactly one rule fires.
"""

from __future__ import annotations

from typing import Any

from checker.judging.rules.patterns import Rule, of, own

_LEVEL = {"level": 1}
_IN_TIME = (own("$gte", "latest", "from"), own("$lt", "earliest", "before"))


def _rule(concludes: str, *conditions: dict[str, Any]) -> Rule:
    return Rule(({"l": of("L", *conditions)},), 1, concludes=concludes)


RULES: dict[str, Rule] = {
    "addresses-other-levels": _rule("not_applicable", {"level": 0}),
    "issued-before-the-norm": _rule("not_applicable", _LEVEL, own("$lt", "latest", "from")),
    "issued-after-its-time": _rule(
        "not_applicable", _LEVEL, own("$gte", "latest", "from"), own("$gte", "earliest", "before")
    ),
    "implements-other-norms": _rule("not_applicable", _LEVEL, {"named": "others"}, *_IN_TIME),
    "implements-the-norm": _rule("applies", _LEVEL, {"named": "this"}, *_IN_TIME),
    "binds-by-its-date": _rule("applies", _LEVEL, {"named": "nothing"}, *_IN_TIME),
}

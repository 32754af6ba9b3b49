"""What a careful reviewer would also remark of targets and their wording."""

from __future__ import annotations

from checker.judging.facts import SCOPE_ASSUMED
from checker.judging.rules.patterns import CLEAR, TOO_EARLY, TOO_FAR, Rule, compare, of, own, phase, same

_DATED_BEFORE = ({"$gt": {"y": 0}}, compare("$lt", "y", "g", "y"))

RULES: dict[str, Rule] = {
    "differs-for-the-same-year": Rule(
        (
            {"a": of("C", *CLEAR)},
            {"b": of("C", *CLEAR, compare("$gt", "n", "a", "n"), compare("$neq", "g", "a", "g"), *same("a", "y", "i"))},
        ),
        17,
        observes="contradiction",
    ),
    "differs-in-scope": Rule(
        (
            {"a": of("C", *CLEAR, {"$lt": {"s": SCOPE_ASSUMED}})},
            {
                "b": of(
                    "C",
                    *CLEAR,
                    {"$lt": {"s": SCOPE_ASSUMED}},
                    compare("$gt", "n", "a", "n"),
                    compare("$neq", "s", "a", "s"),
                    *same("a", "y", "i"),
                )
            },
        ),
        17,
        observes="contradiction",
    ),
    "weaker-in-a-later-year": Rule(
        (
            {"a": of("C", *CLEAR)},
            {"b": of("C", *CLEAR, compare("$gt", "y", "a", "y"), compare("$lt", "g", "a", "g"), *same("a", "i"))},
        ),
        17,
        observes="regression",
    ),
    "worse-than-the-baseline": Rule(
        ({"b": of("B", {"past": 0})}, {"c": of("C", *CLEAR, compare("$lt", "v", "b", "v"), *same("b", "i"))}),
        17,
        observes="regression",
    ),
    "softened": Rule(({"c": of("C", {"soft": 1})},), 17, observes="hedged"),
    "impossible-early-year": Rule(({"c": of("C", *TOO_EARLY)},), 17, observes="implausible_year"),
    "impossible-far-year": Rule(({"c": of("C", *TOO_FAR)},), 17, observes="implausible_year"),
    "names-it-otherwise": Rule(({"v": {"k": "V"}},), 17, observes="approximate_wording"),
    "speaks-of-another-scope": Rule(({"a": of("N", own("$lt", "s", "rs"))},), 17, observes="approximate_wording"),
    "rise-from-the-baseline": Rule(
        (
            phase(1),
            {"g": {"k": "G"}},
            {"b": of("B", *_DATED_BEFORE, compare("$lt", "v", "g", "v"), *same("g", "i"))},
            {"x$not": of("B", *_DATED_BEFORE, compare("$gt", "day", "b", "day"), *same("g", "i"))},
        ),
        17,
        observes="pace",
    ),
    "table-not-read": Rule(({"u": {"k": "U"}},), 17, observes="unread_table"),
}

"""The rules of conformance, as data for durable-rules.

A small fixed set of rules joins requirements (R) with commitments (C) and baselines (B); none of
them knows any norm, indicator or number. Facts they derive, in this order:

  N  a clear commitment answers a requirement       D  a doubtful one might
  Y  the weakest answer for its year                G  the one that governs the requirement
  O  a requirement that nothing clear answers       K  an open requirement that is settled

Fields: r requirement, i indicator, v floor, g rank of the floor, s scope level, y or year; see
``checker.facts``. Negations stand behind phase facts, which arrive when all that they could negate
has been derived; conditions within a pattern are ordered as ``checker.shapes`` demands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from checker.facts import LAST_YEAR, SCOPE_ASSUMED, Fact, weakness

Match = Mapping[str, Any]
Pattern = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it matches, when (lower priority first), and what it derives.

    ``concludes`` is the status that it gives to its requirement, ``shortfall`` the shortfall that
    it finds, ``observes`` the kind of observation that it makes.
    """

    patterns: tuple[Pattern, ...]
    priority: int
    derive: Callable[[Match], Fact] | None = None
    concludes: str | None = None
    shortfall: str | None = None
    observes: str | None = None


def _all(*conditions: dict[str, Any]) -> dict[str, Any]:
    return {"$and": list(conditions)}


def _same(alias: str, *fields: str) -> tuple[dict[str, Any], ...]:
    """Equality joins with an earlier pattern; the engine wants them last."""
    return tuple({field: {alias: field}} for field in fields)


def _compare(operator: str, field: str, alias: str, other: str) -> dict[str, Any]:
    return {operator: {field: {alias: other}}}


def _own(operator: str, field: str, other: str) -> dict[str, Any]:
    """A comparison of two fields of the same fact."""
    return {operator: {field: {"$m": other}}}


def _of(kind: str, *conditions: dict[str, Any]) -> dict[str, Any]:
    return _all({"k": kind}, *conditions)


_KNOWN_YEAR = ({"$gt": {"y": 0}}, {"$lte": {"y": LAST_YEAR}}, _own("$gte", "y", "issued"))
_CLEAR = ({"state": "clear"}, *_KNOWN_YEAR)
_UNCLEAR = ({"$neq": {"state": "clear"}}, *_KNOWN_YEAR)
_TOO_EARLY = ({"$gt": {"y": 0}}, _own("$lt", "y", "issued"))
_TOO_FAR = ({"$gt": {"y": LAST_YEAR}},)
_ASKED = {"r": _of("R", _own("$lte", "year", "to"))}


def _between(after: str, until: str, *conditions: dict[str, Any]) -> Pattern:
    """A commitment for a year after the requirement's field ``after`` and up to its field ``until``."""
    rung = (_compare("$gt", "y", "r", after), _compare("$lte", "y", "r", until))
    return {"c": _of("C", *conditions, *rung, *_same("r", "i"))}


def _answer(*, late: bool) -> Callable[[Match], Fact]:
    def derive(match: Match) -> Fact:
        r, c = match["r"], match["c"]
        satisfies = c["g"] >= r["g"] and c["s"] >= r["s"]
        # On time, the latest year governs; late, the first year that satisfies, else the first.
        preference = 30_000 + c["y"] if not late else (20_000 if satisfies else 10_000) + 9_999 - c["y"]
        return {
            "k": "N", "id": f"n{r['r']}.{c['n']}", "r": r["r"], "n": c["n"], "late": int(late),
            "ry": r["r"] * 10_000 + c["y"], "w": weakness(satisfies, c["g"], c["s"]), "pref": preference,
            "v": c["v"], "g": c["g"], "s": c["s"], "rv": r["v"], "rg": r["g"], "rs": r["s"],
        }  # fmt: skip

    return derive


def _promote(alias: str, kind: str) -> Callable[[Match], Fact]:
    """The same fact under the next kind."""

    def derive(match: Match) -> Fact:
        fact = match[alias]
        return {**fact, "k": kind, "id": f"{kind.lower()}{fact['r']}.{fact['n']}"}

    return derive


def _doubt(why: str, *, own: bool) -> Callable[[Match], Fact]:
    """``own``: the year says that the doubtful answer belongs to this milestone and no other."""

    def derive(match: Match) -> Fact:
        r, c = match["r"], match["c"]
        return {"k": "D", "id": f"d{why}{r['r']}.{c['n']}", "r": r["r"], "n": c["n"], "own": int(own)}

    return derive


def _open(match: Match) -> Fact:
    r = match["r"]
    return {**r, "k": "O", "id": f"o{r['r']}"}


def _settle(by: str) -> Callable[[Match], Fact]:
    def derive(match: Match) -> Fact:
        r = match["o"]["r"]
        return {"k": "K", "id": f"k{r}.{match[by]['n']}", "r": r}

    return derive


def _phase(number: int) -> Pattern:
    return {"p": _of("phase", {"phase": number})}


def _begin(number: int, priority: int) -> Rule:
    """Asserts the fact that phase ``number`` has begun."""
    return Rule(
        ({"p": {"k": "plan"}},), priority, derive=lambda _: {"k": "phase", "id": f"phase{number}", "phase": number}
    )


_NONE_WEAKER = {"x$not": _of("N", _compare("$lt", "w", "a", "w"), *_same("a", "ry"))}
_NONE_PREFERRED = {"x$not": _of("Y", _compare("$gt", "pref", "y", "pref"), *_same("y", "r"))}
_UNANSWERED = {"x$not": _of("G", *_same("r", "r"))}
_UNSETTLED = {"x$not": _of("K", *_same("o", "r"))}
_SINCE_THEN = (_compare("$gte", "y", "com", "y"), _compare("$lte", "y", "o", "prev"))
_IN_SCOPE = _own("$gte", "s", "rs")

RULES: dict[str, Rule] = {
    # Which commitments answer which requirement.
    "beyond-plan-period": Rule(({"r": _of("R", _own("$gt", "year", "to"))},), 1, concludes="not_applicable"),
    "answers-on-time": Rule((_ASKED, _between("prev", "year", *_CLEAR)), 1, derive=_answer(late=False)),
    "answers-late": Rule((_ASKED, _between("year", "reach", *_CLEAR)), 1, derive=_answer(late=True)),
    "not-comparable": Rule((_ASKED, _between("prev", "reach", *_UNCLEAR)), 1, derive=_doubt("n", own=True)),
    "no-year": Rule((_ASKED, {"c": _of("C", {"y": 0}, *_same("r", "i"))}), 1, derive=_doubt("y", own=False)),
    "year-before-issue": Rule(
        (_ASKED, {"c": _of("C", *_TOO_EARLY, *_same("r", "i"))}), 1, derive=_doubt("e", own=False)
    ),
    "year-too-far": Rule((_ASKED, {"c": _of("C", *_TOO_FAR, *_same("r", "i"))}), 1, derive=_doubt("f", own=False)),
    # Which answer governs: of one year the weakest; on time before late, then the preferred year.
    "phase-years": _begin(1, 2),
    "weakest-of-its-year": Rule((_phase(1), {"a": {"k": "N"}}, _NONE_WEAKER), 3, derive=_promote("a", "Y")),
    "phase-governing": _begin(2, 4),
    "governs": Rule((_phase(2), {"y": {"k": "Y"}}, _NONE_PREFERRED), 5, derive=_promote("y", "G")),
    # What the governing answer is worth.
    "meets-the-bound": Rule(({"g": _of("G", {"late": 0}, _own("$eq", "g", "rg"), _IN_SCOPE)},), 6, concludes="met"),
    "exceeds-the-bound": Rule(
        ({"g": _of("G", {"late": 0}, _own("$gt", "g", "rg"), _IN_SCOPE)},), 6, concludes="exceeded"
    ),
    "satisfies-too-late": Rule(
        ({"g": _of("G", {"late": 1}, _own("$gte", "g", "rg"), _IN_SCOPE)},), 6, concludes="late"
    ),
    "value-falls-short": Rule(({"g": _of("G", _own("$lt", "v", "rv"))},), 6, concludes="weaker", shortfall="value"),
    "strictness-falls-short": Rule(
        ({"g": _of("G", _own("$eq", "v", "rv"), _own("$lt", "g", "rg"))},),
        6,
        concludes="weaker",
        shortfall="strictness",
    ),
    "scope-falls-short": Rule(({"g": _of("G", _own("$lt", "s", "rs"))},), 6, concludes="weaker", shortfall="scope"),
    "misses-the-deadline": Rule(({"g": _of("G", {"late": 1})},), 6, shortfall="deadline"),
    # Requirements that nothing clear answers.
    "phase-open": _begin(3, 7),
    "nothing-clear-answers": Rule((_phase(3), _ASKED, _UNANSWERED), 8, derive=_open),
    "unclear-answer": Rule(
        ({"o": {"k": "O"}}, {"d": _of("D", {"own": 1}, *_same("o", "r"))}), 9, derive=_settle("d"), concludes="unclear"
    ),
    "phase-carried": _begin(4, 10),
    "carried-forward": Rule(
        (
            _phase(4),
            {"o": {"k": "O"}},
            _UNSETTLED,
            {
                "com": _of(
                    "C",
                    *_CLEAR,
                    _compare("$lte", "y", "o", "prev"),
                    _compare("$gte", "g", "o", "g"),
                    _compare("$gte", "s", "o", "s"),
                    *_same("o", "i"),
                )
            },
            {"w$not": _of("C", *_CLEAR, *_SINCE_THEN, _compare("$lt", "g", "o", "g"), *_same("o", "i"))},
            {"z$not": _of("C", *_CLEAR, *_SINCE_THEN, _compare("$lt", "s", "o", "s"), *_same("o", "i"))},
        ),
        11,
        derive=_settle("com"),
        concludes="met",
    ),
    "phase-unplaced": _begin(5, 12),
    "unclear-when": Rule(
        (_phase(5), {"o": {"k": "O"}}, _UNSETTLED, {"d": _of("D", {"own": 0}, *_same("o", "r"))}),
        13,
        derive=_settle("d"),
        concludes="unclear",
    ),
    "phase-missing": _begin(6, 14),
    "nothing-answers": Rule((_phase(6), {"o": {"k": "O"}}, _UNSETTLED), 15, concludes="missing"),
    # What a reviewer accepted.
    "accepted": Rule(({"a": _of("A", {"expired": 0})}, {"r": _of("R", *_same("a", "r"))}), 16, concludes="accepted"),
    "acceptance-expired": Rule(({"a": _of("A", {"expired": 1})},), 16),
    # What a careful reviewer would also remark.
    "differs-for-the-same-year": Rule(
        (
            {"a": _of("C", *_CLEAR)},
            {
                "b": _of(
                    "C", *_CLEAR, _compare("$gt", "n", "a", "n"), _compare("$neq", "g", "a", "g"), *_same("a", "y", "i")
                )
            },
        ),
        17,
        observes="contradiction",
    ),
    "differs-in-scope": Rule(
        (
            {"a": _of("C", *_CLEAR, {"$lt": {"s": SCOPE_ASSUMED}})},
            {
                "b": _of(
                    "C",
                    *_CLEAR,
                    {"$lt": {"s": SCOPE_ASSUMED}},
                    _compare("$gt", "n", "a", "n"),
                    _compare("$neq", "s", "a", "s"),
                    *_same("a", "y", "i"),
                )
            },
        ),
        17,
        observes="contradiction",
    ),
    "weaker-in-a-later-year": Rule(
        (
            {"a": _of("C", *_CLEAR)},
            {"b": _of("C", *_CLEAR, _compare("$gt", "y", "a", "y"), _compare("$lt", "g", "a", "g"), *_same("a", "i"))},
        ),
        17,
        observes="regression",
    ),
    "worse-than-the-baseline": Rule(
        ({"b": {"k": "B"}}, {"c": _of("C", *_CLEAR, _compare("$lt", "v", "b", "v"), *_same("b", "i"))}),
        17,
        observes="regression",
    ),
    "softened": Rule(({"c": _of("C", {"soft": 1})},), 17, observes="hedged"),
    "impossible-early-year": Rule(({"c": _of("C", *_TOO_EARLY)},), 17, observes="implausible_year"),
    "impossible-far-year": Rule(({"c": _of("C", *_TOO_FAR)},), 17, observes="implausible_year"),
}

"""Which commitment answers which requirement, and what the answer is worth.

A small fixed set of rules joins requirements (R) with commitments (C); none of them knows any norm,
indicator or number. Facts they derive, in this order:

  N  a clear commitment answers a requirement       D  a doubtful one might
  Y  the weakest answer for its year                G  the one that governs the requirement
  O  a requirement that nothing clear answers       K  an open requirement that is settled

Fields: r requirement, i indicator, v floor, g rank of the floor, s scope level, y or year; see
``checker.judging.facts``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from checker.judging.facts import Fact, weakness
from checker.judging.rules.patterns import (
    CLEAR,
    KNOWN_YEAR,
    TOO_EARLY,
    TOO_FAR,
    Match,
    Pattern,
    Rule,
    begin,
    compare,
    of,
    own,
    phase,
    same,
)

_UNCLEAR = ({"$neq": {"state": "clear"}}, *KNOWN_YEAR)
_ASKED = {"r": of("R", own("$lte", "year", "to"), own("$lte", "since", "needs"))}


def _between(after: str, until: str, *conditions: dict[str, Any]) -> Pattern:
    """A commitment for a year after the requirement's field ``after`` and up to its field ``until``."""
    rung = (compare("$gt", "y", "r", after), compare("$lte", "y", "r", until))
    return {"c": of("C", *conditions, *rung, *same("r", "i"))}


def _answer(*, late: bool) -> Callable[[Match], Fact]:
    def derive(match: Match) -> Fact:
        r, c = match["r"], match["c"]
        satisfies = c["g"] >= r["g"] and c["s"] >= r["s"]
        # On time, the latest year governs; late, the first year that satisfies, else the first.
        preference = 30_000 + c["y"] if not late else (20_000 if satisfies else 10_000) + 9_999 - c["y"]
        return {
            "k": "N", "id": f"n{r['r']}.{c['n']}", "r": r["r"], "n": c["n"], "late": int(late),
            "i": c["i"], "y": c["y"], "ry": r["r"] * 10_000 + c["y"], "w": weakness(satisfies, c["g"], c["s"]), "pref": preference,
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


_NONE_WEAKER = {"x$not": of("N", compare("$lt", "w", "a", "w"), *same("a", "ry"))}
_NONE_PREFERRED = {"x$not": of("Y", compare("$gt", "pref", "y", "pref"), *same("y", "r"))}
_UNANSWERED = {"x$not": of("G", *same("r", "r"))}
_UNSETTLED = {"x$not": of("K", *same("o", "r"))}
_SINCE_THEN = (compare("$gte", "y", "com", "y"), compare("$lte", "y", "o", "prev"))
_IN_SCOPE = own("$gte", "s", "rs")

RULES: dict[str, Rule] = {
    # Which commitments answer which requirement.
    "beyond-plan-period": Rule(({"r": of("R", own("$gt", "year", "to"))},), 1, concludes="not_applicable"),
    "before-plan-period": Rule(
        ({"r": of("R", own("$lte", "year", "to"), own("$gt", "since", "needs"))},), 1, concludes="not_applicable"
    ),
    "answers-on-time": Rule((_ASKED, _between("prev", "year", *CLEAR)), 1, derive=_answer(late=False)),
    "answers-late": Rule((_ASKED, _between("year", "reach", *CLEAR)), 1, derive=_answer(late=True)),
    "not-comparable": Rule((_ASKED, _between("prev", "reach", *_UNCLEAR)), 1, derive=_doubt("n", own=True)),
    "no-year": Rule((_ASKED, {"c": of("C", {"y": 0}, *same("r", "i"))}), 1, derive=_doubt("y", own=False)),
    "year-before-issue": Rule((_ASKED, {"c": of("C", *TOO_EARLY, *same("r", "i"))}), 1, derive=_doubt("e", own=False)),
    "year-too-far": Rule((_ASKED, {"c": of("C", *TOO_FAR, *same("r", "i"))}), 1, derive=_doubt("f", own=False)),
    # Which answer governs: of one year the weakest; on time before late, then the preferred year.
    "phase-years": begin(1, 2),
    "weakest-of-its-year": Rule((phase(1), {"a": {"k": "N"}}, _NONE_WEAKER), 3, derive=_promote("a", "Y")),
    "phase-governing": begin(2, 4),
    "governs": Rule((phase(2), {"y": {"k": "Y"}}, _NONE_PREFERRED), 5, derive=_promote("y", "G")),
    # What the governing answer is worth.
    "meets-the-bound": Rule(({"g": of("G", {"late": 0}, own("$eq", "g", "rg"), _IN_SCOPE)},), 6, concludes="met"),
    "exceeds-the-bound": Rule(
        ({"g": of("G", {"late": 0}, own("$gt", "g", "rg"), _IN_SCOPE)},), 6, concludes="exceeded"
    ),
    "satisfies-too-late": Rule(({"g": of("G", {"late": 1}, own("$gte", "g", "rg"), _IN_SCOPE)},), 6, concludes="late"),
    "value-falls-short": Rule(({"g": of("G", own("$lt", "v", "rv"))},), 6, concludes="weaker", shortfall="value"),
    "strictness-falls-short": Rule(
        ({"g": of("G", own("$eq", "v", "rv"), own("$lt", "g", "rg"))},),
        6,
        concludes="weaker",
        shortfall="strictness",
    ),
    "scope-falls-short": Rule(({"g": of("G", own("$lt", "s", "rs"))},), 6, concludes="weaker", shortfall="scope"),
    "misses-the-deadline": Rule(({"g": of("G", {"late": 1})},), 6, shortfall="deadline"),
    # Requirements that nothing clear answers.
    "phase-open": begin(3, 7),
    "nothing-clear-answers": Rule((phase(3), _ASKED, _UNANSWERED), 8, derive=_open),
    "unclear-answer": Rule(
        ({"o": {"k": "O"}}, {"d": of("D", {"own": 1}, *same("o", "r"))}), 9, derive=_settle("d"), concludes="unclear"
    ),
    "phase-carried": begin(4, 10),
    "carried-forward": Rule(
        (
            phase(4),
            {"o": {"k": "O"}},
            _UNSETTLED,
            {
                "com": of(
                    "C",
                    *CLEAR,
                    compare("$lte", "y", "o", "prev"),
                    compare("$gte", "g", "o", "g"),
                    compare("$gte", "s", "o", "s"),
                    *same("o", "i"),
                )
            },
            {"w$not": of("C", *CLEAR, *_SINCE_THEN, compare("$lt", "g", "o", "g"), *same("o", "i"))},
            {"z$not": of("C", *CLEAR, *_SINCE_THEN, compare("$lt", "s", "o", "s"), *same("o", "i"))},
        ),
        11,
        derive=_settle("com"),
        concludes="met",
    ),
    "phase-unplaced": begin(5, 12),
    "unclear-when": Rule(
        (phase(5), {"o": {"k": "O"}}, _UNSETTLED, {"d": of("D", {"own": 0}, *same("o", "r"))}),
        13,
        derive=_settle("d"),
        concludes="unclear",
    ),
    "phase-missing": begin(6, 14),
    "nothing-answers": Rule((phase(6), {"o": {"k": "O"}}, _UNSETTLED), 15, concludes="missing"),
    # What a reviewer accepted.
    "accepted": Rule(({"a": of("A", {"expired": 0})}, {"r": of("R", *same("a", "r"))}), 16, concludes="accepted"),
    "acceptance-expired": Rule(({"a": of("A", {"expired": 1})},), 16),
}

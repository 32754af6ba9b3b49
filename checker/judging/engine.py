"""Runs the rules over the facts of one plan. The only module that knows durable-rules.

It speaks to the C core directly: the Python layer around it swallows exceptions and runs actions on
threads of its own. One session is used for plan after plan and emptied each time.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from pydantic_core import from_json, to_json

from checker.failures import EngineFailure, EngineUnavailable
from checker.judging.facts import Fact
from checker.judging.rules import RULES, Rule
from checker.judging.shapes import check_shapes

CAP = 60_000  # one action takes all the matches there are
SESSION = "0"
_SEEN_BEFORE = 2
_SALTS = ("", *"ABCDEFG")
_OPENING = json.dumps({"k": "open", "id": "open"})


class _SameHash(Exception):
    """Two facts have the same 32-bit hash, by which alone the core tells them apart."""


class Firing(NamedTuple):
    """A rule that fired: for which requirement (-1: none), on which facts.

    ``facts`` are pairs of kind and number: ("C", 3) is the plan's commitment 3, ("B", 1) its
    baseline 1, ("T", 0) its task 0, ("U", 0) its unread table 0; ("R", 0) is the requirement 0 of
    all norms, ("W", 2) their task 2, ("H", 5) their group 5; ("L", 1) the ruleset 1, ("A", 0) the
    acceptance 0.
    """

    requirement: int
    rule: str
    facts: tuple[tuple[str, int], ...]


def run(facts: Sequence[Fact]) -> list[Firing]:
    """Every firing of every rule over the facts of one plan, sorted.

    Raises EngineUnavailable, or EngineFailure where the core does not take the facts.
    """
    core, handle = _session()
    for attempt in range(len(_SALTS)):
        try:
            return sorted(_run(core, handle, facts, salt=_SALTS[attempt]))
        except _SameHash:
            continue  # other identifiers, other hashes
    raise EngineFailure("the facts’ identifiers collide")


def _run(core: Any, handle: int, facts: Sequence[Fact], salt: str) -> Iterator[Firing]:
    _, state = core.assert_fact(handle, _OPENING)
    core.start_action_for_state(handle, state)  # without a started action, delete_state crashes
    try:
        # the plan fact in front: the core crashes on an empty batch
        _assert(core, handle, [{"k": "plan", "id": "plan"}, *facts], salt)
        message = core.complete_and_start_action(handle, state)
        while message:
            ((name, matches),) = from_json(message, cache_strings="keys").items()
            rule = RULES.get(name)
            if rule is not None:
                yield from _fire(core, handle, name, rule, matches, salt)
            message = core.complete_and_start_action(handle, state)
    except BaseException:
        core.abandon_action(handle, state)
        raise
    finally:
        core.delete_state(handle, SESSION)


def _fire(core: Any, handle: int, name: str, rule: Rule, matches: Any, salt: str) -> Iterator[Firing]:
    if rule.derive:
        derived = {fact["id"]: fact for fact in map(rule.derive, matches)}
        _assert(core, handle, list(derived.values()), salt)
    if name.startswith("phase"):
        return
    for match in matches:
        yield _firing(name, match)


def _firing(name: str, match: Mapping[str, Mapping[str, Any]]) -> Firing:
    """The firing of ``name`` on a match, traced back to what stands in the ruleset and the plan."""
    requirement: int = -1
    sources = []
    for fact in match.values():
        requirement = fact.get("r", requirement)
        source = _SOURCES.get(fact["k"])
        if source:
            sources.append((source[0], fact[source[1]]))
    if requirement >= 0:
        sources.append(("R", requirement))
    if len(sources) > 1:
        sources = sorted(set(sources))
    return Firing(requirement, name, tuple(sources))


_SOURCES = {
    **dict.fromkeys("CNYGDV", ("C", "n")),
    **{kind: (kind, "n") for kind in "BATU"},
    "M": ("T", "n"), "W": ("W", "w"), "H": ("H", "h"), "L": ("L", "l"),
}  # fmt: skip
"""Of each kind of fact: what it stands for, and the field with its number."""


def _assert(core: Any, handle: int, facts: Sequence[Fact], salt: str) -> None:
    if salt:
        facts = [{**fact, "id": f"{salt}{fact['id']}"} for fact in facts]
    code, _ = core.assert_facts(handle, to_json(facts).decode())
    if code == _SEEN_BEFORE:
        raise _SameHash
    if code:
        raise EngineFailure(f"assert_facts answered {code}")


@cache
def _session() -> tuple[Any, int]:
    """The core and its compiled rules, once for each process."""
    rules = {name: {"all": list(rule.patterns), "pri": rule.priority, "cap": CAP} for name, rule in RULES.items()}
    rules["open"] = {"all": [{"o": {"k": "open"}}], "pri": 0, "cap": CAP}
    check_shapes(rules)
    core = _import_core()
    return core, core.create_ruleset("conformance", json.dumps(rules))


def _import_core() -> Any:
    # Built without the README's CPPFLAGS on Python 3.13, the core lacks a symbol that only its
    # unused callbacks call; bound lazily, it loads and works all the same.
    flags = sys.getdlopenflags()
    try:
        sys.setdlopenflags(flags & ~os.RTLD_NOW | os.RTLD_LAZY)
        import durable_rules_engine
    except ImportError as error:
        raise EngineUnavailable(str(error)) from error
    finally:
        sys.setdlopenflags(flags)
    return durable_rules_engine

"""CLIPS, the one other engine here with the same powers: joins, negation, derived facts (Rete, in C).

The rules are in ``rules.clp``, written as one writes CLIPS. Facts go in as one text in memory-backed
storage, which CLIPS parses itself (``load-facts``). A Python call for each fact, the way of
clipspy's manual, took three times as long, and longer with every plan that went before. Findings
come out as one multifield: half the time of a Python call for each.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from checker.judging.facts import Fact

from .plain import Finding

_SHM = Path("/dev/shm")
_RULES = Path(__file__).with_name("rules.clp")


class ClipsRules:
    """One CLIPS environment, compiled once and reset between plans."""

    def __init__(self) -> None:
        import clips

        self._folder = tempfile.TemporaryDirectory(dir=_SHM if _SHM.is_dir() else None)
        self._file = Path(self._folder.name) / "facts.clp"
        self._environment = clips.Environment()
        self._environment.load(str(_RULES))
        self._out = self._environment.find_global("out")

    def findings(self, facts: Sequence[Fact]) -> list[Finding]:
        """Every finding over the facts of one run, sorted."""
        environment = self._environment
        environment.reset()
        self._file.write_text("\n".join(map(_as_text, facts)), encoding="ascii")
        environment.call("load-facts", str(self._file))
        environment.run()
        items = iter(self._out.value)
        return sorted(_finding(*match) for match in zip(items, items, items, items, strict=True))


def _as_text(fact: Fact) -> str:
    slots = " ".join([f"({name} {value})" for name, value in fact.items() if name not in ("k", "id")])
    return f"({fact['k']} {slots})"


def _finding(rule: str, r: int, a: int, b: int) -> Finding:
    first, second = _KINDS.get(rule, ("C", "C"))
    facts: tuple[tuple[str, int], ...] = ()
    if a >= 0:
        facts = ((first, a),)
    if b >= 0:
        facts = (*facts, (second, b))
    return (r, rule, (*facts, ("R", r)) if r >= 0 else facts)


_OF_TASKS = dict.fromkeys(
    (
        "task-in-time", "task-without-deadline", "task-after-the-deadline",
        "task-without-a-day", "task-without-a-figure", "task-promises-less",
        "task-without-a-lead", "task-without-an-output", "task-without-a-due-date",
    ),
    ("T", "W"),
)  # fmt: skip
_OF_TARGETS = dict.fromkeys(
    (
        "target-in-time", "target-after-the-deadline", "target-without-deadline", "target-without-a-year",
        "target-before-issue", "target-too-far", "target-not-comparable",
    ),
    ("C", "W"),
)  # fmt: skip
_OF_NORMS = dict.fromkeys(
    (
        "addresses-other-levels", "issued-before-the-norm", "issued-after-its-time",
        "implements-other-norms", "implements-the-norm", "binds-by-its-date",
    ),
    ("L", ""),
)  # fmt: skip
_KINDS: dict[str, tuple[str, str]] = {
    "worse-than-the-baseline": ("B", "C"),
    "rise-from-the-baseline": ("B", "C"),
    "accepted": ("A", ""),
    "acceptance-expired": ("A", ""),
    "nothing-assigned": ("W", ""),
    "group-without-tasks": ("H", ""),
    "table-not-read": ("U", ""),
    **_OF_TASKS,
    **_OF_TARGETS,
    **_OF_NORMS,
}
"""Of what kinds the numbers in a finding are, where they are not commitments."""

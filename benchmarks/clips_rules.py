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

from checker.facts import Fact

from .plain import Finding

_SHM = Path("/dev/shm")
_FIRST_KIND = {"worse-than-the-baseline": "B", "accepted": "A", "acceptance-expired": "A"}


class ClipsRules:
    """One CLIPS environment, compiled once and reset between plans."""

    def __init__(self) -> None:
        import clips

        self._folder = tempfile.TemporaryDirectory(dir=_SHM if _SHM.is_dir() else None)
        self._file = Path(self._folder.name) / "facts.clp"
        self._environment = clips.Environment()
        self._environment.load(str(Path(__file__).with_name("rules.clp")))
        self._out = self._environment.find_global("out")

    def findings(self, facts: Sequence[Fact]) -> list[Finding]:
        """Every finding over the facts of one plan, sorted."""
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
    facts: tuple[tuple[str, int], ...] = ()
    if a >= 0:
        facts = ((_FIRST_KIND.get(rule, "C"), a),)
    if b >= 0:
        facts = (*facts, ("C", b))
    return (r, rule, (*facts, ("R", r)) if r >= 0 else facts)

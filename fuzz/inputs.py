"""What is thrown, and what came of it."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

STOPPED = "stopped"
"""What came of a PDF or Word file for which the other process would have run out of time or memory."""


@dataclass(frozen=True, slots=True)
class Input:
    """One case: files by their names below a folder of its own. The first one is what the case is about.

    ``form`` says of what kind it is, for whoever looks at a finding; ``valid``: it was made to be read, not refused.
    """

    form: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    valid: bool = False

    @property
    def main(self) -> str:
        return next(iter(self.files))


@dataclass(frozen=True, slots=True)
class Target:
    """A kind of input: ``make(seed, number)``, and ``judge(input, folder, rng)``, which gives what came of it in a word.

    ``judge`` raises Broken, or whatever the program raised, where something does not hold. ``memory``: bytes of
    address space for the process that does it; ``growth``: so many bytes one input may add to what it holds.
    """

    name: str
    make: Callable[[int, int], Input]
    judge: Callable[[Input, Path, random.Random], str]
    memory: int = 3_000_000_000
    growth: int = 300_000_000


class Broken(AssertionError):
    """Something that must hold does not."""


def require(holds: object, what: str) -> None:
    """Raises Broken, saying ``what``, unless it holds."""
    if not holds:
        raise Broken(what)


def dice(*parts: object) -> random.Random:
    """Chance that is the same for the same parts, in every process."""
    return random.Random("/".join(map(str, parts)))

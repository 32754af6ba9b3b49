"""Interleaved timing, and Markdown tables.

A comparison takes the same work by several ways. Every round runs every way once, each round in
another order; what is told is the median of a way's rounds, and the median of the ratios *within*
rounds, so that a slow moment of the machine falls on all ways alike.
"""

from __future__ import annotations

import gc
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

Stages = Mapping[str, Sequence[tuple[Any, str]]]
"""The functions of each stage, as (module or class they are called from, name)."""


@dataclass(frozen=True, slots=True)
class Timings:
    """The seconds of every way, round by round."""

    rounds: Mapping[str, Sequence[float]]

    def median(self, way: str) -> float:
        return statistics.median(self.rounds[way])

    def ratio(self, way: str, to: str) -> float:
        """How many times ``to`` takes ``way``."""
        return statistics.median(a / b for a, b in zip(self.rounds[way], self.rounds[to], strict=True))

    def spread(self, way: str) -> float:
        """The interquartile range over the median: how noisy the rounds were."""
        low, _, high = statistics.quantiles(self.rounds[way], n=4)
        return (high - low) / self.median(way)


def interleave(ways: Mapping[str, Callable[[], object]], rounds: int, *, warm: int = 1) -> Timings:
    """Runs every way once a round.

    Each way begins with no garbage, collects its own, and does not pay for what was there before.
    """
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    order = list(ways)
    rng = random.Random(0)
    gc.collect()
    gc.freeze()  # once: to look through all plans before every call would take longer than the calls
    try:
        for number in range(warm + rounds):
            rng.shuffle(order)
            for name in order:
                gc.collect()
                begun = time.perf_counter()
                ways[name]()
                took = time.perf_counter() - begun
                if number >= warm:
                    seconds[name].append(took)
    finally:
        gc.unfreeze()
    return Timings(seconds)


@contextmanager
def clocks(stages: Stages) -> Iterator[Mapping[str, float]]:
    """Times the functions of every stage while it lasts, in seconds without the stages inside them."""
    took: dict[str, float] = defaultdict(float)
    inside = [0.0]  # for each stage that runs now, what the stages in it took

    def clock(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*arguments: Any, **named: Any) -> Any:
            inside.append(0.0)
            begun = time.perf_counter()
            try:
                return function(*arguments, **named)
            finally:
                whole = time.perf_counter() - begun
                took[stage] += whole - inside.pop()
                inside[-1] += whole

        return timed

    with ExitStack() as stack:
        for stage, functions in stages.items():
            for owner, name in functions:
                stack.enter_context(patch.object(owner, name, clock(stage, getattr(owner, name))))
        yield took


def table(title: str, note: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown section with one table; the first column is text, the others are numbers."""
    rule = ["--", *["--:"] * (len(head) - 1)]
    return "\n".join([f"## {title}", "", note, "", *map(_row, (head, rule, *rows)), ""])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def verdict(measured: float, limit: float, unit: str = "×") -> str:
    """An aim, and whether it was met."""
    word = "met" if measured <= limit else "**missed**"
    return f"{word} ({measured:.2f} {unit} of at most {limit:g} {unit})"

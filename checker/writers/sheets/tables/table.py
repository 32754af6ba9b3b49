"""What a flat table is: columns over rows, without regard to the format that shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from checker.i18n import N_

Value = str | int | float | date | None
Row = TypeVar("Row")

SEVERAL = "\n"
"""Between several things in one cell: each on a line of its own."""


@dataclass(frozen=True, slots=True)
class Words:
    """A closed list of machine words, and how a person reads each.

    ``names`` are msgids. ``icons`` and ``tones`` may leave words out; a tone is a key of
    ``palette.TONES``.
    """

    names: Mapping[str, str]
    icons: Mapping[str, str]
    tones: Mapping[str, str]


def words(names: Mapping[str, str]) -> Words:
    """A closed list without icons and colours."""
    return Words(names, {}, {})


YES_NO = words({"true": N_("yes"), "false": ""})
"""A "no" is left empty for a person: what is so must catch the eye."""


def _no_tone(_: Any) -> None:
    return None


@dataclass(frozen=True)  # no slots: Column[Row](…) cannot be made then in Python 3.11
class Column(Generic[Row]):
    """One column.

    ``key`` is its stable name for programs, ``heading`` a msgid. ``value`` gives what stands in a
    row: plain data, and for a column with ``words`` the machine word. ``width`` is in characters.
    ``tone`` colours a cell that has no words. ``meaning``, a msgid, tells what the heading does not.
    ``figures``: it holds numbers; ``quiet_zeros``: a 0 is shown as a dash. ``to_fill_in``: it is left
    empty for a person.
    """

    key: str
    heading: str
    value: Callable[[Row], Value]
    width: int = 12
    words: Words | None = None
    tone: Callable[[Row], str | None] = _no_tone
    meaning: str | None = None
    figures: bool = False
    quiet_zeros: bool = False
    to_fill_in: bool = False


@dataclass(frozen=True)
class Table(Generic[Row]):
    """One table. ``title`` is a msgid of at most 31 characters in every language.

    ``columns`` are what a reader needs and what is printed, ``details`` stand to the right of them;
    the first ``fixed`` columns stay in sight. ``printed`` rows from the first are printed, None for
    all; what the others are, ``unprinted`` says, a msgid.
    """

    key: str
    title: str
    about: str
    columns: Sequence[Column[Row]]
    details: Sequence[Column[Row]]
    rows: Sequence[Row]
    fixed: int = 1
    printed: int | None = None
    unprinted: str | None = None

    @property
    def all_columns(self) -> tuple[Column[Row], ...]:
        return (*self.columns, *self.details)


def iso_day(text: str | None) -> date | None:
    """The day of an ISO date; None where it is not known to the day."""
    try:
        return date.fromisoformat(text) if text and len(text) == len("2025-11-21") else None
    except ValueError:
        return None


def joined(parts: Iterable[str | None], between: str = SEVERAL) -> str | None:
    """The parts that there are in one cell; None where there are none."""
    return between.join(part for part in parts if part) or None


def listed(parts: Iterable[str]) -> str | None:
    """Several things in one cell, each on a line of its own behind a bullet; one alone stands bare."""
    kept = list(parts)
    return joined(f"• {part}" for part in kept) if len(kept) > 1 else joined(kept)


def yes(value: bool | None) -> str | None:
    """The word of YES_NO; None where the question does not arise."""
    return None if value is None else "true" if value else "false"

"""What plans, norms and the catalogue have in common: a text in two languages, a bound with its year, a quantity."""

from __future__ import annotations

from functools import cached_property
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from checker.reading.fields import Flag, Number, Pair, Positive, Scope, Text, Unit, Year

COMPARATORS = ("at_least", "more_than", "at_most", "less_than", "between", "promised")
Confidence = Literal["high", "medium", "low"]
"""How sure `check extract` was of a reading; for information only."""


class Model(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Phrase(Model):
    """A text in both languages; without English, the Vietnamese serves."""

    vi: Text
    en: Text | None = None

    def text(self, language: str) -> str:
        return (self.en if language == "en" else None) or self.vi


class Bounded(Model):
    """One comparator and one time, as norms and plans share them. Numbers are in ``unit``."""

    indicator: str
    at_least: Number | None = None
    more_than: Number | None = None
    at_most: Number | None = None
    less_than: Number | None = None
    between: Pair | None = None
    promised: Flag | None = None
    unit: Unit | None = None
    by: Year | None = None
    from_: Year | None = Field(default=None, alias="from")
    scope: Scope | None = None

    @cached_property
    def comparator(self) -> str | None:
        """The one comparator that is given, if any."""
        return next((c for c in COMPARATORS if getattr(self, c) is not None), None)

    @property
    def year(self) -> int | None:
        return self.by if self.by is not None else self.from_

    def __copy__(self) -> Self:
        """What ``model_copy`` begins with: the comparator that was looked up is not that of a changed copy."""
        copied = super().__copy__()
        copied.__dict__.pop("comparator", None)
        return copied


class Quantity(Model):
    """How much of something a task promises, in which years."""

    at_least: Positive
    unit: Unit
    from_: Year | None = Field(default=None, alias="from")
    to: Year | None = None

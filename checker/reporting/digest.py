"""What a run needs of one plan that has been judged: small, without a library, and as text in a file.

A worker makes it beside the plan's report (``build_digest``). All that a run says of its plans together is
made of digests: the national figures and sums, counts, the index of a large run.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal, NamedTuple

from pydantic import BeforeValidator, ConfigDict, PlainSerializer, TypeAdapter
from pydantic_core import PydanticSerializationError

from checker.judging.assess import GAPS, Status
from checker.judging.bounds import Floor
from checker.reading.places import provinces
from checker.reporting.outcomes import Outcome, Tone

_EXACTLY = ConfigDict(extra="forbid", strict=True)
_LETTERS: dict[Status, str] = {
    "met": "m", "exceeded": "e", "weaker": "w", "late": "l",
    "missing": "x", "unclear": "u", "not_applicable": "n", "accepted": "a",
}  # fmt: skip
_STATUSES = {letter: status for status, letter in _LETTERS.items()}


def _from_letters(value: object) -> tuple[Status, ...]:
    if not isinstance(value, str) or not _STATUSES.keys() >= set(value):
        raise ValueError("no statuses")
    return tuple(map(_STATUSES.__getitem__, value))


def _in_letters(statuses: tuple[Status, ...]) -> str:
    return "".join(map(_LETTERS.__getitem__, statuses))


class Promise(NamedTuple):
    """The plan's governing answer to the requirement at ``place`` of its norm.

    ``said`` in words; ``value`` as ``Floor.value``, None where it promises no number. ``counts``: it is promised
    by the milestone and for the whole province.
    """

    place: int
    said: str
    value: int | None
    open: bool
    counts: bool

    @property
    def floor(self) -> Floor | None:
        """What is promised, whenever and of whatever part."""
        return None if self.value is None else Floor(self.value, self.open)


class Given(NamedTuple):
    """What a task of the plan gives a year to a national sum, from one year to another.

    ``amount`` as ``numbers.scaled`` makes it, in the unit of the norm; the rest as in ``entries.Cited``.
    """

    amount: int
    from_: int
    to: int
    title: str | None
    said: str
    quote: str | None
    where: str | None
    page: str | None
    line: int
    review: Literal[True] | None
    review_reason: str | None


class SumShare(NamedTuple):
    """What the plan gives to one sum that a norm asks of the nation; ``final`` as of ``ContributionData``."""

    task: str
    final: bool
    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class NormDigest:
    """The plan under one norm of the run.

    ``rule`` and ``why`` say by what it applies or does not. ``statuses`` are those of the norm's requirements, in its
    order. ``accepted`` has place and gap of the accepted ones, ``open`` the places of verdicts that are not final.
    ``tasks_found`` of ``tasks_asked`` tasks of the norm have a counterpart, ``tasks_late`` of them too late. Only of a
    norm that applies: ``sums``; and if the plan is a province's, ``promises``, in order of their places.
    """

    __pydantic_config__ = _EXACTLY

    applies: bool
    rule: str
    why: str
    conforms: bool
    final: bool
    tone: Tone
    statuses: Annotated[
        tuple[Status, ...], BeforeValidator(_from_letters), PlainSerializer(_in_letters, return_type=str)
    ]
    accepted: tuple[tuple[int, Status], ...] = ()
    open: tuple[int, ...] = ()
    tasks_found: int = 0
    tasks_asked: int = 0
    tasks_late: int = 0
    promises: tuple[Promise, ...] = ()
    sums: tuple[SumShare, ...] = ()

    @property
    def gaps(self) -> int:
        """How many requirements are not met, without those that are accepted."""
        return sum(status in GAPS for status in self.statuses)


@dataclass(frozen=True, slots=True)
class PlanDigest:
    """One plan of a run.

    ``name`` is the path of its reports below the output folder, without suffix; no two plans of a run share it.
    ``file`` and ``sha256`` are of the plan file, ``then`` the former province that it speaks for. ``outcome`` is what
    it comes to under the norms that bind, ``tone`` and ``gaps`` the same without those that only set tasks (and
    ``tone`` under guidance where none binds); ``advised`` counts gaps under guidance. ``review_entries`` are marked
    for review, ``open_verdicts`` rest on such, ``province_marked``: the province itself is one of them.
    ``norms`` has one entry for each ruleset of the run, in its order.
    """

    __pydantic_config__ = _EXACTLY

    name: str
    id: str
    file: str
    sha256: str
    province_code: int
    province: str
    then: str | None
    level: str
    title: str
    number: str | None
    issued: str
    issued_text: str
    tasks_read: bool
    review_entries: int
    open_verdicts: int
    province_marked: bool
    outcome: Outcome
    tone: Tone
    gaps: int
    advised: int
    norms: tuple[NormDigest, ...]
    schema: Literal["digest/1"] = "digest/1"

    @property
    def judged(self) -> bool:
        """Whether any norm of the run applies to it."""
        return any(norm.applies for norm in self.norms)

    @property
    def final(self) -> bool:
        """Whether no verdict under a norm that applies rests on entries that are still to be reviewed."""
        return all(norm.final for norm in self.norms if norm.applies)

    def to_json(self) -> str:
        """One line of JSON that can be written as UTF-8."""
        try:
            return _adapter().dump_json(self).decode()
        except PydanticSerializationError:  # half a character, in a file name that is not UTF-8: \udcff is JSON, too
            return json.dumps(_adapter().dump_python(self, mode="json"))

    @classmethod
    def from_json(cls, text: str) -> PlanDigest:
        """The digest that ``to_json`` wrote. Raises ValueError for anything else."""
        try:
            found = _adapter().validate_json(text)
        except ValueError:
            if "\\ud" not in text:
                raise
            found = _with_half_characters(text)
        _check(found)
        return found


@cache
def _adapter() -> TypeAdapter[PlanDigest]:
    return TypeAdapter(PlanDigest)


def _with_half_characters(text: str) -> PlanDigest:
    try:
        return _adapter().validate_python(json.loads(text), strict=False)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _check(digest: PlanDigest) -> None:
    """What would only be found when the digest is used. Raises ValueError."""
    if (digest.province_code, digest.province) not in _provinces():
        raise ValueError(f"no province {digest.province_code}")
    for norm in digest.norms:
        places = [*norm.open, *(place for place, _ in norm.accepted), *(promise.place for promise in norm.promises)]
        if not all(0 <= place < len(norm.statuses) for place in places):
            raise ValueError("a verdict on no requirement")
        accepted = {place for place, status in enumerate(norm.statuses) if status == "accepted"}
        if accepted != {place for place, gap in norm.accepted if gap in GAPS}:
            raise ValueError("an accepted gap that is none")


@cache
def _provinces() -> frozenset[tuple[int, str]]:
    return frozenset((province.code, province.name) for province in provinces())

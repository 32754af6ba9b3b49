"""The fields of the letter of comments: what its Word template may use, all of it short strings and flags.

The fixed wording of the letter stands in the template. A field that has nothing to say is the empty
string, never None.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the plan: as they stand there, where, and how they were read."""

    quote: str
    where: str
    said: str


@dataclass(frozen=True, slots=True)
class Norm:
    """A norm that applies: ``name`` "Nghị quyết số 72-NQ/TW", ``about`` the rest of its title.

    ``counts`` by status, ``asked`` without what does not apply to this plan.
    """

    number: str
    name: str
    about: str
    title: str
    issuer: str
    issued: str
    why: str
    verdict: str
    mandatory: bool
    all: int
    asked: int
    counts: dict[str, int]
    unverified: int


@dataclass(frozen=True, slots=True)
class OtherNorm:
    """A norm that does not apply, and why."""

    number: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A requirement that the plan does not meet. ``number`` counts through the letter from 1.

    ``provisional``: that this rests on entries which are still to be reviewed, as a sentence.
    """

    number: int
    name: str
    norm: str
    clause: str
    words: str
    asked: str
    status: str
    status_name: str
    priority: str
    plan_words: tuple[Words, ...]
    related: tuple[Words, ...]
    comparison: str
    proposal: str
    expired: str
    provisional: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """A gap that a reviewer accepted, until a day."""

    name: str
    norm: str
    clause: str
    status_name: str
    comparison: str
    reason: str
    by: str
    until: str


@dataclass(frozen=True, slots=True)
class Advice:
    """A norm that is guidance, and where the plan stays below it."""

    norm: str
    title: str
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class NormTask:
    """A task of a norm."""

    title: str
    clause: str
    asked: str


@dataclass(frozen=True, slots=True)
class NormTasks:
    """Tasks of one norm of which the same became in the plan; ``note`` says it as a clause."""

    norm: str
    status_name: str
    note: str
    tasks: tuple[NormTask, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark on the plan, with the words it rests on."""

    name: str
    text: str
    plan_words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Remarks:
    """Remarks of one kind."""

    kind: str
    items: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Incomplete:
    """The plan's tasks without a lead agency, an output or a due date: how many, the first few, how many more."""

    count: int
    first: tuple[Remark, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Question:
    """What only a person can answer. ``tasks``: how many of the plan's tasks it is about, else None."""

    text: str
    norm: str
    clause: str
    plan_words: tuple[Words, ...]
    tasks: int | None


@dataclass(frozen=True, slots=True)
class ToReview:
    """An entry of the plan file that is still to be compared with the document: how it was read, why it is doubtful."""

    entry: str
    doubt: str


@dataclass(frozen=True, slots=True)
class PlanNamed:
    """The plan: its kind, number, day ("ngày 21/11/2025"), issuer and title. ``summary``: not its full text."""

    kind: str
    number: str
    issued: str
    issuer: str
    title: str
    note: str
    summary: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything that a letter may say.

    ``day`` is that of the comparison, ``full`` the level asked for; ``binding``: a mandatory norm is among ``norms``.
    ``warning``: that the letter must not be sent yet, because entries of the plan file are still to be
    reviewed; ``to_review`` are the first of them, ``more_to_review`` how many others there are. A template
    that does not use ``warning`` gets it as its first paragraph.
    """

    year: str
    day: str
    program: str
    warning: str
    to_review: tuple[ToReview, ...]
    more_to_review: int
    full: bool
    binding: bool
    province: str
    plan: PlanNamed
    norms: tuple[Norm, ...]
    others: tuple[OtherNorm, ...]
    status_names: dict[str, str]
    gaps: tuple[Gap, ...]
    accepted: tuple[Accepted, ...]
    advice: tuple[Advice, ...]
    missing_tasks: tuple[NormTasks, ...]
    remarks: tuple[Remarks, ...]
    incomplete: Incomplete
    unclear: tuple[Gap, ...]
    unclear_tasks: tuple[NormTasks, ...]
    unread: tuple[Remark, ...]
    questions: tuple[Question, ...]

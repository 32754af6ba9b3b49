"""The first sentences on a norm: who conforms and how many gaps there are, what is failed most, what is out of reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from checker.i18n import N_, Language
from checker.reporting.report import RulesetHead
from checker.writers.overview.status_bars import Asked

NAMED = 3
"""So many requirements are named; more are counted."""


class Failed(Protocol):
    """A requirement and how many plans have a gap there: ``matrix.Row`` and ``status_bars.StatusBar``."""

    @property
    def asked_of_plans(self) -> Asked: ...
    @property
    def gaps(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Standing:
    """Of ``plans`` that a norm binds, how many conform, and how many gaps all of them have."""

    plans: int
    conforming: int
    gaps: int


def headline(
    head: RulesetHead,
    standing: Standing,
    rows: Sequence[Failed] | None,
    nation: Mapping[str, int],
    language: Language,
) -> tuple[str, ...]:
    """The sentences; none where the norm sets no minimums (``rows`` is None).

    ``rows`` are the requirements that a plan is asked, ``nation`` says how many targets of the nation have each status.
    """
    if rows is None:
        return ()
    values = {
        "norm": head.number,
        "all": language.number(standing.plans),
        "met": language.number(standing.conforming),
        "gaps": language.number(standing.gaps),
    }
    if not rows:
        return (language.say("{norm} asks nothing of the period of these plans.", **values),)
    if head.binding == "advisory":
        text = N_("Guidance of {norm}: {met} of {all} plans reach every point; points not reached or not set: {gaps}.")
    elif standing.gaps == 0:
        text = N_("Plans that meet all requirements of {norm}: {met} of {all}.")
    else:
        text = N_("Plans that meet all requirements of {norm}: {met} of {all}. Gaps in all: {gaps}.")
    short = nation.get("short", 0)
    reach = N_("With these plans the country cannot meet {count} of {all} requirements.")
    sentences = (
        language.say(text, **values),
        _failed_most(rows, standing.plans, language),
        language.say(reach, count=short, all=sum(nation.values())) if short else None,
    )
    return tuple(sentence for sentence in sentences if sentence)


def _failed_most(rows: Sequence[Failed], plans: int, language: Language) -> str | None:
    """Which requirements the most plans fail; None where each is failed by one plan at most."""
    most = max(row.gaps for row in rows)
    if most < 2:
        return None
    worst = [row.asked_of_plans for row in rows if row.gaps == most]
    values = {
        "count": language.number(most),
        "all": language.number(plans),
        "names": "; ".join(f"{asked.name} ({asked.asked_text})" for asked in worst[:NAMED]),
    }
    if len(worst) > NAMED:
        text = N_("Most often not met, each by {count} of {all} plans: {names}; and {more} more.")
        return language.say(text, **values, more=len(worst) - NAMED)
    return language.say(N_("Most often not met, by {count} of {all} plans: {names}."), **values)

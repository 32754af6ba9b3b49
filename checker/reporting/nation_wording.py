"""What is said of the nation: one or two sentences for each requirement, and what holds of all of them, once."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from checker.i18n import N_, Language
from checker.judging.nation import National
from checker.reading.models import Indicator, Requirement
from checker.reporting.names import VERIFIED_NAMES
from checker.reporting.nation_figures import Figures
from checker.reporting.wording import amount, quantity

if TYPE_CHECKING:
    from checker.reading.province_table import ProvinceTable

_NOTHING_KNOWN = N_("No plan given answers in a way that can be compared, so nothing can be said of the nation.")
_SHARES = {
    "reached": N_("The plans of all {all} provinces satisfy it."),
    "open": N_(
        "The plans of {yes} of {all} provinces ({worst} of the people) satisfy it and none promises less; "
        "all the others ({rest} of {all}) must do so too for the nation to reach it."
    ),
    "short": N_(
        "The plans of {yes} of {all} provinces ({worst} of the people) satisfy it, those of {no} promise less or later."
    ),
}
_AT_MOST = N_("Even if all the others do, that makes {best} of the people only.")
_SAID = N_("The plans that give a value ({part}) promise {average} on average.")
_PART = N_("{known} of {all} provinces, {share} of the people")
_AVERAGES = {
    "reached": N_("That alone brings the nation to {asked}, whatever the others do."),
    "open": N_(
        "For the nation to come to {asked}, the others ({rest} of {all} provinces) must come to {needed} on average."
    ),
    "short": N_("Even if all the others reach {limit}, the nation comes to {best} only, not to {asked}."),
}
_CANNOT = N_("The others cannot make up for what the nation lacks to {asked}.")
_ALL_KNOWN = {
    "reached": N_("The plans of all {all} provinces promise {average} on average: the nation comes to {asked}."),
    "short": N_("The plans of all {all} provinces promise {average} on average: the nation does not come to {asked}."),
}


def nation_in_words(
    found: National,
    figures: Figures,
    requirement: Requirement,
    indicator: Indicator,
    everybody: int,
    language: Language,
) -> str:
    """The outcome in one or two sentences; ``everybody`` is the number of all provinces."""
    say, rest = language.say, everybody - found.provinces
    if found.provinces == 0:
        return say(_NOTHING_KNOWN)
    values = {
        "all": everybody,
        "rest": rest,
        "worst": figures.worst and figures.worst.in_short,
        "best": figures.best and figures.best.in_short,
        "needed": figures.needed and figures.needed.in_short,
        "average": figures.average and figures.average.text,
        "asked": amount(requirement, indicator, language),
    }
    if found.measure == "share":
        sentences = [say(_SHARES[found.outcome], yes=found.satisfying, no=found.failing, **values)]
        if found.outcome == "short" and rest:
            sentences.append(say(_AT_MOST, **values))
    elif not rest:
        sentences = [say(_ALL_KNOWN[found.outcome], **values)]
    else:
        part = say(_PART, known=found.provinces, all=everybody, share=figures.known.text)
        second = _CANNOT if found.outcome == "short" and figures.best is None else _AVERAGES[found.outcome]
        limit = _limit(indicator, language)
        sentences = [say(_SAID, part=part, **values), say(second, limit=limit, **values)]
    return " ".join(sentences)


def open_values_in_words(count: int, language: Language) -> str:
    """A sentence to follow, on values of ``count`` plans that may still change; empty for none."""
    if not count:
        return ""
    return " " + language.plural(
        "Provisional: the figure of {count} plan rests on entries that are still to be reviewed.",
        "Provisional: the figures of {count} plans rest on entries that are still to be reviewed.",
        count,
        count=count,
    )


def population_notes(table: ProvinceTable, language: Language) -> tuple[str, ...]:
    """How the figures are made and what they cannot say, and last where the populations come from."""
    return (
        language.say(
            "Each province counts by its number of people. Where an indicator is about something else than people "
            "(children, births, health stations), an average made so is an approximation."
        ),
        language.say(
            "A plan counts by what it promises by the milestone for the whole province: “at least 97%” as 97%. Of two "
            "plans of one province the weaker one counts."
        ),
        language.say(
            "Provinces without a plan in this run, and plans that give no comparable value in time, are not known; "
            "nothing is assumed of them. Where there is a range, it is that from the worst to the best that they can reach."
        ),
        language.say(
            "Populations: {source} ({total} people in all); {verified}.",
            source=table.source.text(language.code),
            total=language.number(table.population),
            verified=language.say(VERIFIED_NAMES[table.verified]),
        ),
    )


def _limit(indicator: Indicator, language: Language) -> str:
    """The best that can be: "100%", or "0%" where less is better."""
    best = indicator.ceiling if indicator.direction == "more" and indicator.ceiling is not None else Decimal(0)
    return quantity(best, indicator.unit, indicator, language)

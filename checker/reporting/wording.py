"""What a report says: bounds, comparisons and amended wording as sentences.

Everything here is a function of data to text in one language; nothing is judged here. Each amended
wording is built from the requirement itself, so that it cannot promise less than the norm asks.
"""

from __future__ import annotations

from decimal import Decimal

from checker.i18n import N_, Language
from checker.judging.assess import Assessment, Shortfall
from checker.judging.bounds import end_of
from checker.judging.facts import LAST_YEAR, state_of
from checker.reading.fields import Scope
from checker.reading.models import Baseline, Bounded, Commitment, Indicator
from checker.reading.units import COUNTED, WORDS
from checker.remembered import remembered

_LIMITS = {
    "at_least": N_("at least {value}"),
    "more_than": N_("more than {value}"),
    "at_most": N_("at most {value}"),
    "less_than": N_("less than {value}"),
}
_SCOPES = {
    "all": N_("everybody, or the whole"),
    "each": N_("each one"),
    "average": N_("an average"),
    "part": N_("a part only"),
    "wider": N_("a wider denominator"),
    None: N_("the whole"),
}


def quantity(value: Decimal, unit: str | None, indicator: Indicator, language: Language) -> str:
    """A number and its unit: "97,5%", "75,5 tuổi"."""
    if unit is None:
        return language.number(value)
    if indicator.word and unit == indicator.unit:
        return f"{language.number(value)} {indicator.word.behind(value, language.code)}"
    return with_unit(value, unit, language)


def with_unit(value: Decimal, unit: str, language: Language) -> str:
    """A number and the usual word of its unit: "97,5%", "40 bác sĩ/năm"."""
    forms, word = COUNTED.get(unit), WORDS[unit]
    return language.number(value) + (language.plural(*forms, value) if forms else language.say(word))


def amount(bound: Bounded, indicator: Indicator, language: Language) -> str | None:
    """A bound in words: "trên 95%", "tối thiểu 68 năm", "100%"; None without a number."""
    unit = bound.unit or indicator.unit
    if bound.promised is not None:
        return language.say("promised") if bound.promised else language.say("expressly not promised")
    if bound.between is not None:
        low, high = bound.between
        top = quantity(high, unit, indicator, language)
        return language.say("{low} to {high}", low=language.number(low), high=top)
    value = end_of(bound, indicator.direction)
    if value is None:
        return None
    said = quantity(value, unit, indicator, language)
    if bound.at_least is not None and value == indicator.ceiling:
        return said  # "100%" needs no "at least"
    pattern = _LIMITS[bound.comparator or "at_least"]
    return language.say(pattern, value=said)


def when(bound: Bounded, language: Language) -> str | None:
    """ "đến năm 2030", "từ năm 2026"; None without a year."""
    if bound.by is not None:
        return language.say("by {year}", year=bound.by)
    return language.say("from {year}", year=bound.from_) if bound.from_ is not None else None


def said_by(commitment: Commitment, indicator: Indicator, language: Language) -> str:
    """A commitment in one line: "97,1%, đến năm 2030, bình quân"."""
    value = amount(commitment, indicator, language) or language.say("no number")
    if commitment.approximate:
        end = end_of(commitment, indicator.direction)
        plain = commitment.at_least is not None or commitment.at_most is not None
        if plain and end is not None:  # "about 77" and not "about at least 77"
            value = quantity(end, commitment.unit or indicator.unit, indicator, language)
        value = language.say("about {value}", value=value)
    parts = [value, when(commitment, language) or language.say("no year")]
    if commitment.scope in ("each", "average", "part", "wider"):
        parts.append(language.say(_SCOPES[commitment.scope]))
    return ", ".join(parts)


def reported_by(baseline: Baseline, indicator: Indicator, language: Language) -> str:
    """A baseline in one line: "khoảng 10% (thời điểm 2025)"."""
    said = quantity(baseline.value, baseline.unit or indicator.unit, indicator, language)
    if baseline.approximate:
        said = language.say("about {value}", value=said)
    if baseline.as_of:
        day = language.date(baseline.as_of)
        said = language.say("{value} (as of {date})", value=said, date=day)
    return said


def scope_in_words(scope: Scope | None, language: Language) -> str:
    """ "từng đơn vị"; None is what a plan means that says nothing of scope."""
    return language.say(_SCOPES[scope])


@remembered(8192)
def asked_by(bound: Bounded, indicator: Indicator, language: Language) -> str:
    """A requirement in one line: "tối thiểu 4 bác sĩ, đến năm 2027"."""
    return ", ".join(p for p in (amount(bound, indicator, language), when(bound, language)) if p)


def amended_wording(bound: Bounded, indicator: Indicator, language: Language) -> str:
    """The sentence that satisfies a requirement exactly, ready to copy into the plan."""
    value = amount(bound, indicator, language) or ""
    if indicator.target:
        # not format(): the sentence comes from a file, and braces in it are only text
        sentence = indicator.target.text(language.code).replace("{amount}", value)
    else:
        name = indicator.name.text(language.code)
        sentence = f"{name[:1].lower()}{name[1:]} {value}"
    text = f"{when(bound, language) or ''}, {sentence}".lstrip(", ")
    return f"{text[:1].upper()}{text[1:]}."


def comparison(
    assessment: Assessment, answer: Commitment | None, indicator: Indicator, issued_year: int, language: Language
) -> list[str]:
    """The comparison as arithmetic, a line for each thing compared, or why there is none."""
    requirement = assessment.requirement
    if answer is None:
        return [_why_no_answer(assessment, indicator, language)]
    if (assessment.gap or assessment.status) == "unclear":
        return [why_unclear(answer, indicator, issued_year, language)]
    if assessment.shortfalls:
        return [_explain(shortfall, assessment, answer, indicator, language) for shortfall in assessment.shortfalls]
    asked, said = amount(requirement, indicator, language), amount(answer, indicator, language)
    if indicator.kind == "promise":
        return [language.say("The plan makes the promise that the norm asks for.")]
    if assessment.rule == "carried-forward":
        text = N_("{said}, already {when}, satisfies {asked}.")
        return [language.say(text, said=said, when=when(answer, language), asked=asked)]
    if assessment.status == "exceeded":
        return [language.say("{said} is stricter than {asked}.", said=said, asked=asked)]
    return [language.say("{said} is what the norm asks ({asked}).", said=said, asked=asked)]


def _explain(
    shortfall: Shortfall, assessment: Assessment, answer: Commitment, indicator: Indicator, language: Language
) -> str:
    requirement = assessment.requirement
    asked = amount(requirement, indicator, language)
    said = amount(answer, indicator, language)
    if shortfall.kind == "value" and indicator.kind == "promise":
        return language.say("The plan says in so many words that it does not promise what the norm asks for.")
    if shortfall.kind == "value" and shortfall.by is None:
        return language.say(
            "“{said}” sets no limit on the side that the norm limits ({asked}).", said=said, asked=asked
        )
    if shortfall.kind == "value" and shortfall.by is not None:
        unit = indicator.unit
        asked_end = end_of(requirement, indicator.direction) or Decimal(0)
        said_end = end_of(answer, indicator.direction) or Decimal(0)
        values = {
            "said": quantity(said_end, answer.unit or unit, indicator, language),
            "asked": quantity(asked_end, requirement.unit or unit, indicator, language),
            "by": difference(shortfall.by, indicator, language),
        }
        if indicator.direction == "more":
            return language.say("{said} < {asked}: short by {by}.", **values)
        return language.say("{said} > {asked}: over by {by}.", **values)
    if shortfall.kind == "strictness":
        return language.say("“{said}” allows the limit itself; the norm says “{asked}”.", said=said, asked=asked)
    if shortfall.kind == "scope" and answer.scope == "wider":
        return language.say("The plan counts on a wider denominator than the norm, which is easier to reach.")
    if shortfall.kind == "scope":
        scopes = {"said": language.say(_SCOPES[answer.scope]), "asked": language.say(_SCOPES[requirement.scope])}
        return language.say("The plan speaks of {said}; the norm asks for {asked}.", **scopes)
    years = int(shortfall.by or 0)
    return language.plural(
        "{said} comes after {asked}: {years} year late.",
        "{said} comes after {asked}: {years} years late.",
        years,
        said=answer.year,
        asked=requirement.year,
        years=years,
    )


def difference(by: Decimal, indicator: Indicator, language: Language) -> str:
    """How much is lacking: of shares in points, of all else in the unit."""
    number = language.number(by)
    if indicator.unit == "%":
        return language.plural("{number} percentage point", "{number} percentage points", by, number=number)
    if indicator.unit == "‰":
        return language.plural("{number} per-mille point", "{number} per-mille points", by, number=number)
    return quantity(by, indicator.unit, indicator, language)


def gap_in_short(assessment: Assessment, indicator: Indicator, language: Language) -> str:
    """The gap as a table cell shows it: "−2,9 điểm phần trăm; chậm 3 năm"."""
    parts = []
    for shortfall in assessment.shortfalls:
        if shortfall.kind == "value" and shortfall.by is not None:
            sign = "−" if indicator.direction == "more" else "+"
            parts.append(sign + difference(shortfall.by, indicator, language))
        elif shortfall.kind == "deadline":
            years = int(shortfall.by or 0)
            parts.append(language.plural("{years} year late", "{years} years late", years, years=years))
        elif shortfall.kind == "strictness":
            limit = amount(assessment.requirement, indicator, language)
            parts.append(language.say("must be {limit}", limit=limit))
        elif shortfall.kind == "scope":
            parts.append(language.say("scope"))
        else:
            parts.append(language.say("value"))
    return "; ".join(parts) or "—"


def _why_no_answer(assessment: Assessment, indicator: Indicator, language: Language) -> str:
    requirement = assessment.requirement
    if assessment.rule == "before-plan-period":
        text = N_("Asked only of plans whose own period includes {year}; this one begins later.")
        return language.say(text, year=requirement.asked_if_covers)
    if assessment.status == "not_applicable":
        return language.say("The plan does not reach as far as {year}.", year=requirement.year)
    name = indicator.name.text(language.code)
    text = N_("The plan sets no target for {year} on: {name}.")
    return language.say(text, year=requirement.year, name=name)


def why_unclear(answer: Commitment, indicator: Indicator, issued_year: int, language: Language) -> str:
    """Why one answer cannot be compared, said to a person who may ask the province."""
    if answer.year is None:
        return language.say("The words give no year.")
    if answer.year < issued_year:
        text = N_("The year {year} lies before the plan’s own year of issue ({issued}); probably a misprint.")
        return language.say(text, year=answer.year, issued=issued_year)
    if answer.year > LAST_YEAR:
        return language.say("The year {year} is not plausible; probably a misprint.", year=answer.year)
    state = state_of(answer, indicator)
    if state == "no_number":
        return language.say("The words give no number.")
    if state == "other_unit":
        return language.say("The unit is another than the norm’s.")
    value = quantity(
        end_of(answer, indicator.direction) or Decimal(0), answer.unit or indicator.unit, indicator, language
    )
    return language.say("{value} is more than can be; probably a misprint.", value=value)

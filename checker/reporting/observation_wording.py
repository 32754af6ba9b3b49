"""Observations as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from checker.i18n import N_, Language
from checker.judging.bounds import end_of
from checker.judging.facts import other_wording
from checker.judging.observe import Observation
from checker.reading.models import Baseline, Commitment, Indicator, NormTask, Requirement, Task, TaskGroup, UnreadTable
from checker.reading.units import convert
from checker.reporting.task_wording import due_in_words, lacking
from checker.reporting.wording import amount, asked_by, difference, quantity, reported_by, said_by, when, why_unclear


@dataclass(frozen=True, slots=True)
class Remarked:
    """What an observation is about; what its kind does not need is None or empty."""

    commitments: Sequence[Commitment]
    baselines: Sequence[Baseline]
    task: Task | None
    table: UnreadTable | None
    indicator: Indicator | None
    requirement: Requirement | None
    norm_task: NormTask | None
    group: TaskGroup | None
    issued_year: int
    ungrouped: int
    """How many tasks of the plan have no group."""
    elsewhere: str | None
    """Where the document may say more of its tasks than was read: an annex, or the full text."""


def observed(observation: Observation, about: Remarked, language: Language) -> str:
    """An observation as a sentence."""
    match observation.kind:
        case "unread_table":
            return _unread(about, language)
        case "task_incomplete" if about.task:
            return _with_caveat(_incomplete(about.task, language), about, language)
        case "task_late" if about.norm_task:
            return _late_task(about, about.norm_task, language)
        case "group_uncovered" if about.group:
            return _with_caveat(_uncovered(about, about.group, language), about, language)
    if about.indicator is None:
        raise ValueError(f"nothing is said of {observation}")
    if observation.kind == "approximate_wording" and about.requirement:
        return _other_name(observation, about, about.requirement, about.indicator, language)
    if observation.kind == "pace" and about.requirement:
        return _pace(about, about.requirement, about.indicator, language)
    return _of_targets(observation, about, about.indicator, language)


def _of_targets(observation: Observation, about: Remarked, indicator: Indicator, language: Language) -> str:
    said = [said_by(c, indicator, language) for c in about.commitments]
    if observation.kind == "contradiction":
        statements = "; ".join(f"“{statement}”" for statement in dict.fromkeys(said))
        text = N_("The plan says different things of {year}: {statements}. The weakest counts.")
        return language.say(text, year=about.commitments[0].year, statements=statements)
    if observation.rule == "worse-than-the-baseline":
        baseline = about.baselines[0]
        value = quantity(baseline.value, baseline.unit or indicator.unit, indicator, language)
        text = N_("The target “{said}” is worse than the present value the plan itself reports ({value}).")
        return language.say(text, said=said[0], value=value)
    if observation.kind == "regression":
        earlier, later = sorted(about.commitments, key=lambda c: c.year or 0)
        values = {"earlier": said_by(earlier, indicator, language), "later": said_by(later, indicator, language)}
        return language.say("The later target “{later}” is weaker than the earlier “{earlier}”.", **values)
    if observation.kind == "hedged":
        hedge = about.commitments[0].hedge or language.say("approximately")
        return language.say("The target “{said}” is softened by “{hedge}”.", said=said[0], hedge=hedge)
    return why_unclear(about.commitments[0], indicator, about.issued_year, language)


def _other_name(
    observation: Observation, about: Remarked, requirement: Requirement, indicator: Indicator, language: Language
) -> str:
    commitment = about.commitments[0]
    found = [pair for c in about.commitments if (pair := other_wording(c, requirement))]
    if observation.rule == "names-it-otherwise" and found:
        words = ", ".join(f"“{word}”" for word in dict.fromkeys(word for word, _ in found))
        notes = " ".join(dict.fromkeys(wording.note.text(language.code) for _, wording in found))
        return language.say("The plan’s words are {words}. {note}", words=words, note=notes)
    said, asked = said_by(commitment, indicator, language), asked_by(requirement, indicator, language)
    text = N_("The target “{said}” has another scope than the norm ({asked}): see the verdict on {clause}.")
    return language.say(text, said=said, asked=asked, clause=requirement.clause)


def _pace(about: Remarked, requirement: Requirement, indicator: Indicator, language: Language) -> str:
    """The yearly rise that the target needs from the present value, against that of the norm's own floor."""
    baseline, commitment = about.baselines[0], about.commitments[0]
    needed = yearly_rise(baseline, commitment, indicator)
    asked = yearly_rise(baseline, requirement, indicator)
    values = {
        "now": reported_by(baseline, indicator, language),
        "said": amount(commitment, indicator, language),
        "when": when(commitment, language),
        "needed": difference(needed or Decimal(0), indicator, language),
    }
    text = N_("From {now} to {said} {when}: {needed} a year.")
    sentence = language.say(text, **values)
    limit, by = amount(requirement, indicator, language), when(requirement, language)
    if asked is None:
        return sentence
    if asked <= 0:
        return f"{sentence} " + language.say("The present value already reaches {limit}.", limit=limit)
    rise = difference(asked, indicator, language)
    text = N_("The norm’s own path, {limit} {by}, needs {rise} a year.")
    return f"{sentence} " + language.say(text, limit=limit, by=by, rise=rise)


def yearly_rise(baseline: Baseline, bound: Commitment | Requirement, indicator: Indicator) -> Decimal | None:
    """By how much a year the value must improve, in the indicator's unit, to two decimals.

    None where the bound gives no number, or no year after the baseline's.
    """
    end = end_of(bound, indicator.direction)
    if end is None or bound.year is None or baseline.as_of is None or bound.year <= baseline.as_of.year:
        return None
    unit = indicator.unit or "%"
    goal = convert(end, bound.unit or unit, unit)
    now = convert(baseline.value, baseline.unit or unit, unit)
    if goal is None or now is None:
        return None
    rise = goal - now if indicator.direction == "more" else now - goal
    return round(rise / (bound.year - baseline.as_of.year), 2)


def _unread(about: Remarked, language: Language) -> str:
    where = about.table.where if about.table else ""
    text = N_("A table ({where}) could not be read with certainty; compare its figures with the document.")
    if about.table and about.table.about == "tasks":
        text = N_("A list of tasks ({where}) could not be read; what the tasks lack may stand there.")
    return language.say(text, where=where)


def _incomplete(task: Task, language: Language) -> str:
    if not task.due and task.due_words:
        text = N_("The task lacks: {lacking}. Instead of a due date it says “{words}”.")
        return language.say(text, lacking=lacking(task, language), words=task.due_words)
    return language.say("The task lacks: {lacking}.", lacking=lacking(task, language))


def _with_caveat(sentence: str, about: Remarked, language: Language) -> str:
    if about.elsewhere is None:
        return sentence
    return f"{sentence} " + language.say("It may stand in: {where}, which was not read.", where=about.elsewhere)


def _late_task(about: Remarked, norm_task: NormTask, language: Language) -> str:
    due = due_in_words(norm_task.due, language)
    if about.task:
        said = due_in_words(about.task.due, language)
        text = N_("The plan’s time ({said}) may end after the norm’s deadline ({due}).")
        return language.say(text, said=said, due=due)
    said = when(about.commitments[0], language)
    return language.say("The plan’s time ({said}) lies after the norm’s deadline ({due}).", said=said, due=due)


def _uncovered(about: Remarked, group: TaskGroup, language: Language) -> str:
    name = group.name.text(language.code)
    sentence = language.say(
        "None of the plan’s tasks falls into group {number}: {name}.", number=group.number, name=name
    )
    if about.ungrouped:
        sentence += " " + language.plural(
            "Of {count} task the group could not be told.",
            "Of {count} tasks the group could not be told.",
            about.ungrouped,
            count=about.ungrouped,
        )
    return sentence

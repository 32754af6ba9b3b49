"""What every format says alike of entries that are marked for review, and of the verdicts that rest on them."""

from __future__ import annotations

from collections.abc import Sequence

from checker.i18n import N_, Language
from checker.reporting.entries import AssessmentData, Cited, NormTaskData, ObservationData, ReviewItem
from checker.reporting.report import PlanReport
from checker.writers.verdict import PROVISIONAL_ICON, TO_REVIEW
from checker.writers.wording import with_place

WHAT_TO_DO = N_(
    "Compare each with the document, correct the plan file where it is wrong, delete its lines “review” and "
    "“review_reason” (of a key of the head: its line under “review”), and check again."
)
NO_REASON = N_("the file gives no reason")

FEW_VERDICTS = 6
"""So many verdicts that rest on one entry are named; more are counted."""
_LINES = 8
"""So many lines are named one by one."""

Verdict = AssessmentData | NormTaskData | ObservationData


def notice(plan: PlanReport, language: Language) -> str | None:
    """How many entries are still to be reviewed and how many verdicts rest on them; None where none is."""
    items, verdicts = len(plan.under_review or ()), len(plan.open_verdicts)
    if not items:
        return None
    first = language.plural(
        "{count} entry of the plan file is still to be reviewed.",
        "{count} entries of the plan file are still to be reviewed.",
        items,
        count=items,
    )
    if verdicts:
        second = language.plural(
            "{count} verdict that rests on it is provisional.",
            "{count} verdicts that rest on them are provisional.",
            verdicts,
            count=verdicts,
        )
    elif all(ruleset.final for ruleset in plan.applying):
        second = language.say("No verdict on a requirement or a task rests on them.")
    else:
        return first
    return f"{first} {second}"


def unplaced(items: Sequence[ReviewItem], language: Language) -> str:
    """That marked tasks name no task of a norm, once for a norm."""
    return language.plural(
        "{count} task of the plan that is still to be reviewed names no task of a norm; a task of the norm without a "
        "counterpart may turn out to have one.",
        "{count} tasks of the plan that are still to be reviewed name no task of a norm; tasks of the norm without a "
        "counterpart may turn out to have one.",
        len(items),
        count=len(items),
    )


def entry(item: ReviewItem, language: Language) -> str:
    """The entry as it was read, and where: "Tuổi thọ trung bình: trên 75,5 tuổi, đến năm 2030 (mục II.2)"."""
    # of a task its name is enough: who leads and what comes out makes it no easier to find
    text = f"{item.name.rstrip('.')}: {item.said}" if item.section != "tasks" else item.name
    place = Cited(said="", quote=None, where=item.where, page=item.page, line=item.line)
    return with_place(text, place, language)


def reason(item: ReviewItem | Cited, language: Language) -> str:
    """Why the entry is doubtful."""
    said = item.reason if isinstance(item, ReviewItem) else item.review_reason
    return said or language.say(NO_REASON)


def to_review(cited: Cited, language: Language) -> str | None:
    """ "✎ cần rà soát: Câu không nêu năm": what stands beside words that are marked; None where they are not."""
    return f"{PROVISIONAL_ICON} {language.say(TO_REVIEW)}: {reason(cited, language)}" if cited.review else None


def rests_on(verdict: Verdict, language: Language) -> str | None:
    """That the verdict is not final, and the lines of the plan file that it waits for; None where it is final."""
    if verdict.final:
        return None
    lines = list(dict.fromkeys(str(item.line) for item in verdict.under_review or ()))
    told = ", ".join(lines[:_LINES]) + (f" … (+{len(lines) - _LINES})" if len(lines) > _LINES else "")
    return language.plural(
        "Provisional until line {lines} of the plan file is reviewed.",
        "Provisional until lines {lines} of the plan file are reviewed.",
        len(lines),
        lines=told,
    )


def id_of(verdict: AssessmentData | NormTaskData) -> str:
    """The id of the provision that a verdict is on."""
    return verdict.requirement if isinstance(verdict, AssessmentData) else verdict.task


def resting(plan: PlanReport, item: ReviewItem) -> list[AssessmentData | NormTaskData]:
    """The verdicts under the norms that apply which rest on an entry."""
    sought = _key(item)
    return [verdict for verdict in plan.open_verdicts if any(_key(i) == sought for i in verdict.under_review or ())]


def _key(item: ReviewItem) -> tuple[str, str | int | None]:
    return item.section, item.key if item.index is None else item.index


def resting_in_short(plan: PlanReport, item: ReviewItem, language: Language) -> str | None:
    """The provisions whose verdicts rest on an entry, a line for each; of many only how many; None where none does."""
    found = resting(plan, item)
    if len(found) > FEW_VERDICTS:
        count = len(found)
        return language.plural("{count} verdict rests on it.", "{count} verdicts rest on it.", count, count=count)
    return "\n".join(map(id_of, found)) or None

"""One finding as plain text at a line of the plan file: what the formats for continuous integration share."""

from __future__ import annotations

from collections.abc import Iterator

from checker.i18n import Language
from checker.reporting.entries import AssessmentData
from checker.reporting.names import VERIFIED_NAMES
from checker.reporting.report import PlanHead, RulesetHead
from checker.writers.review import entry, rests_on, to_review
from checker.writers.wording import acceptance, proposal, quoted


def line_of(plan: PlanHead, assessment: AssessmentData) -> int:
    """The line that a verdict rests on; where nothing answers, the line that the targets begin at."""
    if assessment.answers:
        return assessment.answers[0].line
    return plan.commitments_line or 1


def norm_and_clause(ruleset: RulesetHead, assessment: AssessmentData) -> str:
    """ "72-NQ/TW, II.1.đ" """
    return f"{ruleset.number}, {assessment.clause}"


def evidence(plan: PlanHead, ruleset: RulesetHead, assessment: AssessmentData, language: Language) -> Iterator[str]:
    """All that a verdict rests on, a line for each thing, with the lines of the plan file."""
    say = language.say
    yield f"{say('The norm asks')} ({norm_and_clause(ruleset, assessment)}): {assessment.asked_text}"
    yield f"  “{assessment.words}” ({say(VERIFIED_NAMES[assessment.verified])})"
    open_ = rests_on(assessment, language)
    if open_:
        yield open_
        yield from (f"  {plan.file}:{item.line} {entry(item, language)}" for item in assessment.under_review or ())
    for answer in assessment.answers:
        aside = "" if answer.governs else f" – {say('does not govern here')}"
        yield f"{say('The plan says')}: {quoted(answer, language)}{aside}"
        yield f"  {plan.file}:{answer.line}"
        doubt = to_review(answer, language)
        if doubt:
            yield f"  {doubt}"
        if answer.note:
            yield f"  {answer.note}"
    for words in assessment.related:
        yield f"{say('Nearest words, which do not answer it:')} {quoted(words, language)}"
        yield f"  {plan.file}:{words.line}"
    yield from assessment.comparison
    accepted = acceptance(assessment, language)
    if accepted:
        yield f"{say('Accepted')} {accepted}"
    if assessment.acceptance_expired:
        yield assessment.acceptance_expired
    wording = proposal(assessment, language)
    if wording:
        yield wording
    yield from assessment.notes

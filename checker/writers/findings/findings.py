"""One finding as plain text at a line of the plan file: what the formats for continuous integration share."""

from __future__ import annotations

from collections.abc import Iterator

from checker.i18n import N_, Language
from checker.judging.assess import GAPS, Status
from checker.reporting.entries import AssessmentData, Cited
from checker.reporting.names import VERIFIED_NAMES
from checker.reporting.report import PlanHead, RulesetHead

_PROPOSALS = {"missing": N_("Proposed addition"), "unclear": N_("Make clear, for example")}


def line_of(plan: PlanHead, assessment: AssessmentData) -> int:
    """The line that a verdict rests on; where nothing answers, the line that the targets begin at."""
    if assessment.answers:
        return assessment.answers[0].line
    return plan.commitments_line or 1


def gap_of(assessment: AssessmentData) -> Status | None:
    """Which gap there is, accepted or not; None where there is none."""
    status = assessment.acceptance.gap if assessment.acceptance else assessment.status
    return status if status in GAPS else None


def norm_and_clause(ruleset: RulesetHead, assessment: AssessmentData) -> str:
    """ "72-NQ/TW, II.1.đ" """
    return f"{ruleset.number}, {assessment.clause}"


def proposal(assessment: AssessmentData, language: Language) -> str | None:
    """ "Đề nghị sửa thành: Đến năm 2030, …."; None where there is no gap."""
    if assessment.proposal is None:
        return None
    heading = _PROPOSALS.get(gap_of(assessment) or "", N_("Proposed wording"))
    return f"{language.say(heading)}: {assessment.proposal}"


def acceptance(assessment: AssessmentData, language: Language) -> str | None:
    """Who accepted the gap, until when and why."""
    accepted = assessment.acceptance
    if accepted is None:
        return None
    values = {"by": accepted.by, "until": accepted.until_text, "reason": accepted.reason}
    return language.say("by {by}, until {until}: {reason}", **values)


def quoted(cited: Cited, language: Language) -> str:
    """Words of the plan and where the document has them: "97,1%, đến năm 2030: “…” (mục II.2.1.đ)"."""
    text = cited.title or cited.said
    if cited.quote:
        text = f"{text.rstrip('.')}: “{cited.quote}”"
    places = [cited.where, language.say("page {page}", page=cited.page) if cited.page else None]
    where = ", ".join(place for place in places if place)
    return f"{text} ({where})" if where else text


def evidence(plan: PlanHead, ruleset: RulesetHead, assessment: AssessmentData, language: Language) -> Iterator[str]:
    """All that a verdict rests on, a line for each thing, with the lines of the plan file."""
    say = language.say
    yield f"{say('The norm asks')} ({norm_and_clause(ruleset, assessment)}): {assessment.asked_text}"
    yield f"  “{assessment.words}” ({say(VERIFIED_NAMES[assessment.verified])})"
    for answer in assessment.answers:
        aside = "" if answer.governs else f" – {say('does not govern here')}"
        yield f"{say('The plan says')}: {quoted(answer, language)}{aside}"
        yield f"  {plan.file}:{answer.line}"
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

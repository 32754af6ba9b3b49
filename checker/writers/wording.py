"""What every format says alike of a finding: where words of a plan stand, what to write instead, who accepted it."""

from __future__ import annotations

from checker.i18n import N_, Language
from checker.reporting.entries import AssessmentData, Cited

_PROPOSALS = {"missing": N_("Proposed addition"), "unclear": N_("Make clear, for example")}


def place_of(cited: Cited, language: Language) -> str:
    """ "mục II.2.1.đ, trang 4"; empty where the place is not known."""
    page = language.say("page {page}", page=cited.page) if cited.page else None
    return ", ".join(part for part in (cited.where, page) if part)


def with_place(text: str, cited: Cited, language: Language) -> str:
    """The text, and behind it in parentheses where the document has it."""
    place = place_of(cited, language)
    return f"{text} ({place})" if place else text


def quoted(cited: Cited, language: Language) -> str:
    """Words of the plan and where the document has them: "97,1%, đến năm 2030: “…” (mục II.2.1.đ)"."""
    text = cited.title or cited.said
    if cited.quote:
        text = f"{text.rstrip('.')}: “{cited.quote}”"
    return with_place(text, cited, language)


def proposal_heading(assessment: AssessmentData, language: Language) -> str:
    """What stands before the proposed wording of a gap: "Đề nghị sửa thành"."""
    return language.say(_PROPOSALS.get(assessment.gap or "", N_("Proposed wording")))


def proposal(assessment: AssessmentData, language: Language) -> str | None:
    """ "Đề nghị sửa thành: Đến năm 2030, …."; None where there is no gap."""
    if assessment.proposal is None:
        return None
    return f"{proposal_heading(assessment, language)}: {assessment.proposal}"


def acceptance(assessment: AssessmentData, language: Language) -> str | None:
    """Who accepted the gap, until when and why; None where nobody did."""
    accepted = assessment.acceptance
    if accepted is None:
        return None
    values = {"by": accepted.by, "until": accepted.until_text, "reason": accepted.reason}
    return language.say("by {by}, until {until}: {reason}", **values)

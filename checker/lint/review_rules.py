"""Rules on what `check extract` marked: what a person still has to look at, and marks that were taken away in part."""

from __future__ import annotations

from collections.abc import Iterator

from checker.i18n import N_
from checker.lint.rule import lint_rule
from checker.lint.subjects import Entry, PlanSubject
from checker.problems import Problem
from checker.reading.models import HeaderReview, UnreadTable


@lint_rule(
    N_(
        "No verdict that rests on an entry which is marked for review is final. Compare the entry with the document, "
        "correct it, and delete its lines review and review_reason."
    )
)
def still_to_be_reviewed(plan: PlanSubject) -> Iterator[Problem]:
    for key in HeaderReview.model_fields:
        reason = getattr(plan.plan.review, key)
        if reason is not None:
            what = N_("still to be reviewed: {key} ({reason}); compare it with the document, then delete this line")
            yield plan.document.key_problem(("review", key), what, key=key, reason=reason)
    for entry in _marked(plan):
        reason = entry.said.review_reason if not isinstance(entry.said, UnreadTable) else None
        what = N_("still to be reviewed; compare it with the document, correct it, then delete this line")
        if reason:
            what = N_("still to be reviewed: {reason}; compare it with the document, then delete this line")
        yield entry.document.key_problem((*entry.path, "review"), what, reason=reason or "")


@lint_rule(
    N_(
        "A reason for a review that nothing asks for: it is left over, or review: true is missing. While it stands alone, "
        "verdicts on the entry are taken as final."
    )
)
def reason_without_review(plan: PlanSubject) -> Iterator[Problem]:
    for entry in plan.entries():
        if not isinstance(entry.said, UnreadTable) and entry.said.review_reason and not entry.said.review:
            what = N_("a reason and no review: true; delete this line, or add review: true")
            yield entry.document.key_problem((*entry.path, "review_reason"), what)


def _marked(plan: PlanSubject) -> Iterator[Entry]:
    return (entry for entry in plan.entries() if not isinstance(entry.said, UnreadTable) and entry.said.review)

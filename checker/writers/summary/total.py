"""The last lines on a terminal: what the plans of a run add up to, and what each of them comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from checker.i18n import N_, NN_, Language
from checker.reporting.outcomes import Outcome, outcome
from checker.reporting.report import Report
from checker.writers.summary.spans import Span, flow
from checker.writers.verdict import PROVISIONAL_ICON

NAMED = 20
"""Of a run of very many plans, so many files are named that could not be checked."""

_OUTCOMES = {
    "bad": NN_("{count} plan does not meet a binding norm in full", "{count} plans do not meet a binding norm in full"),
    "good": NN_("{count} plan meets all that binds it", "{count} plans meet all that binds them"),
    "open": NN_(
        "of {count} plan it cannot be said yet whether it conforms: entries are still to be reviewed",
        "of {count} plans it cannot be said yet whether they conform: entries are still to be reviewed",
    ),
    "none": NN_("{count} plan is bound by none of the norms", "{count} plans are bound by none of the norms"),
    "failed": NN_("{count} file could not be checked: {files}", "{count} files could not be checked: {files}"),
}
_SIGNS = {
    "bad": ("✗", "red"),
    "open": (PROVISIONAL_ICON, "yellow"),
    "good": ("✓", "green"),
    "none": ("–", None),
    "failed": ("!", "red"),
}


def total(report: Report, language: Language, width: int) -> Iterator[str]:
    """The outcome over all files of the run, in a few lines that stand last."""
    files = ", ".join(failed.file for failed in report.errors)
    yield from _total(report, Counter(map(outcome, report.plans)), files, language, width)


def total_of_many(report: Report, outcomes: Mapping[Outcome, int], language: Language, width: int) -> Iterator[str]:
    """The same of a run whose plans are counted already; of very many failed files the first are named."""
    files = ", ".join(failed.file for failed in report.errors[:NAMED])
    more = len(report.errors) - NAMED
    if more > 0:
        text = N_("{files}, and {count} more; all of them stand in the index and in the JSON report")
        files = language.say(text, files=files, count=language.number(more))
    yield from _total(report, outcomes, files, language, width)


def _total(
    report: Report, outcomes: Mapping[Outcome, int], files: str, language: Language, width: int
) -> Iterator[str]:
    for national in report.sums:
        yield from flow([Span(f"{national.title} ({national.clause}): {national.text}")], width, "", "  ")
    counts: dict[str, int] = {str(kind): count for kind, count in outcomes.items()}
    counts["failed"] = len(report.errors)
    for kind, (sign, color) in _SIGNS.items():
        count = counts.get(kind, 0)
        if count:
            text = language.plural(*_OUTCOMES[kind], count, count=language.number(count), files=files)
            yield from flow([Span(f"{sign} {text}.", color, bold=True)], width, "", "  ")

"""The course of an indicator in sentences, for those who do not see the chart."""

from __future__ import annotations

from collections.abc import Sequence

from checker.judging.assess import GAPS, Assessment
from checker.reading.models import Indicator
from checker.reporting.case import Case
from checker.reporting.chart_entries import PointData
from checker.reporting.names import STATUS_NAMES
from checker.reporting.wording import asked_by, gap_in_short, said_by

FEW = 6
"""Of more targets, only those are said that a verdict rests on, and how many there are besides."""


def trajectory_summary(
    case: Case,
    indicator: Indicator,
    judged: Sequence[Assessment],
    targets: Sequence[PointData],
    baselines: Sequence[PointData],
) -> str:
    """ "Quy định: trên 95%, đến năm 2026; 100%, đến năm 2030. Kế hoạch: … Hiện trạng: …"

    ``judged``: what became of the requirements that apply.
    """
    language = case.language
    in_order = sorted(judged, key=lambda a: a.requirement.year or 0)
    sentences = []
    if in_order:
        asked = "; ".join(asked_by(a.requirement, indicator, language) for a in in_order)
        sentences.append(language.say("The norm asks: {asked}.", asked=asked))
    sentences.append(language.say("The plan sets: {targets}.", targets=_targets(case, indicator, in_order, targets)))
    if baselines:
        values = "; ".join(point.said for point in baselines)
        sentences.append(language.say("Present value: {values}.", values=values))
    return " ".join(sentences)


def _targets(case: Case, indicator: Indicator, judged: Sequence[Assessment], targets: Sequence[PointData]) -> str:
    language = case.language
    said = targets if len(targets) <= FEW else [point for point in targets if point.governs]
    parts = [point.said + _verdict(case, indicator, judged, point) for point in said]
    if len(said) < len(targets):
        parts.append(language.say("others in the table: {count}", count=len(targets) - len(said)))
    unanswered = [a.requirement.year for a in judged if a.status == "missing"]
    if unanswered:
        years = ", ".join(str(year) for year in dict.fromkeys(unanswered))
        parts.append(language.say("nothing for the milestone {years}", years=years))
    return "; ".join(parts) or language.say("nothing that can be drawn")


def _verdict(case: Case, indicator: Indicator, judged: Sequence[Assessment], point: PointData) -> str:
    """ " (Thấp hơn: −2,9 điểm phần trăm)"; empty where nothing is lacking."""
    language, commitments = case.language, case.file.plan.commitments
    for assessment in judged:
        status = assessment.gap or assessment.status
        rests_on = (said_by(commitments[n], indicator, language) for n in assessment.governing)
        if point.governs and status == point.status and status in GAPS and point.said in rests_on:
            gap = gap_in_short(assessment, indicator, language)
            return f" ({language.say(STATUS_NAMES[status])}: {gap})"
    return f" ({language.say('short of the norm’s level')})" if point.below else ""

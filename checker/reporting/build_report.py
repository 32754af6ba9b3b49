"""Judges a plan and puts the outcome into the words and figures of a report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from checker.i18n import Language
from checker.judging.applicability import applicability
from checker.judging.assess import judge
from checker.judging.finality import marks_of
from checker.judging.task_facts import tasks_were_read
from checker.reading.load import PlanFile, RulesetFile
from checker.reading.models import Acceptance, Baseline, Catalogue, Commitment
from checker.reporting.build_observations import observations_data, tasks_elsewhere
from checker.reporting.build_reviews import review_items
from checker.reporting.build_rulesets import bound_report, unbound_report
from checker.reporting.build_tasks import plan_tasks
from checker.reporting.case import SECTIONS, Case
from checker.reporting.entries import Target
from checker.reporting.report import PlanHead, PlanReport, ProvinceHead


def build_plan_report(
    file: PlanFile,
    rulesets: Sequence[RulesetFile],
    catalogue: Catalogue,
    language: Language,
    as_of: date,
    acceptances: Sequence[Acceptance] = (),
    *,
    whole: bool = True,
) -> PlanReport:
    """Judges one plan by every ruleset that applies to it.

    ``whole``: list all that was read from the plan too, not only what was judged. Raises
    EngineUnavailable or EngineFailure.
    """
    case = Case(file, catalogue, language, acceptances, whole, marks_of(file.plan))
    found = applicability(file.plan, [r.ruleset for r in rulesets], language)
    binding = [r.ruleset for r, a in zip(rulesets, found, strict=True) if a.applies]
    judgement = judge(file.plan, binding, catalogue, acceptances, as_of)
    remarks = observations_data(case, judgement.observations, binding)
    observations = [(o.ruleset, data) for o, data in zip(judgement.observations, remarks, strict=True)]
    place = {ruleset.id: number for number, ruleset in enumerate(binding)}
    return PlanReport(
        plan=_plan_head(case),
        under_review=review_items(case, case.marks.items),
        rulesets=tuple(
            bound_report(case, r, a, judgement, place[r.ruleset.id], observations)
            if a.applies
            else unbound_report(case, r, a)
            for r, a in zip(rulesets, found, strict=True)
        ),
        commitments=_targets(case, "C") if whole else (),
        baselines=_targets(case, "B") if whole else (),
        tasks=plan_tasks(case) if whole else (),
        observations=tuple(remarks),
    )


def _plan_head(case: Case) -> PlanHead:
    plan, province, document = case.file.plan, case.file.province, case.file.document
    source = plan.source.model_dump(exclude_none=True) if plan.source else None
    return PlanHead(
        id=plan.id,
        province=ProvinceHead(code=province.code, name=province.name, city=province.city, then=plan.province_then),
        title=plan.title,
        number=plan.number,
        issuer=plan.issuer,
        issued=str(plan.issued),
        issued_text=case.language.date(plan.issued),
        kind=plan.kind,
        level=plan.level,
        implements=plan.implements,
        covers=(plan.covers.from_, plan.covers.to) if plan.covers else None,
        note=plan.note,
        tasks_read=tasks_were_read(plan),
        tasks_elsewhere=tasks_elsewhere(plan, case.language),
        source=source,
        file=document.file,
        sha256=document.sha256,
        commitments_line=document.key_mark(("commitments",))[0] if plan.commitments else None,
    )


def _targets(case: Case, kind: str) -> tuple[Target, ...]:
    """Every commitment (C) or every baseline (B) of the plan."""
    entries: Sequence[Commitment | Baseline] = getattr(case.file.plan, SECTIONS[kind])
    return tuple(
        [
            Target.model_construct(
                indicator=entry.indicator,
                name=case.name(entry.indicator),
                note=entry.note,
                **case.cited_fields(kind, n),
            )
            for n, entry in enumerate(entries)
        ]
    )

"""Fills the fields of the letter of comments from the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from checker.i18n import N_, Language
from checker.judging.assess import STATUSES
from checker.reading.dates import read_date
from checker.reporting.entries import Answer, AssessmentData, Cited
from checker.reporting.names import KIND_NAMES, OBSERVATION_NAMES, SEVERITY_NAMES, STATUS_NAMES, TASK_STATUS_NAMES
from checker.reporting.report import PlanReport, Report, RulesetReport
from checker.writers.formats import Presentation
from checker.writers.letter.citing import cited, clause_in_text, with_kinds
from checker.writers.letter.fields import (
    Accepted,
    Advice,
    Gap,
    Incomplete,
    Letter,
    Norm,
    NormTask,
    NormTasks,
    OtherNorm,
    PlanNamed,
    Question,
    Remark,
    Remarks,
    ToReview,
    Words,
)
from checker.writers.review import WHAT_TO_DO, entry, notice, reason, rests_on
from checker.writers.verdict import verdict
from checker.writers.wording import place_of

_FIRST = 3
"""So many of the incomplete tasks are named; the others are counted."""
_FIRST_TO_REVIEW = 10
"""So many of the entries to be reviewed are named; the others are counted."""
_TO_CLARIFY = ("unread_table",)
_COUNTED = ("task_incomplete",)
_OWN_CAPITAL = frozenset({"Thành phố Hồ Chí Minh"})
"""Nghị định 30/2020/NĐ-CP, Phụ lục II, mục III: written so in running text, unlike "thành phố Huế"."""


def letter(report: Report, plan: PlanReport, how: Presentation) -> Letter:
    """The letter on one plan."""
    language = how.language
    applying = plan.applying
    binding = [r for r in applying if r.ruleset.binding == "mandatory"]
    advisory = [r for r in applying if r.ruleset.binding == "advisory"]
    order = list(SEVERITY_NAMES)
    found = sorted(((r, a) for r in binding for a in r.gaps), key=lambda pair: order.index(pair[1].severity))
    items = plan.under_review or ()
    unclear = [(r, a) for r in applying for a in r.gaps if a.status == "unclear"]
    return Letter(
        year=report.as_of[:4],
        day=report.as_of_text,
        program=f"{report.tool.name} {report.tool.version}",
        warning=_warning(plan, language),
        to_review=tuple(ToReview(entry(item, language), reason(item, language)) for item in items[:_FIRST_TO_REVIEW]),
        more_to_review=len(items[_FIRST_TO_REVIEW:]),
        full=how.level == "full",
        binding=bool(binding),
        province=province_in_text(plan, language),
        plan=_plan(plan, language),
        norms=tuple(_norm(r, plan, language) for r in applying),
        others=tuple(_other(r, plan, language) for r in plan.not_applying),
        status_names={status: language.say(STATUS_NAMES[status]) for status in STATUSES},
        gaps=tuple(_gap(n, r, a, language) for n, (r, a) in enumerate(found, 1)),
        accepted=tuple(_accepted(applying, language)),
        advice=tuple(_advice(r, language) for r in advisory if r.gaps),
        missing_tasks=_norm_tasks(applying, ("weaker", "unassigned"), language),
        remarks=tuple(_remarks(plan, language)),
        incomplete=_incomplete(plan, language),
        unclear=tuple(_gap(n, r, a, language) for n, (r, a) in enumerate(unclear, 1)),
        unclear_tasks=_norm_tasks(applying, ("unclear",), language),
        unread=tuple(_remark(o.name, o.text, o.evidence, language) for o in plan.observations if o.kind in _TO_CLARIFY),
        questions=tuple(_questions(applying, language)),
    )


def _warning(plan: PlanReport, language: Language) -> str:
    """That a letter which rests on entries to be reviewed must not go out; empty where it does not."""
    found = notice(plan, language)
    if found is None:
        return ""
    return language.say(
        N_("INTERNAL DRAFT, NOT TO BE SENT. {notice} {remedy}"), notice=found, remedy=language.say(WHAT_TO_DO)
    )


def province_in_text(plan: PlanReport, language: Language) -> str:
    """The province inside a sentence: "tỉnh Bắc Ninh", "thành phố Huế"."""
    province = plan.plan.province
    if not province.city:
        name = language.say("{name} province", name=province.name)
        return name[:1].lower() + name[1:] if language.code == "vi" else name
    if language.code != "vi":
        return language.say(N_("{name} city"), name=province.name.removeprefix("Thành phố "))
    if province.name in _OWN_CAPITAL:
        return province.name
    return province.name[:1].lower() + province.name[1:]


def _plan(plan: PlanReport, language: Language) -> PlanNamed:
    head = plan.plan
    return PlanNamed(
        kind=language.say(KIND_NAMES[head.kind]),
        number=head.number or "",
        issued=language.on(read_date(head.issued)).replace(" ", "\N{NO-BREAK SPACE}"),
        issuer=head.issuer or "",
        title=head.title,
        note=head.note or "",
        summary=head.kind == "summary",
    )


def _norm(found: RulesetReport, plan: PlanReport, language: Language) -> Norm:
    head = found.ruleset
    norms = [r.ruleset for r in plan.rulesets]
    name, about = cited(head, language)
    return Norm(
        number=head.number,
        name=name,
        about=about,
        title=head.title,
        issuer=head.issuer,
        issued=language.on(read_date(head.issued)),
        why=with_kinds(found.why, norms, language),
        verdict=with_kinds(verdict(found, language), norms, language),
        mandatory=head.binding == "mandatory",
        all=len(found.assessments),
        asked=len(found.assessments) - found.counts["not_applicable"],
        counts={status: found.counts[status] for status in STATUSES},
        unverified=sum(a.verified != "official" for a in found.assessments),
    )


def _other(found: RulesetReport, plan: PlanReport, language: Language) -> OtherNorm:
    why = with_kinds(found.why, [r.ruleset for r in plan.rulesets], language)
    return OtherNorm(found.ruleset.number, cited(found.ruleset, language)[0], why)


def _gap(number: int, under: RulesetReport, found: AssessmentData, language: Language) -> Gap:
    governing = [answer for answer in found.answers if answer.governs]
    return Gap(
        number=number,
        name=found.name,
        norm=cited(under.ruleset, language)[0],
        clause=clause_in_text(found.clause, language),
        words=found.words,
        asked=found.asked_text,
        status=found.status,
        status_name=language.say(STATUS_NAMES[found.status]),
        priority=language.say(SEVERITY_NAMES[found.severity]),
        plan_words=_words([*governing, *(a for a in found.answers if not a.governs)], language),
        related=_words(found.related, language),
        comparison=" ".join(found.comparison),
        proposal=found.proposal or "",
        expired=found.acceptance_expired or "",
        provisional=rests_on(found, language) or "",
    )


def _words(cited: Iterable[Cited | Answer], language: Language) -> tuple[Words, ...]:
    return tuple(dict.fromkeys(Words(c.quote or "", place_of(c, language), c.said) for c in cited))


def _accepted(applying: Sequence[RulesetReport], language: Language) -> Iterator[Accepted]:
    for under in applying:
        for found in under.accepted:
            if found.acceptance:
                yield Accepted(
                    name=found.name,
                    norm=cited(under.ruleset, language)[0],
                    clause=clause_in_text(found.clause, language),
                    status_name=language.say(STATUS_NAMES[found.acceptance.gap]),
                    comparison=" ".join(found.comparison),
                    reason=found.acceptance.reason,
                    by=found.acceptance.by,
                    until=found.acceptance.until_text,
                )


def _advice(under: RulesetReport, language: Language) -> Advice:
    gaps = tuple(_gap(n, under, a, language) for n, a in enumerate(under.gaps, 1))
    return Advice(cited(under.ruleset, language)[0], under.ruleset.title, gaps)


def _norm_tasks(
    applying: Sequence[RulesetReport], statuses: Sequence[str], language: Language
) -> tuple[NormTasks, ...]:
    groups: dict[tuple[str, str, str], list[NormTask]] = {}
    for under in applying:
        for task in under.tasks if under.tasks_read else ():
            if task.status in statuses:
                name = cited(under.ruleset, language)[0]
                said = (name, language.say(TASK_STATUS_NAMES[task.status]), task.rule_meaning)
                clause = clause_in_text(task.clause, language)
                groups.setdefault(said, []).append(NormTask(task.title, clause, task.asked_text))
    return tuple(NormTasks(*said, tuple(tasks)) for said, tasks in groups.items())


def _remarks(plan: PlanReport, language: Language) -> Iterator[Remarks]:
    for kind, name in OBSERVATION_NAMES.items():
        if kind in _TO_CLARIFY or kind in _COUNTED:
            continue
        items = tuple(_remark(o.name, o.text, o.evidence, language) for o in plan.observations if o.kind == kind)
        if items:
            yield Remarks(language.say(name), items)


def _remark(name: str, text: str, evidence: Iterable[Cited], language: Language) -> Remark:
    return Remark(name, text, _words(evidence, language))


def _incomplete(plan: PlanReport, language: Language) -> Incomplete:
    found = [o for o in plan.observations if o.kind in _COUNTED]
    first = tuple(_remark(o.name, o.text, o.evidence, language) for o in found[:_FIRST])
    return Incomplete(len(found), first, len(found) - len(first))


def _questions(applying: Sequence[RulesetReport], language: Language) -> Iterator[Question]:
    for under in applying:
        for question in under.questions:
            yield Question(
                text=question.text,
                norm=cited(under.ruleset, language)[0],
                clause=clause_in_text(question.clause, language),
                plan_words=_words(question.evidence, language),
                tasks=question.tasks,
            )

"""The results of a SARIF log: gaps and observations, each with its place, its evidence and a fingerprint."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from checker.i18n import Language
from checker.problems import visible
from checker.reporting.entries import AssessmentData, Cited, ObservationData, ReviewItem
from checker.reporting.names import OBSERVATION_NAMES, STATUS_NAMES
from checker.reporting.report import PlanHead, PlanReport, RulesetReport
from checker.writers.findings.findings import line_of, norm_and_clause
from checker.writers.review import WHAT_TO_DO, entry, id_of, reason, resting, rests_on
from checker.writers.verdict import TO_REVIEW
from checker.writers.wording import acceptance, proposal, quoted

REVIEW = "review"
"""The id of what is to be reviewed."""
OBSERVED = "observation/"
"""What the ids of observations begin with; those of requirements begin with the norm's id."""


def results_of(plan: PlanReport, rules: Mapping[str, int], language: Language) -> Iterator[dict[str, Any]]:
    """The gaps under each norm, the most serious first, then what is observed, then what is to be reviewed.

    ``rules``: the number of each rule.
    """
    for ruleset in plan.ordered:
        for assessment in (*ruleset.gaps, *ruleset.accepted):
            result = _gap(plan.plan, ruleset, assessment, language)
            yield {"ruleId": assessment.requirement, "ruleIndex": rules[assessment.requirement], **result}
    same: Counter[str] = Counter()
    for observation in plan.observations:
        rule = OBSERVED + observation.kind
        key = _identity(plan.plan, observation)
        same[key] += 1
        result = _observation(plan.plan, observation, language)
        yield {"ruleId": rule, "ruleIndex": rules[rule], **result, **_fingerprint(key, same[key])}
    for item in plan.under_review or ():
        key = repr((plan.plan.id, REVIEW, item.section, item.key, item.indicator, item.name, item.quote, item.where))
        same[key] += 1
        result = _to_review(plan, item, language)
        yield {"ruleId": REVIEW, "ruleIndex": rules[REVIEW], **result, **_fingerprint(key, same[key])}


def _gap(plan: PlanHead, ruleset: RulesetReport, assessment: AssessmentData, language: Language) -> dict[str, Any]:
    gap, head = assessment.gap, ruleset.ruleset
    asked = language.say("asked: {asked}", asked=assessment.asked_text)
    summary = f"{language.say(STATUS_NAMES[gap or assessment.status])}: {assessment.name}"
    sentences = [
        f"{summary}; {asked} ({norm_and_clause(head, assessment)}).",
        *assessment.comparison,
        rests_on(assessment, language),
        assessment.acceptance_expired,
        proposal(assessment, language),
    ]
    level = "note" if head.binding == "advisory" else "warning" if gap == "unclear" else "error"
    cited = [*assessment.answers, *assessment.related]
    first = assessment.answers[0] if assessment.answers else None
    place = _location(plan, line_of(plan, assessment), quoted(first, language) if first else None)
    accepted = acceptance(assessment, language)
    suppressed = {"kind": "external", "status": "accepted", "justification": accepted}
    return {
        "level": level,
        "message": message(" ".join(s for s in sentences if s)),
        "locations": [place],
        **_related(plan, [c for c in cited if c is not first], language),
        **_fingerprint(f"{plan.id} {assessment.requirement}", 1),
        **({"suppressions": [suppressed]} if accepted else {}),
        "properties": {
            "plan": plan.id,
            "status": assessment.status,
            "severity": assessment.severity,
            **({} if assessment.final else {"final": False}),
        },
    }


def _to_review(plan: PlanReport, item: ReviewItem, language: Language) -> dict[str, Any]:
    """An entry to be reviewed, with the verdicts that wait for it; also those that are no gaps and so no results."""
    waiting = resting(plan, item)
    sentences = [
        f"{language.say(TO_REVIEW).capitalize()}: {entry(item, language)}.",
        f"{reason(item, language).rstrip('.')}.",
        language.say("Verdicts that rest on it: {ids}.", ids=", ".join(map(id_of, waiting))) if waiting else None,
        language.say(WHAT_TO_DO),
    ]
    return {
        "level": "warning",
        "message": message(" ".join(s for s in sentences if s)),
        "locations": [_location(plan.plan, item.line, f"“{item.quote}”" if item.quote else None)],
        "properties": {"plan": plan.plan.id, "section": item.section, "verdicts": [id_of(v) for v in waiting]},
    }


def _observation(plan: PlanHead, observation: ObservationData, language: Language) -> dict[str, Any]:
    name = language.say(OBSERVATION_NAMES[observation.kind])
    about = f"{name}: {observation.name}" if observation.name else name
    first, *others = observation.evidence or (None,)
    place = _location(plan, first.line if first else 1, quoted(first, language) if first else None)
    sentences = [f"{about.rstrip('.')}. {observation.text}", rests_on(observation, language)]
    provision = observation.requirement or observation.task or observation.group
    return {
        "level": "note",
        "message": message(" ".join(s for s in sentences if s)),
        "locations": [place],
        **_related(plan, [c for c in others if c], language),
        "properties": {"plan": plan.id, "kind": observation.kind, **({"provision": provision} if provision else {})},
    }


def _location(plan: PlanHead, line: int, text: str | None, number: int | None = None) -> dict[str, Any]:
    """A line of the plan file, with the words that stand there."""
    physical = {"artifactLocation": uri_of(plan.file), "region": {"startLine": line}}
    numbered = {} if number is None else {"id": number}
    return {**numbered, "physicalLocation": physical, **({"message": message(text)} if text else {})}


def _related(plan: PlanHead, cited: Sequence[Cited], language: Language) -> dict[str, Any]:
    """Where else in the plan something was said of it, numbered from 1."""
    places = [_location(plan, c.line, quoted(c, language), number) for number, c in enumerate(cited, 1)]
    return {"relatedLocations": places} if places else {}


def _identity(plan: PlanHead, observation: ObservationData) -> str:
    """What makes an observation the same one after lines have moved, in whatever language."""
    words = [word for c in observation.evidence for word in (c.title, c.quote, c.where)]
    about = (observation.rule, observation.indicator, observation.requirement, observation.task, observation.group)
    return repr((plan.id, observation.kind, *about, *words))


def _fingerprint(key: str, occurrence: int) -> dict[str, Any]:
    """The same finding after lines have moved. GitHub looks at ``primaryLocationLineHash`` only."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    finding = f"{digest}:{occurrence}"
    return {"partialFingerprints": {"finding/v1": finding, "primaryLocationLineHash": finding}}


def message(text: str) -> dict[str, str]:
    """A message in plain text: braces doubled as SARIF wants it, and no links made by words of a plan."""
    plain = visible(text).replace("{", "{{").replace("}", "}}").replace("](", "] (")
    return {"text": plain}


def uri_of(file: str) -> dict[str, str]:
    """Where a file is: relative to where the command ran, as it was given, or ``file://``."""
    path = Path(file)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    # bytes, for names that are not UTF-8; the colon of a first segment would look like a scheme
    return {"uri": quote(os.fsencode(path.as_posix())), "uriBaseId": "%SRCROOT%"}

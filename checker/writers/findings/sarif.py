"""SARIF 2.1.0: each gap and each observation at a line of the plan file, for editors and code review."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from checker.i18n import Language
from checker.reporting.entries import AssessmentData
from checker.reporting.names import OBSERVATION_NAMES, SEVERITY_NAMES, VERIFIED_NAMES
from checker.reporting.report import FailedFile, Report, RulesetReport
from checker.writers.findings.findings import norm_and_clause
from checker.writers.findings.sarif_results import OBSERVED, REVIEW, message, results_of, uri_of
from checker.writers.formats import Presentation
from checker.writers.review import WHAT_TO_DO
from checker.writers.verdict import TO_REVIEW

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render_run(report: Report, how: Presentation) -> bytes:
    """The whole run, as one run of the tool. Accepted gaps are there, suppressed."""
    language = how.language
    rules = list(_rules(report, language))
    numbers = {rule["id"]: number for number, rule in enumerate(rules)}
    artifacts = list(_artifacts(report))
    run = {
        "tool": {
            "driver": {
                "name": report.tool.name,
                "semanticVersion": report.tool.version,
                "language": language.code,
                "rules": rules,
            }
        },
        "automationDetails": {"id": f"{report.tool.name}/{report.as_of}"},
        "language": language.code,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": language.say("The folder of the run.")}}},
        "invocations": [_invocation(report)],
        "artifacts": artifacts,
        "results": [result for plan in report.plans for result in results_of(plan, numbers, language)],
        "properties": {"asOf": report.as_of},
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    text = json.dumps(log, ensure_ascii=False, indent=1) + "\n"
    return text.encode(errors="backslashreplace")  # half a character from a file name: \udc80 is JSON, too


def _rules(report: Report, language: Language) -> Iterator[dict[str, Any]]:
    """Every requirement of the norms that apply to a plan of the run, every kind of observation, what is to be reviewed."""
    done: set[str] = set()
    for plan in report.plans:
        for ruleset in plan.ordered:
            if ruleset.applies and ruleset.ruleset.id not in done:
                done.add(ruleset.ruleset.id)
                yield from (_requirement(ruleset, a, language) for a in ruleset.assessments)
    for kind, name in OBSERVATION_NAMES.items():
        said = language.say(name)
        meaning = language.say("What a careful reader would also remark. None of it is a gap by itself.")
        yield {
            "id": OBSERVED + kind,
            "name": said,
            "shortDescription": message(said),
            "fullDescription": message(f"{said}. {meaning}"),
            "help": message(f"{said}. {meaning}"),
            "defaultConfiguration": {"level": "note"},
            "properties": {"kind": kind, "tags": ["observation"]},
        }

    if any(plan.under_review for plan in report.plans):
        said, meaning = language.say(TO_REVIEW).capitalize(), language.say(WHAT_TO_DO)
        yield {
            "id": REVIEW,
            "name": said,
            "shortDescription": message(said),
            "fullDescription": message(f"{said}. {meaning}"),
            "help": message(f"{said}. {meaning}"),
            "defaultConfiguration": {"level": "warning"},
            "properties": {"tags": ["review"]},
        }


def _requirement(ruleset: RulesetReport, assessment: AssessmentData, language: Language) -> dict[str, Any]:
    head, say = ruleset.ruleset, language.say
    place = norm_and_clause(head, assessment)
    verified = say("Wording of the norm: {how}.", how=say(VERIFIED_NAMES[assessment.verified]))
    paragraphs = [
        f"{head.number}: {head.title} ({head.issuer}, {head.issued_text})",
        f"{assessment.clause}: “{assessment.words}”",
        f"{assessment.name}: {assessment.asked_text}",
        f"{say(SEVERITY_NAMES[assessment.severity])}. {verified}",
        *assessment.notes,
    ]
    return {
        "id": assessment.requirement,
        "name": _cut(assessment.name, 255),
        "shortDescription": message(_cut(f"{assessment.name}: {assessment.asked_text} ({place})")),
        "fullDescription": message(_cut(f"{place}: “{assessment.words}”.")),
        "help": message("\n".join(paragraphs)),
        "defaultConfiguration": {"level": "error" if head.binding == "mandatory" else "note"},
        "properties": {
            "clause": assessment.clause,
            "severity": assessment.severity,
            "verified": assessment.verified,
            "binding": head.binding,
            "tags": [head.id, head.number],
        },
    }


def _cut(text: str, longest: int = 1024) -> str:
    """As much as GitHub takes of a description; the help text has the whole."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _invocation(report: Report) -> dict[str, Any]:
    """How the run went: a notification for each problem of a file that could not be checked."""
    problems = [problem for failed in report.errors for problem in _problems(failed)]
    return {"executionSuccessful": not problems, **({"toolExecutionNotifications": problems} if problems else {})}


def _problems(failed: FailedFile) -> Iterator[dict[str, Any]]:
    for problem in failed.found:
        region = {"startLine": problem.line, "startColumn": problem.column}
        place = {"artifactLocation": uri_of(failed.file), "region": region}
        yield {"level": "error", "message": message(problem.text), "locations": [{"physicalLocation": place}]}


def _artifacts(report: Report) -> Iterator[dict[str, Any]]:
    """The files that were read: the plans, whole or not, then the rulesets."""
    files: dict[str, dict[str, Any]] = {}
    for plan in report.plans:
        files[plan.plan.file] = {"roles": ["analysisTarget"], "hashes": {"sha-256": plan.plan.sha256}}
    for failed in report.errors:
        files[failed.file] = {"roles": ["analysisTarget"]}
    for plan in report.plans:
        for ruleset in plan.rulesets:
            head = ruleset.ruleset
            files.setdefault(head.file, {"roles": ["toolSpecifiedConfiguration"], "hashes": {"sha-256": head.sha256}})
    for file, about in files.items():
        yield {"location": uri_of(file), "mimeType": "application/yaml", "encoding": "UTF-8", **about}

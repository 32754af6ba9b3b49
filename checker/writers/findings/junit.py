"""JUnit XML for continuous integration: a suite for each plan and norm, a test case for each requirement.

There is no one specification; this keeps to what Jenkins, GitLab, Azure and GitHub actions read alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # nosec B405 # only writes

from checker.i18n import Language
from checker.judging.assess import GAPS
from checker.problems import visible
from checker.reporting.entries import AssessmentData
from checker.reporting.names import OBSERVATION_NAMES, STATUS_NAMES, TASK_STATUS_NAMES
from checker.reporting.report import FailedFile, PlanReport, Report, RulesetReport
from checker.writers.findings.findings import evidence, line_of
from checker.writers.formats import Presentation
from checker.writers.review import entry, reason, rests_on, unplaced
from checker.writers.verdict import TASKS_NOT_READ, TO_REVIEW, verdict
from checker.writers.wording import acceptance, quoted


def render_run(report: Report, how: Presentation) -> bytes:
    """The whole run. Only a gap in a binding norm is a failure; a file that cannot be read is an error.

    What is met, or a gap that was accepted, is a failure of the type ``provisional`` while the verdict
    rests on entries of the plan file that are marked for review: a pass that may not last is no pass.
    """
    language = how.language
    root = Element("testsuites", name=report.tool.name)
    for plan in report.plans:
        for ruleset in plan.ordered:
            suite = _suite(report, plan, ruleset, language) if ruleset.applies else _not_applying(report, plan, ruleset)
            lines = list(_tasks(ruleset, language))
            if ruleset is plan.ordered[0]:  # what is remarked of the plan is said once
                lines += _remarks(plan, language)
            if lines:
                SubElement(suite, "system-out").text = visible("\n".join(lines))
            root.append(suite)
    for failed in report.errors:
        root.append(_failed(report, failed))
    suites = list(root)
    for key in ("tests", "failures", "errors", "skipped"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in suites)))
    indent(root, " ")
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _suite(report: Report, plan: PlanReport, ruleset: RulesetReport, language: Language) -> Element:
    """The requirements of a norm that applies, as test cases."""
    suite = _empty_suite(report, f"{plan.plan.id} · {ruleset.ruleset.id}", plan.plan.file)
    properties = SubElement(suite, "properties")
    for name, value in _properties(plan, ruleset, language):
        SubElement(properties, "property", name=name, value=visible(value))
    for assessment in ruleset.assessments:
        suite.append(_case(plan, ruleset, assessment, language))
    if ruleset.provisional and not ruleset.assessments and ruleset.ruleset.binding == "mandatory":
        suite.append(_open_norm(plan, ruleset, ruleset.provisional))
    return _counted(suite)


def _properties(plan: PlanReport, ruleset: RulesetReport, language: Language) -> Iterator[tuple[str, str]]:
    yield "plan", plan.plan.number or plan.plan.title
    yield "plan.sha256", plan.plan.sha256
    yield "norm", ruleset.ruleset.number
    yield "norm.sha256", ruleset.ruleset.sha256
    yield "binding", ruleset.ruleset.binding
    yield "verdict", verdict(ruleset, language)
    if ruleset.provisional:
        yield "provisional", ruleset.provisional


def _case(plan: PlanReport, ruleset: RulesetReport, assessment: AssessmentData, language: Language) -> Element:
    head = plan.plan
    name = f"{assessment.requirement} · {assessment.name}"
    case = _empty_case(name, f"{ruleset.ruleset.id}.{head.id}", head.file, line_of(head, assessment))
    status = language.say(STATUS_NAMES[assessment.status])
    open_ = rests_on(assessment, language)
    said = " ".join(part for part in (f"{status}: {' '.join(assessment.comparison)}", open_) if part)
    text = "\n".join(evidence(head, ruleset.ruleset, assessment, language))
    if assessment.status == "not_applicable":
        SubElement(case, "skipped", message=visible(said))
    elif open_ and assessment.status not in GAPS and ruleset.ruleset.binding == "mandatory":
        SubElement(case, "failure", type="provisional", message=visible(said)).text = visible(text)
    elif assessment.status == "accepted":
        why = f"{status} {acceptance(assessment, language) or ''}"
        SubElement(case, "skipped", message=visible(why)).text = visible(text)
    elif assessment.status not in GAPS:
        SubElement(case, "system-out").text = visible(said)
    elif ruleset.ruleset.binding == "mandatory":
        SubElement(case, "failure", type=assessment.status, message=visible(said)).text = visible(text)
    else:
        SubElement(case, "system-out").text = visible(f"{status}\n{text}")
    return case


def _open_norm(plan: PlanReport, ruleset: RulesetReport, why: str) -> Element:
    """A norm that binds and only sets tasks, while the verdict on them is not final: one case, for the whole of it."""
    head = ruleset.ruleset
    case = _empty_case(head.number, f"{head.id}.{plan.plan.id}", plan.plan.file, 1)
    SubElement(case, "failure", type="provisional", message=visible(why))
    return case


def _not_applying(report: Report, plan: PlanReport, ruleset: RulesetReport) -> Element:
    """A norm that does not bind the plan: one skipped case, for one reason holds for all of it."""
    head = ruleset.ruleset
    suite = _empty_suite(report, f"{plan.plan.id} · {head.id}", plan.plan.file)
    case = _empty_case(head.number, f"{head.id}.{plan.plan.id}", plan.plan.file, 1)
    SubElement(case, "skipped", message=visible(ruleset.why))
    suite.append(case)
    return _counted(suite)


def _failed(report: Report, failed: FailedFile) -> Element:
    """A file that could not be checked: one case with an error, at its first problem."""
    suite = _empty_suite(report, failed.file, failed.file)
    first = failed.found[0]
    case = _empty_case(failed.file, "invalid-file", failed.file, first.line)
    error = SubElement(case, "error", type="invalid-file", message=visible(first.text))
    error.text = visible("\n".join(failed.problems))
    suite.append(case)
    return _counted(suite)


def _tasks(ruleset: RulesetReport, language: Language) -> Iterator[str]:
    """The norm's tasks with the plan's counterparts; none of them is a test."""
    if ruleset.tasks and not ruleset.tasks_read:
        yield language.say(TASKS_NOT_READ)
        return
    for task in ruleset.tasks:
        yield f"{task.clause}: {task.title} – {language.say(TASK_STATUS_NAMES[task.status])} ({task.asked_text})"
        open_ = rests_on(task, language)
        if open_:
            yield f"  {open_}"
        yield from (f"  {quoted(answer, language)}" for answer in task.answers)
    if ruleset.tasks and ruleset.tasks_under_review:
        yield unplaced(ruleset.tasks_under_review, language)


def _remarks(plan: PlanReport, language: Language) -> Iterator[str]:
    """What is to be reviewed, and the observations, with the norm's provision where they were made against one."""
    for item in plan.under_review or ():
        yield f"{language.say(TO_REVIEW)} – {plan.plan.file}:{item.line} {entry(item, language)}: {reason(item, language)}"
    for remark in plan.observations:
        provision = remark.requirement or remark.task or remark.group
        about = f"{remark.name}: " if remark.name else ""
        kind = language.say(OBSERVATION_NAMES[remark.kind]) + (f" ({provision})" if provision else "")
        yield f"{kind} – {about}{remark.text}"
        open_ = rests_on(remark, language)
        if open_:
            yield f"  {open_}"
        yield from (f"  {plan.plan.file}:{cited.line} {quoted(cited, language)}" for cited in remark.evidence)


def _empty_suite(report: Report, name: str, file: str) -> Element:
    return Element("testsuite", name=visible(name), timestamp=f"{report.as_of}T00:00:00", time="0", file=visible(file))


def _empty_case(name: str, classname: str, file: str, line: int) -> Element:
    return Element("testcase", name=visible(name), classname=classname, file=visible(file), line=str(line), time="0")


def _counted(suite: Element) -> Element:
    suite.set("tests", str(len(suite.findall("testcase"))))
    for key, element in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(key, str(len(suite.findall(f"testcase/{element}"))))
    return suite

"""Plans: a quarter or more valid, the others spoilt as data, as text or as bytes."""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from checker.i18n import Language, language
from checker.judging.assess import judge as judge_plan
from checker.problems import InvalidFile
from checker.reading.library import Library, load_library
from checker.reading.load import PlanFile, load_acceptances, load_plan
from checker.reading.models import Acceptance, Ruleset
from checker.reading.numbers import LIMIT
from checker.reporting.build_report import build_plan_report
from checker.reporting.report import FailedFile, PlanReport, ProblemData, Report
from checker.writers.formats import FORMATS, Presentation
from fuzz import laws, seeds, together, valid
from fuzz.inputs import Input, Target, dice, require
from fuzz.mutate import encoded, spoil_bytes, spoil_text
from fuzz.mutate_data import as_yaml, cross, fresh, spoil_data

NAME = "ke-hoach"
DAY = date(2026, 11, 21)
QUICK = ("html", "html", "html", "md", "csv", "text", "junit", "sarif", "xlsx", "docx")
TOGETHER = 0.003
"""The share of inputs that are several plans in one run."""
GAPS = ("weaker", "late", "missing", "unclear")


def make(seed: int, number: int) -> Input:
    """The plan of that number, and now and then a file of acceptances beside it."""
    rng = dice("plans", seed, number)
    if rng.random() < TOGETHER:
        return together.make(rng)
    kind = rng.random()
    if kind < 0.24:
        form, data = "valid", valid.plan(rng, NAME)
        files = {f"{NAME}.yaml": as_yaml(data, rng).encode()}
        if rng.random() < 0.3:
            files["acceptances.yaml"] = as_yaml(valid.acceptances(rng, NAME), rng).encode()
        return Input(form, files, valid=True)
    if kind < 0.36:
        content = as_yaml(cross(_start(rng), rng, seeds.plans().pool), rng)
        return Input("crossed", {f"{NAME}.yaml": content.encode("utf-8", "surrogatepass")})
    if kind < 0.62:
        content = as_yaml(spoil_data(_start(rng), rng, seeds.plans().pool), rng)
        return Input("data", {f"{NAME}.yaml": content.encode("utf-8", "surrogatepass")})
    text = _text(rng)
    if kind < 0.94:
        return Input("text", {f"{NAME}.yaml": encoded(spoil_text(text, rng, seeds.plans().texts), rng)})
    return Input("bytes", {f"{NAME}.yaml": spoil_bytes(text.encode(), rng)})


def _start(rng: random.Random) -> dict[str, Any]:
    """Data to spoil: one made up, a fragment of a test, or a real plan cut short (rarely whole)."""
    if rng.random() < 0.4:
        return valid.plan(rng, NAME)
    data: dict[str, Any] = fresh(rng.choice(seeds.plans().data)) | {"id": NAME}
    if rng.random() < 0.99:
        for section in ("commitments", "baselines", "tasks", "unread_tables"):
            entries = data.get(section)
            if isinstance(entries, list) and len(entries) > 6:
                at = rng.randrange(len(entries))
                data[section] = entries[at : at + rng.randint(0, 6)]
    return data


def _text(rng: random.Random) -> str:
    kind = rng.random()
    if kind < 0.45:
        key = rng.choice(list(valid.words().asked))
        return seeds.SMALL.format(name=NAME, indicator=key)
    if kind < 0.9 or not seeds.plans().texts:
        return as_yaml(_start(rng), rng)
    lines = rng.choice(seeds.plans().texts).splitlines(keepends=True)
    kept = len(lines) if rng.random() < 0.05 else rng.randint(20, 80)
    return "".join(lines[:kept])


@cache
def library() -> Library:
    """The rulesets that ship."""
    return load_library()


def judge(given: Input, folder: Path, rng: random.Random) -> str:
    """Loads, judges and renders the plan; what must hold is checked on the way."""
    if given.form == together.FORM:
        return together.judge(given, folder, rng)
    path = folder / given.main
    try:
        file = load_plan(path, library().catalogue)
    except InvalidFile as error:
        require(
            not given.valid, f"a valid plan is refused: {error.problems[0].render()[-300:] if error.problems else ''}"
        )
        laws.problems_hold(error, {str(path): given.files[given.main]})
        if rng.random() < 0.02:
            _render_refusal(path, error, rng)
        return "refused"
    accepted: tuple[Acceptance, ...] = ()
    if "acceptances.yaml" in given.files:
        accepted = load_acceptances(folder / "acceptances.yaml", ()).acceptances
    lang = language(rng.choice(("vi", "vi", "en")))
    report = report_of(file, library(), accepted, lang)
    content = FORMATS["json"].render_run(report, Presentation(lang))
    laws.json_holds(content)
    if rng.random() < 0.02:
        again = FORMATS["json"].render_run(report_of(file, library(), accepted, lang), Presentation(lang))
        require(content == again, "other bytes when judged again")
    if rng.random() < 0.06:
        agree_with_oracle(file, [found.ruleset for found in library().rulesets])
    if accepted:
        accept_no_more_than_gaps(file, accepted)
    return "judged" if rng.random() >= 0.08 else render(report, rng)


def report_of(
    file: PlanFile, used: Library, accepted: tuple[Acceptance, ...], lang: Language, *, whole: bool = True
) -> Report:
    """The report of a run of this one plan."""
    plan: PlanReport = build_plan_report(file, used.rulesets, used.catalogue, lang, DAY, accepted, whole=whole)
    return Report(as_of=DAY.isoformat(), as_of_text=lang.date(DAY), language=lang.code, plans=(plan,))


def render(report: Report, rng: random.Random, names: tuple[str, ...] = QUICK) -> str:
    """The report in one of the formats; gives "rendered"."""
    format_ = FORMATS[rng.choice(names)]
    how = Presentation(language(report.language), rng.choice(("full", "summary")))
    content = (
        format_.render_run(report, how) if format_.of == "run" else format_.render_plan(report, report.plans[0], how)
    )
    laws.output_holds(format_.name, content)
    return "rendered"


def _render_refusal(path: Path, error: InvalidFile, rng: random.Random) -> None:
    """A run in which only this file was, and could not be read."""
    lang = language("vi")
    failed = FailedFile(
        file=str(path),
        problems=tuple(problem.render(lang.gettext) for problem in error.problems),
        found=tuple(ProblemData(line=p.mark[0], column=p.mark[1], text=p.text(lang.gettext)) for p in error.problems),
    )
    report = Report(as_of=DAY.isoformat(), as_of_text="", language="vi", plans=(), errors=(failed,))
    format_ = FORMATS[rng.choice(("json", "junit", "sarif"))]
    laws.output_holds(format_.name, format_.render_run(report, Presentation(lang)))


def agree_with_oracle(file: PlanFile, norms: Sequence[Ruleset]) -> None:
    """The engine finds what the oracle says, where the tests with the oracle are at hand."""
    agree = oracle()
    if agree is None or _beyond_measure(file):
        return
    bound = [norm for norm in norms if import_module("oracle_terms").binds(file.plan, norm.applies_to)[0]]
    agree(file.plan, bound, library().catalogue)


def _beyond_measure(file: PlanFile) -> bool:
    """Whether a share is near the largest number that may be written: given in % and compared in ‰ it is beyond it.

    The engine calls such a number impossible, the oracle knows of no largest one.
    """
    said = [
        n
        for c in file.plan.commitments
        for n in (c.at_least, c.more_than, c.at_most, c.less_than, *(c.between or ()))
        if n
    ]
    said += [baseline.value for baseline in file.plan.baselines]
    return any(abs(number) * 10 >= LIMIT for number in said)


@cache
def oracle() -> Any:
    if not (seeds.TESTS / "oracle.py").is_file():
        return None
    if str(seeds.TESTS) not in sys.path:
        sys.path.append(str(seeds.TESTS))
    return import_module("test_engine_against_oracle").agree


def accept_no_more_than_gaps(file: PlanFile, accepted: tuple[Acceptance, ...]) -> None:
    """What a reviewer accepted until today or later was a gap and is shown as accepted; all else is as it was."""
    norms = [found.ruleset for found in library().rulesets]
    open_ = {a.requirement for a in accepted if a.plan == file.plan.id and a.until >= DAY}
    before, after = (
        judge_plan(file.plan, norms, library().catalogue, given, DAY).assessments for given in ((), accepted)
    )
    for was, now in zip((a for found in before for a in found), (a for found in after for a in found), strict=True):
        expected = "accepted" if was.status in GAPS and was.requirement.id in open_ else was.status
        require(
            now.status == expected,
            f"{was.requirement.id}: {was.status}, with acceptances {now.status} and not {expected}",
        )


TARGET = Target("plans", make, judge)

"""Rulesets, catalogues, acceptances, lists of provinces and rule tests: real ones cut short, crossed and spoilt."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

from checker.cases.rule_tests import load_rule_tests
from checker.cases.run_rule_tests import lacking_cases, run_rule_tests
from checker.extracting.grammar.lexicon import Lexicon
from checker.extracting.tokens import tokens_of
from checker.i18n import language
from checker.judging.coverage import coverage, unaccounted, unlisted
from checker.lint.run import lint
from checker.manual.explain import explain
from checker.manual.rule_list import list_rules
from checker.problems import HIDDEN_CHARACTERS, InvalidFile
from checker.reading.library import CATALOGUE, Library
from checker.reading.load import PlanFile, load_acceptances, load_catalogue, load_plan, load_ruleset
from checker.reading.province_table import load_province_table
from checker.writers.coverage import coverage_text
from checker.writers.explanation import page_text
from checker.writers.formats import FORMATS, Presentation
from checker.writers.rule_list import rules_text
from fuzz import laws, nasties, plans, seeds, valid
from fuzz.inputs import Input, Target, dice, require
from fuzz.mutate import encoded, spoil_bytes, spoil_text
from fuzz.mutate_data import as_yaml, cross, fresh, spoil_data

_KINDS = ("ruleset",) * 10 + ("acceptances",) * 4 + ("provinces",) * 2 + ("indicators",) * 2 + ("tests",) * 2
_FILES = {"ruleset": "nq0.yaml", "acceptances": "acceptances.yaml", "provinces": "provinces.yaml", "indicators": CATALOGUE,
          "tests": "nq0.test.yaml"}  # fmt: skip
_LISTS = (
    "requirements",
    "tasks",
    "groups",
    "questions",
    "not_for_provinces",
    "clauses",
    "cases",
    "synonyms",
    "other_things",
    "people",
)
PLAN = f"{plans.NAME}.yaml"


def make(seed: int, number: int) -> Input:
    """A file of one of the kinds, and a valid plan beside it to be judged with it."""
    rng = dice("rulesets", seed, number)
    kind = rng.choice(_KINDS)
    data = _start(kind, rng)
    pool = seeds.plans().pool if kind == "acceptances" else seeds.of_kind(kind).pool
    way = rng.random()
    form = (
        "as it is"
        if way < 0.06
        else "crossed"
        if way < 0.4
        else "data"
        if way < 0.68
        else "text"
        if way < 0.95
        else "bytes"
    )
    if form == "crossed":
        data = cross(data, rng, pool)
    elif form == "data":
        data = spoil_data(data, rng, pool)
    content = as_yaml(data, rng).encode("utf-8", "surrogatepass")
    if form == "text":
        content = encoded(spoil_text(_text(kind, data, rng), rng), rng)
    elif form == "bytes":
        content = spoil_bytes(content, rng)
    files = {_FILES[kind]: content, PLAN: as_yaml(valid.plan(rng, plans.NAME), rng).encode()}
    return Input(f"{kind}, {form}", files)


def _start(kind: str, rng: random.Random) -> Any:
    if kind == "acceptances":
        return valid.acceptances(rng, plans.NAME)
    data = fresh(rng.choice(seeds.of_kind(kind).data))
    if kind == "ruleset":
        was, data["id"] = data["id"], "nq0"
        for entry in (entry for name in _LISTS for entry in data.get(name) or () if isinstance(entry, dict)):
            if isinstance(entry.get("id"), str):
                entry["id"] = entry["id"].replace(f"{was}/", "nq0/")
    for name in _LISTS:
        if isinstance(data.get(name), list) and len(data[name]) > 5 and rng.random() < 0.95:
            at = rng.randrange(len(data[name]))
            data[name] = data[name][at : at + rng.randint(0, 5)]
    if kind == "indicators" and rng.random() < 0.9:
        some = rng.sample(list(data["indicators"]), 4)
        data["indicators"] = {key: data["indicators"][key] for key in some}
        data["task_phrases"] = dict(list(data.get("task_phrases", {}).items())[:3])
        if rng.random() < 0.5:
            _odd_phrases(data, rng)
    return data


def _odd_phrases(data: Any, rng: random.Random) -> None:
    """Phrases in the language of phrases that nobody would write."""
    pieces = (
        "(",
        ")",
        "[",
        "]",
        "|",
        "…",
        "#",
        ">>",
        "tỷ lệ",
        "x",
        "100",
        "%",
        ",",
        "-",
        "...",
        "( a | b )",
        "[ [ a ] ]",
        "một",
        " ",
    )
    for key in data["indicators"]:
        phrase = " ".join(rng.choice(pieces) for _ in range(rng.choice((1, 3, 6, 40))))
        data["indicators"][key]["phrases"] = {
            rng.choice(("names", "everybody", "not_with")): [phrase, rng.choice(("tỷ lệ", phrase))]
        }


def _text(kind: str, data: Any, rng: random.Random) -> str:
    """Of real files a stretch with its head, comments and all; else the data."""
    if kind == "acceptances" or rng.random() < 0.6:
        return as_yaml(data, rng)
    lines = rng.choice(seeds.of_kind(kind).texts).splitlines(keepends=True)
    return "".join(lines[: rng.randint(10, 120)] if rng.random() < 0.9 else lines)


def judge(given: Input, folder: Path, rng: random.Random) -> str:
    """Loads the file, and does with a valid one what the program does with it."""
    path = folder / given.main
    kind = next(kind for kind, name in _FILES.items() if name == given.main)
    try:
        outcome: str = _USES[kind](path, folder / PLAN, rng)
    except InvalidFile as error:
        laws.problems_hold(error, {str(path): given.files[given.main]})
        if rng.random() < 0.05:
            _lint(path)
        return "refused"
    return outcome


def _plan(path: Path, library: Library) -> PlanFile | None:
    """The plan beside; None where it names indicators that this catalogue has not."""
    try:
        return load_plan(path, library.catalogue)
    except InvalidFile:
        return None


def _use_ruleset(path: Path, plan: Path, rng: random.Random) -> str:
    known = plans.library()
    file = load_ruleset(path, known.catalogue)
    library = Library(known.catalogue, (file,))
    found = _plan(plan, library)
    require(found, "a valid plan is refused")
    if found is None:
        return "read"
    lang = language(rng.choice(("vi", "en")))
    report = plans.report_of(found, library, (), lang)
    laws.json_holds(FORMATS["json"].render_run(report, Presentation(lang)))
    if rng.random() < 0.15:
        plans.render(report, rng)
    if rng.random() < 0.3:
        plans.agree_with_oracle(found, [file.ruleset])
    if rng.random() < 0.2:
        _read_manual(library, lang.code, rng)
    if rng.random() < 0.1:
        _lint(path)
    return "judged"


def _read_manual(library: Library, code: str, rng: random.Random) -> None:
    """``check rules``, ``explain`` and ``coverage`` of one ruleset."""
    lang, (file,) = language(code), library.rulesets
    norm = file.ruleset
    texts = [coverage_text(norm, lang, 80)]
    rules = list_rules([norm], library.catalogue, lang, None, None)
    if rules:
        texts.append(rules_text(rules, 80))
    covered = coverage(norm)
    require(
        isinstance(unaccounted(covered), (tuple, list)) and isinstance(unlisted(covered), (tuple, list)), "no lists"
    )
    ids = [entry.id for name in ("requirements", "tasks", "groups", "questions") for entry in getattr(norm, name)]
    if ids:
        texts.append(page_text(explain(rng.choice(ids), library, lang), lang, 80))
    for text in texts:
        plain = re.sub("\x1b\\[[0-9;]*m", "", text)
        require(not HIDDEN_CHARACTERS.search(plain), "a hidden character on the terminal")


def _use_acceptances(path: Path, plan: Path, rng: random.Random) -> str:
    known = plans.library()
    accepted = load_acceptances(path, known.rulesets).acceptances
    found = _plan(plan, known)
    require(found, "a valid plan is refused")
    if found is None:
        return "read"
    lang = language("vi")
    report = plans.report_of(found, known, accepted, lang)
    laws.json_holds(FORMATS["json"].render_run(report, Presentation(lang)))
    plans.accept_no_more_than_gaps(found, accepted)
    if rng.random() < 0.1:
        plans.render(report, rng)
    return "judged"


def _use_provinces(path: Path, plan: Path, rng: random.Random) -> str:  # noqa: ARG001  (every kind is used alike)
    table = load_province_table(path)
    require(table.population > 0, "a nation without people")
    return "read"


def _use_indicators(path: Path, plan: Path, rng: random.Random) -> str:
    catalogue = load_catalogue(path)
    lexicon = Lexicon.of(catalogue)
    for text in (
        "Tỷ lệ dân số tham gia bảo hiểm y tế đạt trên 95% vào năm 2030",
        "x tỷ lệ 100 " * 30,
        nasties.visible_text(rng),
    ):
        tokens = tokens_of(text)
        lexicon.mentions(tokens)
        lexicon.other_things(tokens)
    found = _plan(plan, Library(catalogue, ()))
    if found:
        report = plans.report_of(found, Library(catalogue, ()), (), language("vi"))
        laws.json_holds(FORMATS["json"].render_run(report, Presentation(language("vi"))))
    if rng.random() < 0.2:
        _lint(path)
    return "read"


def _use_tests(path: Path, plan: Path, rng: random.Random) -> str:  # noqa: ARG001
    file = load_rule_tests(path)
    for outcome in run_rule_tests(file, language(rng.choice(("vi", "en"))))[:50]:
        require(outcome.name, "an outcome without a name")
    list(lacking_cases(file))
    if rng.random() < 0.2:
        _lint(path)
    return "judged"


_USES = {"ruleset": _use_ruleset, "acceptances": _use_acceptances, "provinces": _use_provinces, "indicators": _use_indicators,
         "tests": _use_tests}  # fmt: skip


def _lint(path: Path) -> None:
    """``check lint`` of the file: findings that can be said, nothing raised."""
    linted = lint([path])
    for problem in (*linted.problems, *(finding.problem for finding in linted.findings))[:200]:
        laws.message_holds(problem)


TARGET = Target("rulesets", make, judge)

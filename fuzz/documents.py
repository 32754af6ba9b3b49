"""Documents: Word, PDF and text. Each is read or refused in one line, and what was read becomes a draft that loads."""

from __future__ import annotations

import random
import re
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from checker.extracting import extract as extracting
from checker.extracting.documents import read
from checker.extracting.documents.isolated import read_apart
from checker.extracting.documents.unreadable import Unreadable
from checker.extracting.drafting.draft import draft
from checker.extracting.extract import extract
from checker.extracting.grammar.lexicon import Lexicon
from checker.extracting.tasks.task_lexicon import TaskLexicon
from checker.i18n import LANGUAGES, language
from checker.problems import HIDDEN_CHARACTERS, InvalidFile
from checker.reading.library import Library, load_library
from checker.reading.load import load_plan
from checker.writers.extracted.page import Drafted, page_of
from checker.writers.formats import FORMATS, Presentation
from fuzz import laws, nasties, plans, prose
from fuzz.inputs import STOPPED, Input, Target, dice, require
from fuzz.limits import TooSlow, within
from fuzz.mutate import encoded, spoil_bytes, spoil_text
from fuzz.pdf_files import pdf_file
from fuzz.word_files import word_file

MISSING = {"province": "province: Huế", "issued": "issued: 2026-01-05"}
"""What a person fills in where the document does not say it."""


def make(seed: int, number: int) -> Input:
    """One document."""
    rng = dice("documents", seed, number)
    kind = rng.random()
    if kind < 0.4:
        form, content = word_file(rng)
        return Input(f"docx, {form}", {"van-ban.docx": content})
    if kind < 0.8:
        form, content = pdf_file(rng)
        return Input(f"pdf, {form}", {"van-ban.pdf": content})
    return Input("text", {"van-ban.txt": _text(rng)})


def _text(rng: random.Random) -> bytes:
    lines = prose.lines(rng)
    for cells in prose.grid(rng) if rng.random() < 0.4 else ():
        lines += [rng.choice(("\n", "\t", "   ", " ", " | ")).join(cells)]
    text = rng.choice(("\n", "\n", "\n\n", "\f", "\r\n")).join(lines)
    kind = rng.random()
    if kind < 0.4:
        return encoded(text, rng)
    if kind < 0.75:
        return encoded(spoil_text(text, rng), rng)
    if kind < 0.85:
        return spoil_bytes(text.encode("utf-8", "surrogatepass"), rng)
    if kind < 0.97:
        return text.encode(rng.choice(("utf-16", "cp1258", "utf-8-sig", "utf-16-be", "koi8-r")), "replace")
    piece = (
        rng.choice(
            (
                prose.line(rng),
                nasties.text(rng)[:50],
                "a\u0323\u0301",
                "1. ",
                "(",
                "đạt 95% năm 2030 ",
                "- ",
                "2026 2027 2030\n",
                "|",
                "...",
            )
        )
        or "x"
    )
    return (piece * (rng.choice((3_000, 30_000)) // len(piece))).encode("utf-8", "surrogatepass")


@cache
def library() -> Library:
    """The rulesets that ship, with their phrases, which are compiled once and not for each document."""
    loaded = load_library(phrases=True)
    names = Lexicon.of(loaded.catalogue)
    tasks = TaskLexicon.of([file.ruleset for file in loaded.rulesets], loaded.catalogue)
    vars(extracting).update(Lexicon=_Made(names), TaskLexicon=_Made(tasks))
    return loaded


class _Made:
    """Stands for a class of which one object is enough."""

    def __init__(self, made: object) -> None:
        self.of = lambda *_: made


def judge(given: Input, folder: Path, rng: random.Random) -> str:
    """Reads the document, in this process or, one of a hundred, apart as the program does; drafts and loads the plan."""
    path = folder / given.main
    apart = rng.random() < 0.01
    vars(read)["read_apart"] = read_apart if apart else _read_here
    try:
        found = extract(path, library())
    except Unreadable as error:
        _unreadable_holds(error)
        return STOPPED if error.values.get("what") == STOPPED else "refused"
    lang = language(rng.choice(("vi", "vi", "en")))
    made = draft(found, plans.NAME, lang)
    if rng.random() < 0.02:
        require(draft(extract(path, library()), plans.NAME, lang).text == made.text, "another draft when read again")
    _draft_loads(made.text, dict(made.gaps), folder / f"{plans.NAME}.yaml", rng)
    if rng.random() < 0.05:
        page = page_of(found, library().catalogue, Drafted(made.text, f"{plans.NAME}.yaml", True), lang)
        laws.html_holds(page.encode("utf-8"))
    return "drafted"


def _read_here(reader: str, path: Path, step: Any = None, **_: object) -> Any:
    """As ``read_apart`` without the other process: whatever is raised there, is told as a damaged file."""
    module, name = reader.split(":")
    try:
        with within():
            return getattr(import_module(module), name)(path, step or (lambda _page, _pages: None))
    except Unreadable:
        raise
    except (MemoryError, TooSlow):  # the other process has a bound of its own for both, and would be ended by it
        raise Unreadable("{what}", what=STOPPED) from None
    except Exception as error:
        raise Unreadable("{what}", what=type(error).__name__) from error


def _unreadable_holds(error: Unreadable) -> None:
    for code in LANGUAGES:
        text = error.text(language(code).gettext)
        require(text.strip() and "\n" not in text, f"not one line: {text!r}")
        require(not HIDDEN_CHARACTERS.search(text), f"a hidden character in {text!r}")


def _draft_loads(text: str, gaps: dict[str, int], path: Path, rng: random.Random) -> None:
    require(set(gaps) <= set(MISSING), f"gaps that a person cannot fill in: {gaps}")
    if gaps:
        lines = text.splitlines(keepends=True)
        for key, line in gaps.items():
            require(re.match(rf"#? ?{key}\b", lines[line - 1]), f"no gap on line {line}: {lines[line - 1]!r}")
            lines[line - 1] = MISSING[key] + "\n"
        text = "".join(lines)
    path.write_text(text, encoding="utf-8")
    try:
        file = load_plan(path, library().catalogue)
    except InvalidFile as error:
        laws.problems_hold(error, {str(path): text.encode()})
        require(False, f"the draft does not load: {error.problems[0].render()[-300:]}")
        return
    finally:
        path.unlink()
    if rng.random() < 0.1:
        report = plans.report_of(file, library(), (), language("vi"))
        laws.json_holds(FORMATS["json"].render_run(report, Presentation(language("vi"))))


TARGET = Target("documents", make, judge, memory=2_000_000_000, growth=1_000_000_000)

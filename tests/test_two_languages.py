"""Everything that a reviewer reads comes from a catalogue or from the data.

The reports are made in a language that marks each translated text: ⟦so⟧. Whatever stands outside
the marks must be a word of the plans, the norms or the templates that officials edit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import chdir
from datetime import date
from functools import cache
from html.parser import HTMLParser
from io import BytesIO

import pytest
import yaml
from command import PLANS, ROOT, RULESETS
from docx import Document
from large_runs import large_run, named
from openpyxl import load_workbook

from checker.extracting.document import Table
from checker.extracting.extract import extract
from checker.i18n import Language, language
from checker.reading.library import load_library
from checker.reading.places import provinces
from checker.reporting.report import FailedFile
from checker.run import Request, check_plans
from checker.writers.extracted.page import Drafted, page_of
from checker.writers.formats import FORMATS, Presentation
from checker.writers.overview.many import render_overview
from checker.writers.overview.overview import render_index
from checker.writers.overview.province import PLANS_A_PAGE, province_pages, render_province

MACHINE = {"json", "csv", "parquet", "junit", "sarif"}
"""Formats for programs: their keys are stable names in English."""
SAME_AS_HTML = {"pdf"}
VIETNAMESE = re.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
NAMES = {"nq", "check", "sha", "json", "f", "html", "yaml", "id", "plans", "rulesets"}
"""The program, its options and kinds of files, which are the same in every language."""
DOCUMENT = ROOT / "tests" / "documents" / "ke-hoach-mau.docx"


@cache
def marking() -> Language:
    return Language("vi", lambda text: f"⟦{text}⟧")


@cache
def report(lang: Language):
    with chdir(ROOT):  # so that the report names files as a user gives them
        paths = sorted(path.relative_to(ROOT) for path in PLANS.glob("*.yaml"))
        return check_plans(Request(paths, (), (), date(2026, 11, 22), lang))


@cache
def rendered(name: str, lang: Language) -> tuple[bytes, ...]:
    """Every file of a format, the index page among them."""
    made, how = report(lang), Presentation(lang)
    if FORMATS[name].of == "run":
        return (FORMATS[name].render_run(made, how),)
    pages = [FORMATS[name].render_plan(made, plan, how) for plan in made.plans]
    if name != "html":
        return tuple(pages)
    return (*pages, render_index(made, how), *over_many(lang))


def over_many(lang: Language) -> Iterator[bytes]:
    """The overview over many plans, with files that could not be checked, and the page of a province."""
    how, run = (
        Presentation(lang),
        large_run(1, lang, failed=(FailedFile(file="plans/0.yaml", problems=("1", "2")),) * 3),
    )
    yield render_overview(run.head, run.tally, how)
    plans = [named(run.plans[0], f"plans/{number}") for number in range(PLANS_A_PAGE + 1)]
    for page in province_pages(run.plans[0].plan.province.code, len(plans))[1:]:
        yield render_province(run.head, plans[page.slice], page, how)
    yield render_province(run.head, plans[:40], province_pages(run.plans[0].plan.province.code, 40)[0], how)


class Shown(HTMLParser):
    """The texts of a page, attributes for screen readers among them; each with whether it is marked as Vietnamese."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[tuple[str, bool]] = []
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        lang = given.get("lang")
        vietnamese = self.open[-1][1] if self.open else False
        if lang and tag != "html":
            vietnamese = lang == "vi"
        shown = ("aria-label", "title", "alt", "data-label", "placeholder", "content")
        if tag != "meta" or given.get("name") == "description":
            self.texts += [(given[name], vietnamese) for name in shown if given.get(name)]
        if tag not in ("meta", "link", "br", "img", "input", "hr"):
            self.open.append((tag, vietnamese))

    def handle_startendtag(self, tag, attrs):
        """Elements of SVG without content."""

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not any(tag in ("script", "style", "code") for tag, _ in self.open):
            self.texts.append((data, bool(self.open) and self.open[-1][1]))


def texts_of_page(page: bytes) -> list[tuple[str, bool]]:
    shown = Shown()
    shown.feed(page.decode())
    return shown.texts


def texts_of_letter(letter: bytes) -> list[str]:
    document = Document(BytesIO(letter))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def texts_of_workbook(workbook: bytes) -> list[str]:
    sheets = load_workbook(BytesIO(workbook)).worksheets
    cells = [str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    return cells + [sheet.title for sheet in sheets]


READ = {
    "html": lambda page: [text for text, _ in texts_of_page(page)],
    "docx": texts_of_letter,
    "xlsx": texts_of_workbook,
    "md": lambda text: [re.sub(r"`[^`]*`", "", text.decode())],
    "text": lambda text: [text.decode()],
}


def outside_the_marks(text: str) -> str:
    depth, kept = 0, []
    for letter in text:
        depth += (letter == "⟦") - (letter == "⟧")
        kept.append(letter if depth == 0 and letter != "⟧" else " ")
    return "".join(kept)


def words(text: str) -> set[str]:
    """Its words, without hashes."""
    return {word.casefold() for word in re.findall(r"[^\W\d_]+", re.sub(r"[0-9a-f]{12,}", "", text))}


def strings(data: object) -> Iterator[str]:
    """Every text of a YAML file that stands in a report; not the English ones."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in ("en", "title_en"):
                yield from strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from strings(value)
    elif isinstance(data, str):
        yield data


@cache
def words_of_the_data() -> frozenset[str]:
    files = [*PLANS.glob("*.yaml"), *(f for f in RULESETS.glob("*.yaml") if not f.name.endswith(".test.yaml"))]
    texts = [text for file in files for text in strings(yaml.safe_load(file.read_text(encoding="utf-8")))]
    texts += [file.stem for file in files] + [province.name for province in provinces()]
    letter = Document(str(ROOT / "templates" / "letter.vi.docx"))
    texts += [p.text for part in (letter, *letter.sections) for p in getattr(part, "paragraphs", [])]
    texts += [cell.text for table in letter.tables for row in table.rows for cell in row.cells]
    return frozenset(NAMES | {word for text in texts for word in words(text)})


def test_every_format_is_read_here_or_is_for_programs():
    assert READ.keys() | MACHINE | SAME_AS_HTML == FORMATS.keys() - {"index"}


@pytest.mark.parametrize("name", sorted(READ))
def test_whatever_is_not_data_comes_from_the_catalogue(name):
    texts = [text for file in rendered(name, marking()) for text in READ[name](file)]
    assert sum("⟦" in text for text in texts) > 0
    bare = {word for text in texts for word in words(outside_the_marks(text))}
    assert bare - words_of_the_data() == set()


def test_english_pages_mark_all_that_is_vietnamese_as_such():
    """So that a screen reader speaks it right, and nothing else is left in Vietnamese."""
    known = {word for province in provinces() for word in words(province.name)} | {"qđ", "ttg"}
    strays = {
        text.strip()
        for page in rendered("html", language("en"))
        for text, vietnamese in texts_of_page(page)
        if not vietnamese and any(VIETNAMESE.search(word) for word in words(text) - known)
    }
    assert strays == set()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_numbers_and_dates_are_written_as_the_language_does(lang):
    """75,5 and 09/9/2025 in Vietnamese, 75.5 and 9 September 2025 in English; never a bare ISO date."""
    pages = [text for page in rendered("html", language(lang)) for text, quoted in texts_of_page(page) if not quoted]
    wrong = re.compile(r"\d\.\d+ ?%" if lang == "vi" else r"\d,\d{1,2}(?!\d) ?%")
    assert [text for text in pages if wrong.search(text)] == []
    assert [text for text in pages if re.search(r"\b20\d\d-\d\d-\d\d\b", text)] == []
    day = "09/9/2025" if lang == "vi" else "9 September 2025"
    assert any(day in text for text in pages)


@cache
def extracted():
    return extract(DOCUMENT, load_library())


def page_of_a_document(lang: Language) -> list[tuple[str, bool]]:
    """The texts of the page that shows what was read from a document."""
    read, drafted = extracted(), Drafted("", DOCUMENT.stem, saved=False)
    return texts_of_page(page_of(read, load_library().catalogue, drafted, lang).encode())


def words_of_the_document() -> set[str]:
    texts = [DOCUMENT.name]
    for block in extracted().source.blocks:
        texts += [cell.text for row in block.rows for cell in row] if isinstance(block, Table) else [block.text]
    return {word for text in texts for word in words(text)}


def test_the_page_of_a_document_says_the_rest_from_the_catalogue():
    texts = [text for text, _ in page_of_a_document(marking())]
    bare = {word for text in texts for word in words(outside_the_marks(text))}
    assert bare - words_of_the_document() - words_of_the_data() == set()


def test_the_english_page_of_a_document_marks_its_words_as_vietnamese():
    known = {word for province in provinces() for word in words(province.name)}
    strays = {
        text.strip()
        for text, vietnamese in page_of_a_document(language("en"))
        if not vietnamese and any(VIETNAMESE.search(word) for word in words(text) - known)
    }
    assert strays == set()


def test_marks_nest():
    assert outside_the_marks("a ⟦b ⟦c⟧ d⟧ e").split() == ["a", "e"]

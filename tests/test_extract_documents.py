"""Documents with tables, made here as Word and as PDF files: all that a careful reader encodes is found, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from weasyprint import HTML

from checker.extracting.extract import Extracted, extract
from checker.extracting.findings import Target
from checker.reading.library import Library, load_library

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "extraction" / "documents.yaml").read_text(encoding="utf-8")
)
FORMS = [pytest.param(case, form, id=f"{case['document']} ({form})") for case in CASES for form in case["as"]]

STYLE = """
@page {{ size: A4; margin: 2cm 1.6cm; @top-center {{ content: counter(page) }} }}
@page across {{ size: A4 landscape; margin: 2cm 1.6cm; @top-center {{ content: counter(page) }} }}
.across {{ page: across }}
body {{ font-family: "Liberation Serif"; font-size: {size}pt; text-align: justify }}
h3 {{ text-align: center; font-size: 1em }}
table {{ border-collapse: collapse; width: 100% }}
td, th {{ padding: 2pt 4pt; vertical-align: {upright}; font-weight: normal; text-align: left }}
.cells td, .cells th {{ border: {ruling} }}
.head td {{ text-align: center; width: 50% }}
thead {{ display: {heading} }}
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def owner(rows: list[list[str]], row: int, column: int) -> tuple[int, int]:
    """The first place of the merged cell that a place belongs to."""
    while rows[row][column] in ("<", "^"):
        row, column = (row, column - 1) if rows[row][column] == "<" else (row - 1, column)
    return row, column


def cells(rows: list[list[str]]) -> dict[tuple[int, int], tuple[int, int]]:
    """Each cell's first and last place."""
    last: dict[tuple[int, int], tuple[int, int]] = {}
    for row, texts in enumerate(rows):
        for column in range(len(texts)):
            last[owner(rows, row, column)] = (row, column)
    return last


def word_file(blocks: list[Any], path: Path) -> Path:
    document = Document()
    for block in blocks:
        if block == "across":
            section = document.add_section()
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = section.page_height, section.page_width
        elif "rows" in block:
            add_table(document, block["rows"], block["head"])
        elif "left" in block:
            table = document.add_table(1, 2)
            table.cell(0, 0).text, table.cell(0, 1).text = block["left"], block["right"]
        else:
            run = document.add_paragraph().add_run(block.get("heading") or block["text"])
            run.bold = "heading" in block
    document.save(str(path))
    return path


def add_table(document: Any, rows: list[list[str]], head: int) -> None:
    table = document.add_table(len(rows), len(rows[0]))
    for first, last in cells(rows).items():
        cell = table.cell(*first)
        if first != last:
            cell = cell.merge(table.cell(*last))
        cell.text = rows[first[0]][first[1]]
    for row in table.rows[:head]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def pdf_file(blocks: list[Any], path: Path, form: str) -> Path:
    """``form``: pdf, bare (without rulings), bare-centred (cells centred upright), long (large, the heading once)."""
    style = STYLE.format(
        size=14 if form == "long" else 11,
        upright="middle" if form in ("bare-centred", "long") else "top",
        ruling="0" if form.startswith("bare") else "0.6pt solid black",
        heading="table-row-group" if form == "long" else "table-header-group",
    )
    body = "".join(markup(blocks))
    HTML(string=f"<html lang=vi><head><style>{style}</style></head><body>{body}</body></html>").write_pdf(path)
    return path


def markup(blocks: list[Any]) -> Iterator[str]:
    for block in blocks:
        if block == "across":
            yield '<div class="across">'
        elif "rows" in block:
            yield table_markup(block["rows"], block["head"])
        elif "left" in block:
            left, right = (lines(block[side]) for side in ("left", "right"))
            yield f'<table class="head"><tr><td>{left}</td><td>{right}</td></tr></table>'
        elif "heading" in block:
            yield f"<h3>{lines(block['heading'])}</h3>"
        else:
            yield f"<p>{lines(block['text'])}</p>"


def table_markup(rows: list[list[str]], head: int) -> str:
    last = cells(rows)
    parts = []
    for number, texts in enumerate(rows):
        parts.append("<tbody>" if number == head else "<thead>" if number == 0 else "")
        tag = "th" if number < head else "td"
        for column, text in enumerate(texts):
            if (number, column) in last:
                row, end = last[number, column]
                spans = f'rowspan="{row - number + 1}" colspan="{end - column + 1}"'
                parts.append(f"{'<tr>' if column == 0 else ''}<{tag} {spans}>{lines(text)}</{tag}>")
        parts.append("</tr>" + ("</thead>" if number == head - 1 else ""))
    return f'<table class="cells">{"".join(parts)}</tbody></table>'


def lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


@pytest.mark.parametrize(("case", "form"), FORMS)
def test_what_a_document_sets_is_found(case: dict[str, Any], form: str, tmp_path: Path, library: Library) -> None:
    path = tmp_path / ("plan.docx" if form == "docx" else "plan.pdf")
    found = extract(
        word_file(case["blocks"], path) if form == "docx" else pdf_file(case["blocks"], path, form), library
    )
    expected = {f"{name} {words}" for name, targets in case["targets"].items() for words in targets}
    assert {words(target) for target in found.findings.targets if not target.doubts} <= expected
    assert expected <= {words(target) for target in found.findings.targets}
    presents = {f"{name} {words}" for name, values in case["presents"].items() for words in values}
    assert presents <= {f"{p.indicator} {p.value.normalize():f} in {p.as_of}" for p in found.findings.presents}
    assert header_of(found, case["header"]) == case["header"]
    for task in case.get("tasks", []):
        assert task in [task_of(found, number, task) for number in range(len(found.findings.tasks))]


def words(target: Target) -> str:
    """ "insurance_coverage at_least 95.5 by 2026"."""
    values = "-".join(f"{value.normalize():f}" for value in target.values)
    when = f"by {target.by}" if target.by else f"from {target.from_}" if target.from_ else "none"
    return " ".join(part for part in (target.indicator, target.comparator, values, when) if part)


def header_of(found: Extracted, asked: dict[str, Any]) -> dict[str, Any]:
    """The facts that are asked for; what the document implements sorted as asked."""
    facts: dict[str, Any] = {}
    for key in asked:
        value = getattr(found.header, key).value
        facts[key] = str(value) if key == "issued" else value
    order = asked["implements"]
    facts["implements"] = sorted(
        facts["implements"] or (), key=lambda n: (n not in order, n in order and order.index(n))
    )
    return facts


def task_of(found: Extracted, number: int, asked: dict[str, Any]) -> dict[str, Any]:
    task = found.findings.tasks[number]
    return {
        "starts": asked["starts"] if task.title.startswith(asked["starts"]) else task.title,
        "lead": list(task.lead),
        "partners": len(task.partners),
        "due": task.due,
        "group": task.group,
        "output": task.output,
    }

"""Letters of the five plans and of some plans at the edges, rendered once; and how to read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from command import HEAD, PLANS, write_plan
from docx import Document
from docx.document import Document as Docx

from checker.i18n import language
from checker.reporting.report import PlanReport, Report
from checker.run import Request, check_plans
from checker.writers.formats import Presentation
from checker.writers.letter.letter import render_plan

DAY = date(2026, 11, 21)
ACCEPTED = """\
schema: acceptances/1
acceptances:
  - plan: quangngai
    requirement: nq72/insurance-2030
    reason: Tỉnh có văn bản giải trình số 12/UBND-KGVX
    by: Nguyễn Văn A
    until: 2027-12-31
"""
NAMES = ("bacninh", "haiphong", "quangngai", "quangninh", "thuathienhue")


@dataclass(frozen=True)
class Sent:
    """A letter, and what it was made of."""

    report: Report
    plan: PlanReport
    content: bytes

    @property
    def document(self) -> Docx:
        return Document(BytesIO(self.content))

    @property
    def lines(self) -> list[str]:
        return list(lines_of(self.document))

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@cache
def judged(name: str, lang: str = "vi", accepted: bool = False) -> Report:
    """The report on one of the five plans, or on ``nothing`` (it promises nothing) , ``old`` (no norm binds it) or ``unclear`` (no year)."""
    with TemporaryDirectory() as folder:
        path, acceptances = PLANS / f"{name}.yaml", []
        if name not in NAMES:
            text = HEAD.replace("id: tinh", f"id: {name}").replace("Bắc Ninh", "Thành phố Hồ Chí Minh")
            if name == "old":
                text = text.replace("2025-11-21", "2010-01-01")
            if name == "unclear":
                text += "commitments:\n  - {indicator: insurance_coverage, at_least: 97, quote: 97% dân số}\n"
            path = write_plan(Path(folder), text, f"{name}.yaml")
        if accepted:
            acceptances = [Path(folder) / "accepted.yaml"]
            acceptances[0].write_text(ACCEPTED, encoding="utf-8")
        return check_plans(Request([path], (), acceptances, DAY, language(lang), whole=False))


@cache
def sent(name: str, lang: str = "vi", level: str = "full", accepted: bool = False) -> Sent:
    report = judged(name, lang, accepted)
    how = Presentation(language(lang), "summary" if level == "summary" else "full")
    return Sent(report, report.plans[0], render_plan(report, report.plans[0], how))


def sent_of(report: Report, plan: PlanReport, templates: Path | None = None) -> Sent:
    """A letter on a report that was changed, or from templates of one's own."""
    how = replace(Presentation(language("vi")), templates=templates)
    return Sent(report, plan, render_plan(report, plan, how))


def lines_of(document: Docx) -> Iterator[str]:
    """Every paragraph in its order, those of tables too."""
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                for cell in row.cells:
                    yield from (paragraph.text for paragraph in cell.paragraphs)
        else:
            yield block.text

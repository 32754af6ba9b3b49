"""The gap report of one plan on paper: the page, laid out and numbered by WeasyPrint."""

from __future__ import annotations

import hashlib
import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from checker.reporting.report import PlanReport, Report
from checker.writers.formats import Presentation
from checker.writers.page.page import page_content
from checker.writers.templating import html_environment

# WeasyPrint keeps what it has to say of fonts and style sheets to its log; fontTools would say it on the terminal
logging.getLogger("fontTools").addHandler(logging.NullHandler())


def render_plan(report: Report, plan: PlanReport, how: Presentation) -> bytes:
    """The gap report of one plan as a tagged PDF with bookmarks. Nothing is fetched from anywhere."""
    with warnings.catch_warnings(), _on(report.as_of):
        warnings.simplefilter("ignore")  # of libraries, which say nothing to a reviewer
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher

        page = html_environment(how).get_template("pdf.html.j2")
        text = page.render(**page_content(report, plan, how), json=None)
        document = HTML(string=text, base_url=None, url_fetcher=URLFetcher(allowed_protocols=())).render(pdf_tags=True)
        document.metadata.authors = [report.tool.name]
        document.metadata.description = plan.plan.title
        document.metadata.created = document.metadata.modified = report.as_of
        identifier = hashlib.sha256(text.encode()).digest()[:16]
        content: bytes = document.write_pdf(pdf_identifier=identifier, pdf_tags=True)
    return content


@contextmanager
def _on(day: str) -> Iterator[None]:
    """The day of the report for fontTools, which would write today's into the fonts."""
    name, before = "SOURCE_DATE_EPOCH", os.environ.get("SOURCE_DATE_EPOCH")
    os.environ[name] = str(int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before

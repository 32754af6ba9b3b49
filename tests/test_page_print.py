"""A page on paper: the level that is shown, expanded, and of a length that somebody will read."""

from __future__ import annotations

import pypdfium2
import pytest
from browsing import open_page, visible

pytestmark = pytest.mark.browser


def paper(page):
    """The pages of the printed page as text."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True))
    try:
        return [printed[number].get_textpage().get_text_bounded() for number in range(len(printed))]
    finally:
        printed.close()


@pytest.mark.parametrize("name", ["bacninh", "quangngai", "thuathienhue"])
def test_a_summary_takes_three_sheets_at_most(browser, pages, name):
    sheets = paper(open_page(browser, pages / f"{name}.html", query="?level=summary"))
    assert 1 <= len(sheets) <= 3
    assert "Bản in tóm tắt" in sheets[-1]


def test_everything_takes_two_dozen_sheets_and_says_what_paper_leaves_out(browser, pages):
    sheets = paper(open_page(browser, pages / "bacninh.html"))
    assert len(sheets) <= 27
    text = "\n".join(sheets)
    assert "Bản in không kèm các quy tắc" in text
    assert "answers-on-time" not in text
    assert "Hiện tất cả" not in text


def test_a_filtered_page_says_on_paper_that_it_is_filtered(browser, pages):
    text = "\n".join(paper(open_page(browser, pages / "quangngai.html", query="?status=missing")))
    assert "Đang hiện 2/15 yêu cầu: Thiếu" in text.replace("\r\n", " ")


def test_what_was_folded_is_folded_again_after_printing(browser, pages):
    page = open_page(browser, pages / "quangngai.html")
    before = page.locator("details[open]").count()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == before


def test_controls_are_not_printed(browser, pages):
    page = open_page(browser, pages / "quangngai.html")
    page.emulate_media(media="print")
    assert visible(page, ".tools, .proposal button, .permalink, .to-chart, .skip") == 0

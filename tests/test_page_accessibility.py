"""axe-core finds nothing to object to, on a phone and on a desk, in brief and in full, with everything unfolded."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import NAMES, open_page, unfold

pytestmark = pytest.mark.browser


def violations(page):
    unfold(page)
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(v["id"], [node["html"][:120] for node in v["nodes"][:3]]) for v in found]


@pytest.mark.parametrize("width", [360, 1200])
@pytest.mark.parametrize(
    ("name", "query"), [*((name, query) for name in NAMES for query in ("", "?level=summary")), ("index", "")]
)
def test_a_page_has_no_violation(browser, pages, name, width, query):
    assert violations(open_page(browser, pages / f"{name}.html", width=width, query=query)) == []


def test_a_filtered_page_has_no_violation(browser, pages):
    assert violations(open_page(browser, pages / "quangngai.html", query="?status=missing")) == []


def test_an_english_page_has_no_violation_and_says_what_is_vietnamese(browser, english_pages):
    page = open_page(browser, english_pages / "quangngai.html")
    assert violations(page) == []
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("blockquote:not([lang=vi])").count() == 0


@pytest.mark.parametrize("name", ["lon", "trong", "dai", "thu"])
def test_an_odd_page_has_no_violation(browser, odd_pages, name):
    assert violations(open_page(browser, odd_pages / f"{name}.html", width=360)) == []

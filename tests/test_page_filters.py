"""The counts of a page filter its requirements, and the filter lives in the URL."""

from __future__ import annotations

import pytest
from browsing import open_page, visible

pytestmark = pytest.mark.browser

ROWS = "section[aria-labelledby=nq72] tr[data-status]"
GAPS = "section[aria-labelledby=nq72] article.gap"
MET = "section[aria-labelledby=nq72] details.satisfied"


def count(page, status, norm="nq72"):
    return page.locator(f"section[aria-labelledby={norm}] a[data-filter={status}]")


def line(page, norm="nq72"):
    return page.locator(f"section[aria-labelledby={norm}] .filter")


@pytest.fixture
def page(browser, pages):
    return open_page(browser, pages / "quangngai.html")


def test_without_a_filter_everything_is_shown_and_nothing_is_said_of_it(page):
    assert (visible(page, ROWS), visible(page, GAPS), visible(page, MET)) == (7, 7, 8)
    assert line(page).inner_text().strip() == ""
    assert page.locator("[aria-current]").count() == 0


def test_a_count_shows_only_the_requirements_of_its_status(page):
    count(page, "missing").click()
    assert (visible(page, ROWS), visible(page, GAPS), visible(page, MET)) == (2, 2, 0)
    assert visible(page, "#nq72-met") == 0
    assert count(page, "missing").get_attribute("aria-current") == "true"
    assert count(page, "weaker").get_attribute("aria-current") is None
    assert line(page).inner_text() == "Đang hiện 2/15 yêu cầu: Thiếu · Hiện tất cả"
    assert page.url.endswith("quangngai.html?status=missing")


def test_several_statuses_are_shown_together_and_a_second_click_takes_one_away(page):
    count(page, "missing").click()
    count(page, "met").click()
    assert (visible(page, ROWS), visible(page, MET)) == (2, 8)
    assert "10/15" in line(page).inner_text()
    assert page.url.endswith("?status=missing,met")
    count(page, "missing").click()
    assert (visible(page, ROWS), visible(page, MET)) == (0, 8)
    assert visible(page, "#nq72-gaps") == 0


def test_show_all_takes_the_filter_away_and_keeps_the_focus_on_the_counts(page):
    count(page, "missing").click()
    line(page).get_by_role("link", name="Hiện tất cả").click()
    assert (visible(page, ROWS), visible(page, MET)) == (7, 8)
    assert "status" not in page.url
    assert page.evaluate("document.activeElement.closest('.bar') !== null")


def test_where_nothing_matches_the_page_says_so(page):
    count(page, "exceeded", norm="qd201").click()
    assert visible(page, ROWS) == visible(page, MET) == 0
    assert "0/15" in line(page).inner_text()
    assert "Không có yêu cầu nào" in line(page).inner_text()
    assert line(page, "qd201").inner_text().startswith("Đang hiện 1/9 yêu cầu: Cao hơn")


def test_the_back_button_undoes_a_filter(page):
    count(page, "missing").click()
    page.go_back()
    assert visible(page, ROWS) == 7
    page.go_forward()
    assert visible(page, ROWS) == 2


def test_opening_the_url_applies_the_filter_and_ignores_what_is_no_status(browser, pages):
    page = open_page(browser, pages / "quangngai.html", query="?status=missing,nonsense")
    assert visible(page, ROWS) == 2
    assert "Thiếu" in line(page).inner_text()


def test_a_permalink_is_shown_and_opened_even_if_the_filter_would_hide_it(browser, pages):
    page = open_page(browser, pages / "quangngai.html", query="?status=missing#nq72-child-height-2030")
    assert visible(page, "#nq72-child-height-2030 blockquote") > 0
    assert visible(page, MET) == 1
    assert visible(page, GAPS) == 2


def test_the_filter_is_kept_with_a_permalink_and_with_other_words_of_the_url(browser, pages):
    page = open_page(browser, pages / "quangngai.html", query="?from=mail#nq72-gaps")
    count(page, "weaker").click()
    assert page.url.endswith("?from=mail&status=weaker#nq72-gaps")


def test_the_filter_works_by_keyboard(page):
    count(page, "missing").focus()
    page.keyboard.press("Enter")
    assert visible(page, ROWS) == 2


def test_without_script_a_count_leads_to_its_list(browser, pages):
    page = open_page(browser, pages / "quangngai.html", javascript=False)
    count(page, "met").click()
    assert page.url.endswith("#nq72-met")
    assert (visible(page, ROWS), visible(page, MET)) == (7, 8)


def test_where_the_browser_keeps_no_history_the_filter_still_works(browser, pages):
    page = open_page(browser, pages / "quangngai.html")
    page.evaluate("history.pushState = () => { throw new Error('refused') }; null")
    with page.expect_navigation():
        count(page, "missing").click()
    assert page.url.endswith("?status=missing")
    assert visible(page, ROWS) == 2

"""Pages of plans that nobody hopes for: 500 commitments, none at all, endless words, hostile words."""

from __future__ import annotations

import pytest
from browsing import open_page, unfold, visible
from page_plans import HOSTILE

pytestmark = pytest.mark.browser


def test_a_plan_of_500_commitments_stays_small_and_says_what_is_left_out(browser, odd_pages):
    file = odd_pages / "lon.html"
    assert file.stat().st_size < 300_000
    page = open_page(browser, file)
    assert page.locator("script#report").count() == 0
    assert "check -f json" in page.locator("footer").inner_text()
    if page.locator("figure").count() == 0:
        assert "không kèm biểu đồ" in page.locator("section[aria-labelledby=nq72]").inner_text()


def test_of_many_answers_the_nearest_stand_beside_the_requirement_and_all_in_the_table(browser, odd_pages):
    page = open_page(browser, odd_pages / "lon.html")
    gap = page.locator("#nq72-insurance-2030")
    told = gap.locator(".plan .answer:not(.more)").count()
    more = gap.locator(".plan .more a")
    assert told == 5
    hidden = int("".join(filter(str.isdigit, more.inner_text())))
    assert gap.locator(".plan .answer").first.locator(".said").inner_text().endswith("đến năm 2030")
    more.click()
    assert visible(page, "#targets-insurance_coverage tr") >= told + hidden
    assert page.locator("table.targets tbody tr").count() == 500


def test_a_page_without_a_gap_says_so_in_green(browser, pages):
    page = open_page(browser, pages / "bacninh.html")
    section = page.locator("section[aria-labelledby=nq72]")
    assert section.locator(".verdict.good").count() == 1
    assert section.locator("article.gap, #nq72-gaps").count() == 0
    assert "✓ đáp ứng 15/15" in page.locator(".contents li").first.inner_text()


def test_a_plan_without_targets_shows_fifteen_gaps_and_does_not_blame_it_for_tasks_not_read(browser, odd_pages):
    page = open_page(browser, odd_pages / "trong.html")
    section = page.locator("section[aria-labelledby=nq72]")
    assert section.locator("article.gap").count() == 15
    assert section.locator("tr[data-status=missing]").count() == 15
    assert section.locator(".chip.task-unassigned, .chip.task-late").count() == 0
    assert "Chưa đọc nhiệm vụ" in section.locator(".clauses").inner_text()
    assert "0/15" not in page.locator(".contents").inner_text()
    assert "không có danh mục nhiệm vụ" in page.locator("section[aria-labelledby=nq282] .sentence").inner_text()


@pytest.mark.parametrize("name", ["lon", "trong", "dai", "thu"])
@pytest.mark.parametrize("width", [360, 1200])
def test_no_odd_page_scrolls_sideways(browser, odd_pages, name, width):
    page = open_page(browser, odd_pages / f"{name}.html", width=width)
    unfold(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_hostile_words_stay_words(browser, odd_pages):
    page = open_page(browser, odd_pages / "thu.html")
    assert page.complaints == []
    assert "Bắc Ninh" in page.title()
    assert page.locator("img").count() == 0
    assert page.locator(".about .title").inner_text() == HOSTILE
    assert HOSTILE in page.evaluate("JSON.parse(document.getElementById('report').textContent).plans[0].plan.title")

"""The pages as a reader sees them, in a real Chromium (see ``browsing``)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from browsing import NAMES, open_page, unfold

pytestmark = pytest.mark.browser


@pytest.fixture(params=[*NAMES, "index"])
def page_file(request, pages):
    return pages / f"{request.param}.html"


def test_nothing_is_requested_but_the_page_itself(browser, page_file):
    page = open_page(browser, page_file)
    assert page.requests_seen == [page_file.as_uri()]


def test_the_browser_has_nothing_to_complain_about(browser, page_file):
    assert open_page(browser, page_file).complaints == []


def test_a_page_is_small(page_file):
    assert page_file.stat().st_size < 300_000


def test_no_element_id_stands_twice(browser, page_file):
    ids = open_page(browser, page_file).eval_on_selector_all("[id]", "found => found.map(e => e.id)")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("width", [360, 768, 1200])
def test_a_page_never_scrolls_sideways(browser, page_file, width):
    page = open_page(browser, page_file, width=width)
    unfold(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_there_is_one_main_heading_and_its_levels_are_in_order(browser, page_file):
    levels = open_page(browser, page_file).eval_on_selector_all(
        "h1,h2,h3,h4,h5", "found => found.map(e => +e.tagName[1])"
    )
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_text_has_enough_contrast(browser, pages):
    """WCAG AA: 4.5 to 1 for every text on a background of its own."""
    page = open_page(browser, pages / "quangngai.html")
    unfold(page)
    poor = page.evaluate(CONTRAST)
    assert poor == []


CONTRAST = """() => {
  const rgb = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = c => { const [r, g, b] = rgb(c).map(v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; }); return .2126 * r + .7152 * g + .0722 * b; };
  const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (rgb(c)[3] !== 0) return c; } return 'rgb(255,255,255)'; };
  const poor = [];
  for (const e of document.querySelectorAll('body *')) {
    if (e.closest('script,.skip') || ![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
    const a = light(getComputedStyle(e).color), b = light(ground(e));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) poor.push([e.className || e.tagName, ratio]);
  }
  return poor;
}"""


def test_a_permalink_opens_the_folded_row_it_points_to(browser, pages):
    page = open_page(browser, pages / "quangngai.html")
    row = page.locator("#nq72-child-height-2030")
    assert not row.evaluate("e => e.open")
    page.goto((pages / "quangngai.html").as_uri() + "#nq72-child-height-2030")
    assert row.evaluate("e => e.open")


def test_each_gap_shows_both_quotes_the_arithmetic_and_the_amended_wording(browser, pages):
    page = open_page(browser, pages / "quangngai.html")
    gap = page.locator("#nq72-insurance-2030").inner_text()
    assert "“bao phủ bảo hiểm y tế toàn dân”" in gap
    assert "97,1% dân số”" in gap
    assert "97,1% < 100%: thiếu 2,9 điểm phần trăm" in gap
    assert "Đến năm 2030, tỷ lệ bao phủ bảo hiểm y tế đạt 100% dân số." in gap


def test_everything_can_be_read_without_javascript(browser, pages):
    page = open_page(browser, pages / "quangngai.html", javascript=False)
    gaps = {norm: page.locator(f"section[aria-labelledby={norm}] article.gap").count() for norm in ("nq72", "qd201")}
    assert gaps == {"nq72": 7, "qd201": 4}
    assert page.locator("article.gap").count() == 11
    row = page.locator("#nq72-child-height-2030")
    row.locator("summary").first.click()
    assert row.locator("blockquote").first.is_visible()


def test_the_summaries_can_be_reached_and_opened_by_keyboard(browser, pages):
    page = open_page(browser, pages / "bacninh.html")
    summary = page.locator("#nq72-insurance-2026 > summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("#nq72-insurance-2026").evaluate("e => e.open")


def test_the_skip_link_comes_first(browser, page_file):
    page = open_page(browser, page_file)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"


def test_on_paper_everything_is_unfolded(browser, pages):
    page = open_page(browser, pages / "quangngai.html")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    hidden = page.eval_on_selector_all("details", "found => found.filter(d => !d.open).length")
    assert hidden == 0
    assert page.locator(".proposal button").first.is_hidden()


def test_index_and_pages_link_to_each_other(browser, pages):
    page = open_page(browser, pages / "index.html")
    section = page.locator("section[aria-labelledby=nq72]")
    section.get_by_role("link", name="Quảng Ngãi").click()
    assert "/quangngai.html" in page.url
    page.get_by_role("link", name="Tất cả kế hoạch").click()
    assert page.url.endswith("/index.html")


def test_the_page_carries_its_own_report_as_data(browser, pages):
    page = open_page(browser, pages / "quangngai.html")
    found = page.evaluate("JSON.parse(document.getElementById('report').textContent).plans[0].rulesets")
    statuses = {ruleset["ruleset"]["id"]: ruleset["counts"] for ruleset in found}
    assert set(statuses) == {"nq20", "nq72", "nq282", "qd201"}
    assert statuses["nq72"]["weaker"] == 5
    assert statuses["nq72"]["missing"] == 2


def test_a_plan_that_the_norm_does_not_bind_is_told_so_and_not_shown_in_green(browser, pages):
    page = open_page(browser, pages / "thuathienhue.html")
    others = page.locator("section[aria-labelledby=others]")
    assert "không áp dụng" in others.locator("h2").inner_text()
    said = page.locator("#nq72").inner_text()
    assert "72-NQ/TW" in said
    assert "2023" in said
    assert others.locator("#nq72").count() == 1
    assert others.locator(".verdict, .bar, .good").count() == 0
    assert page.locator(".verdict").count() == 1  # of nq20, which binds it


def test_a_plan_with_fifty_tasks_stays_readable(browser, pages):
    """In a section of its own, folded by group, every task once; what is lacking is counted on the fold."""
    page = open_page(browser, pages / "bacninh.html")
    tasks = page.locator("section[aria-labelledby=tasks]")
    assert tasks.locator("h2 .count").inner_text() == "51"  # 43 of the annex, 8 of the body
    assert tasks.locator("tbody tr").count() == 51
    assert tasks.locator("details").count() == 7  # one for each group, and for tasks without one
    assert not any(tasks.locator("details").evaluate_all("found => found.map(d => d.open)"))
    assert (
        tasks.locator("details:has(tbody i) > summary .flag").count()
        == tasks.locator("details:has(tbody i)").count()
        > 0
    )


def test_observations_stand_apart_from_gaps_by_their_kind(browser, pages):
    page = open_page(browser, pages / "haiphong.html")
    observations = page.locator("section[aria-labelledby=observations]")
    kinds = observations.locator("h3").all_inner_texts()
    assert len(kinds) == len(set(kinds)) >= 5
    contradiction = observations.locator("h3:has-text('Mâu thuẫn') + ul > li")
    assert contradiction.locator("blockquote").count() == 2
    assert page.locator("section.ruleset .observations").count() == 0

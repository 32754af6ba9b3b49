"""A page shows a summary or everything; which, stands in the URL, and nothing is out of reach."""

from __future__ import annotations

import pytest
from browsing import NAMES, PLANS, open_page, rendered, visible

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def summary(tmp_path_factory):
    return (
        rendered(tmp_path_factory.mktemp("summary"), PLANS / "quangngai.yaml", "--level", "summary") / "quangngai.html"
    )


def choose(page, level):
    page.get_by_text({"summary": "Tóm tắt", "full": "Đầy đủ"}[level], exact=True).click()


def test_the_summary_keeps_verdicts_gaps_and_a_line_for_each_requirement_met(browser, pages):
    page = open_page(browser, pages / "quangngai.html", query="?level=summary")
    assert visible(page, ".verdict") == 3
    assert visible(page, "tr[data-status]") == 11
    assert visible(page, "article.gap") == 0
    assert visible(page, "details.satisfied > summary") == 9
    assert visible(page, "details.satisfied blockquote") == 0
    assert visible(page, ".tasks, .targets, .questions, .observations, figure") == 0
    assert visible(page, ".kinds li") > 0


def test_the_switch_changes_the_level_and_the_url_and_the_back_button_undoes_it(browser, pages):
    page = open_page(browser, pages / "quangngai.html")
    assert visible(page, "article.gap") == 11
    choose(page, "summary")
    assert visible(page, "article.gap") == 0
    assert page.url.endswith("?level=summary")
    choose(page, "full")
    assert visible(page, "article.gap") == 11
    assert page.url.endswith("quangngai.html")
    page.go_back()
    assert visible(page, "article.gap") == 0


def test_the_command_says_which_level_a_file_opens_with(browser, summary):
    page = open_page(browser, summary)
    assert visible(page, "article.gap") == 0
    choose(page, "full")
    assert visible(page, "article.gap") == 11
    assert page.url.endswith("?level=full")


def test_level_and_filter_stand_in_the_url_together(browser, pages):
    page = open_page(browser, pages / "quangngai.html", query="?level=summary&status=missing")
    assert visible(page, "tr[data-status]") == 5
    choose(page, "full")
    assert page.url.endswith("?status=missing")
    assert visible(page, "article.gap") == 5


def test_a_summary_without_script_can_be_made_whole(browser, summary):
    page = open_page(browser, summary, javascript=False)
    assert visible(page, "article.gap") == 0
    choose(page, "full")
    assert visible(page, "article.gap") == 11


@pytest.mark.parametrize("javascript", [True, False])
def test_a_link_shows_what_it_points_to_even_in_the_summary(browser, summary, javascript):
    page = open_page(browser, summary, query="#nq72-insurance-2030", javascript=javascript)
    assert visible(page, "#nq72-insurance-2030") == 1
    assert visible(page, "article.gap") == 1
    page.locator("#observations + .lead + .kinds a").first.click()
    assert visible(page, "[id^=observations-]") == 1


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("level", ["summary", "full"])
def test_every_link_of_a_page_leads_to_something_that_is_then_shown(browser, pages, name, level):
    page = open_page(browser, pages / f"{name}.html", query=f"?level={level}")
    lost = page.evaluate(
        """async () => {
          const lost = [];
          for (const a of document.querySelectorAll('main a[href^="#"], nav a[href^="#"]')) {
            location.hash = a.getAttribute('href');
            const found = document.getElementById(location.hash.slice(1));
            await new Promise(done => setTimeout(done));
            for (let e = found; e; e = e.parentElement) if (e.tagName === 'DETAILS') e.open = true;
            if (!found || !found.checkVisibility()) lost.push(a.getAttribute('href'));
          }
          return lost;
        }"""
    )
    assert lost == []


def test_the_level_is_chosen_by_keyboard(browser, pages):
    page = open_page(browser, pages / "quangngai.html")
    page.locator("#level-full").focus()
    page.keyboard.press("ArrowLeft")
    assert visible(page, "article.gap") == 0

"""What a page says of a requirement and of a clause: outcome, trace, wording to copy, where to find the rest."""

from __future__ import annotations

import json

import pytest
from browsing import open_page, visible
from command import PLANS, ROOT, check

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def told():
    """The JSON report on the plan of Quảng Ngãi under nq72."""
    done = check(PLANS / "quangngai.yaml", "-r", "nq72", "-f", "json:-", cwd=ROOT)
    return json.loads(done.out)["plans"][0]["rulesets"][0]


def test_each_provision_stands_once_under_its_clause_with_its_outcome(browser, pages, told):
    page = open_page(browser, pages / "quangngai.html")
    section = page.locator("section[aria-labelledby=nq72]")
    chips = dict(section.locator(".chip").evaluate_all("all => all.map(c => [c.hash.slice(1), c.className])"))
    assert len(chips) == section.locator(".chip").count()
    for a in told["assessments"]:
        assert chips[a["requirement"].replace("/", "-")] == f"chip {a['status']}"
    for task in told["tasks"]:
        assert chips[task["task"].replace("/", "-")] == f"chip task-{task['status']}"
    for question in told["questions"]:
        assert chips[question["id"].replace("/", "-")] == "chip person"


def test_the_outcome_of_a_chip_is_told_by_a_word_and_not_by_colour_alone(browser, pages):
    page = open_page(browser, pages / "quangngai.html")
    chip = page.locator(".chip[href='#nq72-insurance-2030']")
    assert chip.inner_text() == "▼ Thấp hơn Tỷ lệ bao phủ bảo hiểm y tế, 2030"
    chip.click()
    assert visible(page, "#nq72-insurance-2030:target") == 1


def test_a_trace_says_each_rule_in_words_then_its_id_and_where_the_facts_stand(browser, pages, told):
    page = open_page(browser, pages / "quangngai.html")
    gap = page.locator("#nq72-insurance-2030")
    gap.locator(".trace > summary").click()
    steps = gap.locator(".trace li")
    trace = next(a for a in told["assessments"] if a["requirement"] == "nq72/insurance-2030")["trace"]
    assert steps.count() == len(trace)
    for n, fired in enumerate(trace):
        step = steps.nth(n)
        assert step.text_content().startswith(fired["meaning"])
        assert step.locator("code").first.inner_text() == fired["rule"]
        where = step.locator("code").nth(1).inner_text()
        assert all(where.count(fact.rpartition(":")[2]) for fact in fired["facts"][1:])
        assert "plans/quangngai.yaml:" in where
    assert "→ Thấp hơn" in gap.locator(".trace .decides").inner_text()


@pytest.mark.parametrize("clipboard", [True, False])
def test_the_proposed_wording_is_copied_by_keyboard_and_said_to_be(browser, pages, clipboard):
    page = open_page(browser, pages / "quangngai.html", permissions=["clipboard-read", "clipboard-write"])
    if not clipboard:  # as on pages that the browser does not trust
        page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.evaluate("document.addEventListener('copy', () => { window.copied = String(getSelection()) })")
    button = page.locator("#nq72-insurance-2030 .proposal button")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.getElementById('said').textContent !== ''")
    assert page.locator("#said").inner_text() == button.inner_text() == "Đã sao chép"
    copied = page.evaluate("navigator.clipboard ? navigator.clipboard.readText() : window.copied")
    assert copied == "Đến năm 2030, tỷ lệ bao phủ bảo hiểm y tế đạt 100% dân số."


def test_a_wording_that_cannot_be_copied_is_selected(browser, pages):
    page = open_page(browser, pages / "quangngai.html")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.evaluate("document.execCommand = () => false")
    page.locator("#nq72-insurance-2030 .proposal button").click()
    page.wait_for_function("document.getElementById('said').textContent !== ''")
    assert "Ctrl+C" in page.locator("#said").inner_text()
    assert page.evaluate("String(getSelection())").startswith("Đến năm 2030")


def test_the_data_of_a_page_keep_every_key_of_the_contract(browser, pages):
    page = open_page(browser, pages / "quangngai.html")
    report = page.evaluate("JSON.parse(document.getElementById('report').textContent)")
    assert {"schema", "tool", "as_of", "plans"} <= set(report)
    ruleset = next(r for r in report["plans"][0]["rulesets"] if r["ruleset"]["id"] == "nq72")
    assert {"ruleset", "applies", "why", "conforms", "counts", "assessments", "observations"} <= set(ruleset)
    found = next(a for a in ruleset["assessments"] if a["requirement"] == "nq72/insurance-2030")
    keys = {"requirement", "indicator", "clause", "status", "shortfalls", "answers", "rule", "proposal", "verified"}
    assert keys <= set(found)
    assert {"at_least", "unit", "by", "quote", "where"} <= set(found["answers"][0])
    assert all({"kind", "text", "evidence"} <= set(o) for o in ruleset["observations"])


def test_contents_name_every_norm_with_its_outcome(browser, pages):
    page = open_page(browser, pages / "quangngai.html")
    lines = page.locator(".contents > li").all_inner_texts()
    assert "72-NQ/TW" in lines[0]
    assert "✗ chưa đáp ứng 7/15" in lines[0]
    assert any("282/NQ-CP" in line and "12/15 nhiệm vụ có nội dung tương ứng" in line for line in lines)

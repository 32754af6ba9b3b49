"""The page over all plans, as a reviewer sees it, and as it is when all 34 provinces have sent a plan."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import AS_OF, NAMES, open_page, unfold, visible
from command import COMMITMENT, HEAD, PLANS, ROOT, check, write_plan
from many_plans import plan_of_each_province
from page_plans import HOSTILE

from checker.i18n import language
from checker.run import Request, check_plans
from checker.writers.formats import Presentation
from checker.writers.overview.overview import render_index

WORDS = {
    "met": "Đạt", "exceeded": "Cao hơn", "weaker": "Thấp hơn", "late": "Chậm hơn",
    "missing": "Thiếu", "unclear": "Chưa rõ", "not_applicable": "Không áp dụng", "accepted": "Đã chấp thuận",
}  # fmt: skip
ID = re.compile(r'\bid="?([^"\s>]+)')
LINK = re.compile(r'href="?([a-z0-9-]+\.html)#([^"\s>]+)')


def judged(paths):
    vi = language("vi")
    return check_plans(Request(paths, [], [], date(2026, 11, 21), vi)), Presentation(vi)


@pytest.fixture(scope="module")
def five():
    """The report of the five real plans."""
    report, _ = judged([PLANS / f"{name}.yaml" for name in NAMES])
    return report


@pytest.fixture(scope="module")
def all_34(tmp_path_factory):
    """The index over a plan of each province, as a file; its report."""
    folder = tmp_path_factory.mktemp("all34")
    report, how = judged(plan_of_each_province(folder))
    assert not report.errors
    page = folder / "index.html"
    page.write_bytes(render_index(report, how))
    return page, report


@pytest.fixture(scope="module")
def troubled(tmp_path_factory):
    """The index over two plans of one province, one of them hostile, and a file that cannot be read."""
    folder = tmp_path_factory.mktemp("troubled")
    commitment = COMMITMENT.replace("97.5", "90")
    text = json.dumps(HOSTILE)
    hostile = f"number: {text}\nnote: {text}\ntasks:\n  - title: {text}\n    answers: nq72/doctor-rotation\n"
    quantity = "    quantity: {at_least: 40, unit: doctors/year, from: 2026, to: 2030}\n"
    plans = [
        write_plan(folder, HEAD.replace("id: tinh", "id: mot") + commitment, "mot.yaml"),
        write_plan(folder, HEAD.replace("id: tinh", "id: hai") + commitment + hostile + quantity, "hai.yaml"),
        write_plan(folder, "schema: plan/1\n", "a<b>&.yaml"),
    ]
    done = check(*plans, "-q", "-o", folder / "out", *AS_OF, cwd=ROOT)
    assert done.status == 2, done.err
    return folder / "out" / "index.html"


def test_each_requirement_of_each_plan_has_its_cell_with_its_word_and_its_link(browser, pages, five):
    page = open_page(browser, pages / "index.html")
    cells = page.eval_on_selector_all(
        ".matrix tbody td > a",
        "found => found.map(a => [a.getAttribute('href'), a.querySelector('i').firstChild.textContent.trim()])",
    )
    shown = dict(cells)
    assert len(shown) == len(cells)
    bound = [(p.plan.id, r) for p in five.plans for r in p.rulesets if r.applies]
    expected = {
        f"{id_}.html#{a.requirement.replace('/', '-')}": WORDS[a.status] for id_, r in bound for a in r.assessments
    }
    asked_of_nobody = {link for link in expected if link not in shown}
    assert all(expected[link] == "Không áp dụng" for link in asked_of_nobody)
    assert {link: word for link, word in expected.items() if link in shown} == shown


def test_every_link_to_a_plan_leads_to_a_place_that_is_there(pages):
    index = (pages / "index.html").read_text(encoding="utf-8")
    ids = {f"{name}.html": set(ID.findall((pages / f"{name}.html").read_text(encoding="utf-8"))) for name in NAMES}
    links = set(LINK.findall(index))
    assert len(links) > 90
    assert [(file, place) for file, place in sorted(links) if place not in ids[file]] == []


def test_every_link_within_the_page_leads_somewhere(browser, pages, troubled):
    for file in (pages / "index.html", troubled):
        dead = open_page(browser, file).eval_on_selector_all(
            "a[href^='#']", "found => found.map(a => a.hash.slice(1)).filter(id => !document.getElementById(id))"
        )
        assert dead == []


def test_the_first_sentence_says_who_conforms_and_how_many_gaps_there_are(browser, pages, five):
    headline = open_page(browser, pages / "index.html").locator(".headline").inner_text()
    under = [r for p in five.plans for r in p.rulesets if r.applies and r.ruleset.id == "nq72"]
    gaps = sum(len(r.gaps) for r in under)
    assert f"{sum(r.conforms for r in under)}/{len(under)} kế hoạch đáp ứng mọi yêu cầu của 72-NQ/TW" in headline
    assert f"tổng cộng có {gaps} điểm chưa đáp ứng" in headline


def test_the_plan_with_the_most_gaps_stands_first(browser, pages):
    page = open_page(browser, pages / "index.html")
    counts = page.locator(".norm").first.locator("tr.gaps td b").all_inner_texts()
    assert counts == sorted(counts, key=int, reverse=True)
    assert page.locator(".plans tbody th a").first.inner_text() == "Quảng Ngãi"


def test_the_map_has_a_tile_for_each_province_and_says_which_have_no_plan(browser, pages, five):
    page = open_page(browser, pages / "index.html")
    tiles = page.locator(".tiles > li")
    assert tiles.count() == 34
    assert page.locator(".tiles a.tile").evaluate_all("found => found.map(a => a.getAttribute('href')).sort()") == [
        f"{p.plan.id}.html" for p in sorted(five.plans, key=lambda p: p.plan.id)
    ]
    empty = page.locator(".tiles .empty").all_text_contents()
    assert len(empty) == 29
    assert all("chưa có kế hoạch" in text for text in empty)


def test_no_tile_stands_on_another(browser, pages):
    boxes = open_page(browser, pages / "index.html").eval_on_selector_all(
        ".tiles > li", "found => found.map(e => { const r = e.getBoundingClientRect(); return [r.left, r.top] + '' })"
    )
    assert len(set(boxes)) == 34


def test_the_weakest_plan_is_named_and_its_mark_stands_on_the_side_that_fails(browser, pages):
    page = open_page(browser, pages / "index.html")
    strip = page.locator("#strip-nq72-insurance-2030")
    assert "Yếu nhất: tối thiểu 97,1%, đến năm 2030 (Quảng Ngãi)" in strip.inner_text()
    floor = strip.locator(".floor").bounding_box()
    failing = [mark.bounding_box() for mark in strip.locator("i.weaker").all()]
    meeting = [mark.bounding_box() for mark in strip.locator("i.met").all()]
    assert failing
    assert all(box["x"] < floor["x"] for box in failing)
    assert all(box["x"] >= floor["x"] - 1 for box in meeting)


def test_an_excluded_limit_is_drawn_hollow(browser, pages):
    strip = open_page(browser, pages / "index.html").locator("#strip-nq72-life-expectancy-2030")
    ground = "e => [getComputedStyle(e, '::before').backgroundColor, e.className]"
    assert strip.locator("i.weaker").evaluate(ground) == ["rgb(255, 255, 255)", "weaker o"]  # trên 75
    assert strip.locator("i.exceeded:not(.o)").first.evaluate(ground)[0] != "rgb(255, 255, 255)"  # tối thiểu 76


def test_the_list_beside_a_strip_holds_every_plan(browser, pages, five):
    page = open_page(browser, pages / "index.html")
    for nation in five.nation:
        if nation.ruleset == "nq72":
            anchor = nation.requirement.replace("/", "-")
            links = page.locator(f"#strip-{anchor} ol a").evaluate_all("f => f.map(a => a.getAttribute('href'))")
            assert sorted(links) == sorted(f"{v.plan}.html#{anchor}" for v in nation.values)


def test_the_nation_is_told_with_its_status_in_words_and_where_its_people_come_from(browser, pages, five):
    page = open_page(browser, pages / "index.html")
    rows = page.locator("tr[id^=nation-]")
    assert rows.count() == len(five.nation)
    unfold(page)
    row = page.locator("#nation-nq72-insurance-2030").inner_text()
    assert "Không thể đạt" in row
    assert next(n.text for n in five.nation if n.requirement == "nq72/insurance-2030") in row
    assert five.population.source in page.locator("footer").inner_text()


def test_without_javascript_everything_can_be_opened(browser, pages):
    page = open_page(browser, pages / "index.html", javascript=False)
    strip = page.locator("#strip-nq72-insurance-2026")
    strip.locator("summary").click()
    assert strip.locator("ol a").first.is_visible()


def test_a_permalink_opens_what_is_folded(browser, pages):
    page = open_page(browser, pages / "index.html", query="#nation-nq20-insurance-2025")
    assert page.locator("#nation-nq20-insurance-2025").is_visible()


def test_on_a_phone_the_matrix_is_a_list_that_names_each_province(browser, pages):
    page = open_page(browser, pages / "index.html", width=360)
    row = page.locator("#nq72-insurance-2030").inner_text()
    assert re.sub(r"\s+", " ", row).startswith(
        "Tỷ lệ bao phủ bảo hiểm y tế 100%, đến năm 2030 Đáp ứng 2/4 Quảng Ngãi: Thấp hơn"
    )
    assert page.evaluate("getComputedStyle(document.querySelector('.matrix td a b')).display") == "inline"


def test_on_paper_everything_is_unfolded_and_the_jumps_are_gone(browser, pages):
    page = open_page(browser, pages / "index.html")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert visible(page, ".jumps") == 0
    assert page.eval_on_selector_all("details:not([open])", "found => found.length") == 0


def test_two_plans_of_one_province_share_a_tile_and_are_told_apart(browser, troubled):
    page = open_page(browser, troubled)
    tile = page.locator(".tiles a.tile")
    assert tile.count() == 1
    assert "2 kế hoạch" in tile.text_content()
    place = tile.get_attribute("href")
    assert page.locator(f"tr{place}").count() == 1
    heads = page.locator(".norm").first.locator("thead tr:first-child th a").all_inner_texts()
    assert sorted(heads) == ["Bắc Ninh (BN 1)", "Bắc Ninh (BN 2)"]


def test_a_file_that_could_not_be_checked_is_named_and_counted(browser, troubled):
    page = open_page(browser, troubled)
    section = page.locator("section[aria-labelledby=errors]").inner_text()
    assert "a<b>&.yaml" in section
    assert "thiếu khóa “province”" in section
    assert "1 tệp không đối chiếu được" in page.locator(".map figcaption").inner_text()


def test_what_a_plan_says_stays_text(browser, troubled):
    page = open_page(browser, troubled)
    assert page.complaints == []
    assert page.requests_seen == [troubled.as_uri()]
    assert page.title().startswith("Tổng quan các tỉnh, thành phố")
    assert page.locator("img").count() == 0
    assert HOSTILE in page.locator("main").inner_text()


@pytest.mark.parametrize("width", [360, 768, 1000, 1200, 1920])
def test_34_plans_never_scroll_the_page_sideways(browser, all_34, width):
    page = open_page(browser, all_34[0], width=width)
    unfold(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [360, 1200])
def test_34_plans_have_no_violation_of_accessibility(browser, all_34, width):
    page = open_page(browser, all_34[0], width=width)
    unfold(page)
    parts = {"include": [["header"], [".map"], [".plans"], [".dense"]]}  # the rest is as with five plans
    assert [v["id"] for v in Axe().run(page, parts).response["violations"]] == []


def test_34_plans_fit_into_a_small_page_that_lacks_no_cell(all_34):
    page, report = all_34
    text = page.read_text(encoding="utf-8")
    assert len(text.encode()) < 300_000
    requirements = [n.requirement.replace("/", "-") for n in report.nation]
    assert len(requirements) >= 20
    links = set(LINK.findall(text))
    assert {(f"{p.plan.id}.html", r) for p in report.plans for r in requirements} <= links


def test_34_plans_keep_their_word_for_those_who_do_not_see_the_colour(browser, all_34):
    page = open_page(browser, all_34[0])
    said = page.eval_on_selector_all(
        ".dense tbody td > a > i", "found => found.map(e => e.firstChild.textContent.trim())"
    )
    assert len(said) >= 34 * 20
    assert set(said) <= set(WORDS.values())


def test_labels_of_a_strip_do_not_cover_each_other(browser, all_34):
    """On a phone, where there is the least room."""
    page = open_page(browser, all_34[0], width=360)
    covered = page.evaluate("""() => [...document.querySelectorAll('.line')].flatMap(line => {
        const boxes = [...line.querySelectorAll('i[style] b')].map(b => b.getBoundingClientRect());
        return boxes.flatMap((a, n) => boxes.slice(n + 1).filter(b =>
            Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
            Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2));
    }).length""")
    assert covered == 0


def test_the_same_plans_give_the_same_bytes(tmp_path):
    plans = [PLANS / f"{name}.yaml" for name in NAMES]
    written = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        check(*plans, "-q", "-o", folder, *AS_OF, cwd=ROOT, env={"PYTHONHASHSEED": seed})
        written.append((folder / "index.html").read_bytes())
    assert written[0] == written[1]


def test_guidance_that_is_not_reached_has_an_icon_of_its_own_on_index_and_pages(browser, pages):
    """No ✗, which says that a plan breaks what binds it, and no ?, which says that something is unclear."""
    index = open_page(browser, pages / "index.html").locator("#plan-quangngai").inner_text()
    contents = open_page(browser, pages / "quangngai.html").locator(".contents").inner_text()
    assert "◐ chưa đáp ứng 4/5" in index
    assert "◐ chưa đáp ứng 4/5" in contents
    assert "✗ chưa đáp ứng 7/15" in index


def test_a_gap_leads_to_its_row_in_the_index(browser, pages):
    link = open_page(browser, pages / "quangngai.html").locator("#nq72-insurance-2030 .meta a[href^='index.html']")
    link.click()
    row = link.page.locator("#nq72-insurance-2030")
    assert row.is_visible()
    assert "Quảng Ngãi" in row.text_content()


def test_what_every_plan_meets_is_folded_and_counted(browser, pages, five):
    page = open_page(browser, pages / "index.html")
    met = [n for n in five.nation if n.ruleset == "nq72" and all(v.status in ("met", "exceeded") for v in n.values)]
    folded = page.locator("section[aria-labelledby=nq72] details", has_text="mọi kế hoạch đều đáp ứng")
    assert folded.locator(".strip").count() == len(met) > 0
    assert folded.locator("summary .count").first.inner_text() == str(len(met))
    assert not folded.locator(".strip").first.is_visible()


def test_the_legend_of_the_map_shows_the_numbers_of_this_run(browser, pages):
    page = open_page(browser, pages / "index.html")
    assert page.locator(".map .legend .tile.bad").all_inner_texts() == ["✗ 1", "✗ 7"]

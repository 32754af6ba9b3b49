"""The index over thousands of plans: an overview, a page for each province, and links that lead somewhere from each."""

from __future__ import annotations

import pickle
import re
from dataclasses import replace
from html import unescape
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import NAMES, open_page, unfold
from command import PLANS
from hypothesis import given
from hypothesis import strategies as st
from large_runs import AS_OF, LargeRun, failed_files, judged, large_run, named
from page_plans import hostile_plan

from checker.i18n import language
from checker.judging.assess import GAPS
from checker.run import Request, check_plans
from checker.writers.formats import Presentation
from checker.writers.links import element_of, index_from, page_of
from checker.writers.overview.many import render_overview
from checker.writers.overview.overview import render_index
from checker.writers.overview.plans import listed_plans
from checker.writers.overview.province import PLANS_A_PAGE, province_pages, render_province
from checker.writers.overview.slim import for_index
from checker.writers.page.page import render_plan
from checker.writers.summary.text import to_text

VI = language("vi")
HOW = Presentation(VI)
ID = re.compile(r'\bid="?([^"\s>]+)')
HREF = re.compile(r'href="?([^"\s>]+)')
names = st.lists(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0/"), min_size=1), min_size=1, max_size=3
).map("/".join)


def ids(page: bytes) -> list[str]:
    return [unescape(found) for found in ID.findall(page.decode())]


def links(page: bytes) -> set[str]:
    return {unescape(found) for found in HREF.findall(page.decode())}


def words(page: bytes) -> str:
    return re.sub(
        r"\s+", " ", unescape(re.sub(r"<(style|script)>.*?</\1>|<[^>]*>", " ", page.decode(), flags=re.DOTALL))
    )


def pages_of_provinces(run: LargeRun, *, plan_pages: bool = True) -> dict[str, bytes]:
    """All pages below the overview by their names, made of slim copies."""
    made = {}
    for code, tally in run.tally.provinces.items():
        plans = [for_index(plan) for plan in run.plans if plan.plan.province.code == code]
        for page in province_pages(code, tally.plans) if tally.plans else ():
            made[page.name] = render_province(run.head, plans[page.slice], page, HOW, plan_pages=plan_pages)
    return made


@pytest.fixture(scope="module")
def large():
    """A run of 300 plans of six provinces and 30 files that could not be checked."""
    return large_run(300, VI, failed=failed_files(30))


@pytest.fixture(scope="module")
def overview(large):
    return render_overview(large.head, large.tally, HOW)


@pytest.fixture(scope="module")
def below(large):
    return pages_of_provinces(large)


@pytest.fixture(scope="module")
def five():
    """The report of the five real plans."""
    return check_plans(Request([PLANS / f"{name}.yaml" for name in NAMES], [], [], AS_OF, VI))


# ---- Names and links.


@given(names)
def test_a_link_to_a_page_leads_to_the_name_of_the_file_whatever_it_holds(name):
    link = page_of(name)
    assert re.fullmatch(r"[A-Za-z0-9_.~%/-]+", link)
    assert unquote(link) == f"{name}.html"


def test_a_name_that_is_not_utf_8_keeps_its_bytes_in_the_link():
    assert page_of("xa-\udcff") == "xa-%FF.html"


@given(st.sets(names, min_size=2, max_size=5))
def test_no_two_plans_share_the_id_of_an_element(found):
    marks = [element_of(name) for name in found]
    assert len(set(marks)) == len(found)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", mark) for mark in marks)


@pytest.mark.parametrize(
    ("name", "back"), [("a", "index.html"), ("x/a", "../index.html"), ("x/y/a", "../../index.html")]
)
def test_a_page_in_a_folder_leads_back_to_the_index_above_it(name, back):
    assert index_from(name) == back


def test_plans_of_the_same_id_in_two_folders_have_a_row_a_column_and_links_of_their_own(five):
    plan = five.plans[0]
    both = (named(plan, "lần 1/bacninh"), named(plan, "lần 2/bacninh"))
    nation = tuple(
        n.model_copy(
            update={"values": tuple(v.model_copy(update={"name": p.plan.name}) for v in n.values[:1] for p in both)}
        )
        for n in five.nation
        if n.ruleset == "nq72"
    )
    page = render_index(five.model_copy(update={"plans": both, "nation": nation}), HOW)
    assert len(ids(page)) == len(set(ids(page)))
    for folder in ("l%E1%BA%A7n%201", "l%E1%BA%A7n%202"):
        assert f"{folder}/bacninh.html" in links(page)
        assert f"{folder}/bacninh.html#nq72-insurance-2030" in links(page)


def test_every_page_of_a_run_leads_to_places_of_the_index_that_are_there(five):
    """Also where a norm binds one plan alone, as that of 2017 does."""
    in_folder = five.model_copy(update={"plans": tuple(named(p, f"tinh/{p.plan.id}") for p in five.plans)})
    there = set(ids(render_index(five, HOW)))
    for plan in in_folder.plans:
        found = {link for link in links(render_plan(in_folder, plan, HOW)) if "index.html" in link}
        gaps = {a.requirement.replace("/", "-") for r in plan.rulesets if r.applies for a in r.gaps}
        assert found == {"../index.html", *(f"../index.html#{gap}" for gap in gaps)}
        assert gaps <= there


def test_a_page_is_the_same_for_who_knows_of_no_other_plan_than_its_own(five):
    """As a worker, who has only the head of the run."""
    for plan in five.plans[:2]:
        alone = five.model_copy(update={"plans": (plan,), "nation": (), "sums": (), "provinces": (), "errors": ()})
        assert render_plan(alone, plan, HOW) == render_plan(five, plan, HOW)


def test_where_plans_have_no_pages_nothing_leads_to_them(five, large):
    pages = [
        render_index(five, HOW, plan_pages=False),
        render_overview(large.head, large.tally, HOW, plan_pages=False),
        *pages_of_provinces(large, plan_pages=False).values(),
    ]
    for page in pages:
        others = {link for link in links(page) if not link.startswith("#")}
        assert all(link.startswith("index") for link in others)
        assert 'href=""' not in page.decode()


# ---- Slim copies.


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    paths = [hostile_plan(folder), PLANS / "haiphong.yaml", folder / "none.yaml"]
    return check_plans(Request(paths, [], [], AS_OF, VI))


def test_slim_copies_make_the_same_index_and_the_same_overview_on_the_terminal(five, hostile):
    for report in (five, hostile):
        slim = report.model_copy(update={"plans": tuple(map(for_index, report.plans))})
        assert render_index(slim, HOW) == render_index(report, HOW)
    slim = five.model_copy(update={"plans": tuple(map(for_index, five.plans))})
    assert to_text(slim, VI) == to_text(five, VI)


def test_slim_copies_make_the_same_page_of_a_province(large, below):
    page = province_pages(large.plans[0].plan.province.code, 50)[0]
    plans = [plan for plan in large.plans if plan.plan.province.code == page.code]
    assert render_province(large.head, plans, page, HOW) == below[page.name]


def test_a_slim_copy_takes_little_room_and_is_the_same_when_it_is_read_again(five):
    for plan in five.plans:
        packed = pickle.dumps(for_index(plan), protocol=5)
        assert len(packed) <= 25_000
        assert pickle.loads(packed) == for_index(plan)


def test_a_slim_copy_says_what_it_lacks_instead_of_making_it_up(five):
    with pytest.raises(AttributeError):
        _ = for_index(five.plans[0]).tasks


# ---- The matrix of more plans than there are provinces.


def test_many_plans_are_rows_and_each_requirement_has_its_cell_its_word_and_its_link(large):
    plans = large.plans[:40]
    page = render_index(large.head.model_copy(update={"plans": plans, "nation": ()}), HOW).decode()
    words_of = dict.fromkeys(("met", "exceeded", "weaker", "late", "missing", "unclear"))
    rows = re.findall(r"<tr><th scope=\"row\"><a href=\"([^\"]+)#nq72\">.*?</tr>", page, flags=re.DOTALL)
    assert sorted(rows) == sorted(page_of(p.plan.name) for p in plans if p.under("nq72").applies)
    for plan in plans[:6]:
        for a in plan.under("nq72").assessments:
            cell = f"<td class={a.status}><a href={page_of(plan.plan.name)}#{a.requirement.replace('/', '-')}>"
            assert (cell in page) == (a.status in words_of and a.final)


def test_34_plans_still_stand_side_by_side(large):
    page = render_index(large.head.model_copy(update={"plans": large.plans[:34], "nation": ()}), HOW).decode()
    assert 'class="matrix dense"' in page
    assert "matrix dense long" not in page


# ---- The overview.


def test_the_overview_tells_how_many_plans_conform_and_how_many_gaps_there_are(overview, large):
    nq72 = next(norm for norm in large.tally.norms if norm.head.id == "nq72")
    text = words(overview)
    assert f"{nq72.conforming}/{nq72.bound} kế hoạch đáp ứng mọi yêu cầu của 72-NQ/TW" in text
    assert VI.number(nq72.gaps) in text
    assert f"✗ {nq72.with_gaps} chưa đáp ứng đầy đủ" in text
    assert f"Kế hoạch đã đối chiếu {len(large.plans)}" in text


def test_each_requirement_has_its_counts_by_status_the_most_often_failed_first(overview, large):
    nq72 = next(norm for norm in large.tally.norms if norm.head.id == "nq72")
    rows = dict(re.findall(r'<tr id="(nq72-[^"]+)">(.*?)</tr>', overview.decode(), flags=re.DOTALL))
    shares = [
        bar.gaps / bar.asked for bar in nq72.requirements for row in [bar.requirement.replace("/", "-")] if row in rows
    ]
    assert len(rows) == len(nq72.requirements)
    order = list(rows)
    by_id = {bar.requirement.replace("/", "-"): bar for bar in nq72.requirements}
    found = [by_id[row].gaps / by_id[row].asked for row in order]
    assert found == sorted(shares, reverse=True)
    for row, bar in by_id.items():
        weights = dict(re.findall(r'<i class="(\w+)" style="--w:(\d+)">', rows[row]))
        assert {status: str(n) for status, n in bar.counts.items() if n and status != "not_applicable"} == weights
        assert f"{bar.gaps}/{bar.asked}" in rows[row]


def test_every_province_with_plans_leads_to_its_page_and_the_others_are_named(overview, large, below):
    codes = {plan.plan.province.code for plan in large.plans}
    assert {link for link in links(overview) if re.fullmatch(r"index-\d+\.html", link)} == {f"{n}.html" for n in below}
    assert {int(found) for found in re.findall(r'id="province-(\d+)"', overview.decode())} == codes
    without = [p.name.removeprefix("Thành phố ") for p in large.head.provinces if p.code not in codes]
    assert all(name in words(overview) for name in without)


def test_every_place_that_the_pages_lead_to_is_there(overview, below, large):
    pages = {"index.html": overview, **{f"{name}.html": page for name, page in below.items()}}
    places = {name: {*ids(page), ""} for name, page in pages.items()}
    plans = {page_of(plan.plan.name) for plan in large.plans}
    for name, page in pages.items():
        for link in links(page):
            file, _, place = link.partition("#")
            assert file in plans or place in places[file or name], (name, link)
        assert len(ids(page)) == len(set(ids(page)))


def test_a_requirement_of_which_the_country_says_nothing_leads_nowhere(large):
    """As one that binds plans of communes alone."""
    kept = tuple(n for n in large.head.nation if n.requirement != "nq72/insurance-2030")
    head = large.head.model_copy(update={"nation": kept})
    for page in (
        render_overview(head, large.tally, HOW),
        render_index(head.model_copy(update={"plans": large.plans[:3]}), HOW),
    ):
        places = {*ids(page), ""}
        assert {link for link in links(page) if link.startswith("#") and link[1:] not in places} == set()


def test_the_plans_with_the_most_gaps_are_named(overview, large):
    assert [line.name for line in large.tally.most_gaps]
    assert {page_of(line.name) for line in large.tally.most_gaps} <= links(overview)


def test_its_size_does_not_grow_with_the_plans(overview):
    run = large_run(1_500, VI, failed=failed_files(30))
    large = render_overview(run.head, run.tally, HOW)
    assert len(large) < 400_000
    assert abs(len(large) - len(overview)) < 4_000


@pytest.mark.parametrize("count", [30, 250])
def test_every_file_that_could_not_be_checked_is_named_with_its_problem(count, large):
    files = failed_files(count)
    page = render_overview(large.head.model_copy(update={"errors": files}), large.tally, HOW)
    section = words(page[page.index(b'aria-labelledby="errors"') :])
    assert all(f"{failed.file} : 1:1: thiếu khóa “title”" in section for failed in files)
    assert section.count("và 1 lỗi khác") == count
    folders = re.findall(rb"<details( open)?><summary>(ke hoach/[a-z-]+)", page)
    assert [name for _, name in folders] == [b"ke hoach/bac-ninh", b"ke hoach/hue"]
    assert all(bool(opened) == (count <= 200) for opened, _ in folders)


def test_what_a_name_of_a_file_says_stays_text(large):
    failed = tuple(f.model_copy(update={"file": f"<img src=x onerror=alert(1)>{f.file}"}) for f in failed_files(2))
    tally = replace(large.tally, most_gaps=[replace(large.tally.most_gaps[0], name='"><script>alert(1)</script>')])
    page = render_overview(large.head.model_copy(update={"errors": failed}), tally, HOW).decode()
    assert "<img" not in page
    assert "<script>alert" not in page


def test_a_run_that_no_norm_binds_has_an_overview_all_the_same(large):
    empty = large_run(0, VI, failed=failed_files(3))
    page = render_overview(empty.head, empty.tally, HOW)
    assert failed_files(3)[0].file in words(page)


def test_the_same_run_gives_the_same_bytes_in_whatever_order_it_came_in(large, overview):
    again = large_run(0, VI, failed=failed_files(30))
    for digest in reversed(large.digests):
        again.tally.add(digest)
    assert render_overview(large.head, again.tally, HOW) == overview


# ---- The page of a province.


def test_a_page_of_a_province_has_each_of_its_plans_and_leads_back(large, below):
    for name, page in below.items():
        code = int(name.split("-")[1])
        plans = [plan for plan in large.plans if plan.plan.province.code == code]
        assert {page_of(plan.plan.name) for plan in plans} == {
            link for link in links(page) if link.startswith("tinh-") and "#" not in link
        }
        assert f"index.html#province-{code}" in links(page)
        assert f": {len(plans)} kế hoạch</h1>" in page.decode()


def test_plans_of_a_province_are_told_apart_by_the_names_of_their_files(large, below):
    plan = large.plans[0]
    page = words(below[f"index-{plan.plan.province.code}"])
    assert plan.plan.name in page


@pytest.mark.parametrize(("plans", "parts"), [(1, 1), (PLANS_A_PAGE, 1), (PLANS_A_PAGE + 1, 2), (1_000, 5)])
def test_a_province_with_very_many_plans_has_several_pages_with_each_plan_on_one(plans, parts):
    pages = province_pages(24, plans)
    assert [page.name for page in pages][:2] == ["index-24", "index-24-2"][:parts]
    assert len({page.name for page in pages}) == len(pages) == parts
    assert [number for page in pages for number in range(plans)[page.slice]] == list(range(plans))


def test_the_parts_of_a_province_lead_to_each_other_and_say_what_they_show():
    run = large_run(1, VI)
    plans = tuple(named(run.plans[0], f"xa-{number:03}") for number in range(PLANS_A_PAGE + 3))
    first, second = province_pages(run.plans[0].plan.province.code, len(plans))
    page = render_province(run.head, plans[second.slice], second, HOW)
    assert f"{first.name}.html" in links(page)
    assert "201–203" in words(page)
    assert {link for link in links(page) if re.fullmatch(r"xa-\d+\.html", link)} == {
        f"xa-{n}.html" for n in (200, 201, 202)
    }


# ---- In a browser.


@pytest.fixture(scope="module")
def written(large, overview, below, tmp_path_factory):
    """The overview as a file, with the pages of provinces beside it."""
    folder = tmp_path_factory.mktemp("many")
    for name, page in {"index": overview, **below}.items():
        (folder / f"{name}.html").write_bytes(page)
    return folder / "index.html", folder / f"{next(iter(below))}.html"


@pytest.mark.parametrize(("number", "width"), [(0, 360), (0, 1200), (1, 360)])
def test_the_pages_are_accessible_never_scroll_sideways_and_ask_for_nothing(browser, written, number, width):
    page = open_page(browser, written[number], width=width)
    unfold(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.complaints == []
    assert page.requests_seen == [written[number].as_uri()]
    parts = {
        "include": [["header"], ["main"]],
        "exclude": [[".long tbody tr:nth-child(n+4)"], [".plans tbody tr:nth-child(n+9)"]],
    }
    found = Axe().run(page, parts, {"resultTypes": ["violations"]}).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == []


def test_a_tile_says_how_many_plans_have_gaps_and_leads_to_the_province(browser, written, large):
    page = open_page(browser, written[0])
    tiles = page.locator(".tiles a.tile")
    assert tiles.count() == 6
    assert page.locator(".tiles .empty").count() == 28
    code = large.plans[0].plan.province.code
    tally = large.tally.provinces[code]
    tile = page.locator(f".tiles a[href='index-{code}.html']")
    assert f"{tally.outcomes['bad']}/{tally.plans} kế hoạch chưa đáp ứng đầy đủ" in tile.text_content()
    tile.click()
    assert page.url.endswith(f"index-{code}.html")


def test_without_javascript_the_folded_parts_can_be_opened(browser, written):
    page = open_page(browser, written[0], javascript=False)
    folded = page.locator("details:not([open]) summary").first
    folded.click()
    assert page.locator("details[open] > :not(summary)").first.is_visible()


def test_the_worst_of_a_province_is_what_most_of_its_plans_fail(large, overview):
    report, _ = judged(VI)[0]
    failed = [a for a in report.under("nq72").assessments if a.status in GAPS]
    row = re.search(rf'<tr id="province-{report.plan.province.code}">.*?</tr>', overview.decode(), flags=re.DOTALL)[0]
    assert failed
    assert failed[0].name in unescape(row)


def test_the_order_of_plans_on_the_pages_is_by_their_gaps(large):
    listed = listed_plans(large.head.model_copy(update={"plans": large.plans[:12]}))
    assert [plan.gaps for plan in listed] == sorted((plan.gaps for plan in listed), reverse=True)

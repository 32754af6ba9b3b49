"""The page of a document shows all of its text, and in it what was taken, what is doubtful and what was passed over."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import open_page, visible
from command import ROOT
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from patience import ends

from checker.extracting.document import Cell, FlatRow, FlatTable, Paragraph, Source, Table
from checker.extracting.drafting.draft import draft
from checker.extracting.extract import extract, extract_from
from checker.extracting.findings import Evidence, PassedOver
from checker.i18n import language
from checker.reading.library import load_library
from checker.writers.extracted import body
from checker.writers.extracted.marks import Mark, pieces
from checker.writers.extracted.page import Drafted, page_of

SAMPLE = ROOT / "tests" / "documents" / "ke-hoach-mau.docx"
GOALS = (Paragraph("II. MỤC TIÊU"), Paragraph("1. Đến năm 2030"))
OUR_IDS = re.compile(r"(c-)?[htpko][0-9]+|show-[a-z]|part-[a-z]+|main|next|head|lost")


@pytest.fixture(scope="module")
def library():
    return load_library()


@pytest.fixture(scope="module")
def sample(library):
    return extract(SAMPLE, library)


def made(extracted, library, lang="vi"):
    """The page as its elements."""
    return html.fromstring(text_of(extracted, library, lang))


def text_of(extracted, library, lang="vi"):
    spoken = language(lang)
    written = draft(extracted, "mau", spoken).text
    return page_of(extracted, library.catalogue, Drafted(written, "plans/mau.yaml"), spoken)


def of(library, *blocks, **source):
    return extract_from(Source("mau.txt", "0" * 64, "txt", (*GOALS, *blocks), **source), library)


def grid(*rows):
    """A table of texts; the same text right of or below another is one merged cell."""
    cells, seen = [], {}
    for at, row in enumerate(rows):
        made_row = []
        for column, text in enumerate(row):
            left = made_row[-1] if made_row and made_row[-1].text == text and text else None
            above = cells[-1][column] if cells and cells[-1][column].text == text and text else None
            origin = seen[at, column] = (left or above).origin if left or above else (at, column)
            made_row.append(Cell(text, origin))
        cells.append(tuple(made_row))
    return Table(tuple(cells))


def words(element):
    return " ".join(element.text_content().split())


def without_numbers(element):
    """The text of the document in it: without the numbers of findings, the marks of pages and the cards."""
    for added in element.xpath(".//a[contains(@class, 'n ')] | .//span[@class='pg'] | .//tr[@class='of']"):
        added.drop_tree()
    return words(element)


# ---- Words that belong to several findings.


@given(
    st.text("ab ", max_size=30),
    st.lists(st.tuples(st.integers(0, 4), st.integers(-3, 35), st.integers(-3, 35), st.booleans()), max_size=6),
)
def test_cutting_loses_no_letter_and_gives_each_to_all_its_findings(text, given_marks):
    marks = [Mark(*one) for one in given_marks]
    cut = pieces(text, marks)
    assert "".join(piece.text for piece in cut) == text
    letters = [set(piece.cards) for piece in cut for _ in piece.text]
    assert letters == [{m.card for m in marks if m.start <= at < m.end} for at in range(len(text))]
    assert {card for piece in cut for card in piece.ends} == {m.card for m in marks if m.numbered}


def test_a_name_with_three_values_is_marked_once_and_each_value_has_its_number(library):
    found = of(library, Paragraph("- Tỷ lệ bao phủ BHYT các năm 2026, 2027 và 2030 lần lượt đạt 95,5%, 97% và 100%."))
    assert len(found.findings.targets) == 3
    page = made(found, library)
    (name,) = page.xpath("//mark[.='Tỷ lệ bao phủ BHYT']")
    assert name.get("data-f") == "t1 t2 t3"
    behind = {number.get("id"): words(number.getprevious()) for number in page.xpath("//main//a[@id]")}
    assert behind == {"t1": "đạt 95,5%", "t2": "97%", "t3": "100%"}


# ---- Everything is there, once, and leads to each other.


def test_every_text_of_the_document_stands_on_the_page(sample, library):
    page = made(sample, library)
    shown = without_numbers(page.xpath("//main")[0])
    for block in sample.source.blocks:
        texts = [block.text] if isinstance(block, Paragraph) else [cell.text for row in block.rows for cell in row]
        for text in texts:
            assert " ".join(text.split()) in shown


def test_every_finding_has_a_card_that_leads_to_its_words_and_back(sample, library):
    page = made(sample, library)
    findings = sample.findings
    assert findings.targets
    assert findings.presents
    assert findings.tasks
    assert findings.passed_over
    for letter, found in (("t", findings.targets), ("p", findings.presents), ("k", findings.tasks)):
        for number, one in enumerate(found, 1):
            (behind,) = page.xpath(f"//main//a[@id='{letter}{number}']")
            (card,) = page.xpath(f"//li[@id='c-{letter}{number}']")
            assert behind.get("href") == f"#c-{letter}{number}"
            assert card.xpath(f".//a[@href='#{letter}{number}']")
            marked = page.xpath(f"//mark[contains(concat(' ', @data-f, ' '), ' {letter}{number} ')]")
            assert marked
            assert ("cần rà soát" in words(card)) == bool(one.doubts)
            assert ("✎" in words(behind)) == bool(one.doubts)


def test_a_card_says_what_was_read_in_the_words_of_a_reviewer(sample, library):
    page = made(sample, library)
    cards = {words(card) for card in page.xpath("//li[contains(@class, 'c t')]")}
    assert any("≥ 75,5 tuổi · đến năm 2030" in card and "độ tin cậy: cao" in card for card in cards)
    names = {words(name) for name in page.xpath("//li[@class='g']/p[@class='name']")}
    assert "Tuổi thọ trung bình" in names
    lines = draft(sample, "mau", language("vi")).text.splitlines()
    for card in page.xpath("//li[contains(@class, 'c t') or contains(@class, 'c r')]"):
        line = int(re.search(r"bản nháp: dòng (\d+)", words(card)).group(1))
        assert lines[line - 1].startswith("  - indicator: ")


def test_no_id_is_given_twice_and_no_link_leads_nowhere(sample, library):
    page = made(sample, library)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href")} <= set(ids)


def test_the_entries_to_be_reviewed_follow_one_another_without_a_gap(sample, library):
    page = made(sample, library)
    marked = set(page.xpath("//li[contains(concat(' ', @class, ' '), ' w ')]/@id"))
    at = page.xpath("//section[@class='next']//a/@href")[0][1:]
    seen = []
    while at:
        seen.append(at)
        (card,) = page.xpath(f"//li[@id='{at}']")
        at = next((link.get("href")[1:] for link in card.xpath(".//a[contains(., '↓')]")), None)
    assert len(seen) > 1
    assert len(seen) == len(set(seen))
    assert set(seen) == marked


def test_the_legend_counts_what_stands_in_the_text(sample, library):
    page = made(sample, library)
    for tone in "trpko":
        (label,) = page.xpath(f"//label[@class='f-{tone}']")
        count = int(label.xpath("string(b)"))
        assert count == len(page.xpath(f"//main//a[@id and contains(concat(' ', @class, ' '), ' {tone} ')]"))


def test_the_head_says_each_fact_and_where_it_stands(sample, library):
    page = made(sample, library)
    shown = {words(card.xpath(".//p[@class='said']")[0]) for card in page.xpath("//ul[@class='head']/li")}
    assert {"77/KH-UBND", "12/01/2026", "Cà Mau", "72-NQ/TW"} <= shown
    assert page.xpath("//mark[contains(., '77/KH-UBND')]")
    assert page.xpath(f"//code[contains(., '{sample.source.sha256}')]")


def test_a_fact_that_the_document_does_not_give_is_said_to_be_missing(library):
    page = made(of(library, Paragraph("- Tuổi thọ trung bình đạt 75,5 tuổi.")), library)
    (card,) = page.xpath("//ul[@class='head']/li[contains(., 'Số, ký hiệu')]")
    assert "không tìm thấy" in words(card)
    assert "cần rà soát" in words(card)


# ---- What was passed over.


def test_a_number_that_nothing_was_read_from_is_marked_with_the_reason(library):
    text = "- Tuổi thọ trung bình đạt 75,5 tuổi; 90% hộ gia đình dùng nước hợp vệ sinh."
    page = made(of(library, Paragraph(text)), library)
    (mark,) = page.xpath("//mark[@class='o']")
    assert words(mark) == "90%"
    (card,) = page.xpath("//li[contains(@class, 'c o')]")
    assert "“90%”" in f"“{card.xpath('string(.//q)')}”"
    assert len(words(card).split("–")[-1].split()) > 3


def test_a_name_whose_number_stands_elsewhere_is_not_said_to_be_passed_over(library):
    found = of(library, Paragraph("- Tuổi thọ trung bình đạt 75,5 tuổi."))
    (target,) = found.findings.targets
    name, *_ = target.evidence.spans
    again = replace(found.findings, passed_over=(PassedOver(name, "an indicator is named without a number"),))
    assert made(replace(found, findings=again), library).xpath("//li[contains(@class, 'c o')]") == []


def test_dates_money_and_numbers_of_laws_are_not_marked(library):
    text = "- Theo Nghị quyết số 72-NQ/TW ngày 09/9/2025, bố trí 45,5 tỷ đồng trong giai đoạn 2026 - 2030."
    assert made(of(library, Paragraph(text)), library).xpath("//main//mark[contains(@class, 'o')]") == []


# ---- Tables.

COLUMNS = ("TT", "Chỉ tiêu", "Đơn vị", "Năm 2026", "Năm 2030")


def test_a_table_is_a_table_with_its_merged_cells(library):
    table = grid(
        COLUMNS,
        ("I", "Bảo hiểm", "Bảo hiểm", "Bảo hiểm", "Bảo hiểm"),
        ("1", "Tỷ lệ dân số tham gia bảo hiểm y tế", "%", "95,5", "98"),
        ("2", "Số bác sĩ trên 10.000 dân", "Bác sĩ", "13", "19"),
    )
    page = made(of(library, table), library)
    (shown,) = page.xpath("//main//table")
    assert [words(cell) for cell in shown.xpath("./thead/tr/th")] == list(COLUMNS)
    assert shown.xpath("./tbody/tr[not(@class)]/td[@colspan='4']")
    numbers = [a.get("id") for a in shown.xpath(".//tr[not(@class)]//a[@id]")]
    assert len(numbers) == 4
    for row in shown.xpath("./tbody/tr[@class='of']"):  # the cards stand below the row that they are of
        above = {a.get("href") for a in row.getprevious().xpath(".//a")}
        assert above == {f"#{card}" for card in row.xpath(".//li[contains(@class, 'c ')]/@id")}


def test_cards_wait_until_no_cell_is_merged_with_the_next_row(library):
    table = grid(
        COLUMNS,
        ("1", "Tỷ lệ dân số tham gia bảo hiểm y tế", "%", "95,5", "98"),
        ("1", "Số bác sĩ trên 10.000 dân", "Bác sĩ", "13", "19"),
    )
    page = made(of(library, table), library)
    rows = page.xpath("//main//table/tbody/tr")
    assert [row.get("class") for row in rows] == [None, None, "of"]
    assert rows[0].xpath("./td[@rowspan='2']")


def test_a_table_that_became_lines_keeps_them_apart(library):
    rows = (
        FlatRow("1", "Tuổi thọ trung bình 75,5 Thống kê tỉnh", ("1", "Tuổi thọ trung bình", "75,5", "Thống kê tỉnh")),
        FlatRow("2", "Số năm sống khỏe 68", ("2", "Số năm sống khỏe", "68")),
    )
    page = made(of(library, FlatTable(("TT", "Chỉ tiêu", "Năm 2030"), rows)), library)
    first, second = page.xpath("//div[contains(@class, 'b row')]/p")
    assert without_numbers(first) == "1 Tuổi thọ trung bình 75,5 Thống kê tỉnh"
    assert len(first.xpath(".//span[@class='cell']")) == 2
    assert len(second.xpath(".//span[@class='cell']")) == 1


# ---- Pages, and what is not in the text.


def test_pages_are_marked_where_they_begin_and_unread_ones_are_named(library):
    long = Paragraph("- Tuổi thọ trung bình đạt 75,5 tuổi, các sở, ban, ngành tổ chức thực hiện.", 2, ((30, 3),))
    page = made(of(library, long, Paragraph("- Hết.", 5), unread_pages=(4,), pages=5), library)
    main = page.xpath("//main")[0]
    marks = [words(mark) for mark in main.xpath(".//span[@class='pg']")]
    assert marks == ["trang 2", "trang 3", "trang 4", "trang 5"]
    assert "trang 4 không đọc được" in words(main)
    assert page.xpath("//header//p[contains(., ': 4.')]")


def test_running_heads_that_were_dropped_are_listed(library):
    page = made(of(library, Paragraph("x"), dropped=("UBND <b>tỉnh</b>", "12")), library)
    assert [words(line) for line in page.xpath("//details//li")] == ["UBND <b>tỉnh</b>", "12"]


def test_a_finding_without_a_place_in_the_text_is_still_shown(library):
    found = of(library, Paragraph("- Tuổi thọ trung bình đạt 75,5 tuổi."))
    (target,) = found.findings.targets
    lost = replace(target, evidence=Evidence("đạt 75,5 tuổi", "mục II", None))
    page = made(replace(found, findings=replace(found.findings, targets=(lost,))), library)
    (card,) = page.xpath("//section[@aria-labelledby='lost']//li[@id='c-t1']")
    assert "“đạt 75,5 tuổi”" in words(card)


def test_without_a_saved_draft_the_page_says_how_to_save_it(library):
    found = of(library, Paragraph("- Tuổi thọ trung bình đạt 75,5 tuổi."))
    page = html.fromstring(page_of(found, library.catalogue, Drafted("", "mau.yaml", saved=False), language("vi")))
    steps = words(page.xpath("//section[@class='next']")[0])
    assert "-o plans/mau.yaml" in steps
    assert "check plans/mau.yaml" in steps


# ---- Documents that mean harm, and long ones.


def hostile(library):
    bad = "<script>alert(1)</script> {{ 7 * 7 }} \u202egnol\u202c\u200b \" onclick=x ' " + "W" * 20_000
    table = grid(("TT", "Chỉ tiêu <i>", "Năm 2030"), ("1", f"Tuổi thọ trung bình {bad}", "75,5"))
    flat = FlatTable((bad,), (FlatRow("<b>", f"Tuổi thọ trung bình 75,5 {bad}", (bad,)),))
    found = of(
        library, Paragraph(f"- Tuổi thọ trung bình đạt 75,5 tuổi {bad}", label="</p>"), table, flat, dropped=(bad,)
    )
    return replace(found, source=replace(found.source, file=f"{bad[:60]}.pdf"))


def test_nothing_of_a_document_is_markup(library):
    text = text_of(hostile(library), library)
    page = html.fromstring(text)
    assert len(page.xpath("//script")) == 1
    assert page.xpath("//*[@onclick] | //main//i[not(@lang)]") == []
    assert not re.search("[\u200b\u202a-\u202e]", text)
    assert r"\u202egnol" in text
    assert "{{ 7 * 7 }}" in text
    assert [given for given in page.xpath("//@id") if not OUR_IDS.fullmatch(given)] == []


def hundred_pages():
    names = (
        "Tỷ lệ bao phủ bảo hiểm y tế đạt {}% dân số",
        "Tuổi thọ trung bình đạt {} tuổi",
        "Số năm sống khỏe mạnh đạt tối thiểu {} năm",
        "Số giường bệnh trên 10.000 dân đạt {} giường",
        "Tỷ suất tử vong trẻ em dưới 5 tuổi dưới {}‰",
        "Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể thấp còi dưới {}%",
        "Tỷ suất tử vong trẻ em dưới 1 tuổi còn {}‰",
        "Số bác sĩ trên 10.000 dân đạt {} bác sĩ",
    )
    rest = "Các sở, ban, ngành và Ủy ban nhân dân các xã, phường phối hợp tổ chức thực hiện, báo cáo theo quy định. "
    for number in range(1000):
        name = names[number % len(names)].format(f"{10 + number % 60},{number % 10}")
        yield Paragraph(f"- {name}, {85 + number % 10}% hộ gia đình dùng nước sạch. {rest * 2}", 1 + number // 10)


def test_a_hundred_pages_with_a_thousand_findings_are_small_and_quick(library):
    found = of(library, *hundred_pages(), pages=100)
    assert len(found.findings.targets) > 900
    with ends():
        text = text_of(found, library)
    assert len(text.encode()) < 2_000_000


def test_of_an_endless_document_only_the_parts_with_findings_are_shown(library, monkeypatch):
    monkeypatch.setattr(body, "MOST_CHARACTERS", 10_000)
    filler = [Paragraph("Nội dung khác. " * 40) for _ in range(30)]
    page = made(of(library, *filler, Paragraph("- Tuổi thọ trung bình đạt 75,5 tuổi."), *filler), library)
    main = words(page.xpath("//main")[0])
    assert "75,5 tuổi" in main
    assert "lược bỏ 32 đoạn" in main  # and the two headings
    assert "lược bỏ 30 đoạn" in main
    assert len(main) < 2000


def test_the_same_document_gives_the_same_bytes(sample, library):
    assert text_of(sample, library) == text_of(extract(SAMPLE, library), library)


# ---- In a browser.


@pytest.fixture(scope="module")
def files(sample, library, tmp_path_factory):
    """The pages of the sample in both languages, and of a document that means harm."""
    folder = tmp_path_factory.mktemp("extracted")
    for name, extracted, lang in (("vi", sample, "vi"), ("en", sample, "en"), ("bad", hostile(library), "vi")):
        (folder / f"{name}.html").write_text(text_of(extracted, library, lang), encoding="utf-8")
    return folder


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1200])
@pytest.mark.parametrize("name", ["vi", "en", "bad"])
def test_a_page_has_no_violation_no_request_and_does_not_scroll_sideways(browser, files, name, width):
    page = open_page(browser, files / f"{name}.html", width=width)
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(v["id"], [node["html"][:120] for node in v["nodes"][:3]]) for v in found] == []
    assert (len(page.requests_seen), page.complaints) == (1, [])
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.browser
def test_the_legend_hides_marks_and_cards_without_script(browser, files):
    page = open_page(browser, files / "vi.html", javascript=False)
    assert visible(page, "main a.n.t") > 0
    assert visible(page, "main li.c.t") > 0
    page.locator("#show-t").uncheck()
    assert visible(page, "main a.n.t") == 0
    assert visible(page, "main li.c.t") == 0
    assert visible(page, "main li.c.p") > 0
    everything = visible(page, "main .b")
    page.locator("#part-found").check()
    found = visible(page, "main .b")
    page.locator("#part-review").check()
    assert everything > found > visible(page, "main .b") > 0


@pytest.mark.browser
def test_the_keyboard_leads_from_one_entry_to_be_reviewed_to_the_next(browser, files):
    page = open_page(browser, files / "vi.html")
    page.locator("section.next a").focus()
    page.keyboard.press("Enter")
    first = page.evaluate("location.hash")
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").endswith("↓"):
            break
    page.keyboard.press("Enter")
    second = page.evaluate("location.hash")
    assert first.startswith("#c-")
    assert second.startswith("#c-")
    assert second != first
    assert page.locator(second).is_visible()


@pytest.mark.browser
def test_the_words_of_a_finding_stand_out_while_its_card_is_linked_to(browser, files):
    page = open_page(browser, files / "vi.html", query="#c-t1")
    assert page.locator("mark.on").count() > 0
    assert set(page.locator("mark.on").evaluate_all("m => m.map(e => e.dataset.f.split(' ').includes('t1'))")) == {True}


@pytest.mark.browser
def test_an_english_page_says_what_is_vietnamese(browser, files):
    page = open_page(browser, files / "en.html")
    assert page.locator("main p.x:not([lang=vi]), main h3.x:not([lang=vi]), main table:not([lang=vi])").count() == 0
    assert page.locator("main .cards").first.evaluate("e => e.closest('[lang]').lang") == "en"

"""Tables whose cells were kept: what is found in them, from where, and what is left alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import extracting_tables as tables
import pytest
from patience import ends

from checker.extracting.document import Cell, Table
from checker.extracting.findings import Findings
from checker.extracting.outlines.outline import Place
from checker.extracting.tables import table_doubts as why
from checker.extracting.tables.columns import layout_of
from checker.extracting.tables.header_words import meaning_of
from checker.extracting.tables.tables import read_table
from checker.extracting.tables.unit_words import unit_words
from checker.extracting.tables.value_cells import kind_of, values_in
from checker.reading.dates import PartialDate

HEAD = ["TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2026", "Năm 2030"]


def read(rows: list[list[str]], where: str = "Phụ lục 1", **given: Any) -> Findings:
    place = Place(where, "annex_targets")
    catalogue, milestones = tables.catalogue(), tables.MILESTONES
    return read_table(
        tables.table(rows), 7, place, tables.lexicon(), catalogue, milestones, PartialDate(2025, 11), **given
    )


@pytest.mark.parametrize("case", tables.cases("tables.yaml"), ids=lambda case: case["case"])
def test_a_table_gives_the_targets_and_present_values_that_a_reader_finds_in_it(case: dict[str, Any]) -> None:
    found = read_table(
        tables.table(case["rows"]),
        0,
        tables.place(case),
        tables.lexicon(),
        tables.catalogue(),
        tables.MILESTONES,
        tables.issued(case),
    )
    assert tables.found(found) == {"targets": case.get("targets", []), "presents": case.get("presents", [])}


def test_a_quote_is_the_row_from_its_name_to_its_last_value() -> None:
    found = read([HEAD, ["1", "Tỷ lệ bao phủ BHYT", "%", "96", "100"]])
    assert {target.evidence.quote for target in found.targets} == {"Tỷ lệ bao phủ BHYT % 96 100"}


def test_a_long_quote_loses_its_beginning_and_keeps_its_value() -> None:
    name = "Tỷ lệ bao phủ BHYT " + "của dân số trên địa bàn tỉnh " * 8
    found = read([HEAD, ["1", name, "%", "96", "100"]])
    first, second = (target.evidence.quote for target in found.targets)
    assert first.endswith("tỉnh % 96")
    assert second.endswith("tỉnh % 96 100")
    assert [len(quote.split()) for quote in (first, second)] == [30, 30]


def test_a_place_names_section_row_and_column() -> None:
    rows = [HEAD, ["I", "Bảo hiểm y tế", "", "", ""], ["2", "Tỷ lệ bao phủ BHYT", "%", "96", ""]]
    assert [target.evidence.where for target in read(rows).targets] == ["Phụ lục 1, mục I.2, cột năm 2026"]


@pytest.mark.parametrize(
    ("label", "where"),
    [
        ("7", "dòng 7"),
        ("7a", "dòng 7a"),
        ("1.2", "dòng 1.2"),
        ("", "dòng thứ nhất"),
        ("IV", "mục IV"),
        ("a)", "dòng a"),
    ],
)
def test_a_row_is_cited_by_its_number_or_else_counted(label: str, where: str) -> None:
    found = read([HEAD, [label, "Tỷ lệ bao phủ BHYT", "%", "", "100"]])
    assert [target.evidence.where for target in found.targets] == [f"Phụ lục 1, {where}, cột năm 2030"]


def test_a_row_below_another_is_cited_with_its_words() -> None:
    rows = [HEAD, ["3", "Chiều cao trung bình thanh niên 18 tuổi", "cm", "", ""], ["", "- Nam", "", "", "168,5"]]
    assert [target.evidence.where for target in read(rows).targets] == ["Phụ lục 1, dòng 3, nam, cột năm 2030"]


def test_spans_show_the_name_and_the_value() -> None:
    found = read([HEAD, ["1", "Tăng: Tỷ lệ bao phủ BHYT", "%", "trên 96", ""]])
    name, value = found.targets[0].evidence.spans
    assert (name.block, name.row, name.column) == (7, 1, 1)
    assert "Tăng: Tỷ lệ bao phủ BHYT"[name.start : name.end] == "Tỷ lệ bao phủ BHYT"
    assert (value.row, value.column, value.start, value.end) == (1, 3, 0, 7)


def test_the_page_is_the_cell_s_own() -> None:
    table = tables.table([HEAD, ["1", "Tỷ lệ bao phủ BHYT", "%", "96", "100"]])
    later = tuple(replace(cell, page=12) for cell in table.rows[1])
    found = read_table(
        Table((table.rows[0], later), 11),
        0,
        Place("", "goals"),
        tables.lexicon(),
        tables.catalogue(),
        tables.MILESTONES,
    )
    assert [target.evidence.page for target in found.targets] == [12, 12]


def test_a_table_that_goes_on_takes_the_heading_of_the_one_before() -> None:
    above = layout_of(tables.table([HEAD, ["1", "Tuổi thọ trung bình", "tuổi", "75", "75,5"]]))
    rows = [["2", "Tỷ lệ bao phủ BHYT", "%", "96", "100"]]
    assert [target.by for target in read(rows, above=above).targets] == [2026, 2030]
    assert read(rows).targets == ()
    assert {passed.why for passed in read(rows).passed_over} == {why.NO_HEAD}


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([["TT", "Chỉ tiêu", "2030"], ["1", "Tỷ lệ giường có camera (%)", "95"]], why.UNKNOWN_NAME),
        ([["TT", "Chỉ tiêu", "2030"], ["1", "Tỷ lệ bao phủ BHYT", ""], ["", "- Hộ nghèo", "95"]], why.A_PART_ONLY),
        ([["TT", "Chỉ tiêu", "Cả nước đến 2030", "2030"], ["1", "Tỷ lệ bao phủ BHYT", "95", ""]], why.SOMEBODY_ELSES),
        ([["TT", "Chỉ tiêu", "2030"], ["1", "Tỷ lệ bao phủ BHYT", "tăng thêm 2%"]], why.A_CHANGE),
        ([["TT", "Chỉ tiêu", "2030"], ["1", "Tỷ lệ bao phủ BHYT", "Theo lộ trình"]], why.WORDS_ONLY),
        ([["TT", "Chỉ tiêu", "ĐVT", "2030"], ["1", "Tỷ lệ bao phủ BHYT", "Người", "950000"]], why.COUNTS_OTHERS),
    ],
)
def test_what_looks_like_a_target_and_is_none_is_passed_over_with_the_reason(
    rows: list[list[str]], reason: str
) -> None:
    found = read(rows)
    assert found.targets == ()
    assert reason in {passed.why for passed in found.passed_over}


def test_a_hedge_in_the_cell_is_noted() -> None:
    found = read([["TT", "Chỉ tiêu", "2030"], ["1", "Tỷ lệ bao phủ BHYT", "phấn đấu đạt 98%"]])
    assert [target.hedge for target in found.targets] == ["phấn đấu"]


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("STT", "label"),
        ("Nội dung", "name"),
        ("Đvt", "unit"),
        ("Đến hết năm 2026", "year"),
        ("2027", "year"),
        ("Lộ trình thực hiện đến năm 2030", "year"),
        ("Ước thực hiện năm 2025", "present"),
        ("Kết quả thực hiện kế hoạch năm 2024", "present"),
        ("Thực hiện đến 30/6/2025", "present"),
        ("Hiện trạng", "present"),
        ("Theo Nghị quyết 72-NQ/TW", "other"),
        ("Mục tiêu cả nước năm 2030", "other"),
        ("Cơ quan chủ trì", "agency"),
        ("Các văn bản của cơ quan Trung ương", "legal"),
        ("Kinh phí năm 2026 (triệu đồng)", "passed"),
        ("So sánh 2026/2025", "passed"),
        ("Ghi chú", "notes"),
        ("Thời gian hoàn thành", "when"),
        ("Xã A", "part"),
    ],
)
def test_a_heading_says_what_its_column_holds(header: str, kind: str) -> None:
    assert meaning_of((header,)).kind == kind


def test_the_number_of_an_instrument_is_no_year_of_a_column() -> None:
    assert meaning_of(("Mục tiêu tỉnh (QĐ 1092/2018/QĐ-UBND)",)).by is None


def test_the_lowest_heading_says_the_year() -> None:
    assert meaning_of(("Giai đoạn 2026-2030", "2027")).by == 2027
    assert meaning_of(("Hiện trạng", "2023")).as_of == PartialDate(2023)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "nothing"),
        ("-", "nothing"),
        ("…", "nothing"),
        ("Không", "nothing"),
        ("Chưa có số liệu", "nothing"),
        ("x", "yes"),
        ("X", "yes"),
        ("Có", "yes"),
        ("✓", "yes"),
        ("97,5", "numbers"),
        ("4.0", "numbers"),
        ("Theo Quyết định 201/QĐ-TTg", "words"),
        ("Theo lộ trình", "words"),
    ],
)
def test_a_cell_holds_nothing_a_yes_numbers_or_words(text: str, kind: str) -> None:
    assert kind_of(text) == kind


def test_a_year_in_brackets_belongs_to_the_number_beside_it() -> None:
    first, second = values_in("2,24 (đến năm 2030: 2,1)")
    assert first.time is None
    assert second.time is not None
    assert second.time.year == 2030


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("%", "%"),
        ("Tuổi", "years"),
        ("giường/10.000 dân", "per-10k"),
        ("Số bé trai /100 bé gái", "boys/100-girls"),
        ("Người", None),
    ],
)
def test_the_words_of_a_unit_column_are_read(words: str, unit: str | None) -> None:
    found = unit_words(words)
    assert found is not None
    assert found.unit == unit


def test_a_table_without_rows_gives_nothing() -> None:
    found = read_table(Table(()), 0, Place("", "goals"), tables.lexicon(), tables.catalogue(), {})
    assert found == Findings()


@pytest.mark.parametrize(
    "text",
    [
        "1" * 100_000,
        "(" * 50_000,
        "95% " * 20_000,
        "năm 2030 " * 10_000,
        "- " * 50_000,
        "tỷ lệ bao phủ " * 8_000,
        "1.1." * 20_000,
    ],
)
def test_enormous_cells_are_read_in_bounded_time(text: str) -> None:
    rows = [HEAD, ["1", "Tỷ lệ bao phủ BHYT", "%", text, "100"], [text, text, text, "96", text]]
    with ends():
        read([*rows, [text] * 5])


def test_a_table_of_many_rows_is_read_in_bounded_time() -> None:
    rows = [["1", "Tỷ lệ tiêm chủng các vắc-xin trong Chương trình tiêm chủng mở rộng", "%", "96", "98"]] * 500
    with ends():
        assert len(read([HEAD, *rows]).targets) == 1_000


def test_odd_grids_are_no_error() -> None:
    cell = Cell("Tỷ lệ bao phủ BHYT 2030", (0, 0))
    for grid in (((cell,),), ((cell, cell), (cell, cell)), ((Cell("", (0, 0)),) * 3,) * 4):
        read_table(Table(grid), 0, Place("", "goals"), tables.lexicon(), tables.catalogue(), {})

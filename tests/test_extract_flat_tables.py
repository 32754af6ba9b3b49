"""Tables of which only the text is left: which value belongs to which year, and how sure that is."""

from __future__ import annotations

from typing import Any

import extracting_tables as tables
import pytest
from patience import ends

from checker.extracting.document import FlatRow, FlatTable, Line
from checker.extracting.documents.healing import heal
from checker.extracting.doubts import COLUMN_LOST
from checker.extracting.findings import Findings
from checker.extracting.outlines.outline import Place
from checker.extracting.tables.flat_headers import columns_of
from checker.extracting.tables.flat_tables import read_flat_table
from checker.reading.dates import PartialDate

FOUR = ("TT", "Chỉ tiêu", "Đến hết năm 2026", "Đến hết năm 2027", "Đến hết năm 2030", "Tầm nhìn năm 2045")


def read(table: FlatTable, issued: PartialDate | None = PartialDate(2025, 11)) -> Findings:  # noqa: B008
    place = Place("Phụ lục", "annex_targets")
    return read_flat_table(table, 0, place, tables.lexicon(), tables.catalogue(), tables.MILESTONES, issued)


def flat(header: tuple[str, ...], *rows: tuple[str, ...]) -> FlatTable:
    """Rows of lines, the first of each being its number."""
    return FlatTable(header, tuple(FlatRow(row[0], " ".join(" ".join(row[1:]).split()), row, page=3) for row in rows))


@pytest.mark.parametrize("case", tables.cases("flat_tables.yaml"), ids=lambda case: case["case"])
def test_a_flattened_table_gives_the_targets_and_present_values_that_a_reader_finds_in_it(case: dict[str, Any]) -> None:
    blocks, _ = heal([Line(line) for line in case["text"].splitlines()])
    (table,) = (block for block in blocks if isinstance(block, FlatTable))
    found = read(table, tables.issued(case))
    assert tables.found(found) == {"targets": case.get("targets", []), "presents": case.get("presents", [])}


@pytest.mark.parametrize(
    ("header", "kinds"),
    [
        (FOUR, ["label", "name", "year", "year", "year", "year"]),
        (("TT Chỉ tiêu Đơn vị tính", "Đến", "năm 2030 Ghi chú"), ["label", "name", "unit", "year", "notes"]),
        (("STT Chỉ số", "Đơn vị", "tính", "Kế", "hoạch", "năm", "2023"), ["label", "name", "unit", "year"]),
        (
            ("STT Tên chỉ tiêu Các văn bản của cơ quan Trung ương", "Mục tiêu", "2025"),
            ["label", "name", "legal", "year"],
        ),
        (("TT", "CHỈ TIÊU", "ĐVT", "NĂM 2026", "NĂM 2030"), ["label", "name", "unit", "year", "year"]),
        (("TT", "Chỉ tiêu", "Hiện trạng năm 2024", "Năm 2030"), ["label", "name", "present", "year"]),
        (("TT", "Chỉ tiêu", "2026", "2027", "2030"), ["label", "name", "year", "year", "year"]),
    ],
)
def test_the_columns_are_told_from_the_words_above_the_rows(header: tuple[str, ...], kinds: list[str]) -> None:
    assert [column.kind for column in columns_of(header)] == kinds


def test_as_many_values_as_columns_are_sure() -> None:
    found = read(flat(FOUR, ("1", "Tỷ lệ bao phủ BHYT (%)", "96", "97", "98", "100")))
    assert [(target.by, target.doubts) for target in found.targets] == [(2026, ()), (2027, ()), (2030, ()), (2045, ())]


def test_a_lost_column_is_proposed_by_what_norms_ask_and_marked_as_grave() -> None:
    found = read(flat(FOUR, ("1", "Tỷ lệ bao phủ BHYT (%)", "96", "100", "100")))
    assert [target.by for target in found.targets] == [2026, 2030, 2045]
    for target in found.targets:
        (doubt,) = target.doubts
        assert doubt.text == COLUMN_LOST.text
        assert (doubt.values["given"], doubt.values["columns"], doubt.values["year"]) == ("3", "4", str(target.by))
        assert target.confidence == "low"


def test_an_indicator_that_no_norm_knows_is_of_the_year_most_asked_for() -> None:
    found = read(flat(FOUR, ("1", "Tỷ số giới tính khi sinh", "111")))
    assert [target.by for target in found.targets] == [2030]


def test_blanks_show_which_cells_before_a_value_were_empty() -> None:
    header = ("STT Chỉ số Đơn vị tính Kế hoạch năm 2026 Kế hoạch năm 2027 Kế hoạch năm 2028",)
    found = read(flat(header, ("7a", "Số năm sống khỏe mạnh       67")))
    assert [target.by for target in found.targets] == [2028]
    assert all(target.doubts for target in found.targets)


def test_a_value_inside_a_name_is_not_the_row_s() -> None:
    header = ("TT Chỉ tiêu Mục tiêu 2030",)
    found = read(flat(header, ("1", "Tỷ lệ hộ gia đình có chi phí y tế >= 25% tổng chi tiêu hộ gia đình", "1,8")))
    assert [tables.of_target(target) for target in found.targets] == ["catastrophic_spending_25 at_most 1.8 % by 2030"]


def test_a_quote_is_cut_from_the_row_and_spans_lie_in_its_text() -> None:
    table = flat(FOUR, ("3", "Tuổi thọ trung bình đạt (tuổi)", "75,5", "trên 80"))
    first, second = read(table).targets
    assert {first.evidence.quote, second.evidence.quote} == {"Tuổi thọ trung bình đạt (tuổi) 75,5 trên 80"}
    assert [target.evidence.where for target in (first, second)] == [
        "Phụ lục, dòng 3, cột năm 2030",
        "Phụ lục, dòng 3, cột năm 2045",
    ]
    text = table.rows[0].text
    assert [text[span.start : span.end] for span in second.evidence.spans] == ["Tuổi thọ trung bình", "trên 80"]
    assert {first.evidence.page, second.evidence.page} == {3}


def test_a_header_without_years_gives_nothing() -> None:
    assert read(flat(("TT", "Chỉ tiêu", "Cơ quan chủ trì"), ("1", "Tỷ lệ bao phủ BHYT (%)", "Sở Y tế"))) == Findings()


@pytest.mark.parametrize(
    "text", ["1" * 50_000, "95 " * 20_000, "( " * 20_000, "Quyết định số 1/QĐ " * 5_000, "tỷ lệ bao phủ " * 5_000]
)
def test_enormous_rows_are_read_in_bounded_time(text: str) -> None:
    with ends():
        read(flat((text, *FOUR, text), ("1", "Tỷ lệ bao phủ BHYT (%)", text, "96"), ("2", text, text)))

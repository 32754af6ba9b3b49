"""The Excel workbook: what its sheets hold, and that nothing of a plan is computed in it."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from io import BytesIO

import pytest
from command import PLANS, ROOT, write_plan
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from page_plans import LONG_WORD, plan_of_500, plan_of_endless_words, plan_without_targets
from sheet_plans import AS_OF, BROKEN, FORMULAS, formula_plan, judged, opened_in_libreoffice, real, rendered

from checker.i18n import LANGUAGES, language
from checker.reporting.names import STATUS_NAMES
from checker.writers.sheets.cells import LONGEST, cell_text
from checker.writers.sheets.palette import TONES
from checker.writers.sheets.tables.lists import STATUS_TONES
from checker.writers.sheets.tables.safe_text import begins_like_a_formula
from checker.writers.sheets.text_height import lines_of
from checker.writers.sheets.workbook import report_tables
from checker.writers.verdict import ICONS

SUMMARY, REQUIREMENTS, OBSERVATIONS, QUESTIONS, NORM_TASKS, TASKS, TARGETS = range(7)
HEAD_OF_SUMMARY = 4


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def rows_of(sheet: Worksheet, head: int = 1) -> list[dict[str, object]]:
    """The rows of a sheet, each by the headings."""
    headings, *rows = sheet.iter_rows(min_row=head, values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def five() -> Workbook:
    return opened(rendered("xlsx", real()))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> bytes:
    folder = tmp_path_factory.mktemp("hostile")
    return rendered("xlsx", judged(folder, formula_plan(folder), write_plan(folder, BROKEN, "hong.yaml")))


# ---- What stands where.


def test_a_single_plan_has_no_sheets_over_the_nation(tmp_path):
    one = report_tables(judged(tmp_path, PLANS / "haiphong.yaml"), language("vi"))
    assert {table.key for table in report_tables(real(), language("vi"))} - {table.key for table in one} == {"nation"}


def test_every_requirement_of_every_norm_has_a_row_before_every_plan(five):
    report = real()
    rows = rows_of(five.worksheets[REQUIREMENTS])
    expected = [
        (plan.plan.id, a.requirement, f"{ICONS[a.status]} {language('vi').say(STATUS_NAMES[a.status])}")
        for plan in report.plans
        for r in plan.rulesets
        for a in r.assessments
    ]
    assert sorted((row["Mã kế hoạch"], row["Mã yêu cầu"], row["Kết quả"]) for row in rows) == sorted(expected)


def test_nothing_that_a_report_holds_is_left_out(five):
    plans = real().plans
    counts = {
        OBSERVATIONS: sum(len(plan.observations) for plan in plans),
        QUESTIONS: sum(len(r.questions) for plan in plans for r in plan.rulesets),
        NORM_TASKS: sum(len(r.tasks) for plan in plans for r in plan.rulesets),
        TASKS: sum(len(plan.tasks) for plan in plans),
        TARGETS: sum(len(plan.commitments) + len(plan.baselines) for plan in plans),
    }
    assert min(counts.values()) > 0
    assert {number: five.worksheets[number].max_row - 1 for number in counts} == counts
    assert five.worksheets[7].max_row - 1 == len(real().nation) > 0


def test_numbers_are_numbers_days_are_days_and_the_rest_is_text(five):
    rows = rows_of(five.worksheets[REQUIREMENTS])
    row = next(r for r in rows if (r["Mã kế hoạch"], r["Mã yêu cầu"]) == ("quangngai", "nq72/insurance-2030"))
    assert (row["Yêu cầu: con số"], row["Yêu cầu: năm"], row["Kế hoạch: con số"]) == (100, 2030, 97.1)
    assert (row["Khoảng cách: con số"], row["Khoảng cách: đơn vị tính"], row["Kế hoạch: dấu so sánh"]) == (
        2.9,
        "%",
        "≥",
    )
    assert row["Ngày lập báo cáo"] == datetime(2026, 11, 21)
    assert row["Ngày ban hành kế hoạch"] == "01/2026"  # not known to the day
    bacninh = next(r for r in rows if r["Mã kế hoạch"] == "bacninh")
    assert bacninh["Ngày ban hành kế hoạch"] == datetime(2025, 11, 21)


def test_days_look_as_each_language_writes_them(hostile):
    """A zero before January and February, none before September, in Vietnamese."""
    forms = {
        cell.number_format for cell in opened(hostile).worksheets[REQUIREMENTS][2] if isinstance(cell.value, datetime)
    }
    assert forms == {"dd/mm/yyyy", "dd/m/yyyy"}


def test_the_summary_names_verdicts_counts_hashes_and_files_that_failed(hostile):
    sheet = opened(hostile).worksheets[SUMMARY]
    assert sheet["A1"].value == "Báo cáo đối chiếu: Tất cả kế hoạch"
    assert "21/11/2026" in sheet["A2"].value
    *rows, failed = rows_of(sheet, HEAD_OF_SUMMARY)
    nq72 = next(row for row in rows if row["Văn bản"] == "72-NQ/TW")
    assert (nq72["Thấp hơn"], nq72["Thiếu"], nq72["Đã chấp thuận"]) == (1, 13, 1)
    assert nq72["Kết luận"].startswith("Chưa đáp ứng 14/15 yêu cầu của 72-NQ/TW")
    assert re.fullmatch("[0-9a-f]{64}", nq72["SHA-256 của tệp kế hoạch"])
    assert re.fullmatch("[0-9a-f]{64}", nq72["SHA-256 của tệp bộ quy tắc"])
    assert failed["Kết quả"] == "✗ Không đối chiếu được"
    assert "hong.yaml:3:11" in failed["Kết luận"]


def test_no_plan_conforms_where_nothing_was_asked_of_it(five):
    rows = rows_of(five.worksheets[SUMMARY], HEAD_OF_SUMMARY)
    outcomes = {(row["Mã kế hoạch"], row["Văn bản"]): row["Kết quả"] for row in rows}
    assert outcomes["bacninh", "72-NQ/TW"] == "✓ Đáp ứng"
    assert outcomes["bacninh", "282/NQ-CP"] == "– Không có mức tối thiểu để đối chiếu"
    assert outcomes["bacninh", "201/QĐ-TTg"] == "◐ Chưa đạt định hướng"
    assert outcomes["bacninh", "20-NQ/TW"] == "– Không áp dụng"


def test_the_summary_links_to_the_first_row_of_each_plan_and_norm(five):
    sheet = five.worksheets[SUMMARY]
    linked = [cell for (cell,) in sheet.iter_rows(min_row=HEAD_OF_SUMMARY + 1, max_col=1) if cell.hyperlink]
    assert len(linked) == 19  # 5 plans before 4 norms; one that does not apply has neither requirements nor tasks
    for cell in linked:
        name, row = re.fullmatch(r"'(.+)'!A(\d+)", cell.hyperlink.location).groups()
        head, target = rows_of(sheet, HEAD_OF_SUMMARY)[cell.row - HEAD_OF_SUMMARY - 1], int(row)
        found, before = ([cell.value for cell in five[name][n]][:2] for n in (target, target - 1))
        assert found == [head["Tỉnh, thành phố"], head["Văn bản"]]
        assert before != found


def test_a_sheet_without_rows_keeps_its_columns_and_says_so(tmp_path):
    workbook = opened(rendered("xlsx", judged(tmp_path, plan_without_targets(tmp_path))))
    for number in (TASKS, TARGETS):
        sheet = workbook.worksheets[number]
        assert sheet.max_row == 2
        assert sheet["A2"].value == "không có"
        assert all(cell.value for cell in sheet[1])
    whys = {row["Lý do"] for row in rows_of(workbook.worksheets[NORM_TASKS])}
    unread = "The plan file does not list tasks, so that nothing can be told of what the plan assigns."
    assert whys == {language("vi").say(unread)}


def test_the_question_sheet_has_a_place_for_the_answer(five):
    sheet = five.worksheets[QUESTIONS]
    (place,) = [cell.column for cell in sheet[1] if cell.value == "Ý kiến của người thẩm định"]
    assert {sheet.cell(row, place).value for row in range(2, sheet.max_row + 1)} == {None}
    assert sheet.cell(2, place).fill.fgColor.rgb != sheet.cell(2, place - 1).fill.fgColor.rgb


def test_the_guide_explains_every_status_and_names_every_source(five):
    rows = list(five.worksheets[-1].iter_rows(values_only=True))
    terms, text = {term for _, term, _ in rows}, "\n".join(meaning for *_, meaning in rows)
    assert {f"{ICONS[status]} {language('vi').say(name)}" for status, name in STATUS_NAMES.items()} <= terms
    assert set(five.sheetnames[:-1]) <= terms
    for plan in real().plans:
        assert plan.plan.sha256 in text
        for ruleset in plan.rulesets:
            assert ruleset.ruleset.sha256 in text


# ---- Nothing is computed.


def test_a_string_that_begins_like_a_formula_stays_text(hostile):
    cells = [cell for sheet in opened(hostile) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert not any("<f>" in part or "<f " in part for name, part in parts(hostile).items() if "sheet" in name)
    suspicious = [cell for cell in cells if isinstance(cell.value, str) and begins_like_a_formula(cell.value)]
    assert {cell.value.strip() for cell in suspicious} >= {formula.strip() for formula in FORMULAS}
    assert {cell.data_type for cell in suspicious} == {"s"}
    assert all(cell.quotePrefix for cell in suspicious), "editing it would make a formula of it"


@pytest.mark.parametrize("text", [*FORMULAS, "\n=1", "\r-1", "\u00a0=1", "＠SUM(1)", "－1"])
def test_what_a_spreadsheet_computes_is_known(text):
    assert begins_like_a_formula(text)


@pytest.mark.parametrize("text", ["−2,9 điểm phần trăm", "— ", "97,5", "a=b", "• -1", "“=1”", ""])
def test_what_it_shows_as_it_stands_is_left_alone(text):
    assert not begins_like_a_formula(text)


def test_there_are_no_links_but_our_own(tmp_path):
    plan = write_plan(
        tmp_path, formula_plan(tmp_path).read_text(encoding="utf-8").replace("+1+1", "http://evil.example")
    )
    content = rendered("xlsx", judged(tmp_path, plan.rename(tmp_path / "congthuc.yaml")))
    assert not any('TargetMode="External"' in part for part in parts(content).values())
    assert any("http://evil.example" in part for part in parts(content).values())


def test_characters_that_a_cell_cannot_hold_are_written_out(tmp_path):
    report = judged(tmp_path, formula_plan(tmp_path))
    plan = report.plans[0]
    head = plan.plan.model_copy(update={"number": "a\x00b\x1b[31m\r_x0041_ \u202e d\ud800"})
    changed = report.model_copy(update={"plans": (plan.model_copy(update={"plan": head}),)})
    rows = rows_of(opened(rendered("xlsx", changed)).worksheets[REQUIREMENTS])
    raw = parts(rendered("xlsx", changed))["xl/sharedStrings.xml"]
    assert "_x005F_x0041_" in raw  # so that Excel does not read it as an A
    assert {row["Số, ký hiệu kế hoạch"].replace("_x005F", "") for row in rows} == {
        "a\\x00b\\x1b[31m\\r_x0041_ \\u202e d\\ud800"
    }


def test_a_text_too_long_for_a_cell_is_cut_and_says_so():
    assert cell_text("ă" * LONGEST, language("vi")) == "ă" * LONGEST
    for text in ("ă" * 40_000, "𝐀" * 20_000):
        cut = cell_text(text, language("vi"))
        assert len(cut.encode("utf-16-le")) // 2 in (LONGEST - 1, LONGEST)
        assert cut.endswith(f"… (đã cắt bớt: nội dung dài {len(text)} ký tự, một ô chỉ chứa được {LONGEST})")
        assert cut.startswith(text[:100])


def test_libreoffice_shows_every_formula_as_text(hostile, tmp_path):
    path = tmp_path / "report.xlsx"
    path.write_bytes(hostile)
    made = opened_in_libreoffice(path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1")
    assert len(made) == len(opened(hostile).sheetnames)
    seen = "\n".join(file.read_text(encoding="utf-8") for file in made)
    for formula in FORMULAS:
        assert formula.strip().replace('"', '""') in seen
    assert "Err:" not in seen
    assert "#NAME?" not in seen


# ---- How it looks.


@pytest.mark.parametrize("code", LANGUAGES)
def test_sheets_and_columns_have_names_that_excel_takes(code):
    tables = report_tables(real(code), language(code))
    titles = [language(code).say(table.title) for table in tables]
    assert len({title.casefold() for title in titles}) == len(titles) == 10
    for title in titles:
        assert 0 < len(title) <= 31
        assert not set(title) & set("[]:*?/\\'")
    for table in tables:
        headings = [language(code).say(column.heading).casefold() for column in table.all_columns]
        assert sorted(set(headings)) == sorted(headings)
        keys = [column.key for column in table.all_columns]
        assert len(set(keys)) == len(keys)


def test_each_sheet_is_a_table_with_filters_and_its_head_in_sight(five):
    for sheet in five:
        (table,) = sheet.tables.values()
        first, last = table.ref.split(":")
        head = HEAD_OF_SUMMARY if table.name == "summary" else 1
        assert first == f"A{head}"
        assert sheet[last].row == sheet.max_row
        assert table.autoFilter.ref == table.ref
        assert sheet[sheet.freeze_panes].row == head + 1
        assert sheet[sheet.freeze_panes].column > 1
        assert sheet.print_title_rows == f"${head}:${head}"


def test_each_sheet_prints_on_a4_across_and_as_wide_as_a_page(five):
    for sheet in five:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.oddFooter.right.text == "Trang &P/&N"
        assert sheet.oddHeader.right.text == "21/11/2026"


def test_details_are_not_printed_and_the_page_says_so(five):
    sheet = five.worksheets[REQUIREMENTS]
    applying = sum(row["Văn bản có áp dụng"] == "có" for row in rows_of(sheet))
    assert sheet.print_area.split("!")[1] == f"$A$1:$K${applying + 1}"
    assert sheet["L1"].value == "Trang"
    assert sheet.oddFooter.left.text.strip() == (
        "Các cột từ “Trang” trở đi ghi chi tiết, không in ra giấy. "
        "Yêu cầu của các văn bản không áp dụng không in ra giấy."
    )


def test_statuses_have_an_icon_a_word_and_the_colour_of_the_page(five):
    sheet = five.worksheets[REQUIREMENTS]
    by_name = {f"{ICONS[s]} {language('vi').say(name)}": STATUS_TONES[s] for s, name in STATUS_NAMES.items()}
    seen = set()
    for (cell,) in sheet.iter_rows(min_row=2, min_col=6, max_col=6):
        ink, ground = TONES[by_name[cell.value]]
        assert (cell.font.color.rgb, cell.fill.fgColor.rgb) == (f"FF{ink[1:].upper()}", f"FF{ground[1:].upper()}")
        assert cell.font.bold
        seen.add(cell.value)
    assert len(seen) >= 5


def test_the_colours_are_those_of_the_style_sheet():
    css = (ROOT / "templates/style.css").read_text(encoding="utf-8")
    for tone, (ink, ground) in TONES.items():
        assert f"--{tone}: {ink}; --{tone}-bg: {ground};" in css


def luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("tone", TONES)
def test_words_stand_out_from_their_ground_in_greyscale_too(tone):
    ink, ground = (luminance(colour) for colour in TONES[tone])
    assert (ground + 0.05) / (ink + 0.05) >= 4.5


def test_cells_wrap_and_rows_are_high_enough_for_all_of_their_text(tmp_path):
    workbook = opened(rendered("xlsx", judged(tmp_path, plan_of_endless_words(tmp_path), plan_of_500(tmp_path))))
    assert workbook.worksheets[TARGETS].max_row == 1 + 1 + 500
    for sheet in workbook.worksheets[1:]:
        for row in sheet.iter_rows():
            height = sheet.row_dimensions[row[0].row].height
            for cell in row:
                if isinstance(cell.value, str):
                    width = sheet.column_dimensions[cell.column_letter].width
                    assert cell.alignment.wrap_text
                    assert cell.alignment.vertical == "top"
                    # no letter of plain text is wider than a digit and a half
                    fewest = len(cell.value) * 0.5 / width
                    assert height >= min(409, 12.75 * int(fewest)), (sheet.title, cell.coordinate)


def test_lines_are_counted_as_they_break():
    assert lines_of("", 10) == 1
    assert lines_of("một", 10) == 1
    assert lines_of("một\nhai\nba", 10) == 3
    assert lines_of("một hai ba bốn năm sáu", 10) == 3
    assert lines_of("Đến năm 2030, tuổi thọ trung bình đạt trên 75,5 tuổi", 34) == 2
    assert lines_of(LONG_WORD, 20) >= len(LONG_WORD) / 20
    assert lines_of("chữ thường, không đậm chút nào", 24, bold=True) >= lines_of("chữ thường, không đậm chút nào", 24)


def test_marks_take_no_room_however_they_are_encoded():
    assert lines_of("ế" * 40, 20) == lines_of("e" * 40, 20) == lines_of("e\u0302\u0301" * 40, 20)


# ---- The file.


def test_the_file_says_what_it_is_and_when_it_was_made(five):
    assert five.properties.title == "Báo cáo đối chiếu: Tất cả kế hoạch"
    assert five.properties.created == datetime(AS_OF.year, AS_OF.month, AS_OF.day)
    assert five.properties.creator.startswith("nq-check ")

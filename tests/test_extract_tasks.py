"""Tasks from tables and from the lists of a document's sections."""

from __future__ import annotations

import pytest

from checker.extracting.document import Block, Cell, FlatRow, FlatTable, Paragraph, Source, Table
from checker.extracting.findings import Assigned
from checker.extracting.outlines.outline import Place, outline
from checker.extracting.tasks.agencies import split_agencies
from checker.extracting.tasks.task_dues import read_due
from checker.extracting.tasks.task_lists import read_task_lists
from checker.extracting.tasks.task_tables import is_task_table, read_task_table
from checker.extracting.tasks.task_words import first_sentence, task_title
from checker.reading.library import load_library
from checker.reading.models import TaskGroup

HEADER = ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời gian hoàn thành")
ANNEX = Place("Phụ lục 2", "annex_tasks")


@pytest.fixture(scope="module")
def groups() -> list[TaskGroup]:
    return [group for file in load_library().rulesets for group in file.ruleset.groups]


def table_of(*rows: tuple[str, ...], merged: bool = True) -> Table:
    """A table; a row of one text is merged over all columns."""
    width = max(len(row) for row in rows)
    cells = []
    for number, row in enumerate(rows):
        if len(row) == 1 and merged:
            cells.append(tuple(Cell(row[0], (number, 0)) for _ in range(width)))
        else:
            cells.append(tuple(Cell(text, (number, at)) for at, text in enumerate(row)))
    return Table(tuple(cells), page=3)


def flat_table(header: tuple[str, ...], *rows: tuple[str, ...]) -> FlatTable:
    flat = [FlatRow(row[0], " ".join(row), row, section=len(row) == 1, page=4) for row in rows]
    return FlatTable(header, tuple(flat))


def lists_of(*lines: str) -> tuple[Assigned, ...]:
    blocks: tuple[Block, ...] = tuple(Paragraph(line) for line in lines)
    source = Source("x.docx", "0" * 64, "docx", blocks)
    groups = [group for file in load_library().rulesets for group in file.ruleset.groups]
    return read_task_lists(source, outline(source, groups))


# tables


def test_a_row_of_a_table_is_a_task(groups: list[TaskGroup]) -> None:
    table = table_of(
        HEADER,
        ("III. Nâng cao y đức, phát triển nhân lực y tế",),
        (
            "4",
            "Đề án thu hút bác sĩ về trạm y tế cấp xã",
            "Sở Y tế",
            "Sở Nội vụ, Sở Văn hóa, Thể thao và Du lịch; các địa phương",
            "Đề án được phê duyệt",
            "Quý IV/2026",
        ),
    )
    (task,) = read_task_table(table, 7, ANNEX, groups)
    assert task.title == "Đề án thu hút bác sĩ về trạm y tế cấp xã"
    assert (task.group, task.lead, task.output, task.due, task.due_words) == (
        3,
        ("Sở Y tế",),
        "Đề án được phê duyệt",
        "2026-Q4",
        None,
    )
    assert task.partners == ("Sở Nội vụ", "Sở Văn hóa, Thể thao và Du lịch", "các địa phương")
    assert (task.evidence.where, task.evidence.page, task.doubts) == ("Phụ lục 2, 4", 3, ())
    (span,) = task.evidence.spans
    assert (span.block, span.row, span.column) == (7, 2, 1)


def test_the_header_may_take_two_rows_and_come_again_on_a_new_page() -> None:
    first = ("TT", "Nhiệm vụ", "Thực hiện", "Thực hiện", "Thời gian")
    second = ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian")
    row = ("1", "Mở rộng tiêm chủng", "Sở Y tế", "UBND các xã, phường", "Hằng năm")
    tasks = read_task_table(
        table_of(first, second, row, second, ("2", "Lập sổ sức khỏe", "Sở Y tế", "", "2026")), 0, ANNEX
    )
    assert [(task.title, task.lead, task.due) for task in tasks] == [
        ("Mở rộng tiêm chủng", ("Sở Y tế",), "yearly"),
        ("Lập sổ sức khỏe", ("Sở Y tế",), "2026"),
    ]


def test_the_ministrys_own_date_is_not_the_plans() -> None:
    header = ("TT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Thời gian thực hiện", "Tiến độ của TW")
    (task,) = read_task_table(table_of(header, ("1", "Lập đề án", "Sở Y tế", "2027", "Quý I/2026")), 0, ANNEX)
    assert task.due == "2027"


def test_an_output_that_is_a_time_is_none() -> None:
    row = (
        "1",
        "Giảm tiền thuê đất cho cơ sở y tế",
        "Sở Tài chính",
        "Các địa phương",
        "Theo hướng dẫn của TW",
        "Thường xuyên",
    )
    (task,) = read_task_table(table_of(HEADER, row), 0, ANNEX)
    assert (task.output, task.due) == (None, "continuous")


def test_tables_of_targets_and_others_are_no_tables_of_tasks() -> None:
    assert not is_task_table(table_of(("TT", "Chỉ tiêu", "Năm 2026", "Cơ quan chủ trì theo dõi")))
    assert not is_task_table(table_of(("Nơi nhận", "TM. ỦY BAN NHÂN DÂN")))
    assert not is_task_table(table_of(("TT", "Nội dung", "Kinh phí")))
    assert is_task_table(table_of(HEADER))


def test_a_flat_row_with_all_its_cells_is_sure(groups: list[TaskGroup]) -> None:
    table = flat_table(
        (*HEADER[:-1], "Thời gian thực hiện", "Tiến độ của TW"),
        ("V. Đột phá phát triển khoa học, công nghệ và chuyển đổi số",),
        (
            "1",
            "Lập cơ sở dữ liệu y tế",
            "Sở Y tế, Công an tỉnh",
            "Các địa phương",
            "Cơ sở dữ liệu",
            "Quý II/2026",
            "2026",
        ),
    )
    (task,) = read_task_table(table, 0, ANNEX, groups)
    assert (task.group, task.lead, task.partners, task.output, task.due, task.doubts) == (
        5,
        ("Sở Y tế", "Công an tỉnh"),
        ("Các địa phương",),
        "Cơ sở dữ liệu",
        "2026-Q2",
        (),
    )


def test_a_flat_row_that_lost_cells_is_read_by_its_words_and_doubted() -> None:
    header = (*HEADER[:-1], "Thời gian thực hiện", "Tiến độ của TW")
    table = flat_table(header, ("9", "Thi đua về y đức", "Sở Y tế", "Sở Nội vụ", "Báo cáo", "Hằng năm"))
    (task,) = read_task_table(table, 0, ANNEX)
    assert (task.lead, task.partners, task.output, task.due) == (("Sở Y tế",), ("Sở Nội vụ",), "Báo cáo", "yearly")
    assert task.doubts


def test_a_flat_row_without_cells_gives_its_title_with_a_grave_doubt() -> None:
    lines = (
        "1",
        "Xây dựng đề án phát triển",
        "trạm y tế cấp xã Sở Y",
        "tế Sở Tài chính",
        "Đề án",
        "Quý",
        "IV/2026",
        "x",
        "y",
    )
    (task,) = read_task_table(flat_table(HEADER, lines), 0, ANNEX)
    assert task.title.startswith("Xây dựng đề án phát triển trạm y tế cấp xã")
    assert task.lead == ()
    assert task.confidence == "low"


def test_an_answer_to_a_norms_task_is_a_proposal_to_review() -> None:
    table = table_of(HEADER, ("1", "Lập đề án cấp cứu", "Sở Y tế", "", "", "2026"))
    (task,) = read_task_table(
        table, 0, ANNEX, (), lambda title: ("nq282/emergency-care",) if "cấp cứu" in title else ()
    )
    assert task.answers == ("nq282/emergency-care",)
    assert task.doubts


# lists


def test_each_item_of_the_section_for_tasks_is_one() -> None:
    tasks = lists_of(
        "III. NHIỆM VỤ, GIẢI PHÁP",
        "1. Nâng cao y đức, phát triển nhân lực y tế",
        "- Đào tạo, bồi dưỡng chuyên môn cho nhân viên y tế thôn, bản.",
        "- Hằng năm, tổ chức thi tay nghề cho điều dưỡng của tỉnh.",
        "(Chi tiết tại Phụ lục kèm theo)",
        "2. Cải cách tài chính y tế và bảo hiểm y tế",
        "Bố trí đủ ngân sách cho y tế dự phòng.",
    )
    assert [(task.title, task.group, task.due, task.evidence.where) for task in tasks] == [
        (
            "Đào tạo, bồi dưỡng chuyên môn cho nhân viên y tế thôn, bản",
            3,
            None,
            "mục III.1, gạch đầu dòng thứ nhất",
        ),
        ("Hằng năm, tổ chức thi tay nghề cho điều dưỡng của tỉnh", 3, "yearly", "mục III.1, gạch đầu dòng thứ hai"),
        ("Bố trí đủ ngân sách cho y tế dự phòng", 4, None, "mục III.2"),
    ]


def test_goals_and_past_results_are_no_tasks() -> None:
    assert (
        lists_of(
            "II. MỤC TIÊU", "- Tuổi thọ trung bình đạt 75 tuổi trở lên.", "I. THỰC TRẠNG", "- Đã xây dựng xong 5 trạm."
        )
        == ()
    )


def test_who_leads_a_section_leads_its_items() -> None:
    (task,) = lists_of(
        "III. NHIỆM VỤ",
        "1. Đẩy mạnh phát triển y tế tư nhân, huy động mọi nguồn lực",
        "- Dành quỹ đất sạch cho các bệnh viện tư nhân.",
        "* Phân công thực hiện: Giao Sở Tài chính chủ trì, phối hợp với Sở Y tế tham mưu thực hiện hằng năm.",
    )
    assert (task.lead, task.due) == (("Sở Tài chính",), "yearly")
    assert task.doubts


def test_sections_on_organisation_give_tasks_to_the_agencies_they_name() -> None:
    tasks = lists_of(
        "IV. TỔ CHỨC THỰC HIỆN",
        "1. Sở Y tế",
        "- Chủ trì, phối hợp với Sở Tài chính, các địa phương theo dõi việc thực hiện Kế hoạch.",
        "2. Sở Nội vụ chủ trì, phối hợp với Sở Y tế tham mưu bố trí biên chế cho trạm y tế.",
        "3. Các sở, ban, ngành xây dựng kế hoạch thực hiện, hoàn thành trước ngày 31/01/2026.",
        "4. Kinh phí thực hiện theo phân cấp ngân sách hiện hành.",
    )
    assert [(task.lead, task.partners, task.due) for task in tasks] == [
        (("Sở Y tế",), ("Sở Tài chính", "các địa phương"), None),
        (("Sở Nội vụ",), ("Sở Y tế",), None),
        (("Các sở, ban, ngành",), (), "2026-01-31"),
    ]


@pytest.mark.parametrize(
    ("sentence", "due", "words"),
    [
        ("Triển khai Chương trình mục tiêu quốc gia về y tế giai đoạn 2026-2035 của Trung ương.", None, None),
        ("Triển khai Chiến lược quốc gia về dinh dưỡng đến năm 2030 trên địa bàn.", None, None),
        ("Bổ sung bác sĩ tại trạm y tế, đến năm 2030 có đủ bác sĩ.", "2030", None),
        ("Từ năm 2026, tổ chức khám sức khỏe cho học sinh.", None, "Từ năm 2026"),
        (
            "Trong giai đoạn 2026-2030, mỗi năm điều động 40 bác sĩ về xã.",
            "yearly",
            "Trong giai đoạn 2026-2030, mỗi năm",
        ),
        ("Thường xuyên truyền thông giáo dục sức khỏe cho người dân.", "continuous", None),
        ("Các đơn vị gửi báo cáo định kỳ trước ngày 10/12 hằng năm về Sở.", "yearly", "trước ngày 10/12 hằng năm"),
    ],
)
def test_when_an_item_is_due(sentence: str, due: str | None, words: str | None) -> None:
    (task,) = lists_of("III. NHIỆM VỤ", "- " + sentence)
    assert (task.due, task.due_words) == (due, words)


def test_a_later_clause_that_carries_out_a_norms_task_is_a_task_of_its_own() -> None:
    lines = (
        "III. NHIỆM VỤ",
        "- Củng cố y tế cơ sở trên toàn tỉnh. Luân phiên bác sĩ về xã; bảo đảm thuốc, thiết bị cho trạm.",
    )
    source = Source("x", "0", "docx", tuple(Paragraph(line) for line in lines))

    def answers(text: str) -> tuple[str, ...]:
        return ("nq72/doctor-rotation",) if "Luân phiên" in text else ()

    first, second = read_task_lists(source, outline(source), (), answers)
    assert (first.answers, second.answers) == ((), ("nq72/doctor-rotation",))
    assert (second.title, second.evidence.quote) == ("Luân phiên bác sĩ về xã", "Luân phiên bác sĩ về xã")
    assert second.doubts


def test_what_a_table_has_is_not_said_again_by_the_list() -> None:
    table = table_of(HEADER, ("1", "Luân phiên bác sĩ về trạm y tế cấp xã", "Sở Y tế", "", "", "2026"))
    lines = ("III. NHIỆM VỤ", "- Luân phiên bác sĩ về trạm y tế cấp xã.", "- Xây dựng bệnh viện lão khoa của tỉnh.")
    source = Source("x", "0", "docx", tuple(Paragraph(line) for line in lines))
    found = read_task_lists(source, outline(source), read_task_table(table, 9, ANNEX))
    assert [(task.title, bool(task.doubts)) for task in found] == [("Xây dựng bệnh viện lão khoa của tỉnh", True)]


# words


@pytest.mark.parametrize(
    ("text", "due", "words"),
    [
        ("Quý IV/2026", "2026-Q4", None),
        ("Quí 2 năm 2027", "2027-Q2", None),
        ("2026", "2026", None),
        ("Năm 2026", "2026", None),
        ("Trong năm 2025", "2025", None),
        ("Trước ngày 31/12/2026", "2026-12-31", None),
        ("30/6/2026", "2026-06-30", None),
        ("Tháng 6/2026", "2026-06-30", None),
        ("Trước tháng 6/2026", "2026-05-31", None),
        ("Trước năm 2027", "2026", None),
        ("6 tháng đầu năm 2026", "2026-Q2", None),
        ("Hằng năm", "yearly", None),
        ("Hàng năm và từng giai đoạn", "yearly", "Hàng năm và từng giai đoạn"),
        ("Quý III hằng năm", "yearly", "Quý III hằng năm"),
        ("Trước ngày 30/11 hàng năm", "yearly", "Trước ngày 30/11 hàng năm"),
        ("Từ năm 2026 hằng năm", None, "Từ năm 2026 hằng năm"),
        ("Thường xuyên", "continuous", None),
        ("Thường xuyên, theo yêu cầu", "continuous", "Thường xuyên, theo yêu cầu"),
        ("Hằng quý", "continuous", None),
        ("Giai đoạn 2026 - 2030", "2030", "Giai đoạn 2026 - 2030"),
        ("2026-2030", "2030", "2026-2030"),
        ("Từ năm 2026", None, "Từ năm 2026"),
        ("Sau khi có hướng dẫn", None, "Sau khi có hướng dẫn"),
        ("Năm 2026, khi Trung ương ban hành", "2026", "Năm 2026, khi Trung ương ban hành"),
        ("2026, 2027", None, "2026, 2027"),
        ("31/02/2026", None, "31/02/2026"),
        ("", None, None),
    ],
)
def test_due(text: str, due: str | None, words: str | None) -> None:
    assert tuple(read_due(text)) == (due, words)


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("Sở Y tế", ("Sở Y tế",)),
        ("Sở Văn hóa, Thể thao và Du lịch", ("Sở Văn hóa, Thể thao và Du lịch",)),
        ("Sở Y tế BHXH tỉnh", ("Sở Y tế", "BHXH tỉnh")),
        ("Thủ trưởng các sở, Chủ tịch UBND các xã, phường", ("Thủ trưởng các sở", "Chủ tịch UBND các xã, phường")),
        ("Thanh tra Sở Y tế, Văn phòng UBND tỉnh", ("Thanh tra Sở Y tế", "Văn phòng UBND tỉnh")),
        ("Sở Văn hóa, Thể thao\nvà Du lịch\nSở Y tế", ("Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế")),
        ("Sở Giáo dục và Đào tạo, Sở Y tế", ("Sở Giáo dục và Đào tạo", "Sở Y tế")),
        ("Các sở, ban, ngành, địa phương", ("Các sở, ban, ngành, địa phương",)),
        ("Sở Y tế và các sở, ngành liên quan", ("Sở Y tế", "các sở, ngành liên quan")),
        ("Công an tỉnh; BHXH tỉnh\nUBND các xã, phường", ("Công an tỉnh", "BHXH tỉnh", "UBND các xã, phường")),
        (
            "Ban Tuyên giáo và Dân vận, Báo và Phát thanh, Truyền hình",
            ("Ban Tuyên giáo và Dân vận", "Báo và Phát thanh, Truyền hình"),
        ),
        ("", ()),
    ],
)
def test_agencies(text: str, agencies: tuple[str, ...]) -> None:
    assert split_agencies(text) == agencies


def test_titles_are_short_and_of_whole_words() -> None:
    assert task_title("Lập đề án. Trình HĐND tỉnh.") == "Lập đề án"
    assert first_sentence("Khu vực TP. Huế được mở rộng. Sau đó thêm.") == "Khu vực TP. Huế được mở rộng"
    long = (
        "Xây dựng cơ chế hỗ trợ thu hút nhân lực công nghệ thông tin, chuyển đổi số trong lĩnh vực y tế nhằm "
        + "nâng cao " * 20
    )
    title = task_title(long)
    assert len(title.split()) <= 25
    assert long.startswith(title)
    assert len(task_title("dài " * 100).split()) <= 25


def test_odd_stops_are_no_sentences() -> None:
    assert first_sentence(". Sở Y tế báo cáo") == ". Sở Y tế báo cáo"
    assert task_title("…. ; .") in ("", "…")


def test_hostile_items_do_not_take_long() -> None:
    lines = ["III. NHIỆM VỤ", "- " + "các sở, " * 20_000, "- " + "phối hợp với " * 10_000, "- " + "a. B " * 20_000]
    lines += ["- " + "trước ngày " * 10_000, "- " + "Sở " * 30_000, "- " + "x" * 90_000]
    assert len(lists_of(*lines)) <= 6
    read_due("năm " * 20_000)
    assert len(split_agencies("Sở A, " * 5000)) == 1


def test_an_item_that_only_points_at_an_annex_is_no_task_and_an_agencys_part_is_not_its_name() -> None:
    (task,) = lists_of(
        "II. NHIỆM VỤ",
        "Các nhiệm vụ cụ thể tại Phụ lục số 02.",
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Trạm Y tế xã là cơ quan thường trực, tham mưu triển khai Kế hoạch này.",
    )
    assert task.lead == ("Trạm Y tế xã",)

"""What the keys of a plan file mean."""

from __future__ import annotations

from checker.i18n import N_
from checker.reading.models import (
    Baseline,
    Bounded,
    Commitment,
    HeaderReview,
    Plan,
    Quantity,
    Source,
    Task,
    UnreadTable,
    Years,
)
from checker.schema.key import Keys, key

_QUOTE = N_(
    "The words of the document that this rests on: at most 30, letter by letter as they stand there. "
    "Reports show them as the evidence."
)
_WHERE = N_("Where the words stand in the document: section, annex, row.")
_PAGE = N_("The page of the document, where it is known.")
_NOTE = N_("How doubtful words were read and why, or anything else that a reviewer should know.")
_APPROXIMATE = N_(
    "true where the document says “khoảng” (about). The number counts as it stands, and a remark is made."
)
_UNIT = N_(
    "What the number counts. Left out, it is the indicator’s own unit. % and ‰ convert into each other; any other "
    "difference makes the answer unclear."
)

_REVIEW = {
    "review": key(
        N_(
            "true while a person still has to compare this entry with the document. Every verdict that rests on it "
            "is provisional until then: compare it, correct it, and delete this line."
        ),
        True,
    ),
    "review_reason": key(
        N_("What is doubtful about the entry; reports show it beside the verdict. Delete it together with review."),
        "Hàng có 2 giá trị cho 3 cột, bản chép làm mất cột; đọc là năm 2026",
        "Câu không nêu năm",
    ),
    "confidence": key(
        N_("How sure “check extract” was of its reading. For information; only review keeps a verdict open."),
        "high",
        "low",
    ),
}
_HEADER_REVIEW = N_("Why this key must be compared with the document.")

PLAN_KEYS: Keys = {
    HeaderReview: {
        name: key(_HEADER_REVIEW, *examples)
        for name, examples in {
            "province": ("Đọc từ tên cơ quan ban hành", "Văn bản dùng tên trước ngày 01/7/2025"),
            "number": ("Bản chép không còn số, ký hiệu", "Số bị con dấu che"),
            "issued": ("Văn bản không ghi ngày", "Ngày ký bị mờ"),
            "issuer": ("Đọc từ tên văn bản", "Có hai cơ quan cùng ban hành"),
            "kind": ("Tên văn bản không nói rõ là kế hoạch hay chương trình", "Có thể chỉ là bản tóm tắt"),
            "level": ("Không rõ là cấp tỉnh hay cấp xã", "Đọc từ tên cơ quan ban hành"),
            "title": ("Tên văn bản bị ngắt giữa hai trang", "Tên đọc từ đầu trang"),
            "implements": ("Căn cứ ban hành không nêu số văn bản", "Số văn bản bị mờ"),
            "covers": ("Năm cuối đọc từ tên văn bản", "Văn bản không ghi giai đoạn"),
        }.items()
    },
    Plan: {
        "schema": key(N_("What kind of file this is, and the version of its format. Always the first key.")),
        "id": key(
            N_("The plan’s short name: small letters a-z, digits and hyphens; the file is called <id>.yaml."),
            "bacninh",
            "quangngai-2026",
        ),
        "province": key(
            N_(
                "The province or city by its present name, one of the 34 since 1 July 2025. A former name may stand "
                "here only if province_then is given as well."
            ),
            names="province",
        ),
        "province_then": key(
            N_("What the province was called when the plan was issued, where its name has changed since."),
            names="former_province",
        ),
        "title": key(
            N_("The document’s title as it stands there."),
            "Kế hoạch triển khai Nghị quyết số 72-NQ/TW",
            "Chương trình hành động thực hiện Nghị quyết số 72-NQ/TW",
        ),
        "number": key(
            N_("Number and symbol of the document; left out where the copy at hand shows none."),
            "142/KH-UBND",
            "03-CTr/TU",
        ),
        "issuer": key(N_("Who issued the document."), "UBND tỉnh Bắc Ninh", "Ban Thường vụ Thành ủy Hải Phòng"),
        "issued": key(
            N_(
                "When the document was issued: the day, or only the month or the year where no more is known. With "
                "“implements” and “level” it decides which norms bind the plan; targets for earlier years are misprints."
            ),
            "2025-11-21",
            "2026-01",
            2023,
        ),
        "kind": key(N_("What kind of document this is. A summary may leave out what its full text says.")),
        "level": key(N_("Whose plan this is. A norm may address plans of one level only.")),
        "implements": key(
            N_(
                "Numbers of the documents that this one says it implements. A norm that names what must be implemented "
                "binds the plan if one of its numbers is here; a plan that names none is not excused by that."
            ),
            ["72-NQ/TW", "282/NQ-CP"],
            ["788/QĐ-BYT"],
            names="norm",
        ),
        "covers": key(
            N_(
                "The years that the plan sets anything for. A requirement beyond the last of them is not asked of it; "
                "left out, nothing is beyond it."
            ),
        ),
        "source": key(N_("The text that this file was read from, so that every quote can be compared with it.")),
        "note": key(
            N_("What a reviewer should know of the document as a whole: gaps in the copy, how tables were read."),
            "Bản thu thập được không còn số, ký hiệu và ngày ban hành",
            "Kế hoạch không nêu số liệu hiện trạng",
        ),
        "review": key(
            N_(
                "Keys of this head that a person still has to compare with the document, each with the reason. Delete "
                "an entry when its key is right; until then the verdicts that rest on it are provisional."
            ),
            {"issued": "Văn bản không ghi ngày"},
            {"covers": "Năm cuối đọc từ tên văn bản", "implements": "Số, ký hiệu bị mờ"},
        ),
        "commitments": key(
            N_(
                "The targets (chỉ tiêu) that the plan sets, one entry for each value: a row with values for 2026 and "
                "2030 makes two. What is already achieved (“ước đạt”, “hiện tại đạt”, “tính đến”) belongs in baselines."
            ),
        ),
        "baselines": key(N_("Present values (hiện trạng) that the plan reports. They are facts, never targets.")),
        "tasks": key(
            N_("The tasks (nhiệm vụ) that the plan assigns: what, lead agency, partners, output and due date."),
        ),
        "unread_tables": key(
            N_(
                "Tables of the document that could not be read for certain, because the copy lost their columns or "
                "lacks them. The report asks a person to compare them."
            ),
        ),
    },
    Years: {
        "from": key(N_("The first year that the plan sets anything for."), 2026, 2025),
        "to": key(N_("The last year that the plan sets anything for."), 2030, 2045),
    },
    Source: {
        "title": key(
            N_("What the source is called, with its number and date."),
            "Kế hoạch số 142/KH-UBND ngày 21/11/2025",
            "Chương trình hành động số 03-CTr/TU ngày 30/10/2025",
        ),
        "file": key(N_("Name of the text file in the folder of sources."), "bacninh.txt", "haiphong.txt"),
        "sha256": key(
            N_("Fingerprint (SHA-256) of that file, 64 digits 0-9 and a-f; shows whether it is still the same text."),
            "20f1b8ae34cc6e917a58f887147f2161da9f3500465bc656b7af5f006978e5b7",
            "deb613c6559779b58efbf8b814fa1ada387e56eeacfcf17d1ba280ef7d9dbffe",
        ),
    },
    Bounded: {
        "indicator": key(N_("What is measured: the key of an indicator in indicators.yaml."), names="indicator"),
        "at_least": key(
            N_("The number and anything above it: “đạt”, “tối thiểu”, “ít nhất”, “từ … trở lên”, ≥."), 97.5, 100
        ),
        "more_than": key(N_("Anything above the number, but not the number itself: “trên”, “hơn”, “vượt”, >."), 95, 80),
        "at_most": key(N_("The number and anything below it: “còn”, “giảm còn”, “không quá”, ≤."), 10, 18.5),
        "less_than": key(N_("Anything below the number, but not the number itself: “dưới”, <."), 15, 20),
        "between": key(N_("Two numbers, the smaller first: “từ 4 - 5”. Counts as its weaker end."), [4, 5], [20, 25]),
        "promised": key(N_("true for a duty without a number, on an indicator that is a promise.")),
        "unit": key(_UNIT),
        "by": key(
            N_("By the end of this year: “đến năm”, “đến hết năm”. Either “by” or “from”, never both."), 2030, 2045
        ),
        "from": key(N_("From the start of this year on: “từ năm”. Either “by” or “from”, never both."), 2026, 2027),
        "scope": key(N_("Whom or what the number speaks of. Left out where the words say nothing of it.")),
    },
    Commitment: {
        "approximate": key(_APPROXIMATE, True),
        "hedge": key(
            N_(
                "The word that softens the target, if there is one. The target counts all the same, and a remark is made."
            ),
            "phấn đấu",
            "tiến tới",
        ),
        "wording": key(
            N_(
                "What the document calls the programme or the people meant, where the quote does not show it. A norm "
                "may remark on names other than its own."
            ),
            "Chương trình tiêm chủng mở rộng",
            "trạm y tế xã",
        ),
        "quote": key(_QUOTE, "tỷ lệ bao phủ BHYT đạt 97,5%", "97,5"),
        "where": key(_WHERE, "Phụ lục 1, III.5", "mục II.2, gạch đầu dòng thứ nhất"),
        "page": key(_PAGE, 12, 3),
        "note": key(_NOTE, "Bảng mất cột khi chuyển sang dạng văn bản; đọc là năm 2026", "Kế hoạch không nêu năm gốc"),
        **_REVIEW,
    },
    Baseline: {
        "indicator": key(N_("What was measured: the key of an indicator in indicators.yaml."), names="indicator"),
        "value": key(N_("The present value."), 93.3, 74.8),
        "unit": key(_UNIT),
        "as_of": key(
            N_(
                "The day, month or year that the value is of. It is needed to say how fast the plan must move to reach "
                "its target."
            ),
            "2025-09-30",
            2024,
        ),
        "approximate": key(_APPROXIMATE, True),
        "quote": key(_QUOTE, "hiện tại đạt 93,3%", "ước đạt 93,3%"),
        "where": key(_WHERE, "Phụ lục, dòng 3, cột Ghi chú", "mục I"),
        "page": key(_PAGE, 12, 3),
        "note": key(_NOTE, "Văn bản không ghi thời điểm", "Số liệu ước cả năm"),
        **_REVIEW,
    },
    Task: {
        "title": key(
            N_("What is to be done, in a few words."),
            "Phát triển mạng lưới cấp cứu ngoại viện",
            "Luân phiên bác sĩ về trạm y tế cấp xã",
        ),
        "group": key(
            N_("The group of tasks of the norm that it belongs to, 1 to 6. Left out where that cannot be told."),
            names="group",
        ),
        "lead": key(
            N_("The lead agency (cơ quan chủ trì); a list, as there may be several."),
            ["Sở Y tế"],
            ["Sở Y tế", "Sở Nội vụ"],
        ),
        "partners": key(
            N_("The agencies that work with it (cơ quan phối hợp)."),
            ["Sở Tài chính"],
            ["Sở Tài chính", "UBND các xã, phường"],
        ),
        "output": key(
            N_("The result or product that the task is to yield."), "Đề án được phê duyệt", "Kế hoạch được ban hành"
        ),
        "due": key(
            N_(
                "When it is due: a year, a quarter, a day, or “yearly” or “continuous”. Left out where the document "
                "gives no time that could be compared."
            ),
            "2026-Q4",
            "2026-12-31",
            2030,
            "yearly",
            "continuous",
        ),
        "due_words": key(
            N_("What the document says of the time where it gives no date, or more than the date says."),
            "Sau khi có Đề án của Trung ương",
            "Hằng năm và từng giai đoạn",
        ),
        "answers": key(
            N_(
                "The task of a norm that this one carries out, or the question that it helps to answer; or a list of them, by their ids in the rulesets."
            ),
            names="norm_task",
        ),
        "quantity": key(N_("How much the task promises, if it names a number.")),
        "quote": key(
            _QUOTE,
            "mỗi năm ít nhất 40 bác sĩ về công tác tại trạm y tế cấp xã",
            "Kế hoạch được ban hành trong Quý I/2026",
        ),
        "where": key(_WHERE, "Phụ lục 2, 16", "mục III.2, gạch đầu dòng thứ bảy"),
        "page": key(_PAGE, 12, 3),
        "note": key(_NOTE, "Cột “Tiến độ của TW” là thời hạn của Trung ương", "Không ghi cơ quan phối hợp"),
        **_REVIEW,
    },
    Quantity: {
        "at_least": key(N_("At least so many."), 40, 1000),
        "unit": key(N_("What is counted.")),
        "from": key(N_("The first year that the number is promised for."), 2026, 2025),
        "to": key(N_("The last year that the number is promised for."), 2030, 2035),
    },
    UnreadTable: {
        "where": key(N_("Where the table stands in the document."), "Phụ lục 1", "mục II.3.a"),
        "about": key(N_("What the table would say more of.")),
        "quote": key(
            N_("The table’s head or a line of it, as it stands in the copy."),
            "TT Chỉ tiêu Đến năm 2026 Đến năm 2030",
            "Stt Nhiệm vụ Cơ quan chủ trì",
        ),
        "page": key(_PAGE, 12, 3),
        "note": key(
            N_("What was lost, and how the values were read nevertheless."),
            "Các ô trống không còn",
            "Phụ lục không có trong bản thu thập được",
        ),
    },
}

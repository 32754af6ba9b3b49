"""Lint rules on plans by example. Lines and columns are those of PLAN with the changes made."""

from __future__ import annotations

import hashlib

from lint_examples import bad, fine

SOURCE = "Kế hoạch: đến năm 2030 bao phủ bảo hiểm y\ntế đạt 97,5%.\tHiện tại 93,3%; mỗi năm ít nhất 40 bác sĩ"
PLAN = f"""\
schema: plan/1
id: tinh
province: Bắc Ninh
title: Kế hoạch thực hiện Nghị quyết số 72-NQ/TW
issued: 2025-11-21
implements: [72-NQ/TW]
covers: {{from: 2026, to: 2030}}
source: {{file: tinh.txt, sha256: {hashlib.sha256(SOURCE.encode()).hexdigest()}}}
commitments:
  - indicator: insurance_coverage
    at_least: 97.5
    by: 2030
    quote: "đến năm 2030 bao phủ bảo hiểm y tế đạt 97,5%"
    where: mục II.1
baselines:
  - indicator: insurance_coverage
    value: 93.3
    as_of: 2025-09-30
    quote: "Hiện tại 93,3%"
    where: Phụ lục, dòng 3
tasks:
  - title: Luân phiên bác sĩ
    group: 2
    lead: [Sở Y tế]
    due: 2026
    answers: nq72/doctor-rotation
    quantity: {{at_least: 40, unit: doctors/year, from: 2026, to: 2030}}
    quote: "mỗi năm ít nhất 40 bác sĩ"
    where: mục III.2
"""
"""Nothing to find in it; the examples change lines of it, which stay where they are."""


def commitment(line: str) -> tuple[str, str]:
    """A further line of the commitment, behind its last (line 14)."""
    return ("    where: mục II.1\n", f"    where: mục II.1\n    {line}\n")


def quote(words: str) -> tuple[str, str]:
    return ("đến năm 2030 bao phủ bảo hiểm y tế đạt 97,5%", words)


NO_NUMBER = ("    at_least: 97.5\n", "")
PLAN_EXAMPLES = [
    # ---- Words and place.
    bad("quote-missing", 10, 5, "no quote; add quote: with the words of the document that this rests on",
        ('    quote: "đến năm 2030 bao phủ bảo hiểm y tế đạt 97,5%"\n', "")),
    bad("quote-missing", 22, 5, "no quote; add quote: with the words of the document that this rests on",
        ('    quote: "mỗi năm ít nhất 40 bác sĩ"\n', "")),
    fine("quote-missing"),
    bad("place-missing", 16, 5, "no place; add where: with the section, annex or row of the document",
        ("    where: Phụ lục, dòng 3\n", "")),
    fine("place-missing"),
    bad("quote-too-long", 13, 12, "the quote has 31 words; keep those that decide, 30 at most",
        quote("97,5 " + "từ " * 29 + "cuối")),
    fine("quote-too-long", quote("97,5 " + "từ " * 28 + "cuối")),
    # ---- The number.
    bad("number-not-in-quote", 11, 15, "97.1 is not in the quote “đến năm 2030 bao phủ bảo hiểm y tế đạt 97,5%”; "
        "correct it, or say in a note why it is 97.1", ("at_least: 97.5", "at_least: 97.1")),
    bad("number-not-in-quote", 11, 15, "30 is not in the quote “Quyết định số 30/QĐ-TTg ngày 30/9/2025, trên 30.000 "
        "dân: /30”; correct it, or say in a note why it is 30",
        ("at_least: 97.5", "at_least: 30"), quote("Quyết định số 30/QĐ-TTg ngày 30/9/2025, trên 30.000 dân: /30")),
    bad("number-not-in-quote", 11, 18, "5 is not in the quote “bình quân 4 bác sĩ”; correct it, or say in a note why it is 5",
        ("at_least: 97.5", "between: [4, 5]"), quote("bình quân 4 bác sĩ")),
    bad("number-not-in-quote", 17, 12, "92 is not in the quote “Hiện tại 93,3%”; correct it, or say in a note why it is 92",
        ("value: 93.3", "value: 92")),
    bad("number-not-in-quote", 27, 26, "50 is not in the quote “mỗi năm ít nhất 40 bác sĩ”; correct it, or say in a "
        "note why it is 50", ("at_least: 40", "at_least: 50")),
    bad("number-not-in-quote", 11, 15, "100 is not in the quote “người dân được khám miễn phí”; correct it, or say in "
        "a note why it is 100", ("at_least: 97.5", "at_least: 100"), quote("người dân được khám miễn phí")),
    *[fine("number-not-in-quote", ("at_least: 97.5", f"at_least: {number}"), quote(words)) for number, words in (
        (97.5, "97.5%"), (97.5, ">97,5"), (9.0, "còn 9,0"), (1500, "1.500 giường"), (1500, "1 500 giường"),
        (100, "bao phủ toàn dân"), (100, "cho toàn bộ người dân"), (100, "%) 97,5 100 100"), (2, "ít nhất 02 bệnh viện"),
        (1, "ít nhất một bệnh viện"), (1.5, "thêm tối thiểu 1,5cm"), (5, "từ 4-5 bác sĩ"), (42, "42/100.000 trẻ"),
    )],
    fine("number-not-in-quote", ("at_least: 97.5", "at_least: 100"), quote("người dân được khám"),
         commitment("note: “người dân” được hiểu là 100%")),
    fine("number-not-in-quote", ("at_least: 97.5", "promised: true"), quote("được miễn viện phí")),
    # ---- The bound.
    bad("bound-unlike-quote", 11, 15, "the word before 97.5 in the quote says more_than; write more_than: 97.5",
        quote("đạt trên 97,5%")),
    bad("bound-unlike-quote", 11, 15, "the word before 97.5 in the quote says at_most; write at_most: 97.5",
        quote("không vượt quá 97,5%")),
    bad("bound-unlike-quote", 11, 16, "no word before 97.5 in the quote says more_than; write at_least: 97.5 for a plain “đạt”",
        ("at_least", "more_than")),
    bad("bound-unlike-quote", 11, 16, "no word before 97.5 in the quote says less_than; write at_most: 97.5 for a plain “đạt”",
        ("at_least: 97.5", "less_than: 97.5")),
    *[fine("bound-unlike-quote", ("at_least", given), quote(words)) for given, words in (
        ("at_least", "đạt từ 97,5% trở lên"), ("at_least", "tối thiểu 97,5%"), ("at_least", "không dưới 97,5%"),
        ("more_than", "> 97,5"), ("more_than", "vượt mức 97,5%"), ("less_than", "dưới (%) 97,5"),
        ("less_than", "thấp hơn 97,5"), ("at_most", "tối đa 97,5"), ("at_least", "trên 10.000 dân: 97,5"),
        ("at_least", "trên 97,5 97,5"), ("at_least", "trên toàn tỉnh đạt 97,5"),
    )],
    fine("bound-unlike-quote", quote("đạt trên 97,5%"), commitment("note: cột năm ghi tối thiểu 97,5")),
    # ---- The year.
    bad("year-unlike-quote", 12, 9, "the quote and its place speak of 2030, not of 2027; correct the year, or name it in a note",
        ("by: 2030", "by: 2027")),
    bad("year-unlike-quote", 12, 11, "the quote and its place speak of 2027, 2030, not of 2026; correct the year, or name it in a note",
        ("by: 2030", "from: 2026"), ("mục II.1", "mục II.1, cột năm 2027")),
    fine("year-unlike-quote", ("by: 2030", "by: 2027"), ("mục II.1", "Phụ lục, cột năm 2027")),
    fine("year-unlike-quote", ("by: 2030", "by: 2027"), commitment("note: mốc của chỉ tiêu này là năm 2027")),
    fine("year-unlike-quote", ("by: 2030", "by: 2027"), quote("97,5% so với năm 2015, theo Quyết định 05/2019/QĐ-UBND")),
    # ---- Softening.
    bad("softening-left-out", 13, 12, "“Phấn đấu” softens the target; add hedge: Phấn đấu, or say in a note what it belongs to",
        quote("Phấn đấu đạt 97,5%")),
    fine("softening-left-out", quote("tiến tới đạt 97,5%"), commitment("hedge: tiến tới")),
    fine("softening-left-out", quote("dự kiến đạt 97,5%"), commitment("note: “Dự kiến” chỉ nói về kinh phí")),
    bad("approximation-left-out", 13, 12, "“khoảng” makes the number approximate; add approximate: true", quote("khoảng 97,5%")),
    bad("approximation-left-out", 19, 12, "“xấp xỉ” makes the number approximate; add approximate: true",
        ("Hiện tại 93,3%", "xấp xỉ 93,3%")),
    fine("approximation-left-out", quote("khoảng 97,5%"), commitment("approximate: true")),
    fine("approximation-left-out", quote("thu hẹp khoảng cách, đạt 97,5%")),
    bad("softening-not-in-words", 15, 12, "“hướng tới” is neither in the quote nor in the note; quote it, or say in a note where it stands",
        commitment("hedge: hướng tới")),
    fine("softening-not-in-words", commitment("hedge: phấn đấu\n    note: Câu mở đầu bằng “Phấn đấu”")),
    # ---- Targets and present values in each other's place.
    bad("result-among-targets", 13, 12, "“ước đạt” tells what has been reached; move this to baselines, or say in a note why it is a target",
        quote("năm 2025 ước đạt 97,5%")),
    fine("result-among-targets", quote("tăng 97,5% so với hiện tại")),
    fine("result-among-targets", quote("tính đến năm 2030 là 97,5%"), commitment("note: “tính đến năm 2030” là mốc phải đạt")),
    bad("target-among-baselines", 19, 12, "the quote speaks of 2030, after the plan’s issue; move this to commitments, or explain in a note",
        ("Hiện tại 93,3%", "93,3% đến năm 2030")),
    fine("target-among-baselines", ("Hiện tại 93,3%", "93,3% năm 2025")),
    bad("scope-unlike-quote", 13, 12, "“bình quân” says scope: average; write it, or say in a note what the word belongs to",
        quote("bình quân 97,5%")),
    bad("scope-unlike-quote", 15, 12, "“hầu hết” says scope: part; write it, or say in a note what the word belongs to",
        quote("hầu hết: 97,5%"), commitment("scope: all")),
    fine("scope-unlike-quote", quote("bình quân mỗi trạm 97,5"), commitment("scope: average")),
    # ---- What targets and present values encode.
    bad("number-missing", 10, 16, "no number, so that the answer is unclear; write at_least: …, or a note that the document has none",
        NO_NUMBER),
    bad("number-missing", 11, 15, "promised gives no number, so that the answer is unclear; write the number, or delete the key",
        ("at_least: 97.5", "promised: true")),
    bad("number-missing", 11, 15, "this indicator is a promise without a number; write promised: true, or the answer is unclear",
        ("insurance_coverage\n    at_least", "basic_fee_exemption\n    at_least")),
    fine("number-missing", NO_NUMBER, commitment("note: văn bản không nêu con số")),
    bad("year-missing", 10, 16, "no year, so that the answer is unclear; write by: …, or a note that the document has none",
        ("    by: 2030\n", "")),
    fine("year-missing", ("    by: 2030\n", ""), commitment("note: Văn bản không nêu năm.")),
    bad("year-outside-period", 12, 9, "2035 lies outside covers (2026 to 2030); correct one of the two, or say why in a note",
        ("by: 2030", "by: 2035")),
    fine("year-outside-period", ("by: 2030", "by: 2026")),
    fine("year-outside-period", ("by: 2030", "by: 2035"), commitment("note: năm 2035 nằm ngoài thời kỳ của kế hoạch")),
    fine("year-outside-period", ("by: 2030", "by: 2035"), ("covers: {from: 2026, to: 2030}", "kind: plan")),
    bad("bound-against-direction", 11, 14, "more of this indicator is better, and at_most promises no minimum; write at_least, or explain in a note",
        ("at_least: 97", "at_most: 97")),
    bad("bound-against-direction", 11, 16, "less of this indicator is better, and more_than promises no limit; write less_than, or explain in a note",
        ("insurance_coverage\n    at_least", "stunting_under5\n    more_than")),
    fine("bound-against-direction", ("insurance_coverage\n    at_least", "stunting_under5\n    at_most")),
    fine("bound-against-direction", ("at_least: 97", "at_most: 97"), commitment("note: văn bản ghi “không quá”")),
    bad("unit-unlike-indicator", 15, 11, "the indicator is in %, so that a number in people is unclear; correct the unit or the indicator",
        commitment("unit: people")),
    bad("unit-unlike-indicator", 15, 11, "the indicator is in %, and the quote does not say ‰; correct the unit, or quote its sign",
        commitment("unit: ‰")),
    bad("unit-unlike-indicator", 15, 11, "this indicator is a promise and has no unit; delete the unit",
        ("insurance_coverage\n    at_least: 97.5", "basic_fee_exemption\n    promised: true"), commitment("unit: cm")),
    fine("unit-unlike-indicator", commitment('unit: "%"')),
    fine("unit-unlike-indicator", quote("97,5‰"), commitment("unit: ‰")),
    fine("unit-unlike-indicator", commitment("unit: people"), commitment("note: văn bản dùng đơn vị là người")),
    bad("value-impossible", 11, 15, "more than 100 cannot be; look at the number in the document again", ("97.5", "975")),
    bad("value-impossible", 11, 16, "more than 100 cannot be; look at the number in the document again", ("at_least: 97.5", "more_than: 100")),
    bad("value-impossible", 17, 12, "more than 100 cannot be; look at the number in the document again", ("93.3", "933")),
    fine("value-impossible", ("97.5", "100")),
    fine("value-impossible", ("97.5", "975"), commitment("unit: ‰")),
    bad("target-twice", 15, 17, "the same target from the same place stands on line 10; delete one, or correct where:",
        ("baselines:", "  - {indicator: insurance_coverage, at_least: 97.5, by: 2030, where: mục II.1}\nbaselines:")),
    fine("target-twice",
         ("baselines:", "  - {indicator: insurance_coverage, at_least: 97.5, by: 2030, where: Phụ lục}\nbaselines:")),
    bad("day-missing", 16, 16, "no day, so that no pace can be shown; write as_of: 2025-09-30 (or 2025), or a note that none is given",
        ("    as_of: 2025-09-30\n", "")),
    fine("day-missing", ("    as_of: 2025-09-30\n", "    note: Văn bản không ghi thời điểm.\n")),
    bad("day-after-issue", 18, 12, "2026-01 lies after the plan’s issue (2025-11-21); correct the day, or move this to commitments",
        ("as_of: 2025-09-30", "as_of: 2026-01")),
    fine("day-after-issue", ("as_of: 2025-09-30", "as_of: 2025")),
    # ---- Tasks.
    bad("group-missing", 22, 12, "no group; write group: 1 to 6 where the heading or the content tells", ("    group: 2\n", "")),
    fine("group-missing", ("    group: 2\n", "    note: không rõ thuộc nhóm nào\n")),
    bad("answer-unknown", 26, 14, "no norm has a task “nq72/doctor-rotatoin”; did you mean “nq72/doctor-rotation”?",
        ("doctor-rotation", "doctor-rotatoin")),
    bad("answer-unknown", 26, 37, "no norm has a task “xyz/0”; write an id that check rules lists, or delete it",
        ("nq72/doctor-rotation", "[nq72/doctor-rotation, xyz/0]")),
    bad("answer-unknown", 26, 14, "nq72/insurance-2030 is no task and no question of the norm; only those can be answered by tasks",
        ("nq72/doctor-rotation", "nq72/insurance-2030")),
    fine("answer-unknown"),
    bad("answer-of-another-group", 26, 14, "nq72/doctor-rotation is of group 2, this task of group 3; correct one, or say in a note why it stands here",
        ("group: 2", "group: 3")),
    fine("answer-of-another-group", ("group: 2", "group: 3\n    note: đứng ở mục III.3 nên xếp nhóm 3")),
    bad("agency-split", 24, 11, "a comma has split one name into “Các sở”, “ban” …; put quotation marks around it",
        ("[Sở Y tế]", "[Các sở, ban, ngành, địa phương]")),
    fine("agency-split", ("[Sở Y tế]", '["Các sở, ban, ngành, địa phương"]')),
    fine("agency-split", ("[Sở Y tế]", "[Sở Y tế, các địa phương]")),
    bad("due-before-issue", 25, 10, "2024 lies before the plan’s issue (2025-11-21); correct the date, or explain it in a note",
        ("due: 2026", "due: 2024")),
    fine("due-before-issue", ("due: 2026", "due: 2025-Q4")),
    fine("due-before-issue", ("due: 2026", "due: yearly")),
    bad("quantity-ends-before-it-begins", 27, 66, "the quantity ends (2026) before it begins (2030); exchange the two years",
        ("from: 2026, to: 2030}\n    quote", "from: 2030, to: 2026}\n    quote")),
    fine("quantity-ends-before-it-begins"),
    # ---- The head.
    bad("annual-plan-without-its-year", 7, 7, "an annual plan without its year; add covers: {from: 2026, to: 2026}",
        ("covers: {from: 2026, to: 2030}", "kind: annual-plan")),
    bad("annual-plan-without-its-year", 8, 9, "an annual plan covers one year, not 2026 to 2030; correct covers:, or write kind: plan",
        ("covers:", "kind: annual-plan\ncovers:")),
    fine("annual-plan-without-its-year", ("covers: {from: 2026, to: 2030}", "kind: annual-plan\ncovers: {from: 2026, to: 2026}")),
    bad("norm-misspelt", 6, 14, "“72-NQTW” looks like 72-NQ/TW and is not taken for it; write 72-NQ/TW", ("[72-NQ/TW]", "[72-NQTW]")),
    bad("norm-misspelt", 6, 14, "“Nghị quyết 72-NQ/TW” looks like 72-NQ/TW and is not taken for it; write 72-NQ/TW",
        ("[72-NQ/TW]", "[Nghị quyết 72-NQ/TW]")),
    fine("norm-misspelt", ("[72-NQ/TW]", "[28-NQ/TW, 201/QĐ-UBND, 172-NQ/TW, 72-CTr/TU]")),
    bad("norm-left-out", 6, 13, "the title names 72-NQ/TW; add it to implements", ("[72-NQ/TW]", "[05-CTr/TU]")),
    fine("norm-left-out", ("số 72-NQ/TW", "số 172-NQ/TW"), ("[72-NQ/TW]", "[]")),
    fine("norm-left-out", ("[72-NQ/TW]", "[]\nnote: Kế hoạch có trước 72-NQ/TW, chỉ nhắc tên.")),
    # ---- The source.
    bad("source-missing", 1, 1, "no source; add source: {title: …, file: …, sha256: …}", ("source: {file", "# {file")),
    bad("source-missing", 8, 9, "the source has no file; add file: with the name of its text", ("file: tinh.txt", "title: Kế hoạch")),
    bad("source-missing", 8, 9, "the source has no sha256; add what sha256sum tinh.txt prints, so that the very document can be known again",
        (", sha256: ", "} # ")),
    fine("source-missing"),
    bad("source-changed", 8, 16, "khac.txt is not in {folder}; put the document there, or correct the name",
        ("tinh.txt", "khac.txt"), sources=True),
    bad("source-changed", 8, 16, "../plan/tinh.yaml is not in {folder}; put the document there, or correct the name",
        ("tinh.txt", "../plan/tinh.yaml"), sources=True),
    bad("source-changed", 8, 34, "tinh.txt is not the document that was read: its sha256 is "
        f"{hashlib.sha256(SOURCE.encode()).hexdigest()}; compare the two versions",
        (hashlib.sha256(SOURCE.encode()).hexdigest(), "0" * 64), sources=True),
    bad("source-changed", 8, 16, "tinh.pdf is no text in UTF-8, so that no quote can be compared; name its text instead",
        ("tinh.txt", "tinh.pdf"), (hashlib.sha256(SOURCE.encode()).hexdigest(), hashlib.sha256(b"\xff").hexdigest()), sources=True),
    fine("source-changed", sources=True),
    fine("source-changed", ("tinh.txt", "khac.txt")),
    bad("quote-not-in-source", 13, 12, "behind “y tế đạt” the document has “97,5%.”, the quote “97,1%”; quote what stands there",
        quote("bao phủ bảo hiểm y tế đạt 97,1%"), sources=True),
    bad("quote-not-in-source", 13, 12, "behind “bảo hiểm y” the document has “tế”, the quote “tê”; quote what stands there",
        quote("bao phủ bảo hiểm y tê đạt 97,5%"), sources=True),
    bad("quote-not-in-source", 13, 12, "the document does not contain “Bao”, the quote’s first word; quote what stands there",
        quote("Bao phủ bảo hiểm y tế đạt 97,5%"), sources=True),
    bad("quote-not-in-source", 28, 12, "the document ends behind “40 bác sĩ”, the quote goes on with “mới”; quote what stands there",
        ("ít nhất 40 bác sĩ", "ít nhất 40 bác sĩ mới"), sources=True),
    fine("quote-not-in-source", sources=True),
    fine("quote-not-in-source", quote("không có trong văn bản")),
    # ---- Marks for review.
    bad("still-to-be-reviewed", 15, 5, "still to be reviewed; compare it with the document, correct it, then delete this line",
        commitment("review: true")),
    bad("still-to-be-reviewed", 21, 5, "still to be reviewed: không rõ năm; compare it with the document, then delete this line",
        ("    where: Phụ lục, dòng 3\n", "    where: Phụ lục, dòng 3\n    review: true\n    review_reason: không rõ năm\n")),
    bad("still-to-be-reviewed", 30, 5, "still to be reviewed; compare it with the document, correct it, then delete this line",
        ("    where: mục III.2\n", "    where: mục III.2\n    review: có\n")),
    bad("still-to-be-reviewed", 9, 10, "still to be reviewed: issued (bị mờ); compare it with the document, then delete this line",
        ("commitments:\n", "review: {issued: bị mờ}\ncommitments:\n")),
    fine("still-to-be-reviewed"),
    fine("still-to-be-reviewed", commitment("review: false\n    confidence: low")),
    bad("reason-without-review", 15, 5, "a reason and no review: true; delete this line, or add review: true",
        commitment("review_reason: không rõ năm")),
    fine("reason-without-review", commitment("review: true\n    review_reason: không rõ năm")),
]  # fmt: skip

"""The letter of comments: what it says, and that nothing of a plan can break it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from io import BytesIO
from zipfile import ZipFile

import pytest
from command import PLANS, ROOT, check, files_in
from docx import Document
from letters import NAMES, judged, lines_of, sent, sent_of

from checker.i18n import language
from checker.writers.letter.citing import cited, with_kinds

TEMPLATES = ROOT / "templates"
SECTIONS = ["I. KẾT QUẢ CHUNG", "II. NHỮNG ĐIỂM ĐỀ NGHỊ CHỈNH SỬA, BỔ SUNG", "III. NỘI DUNG KHUYẾN NGHỊ", "IV. NỘI DUNG CẦN LÀM RÕ"]  # fmt: skip


def gaps_of(letter):
    return [(r, a) for r in letter.plan.rulesets if r.applies and r.ruleset.binding == "mandatory" for a in r.gaps]


# What it says


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", [*NAMES, "nothing"])
def test_every_gap_stands_with_clause_words_quotes_comparison_and_proposal(name, lang):
    letter = sent(name, lang)
    for under, gap in gaps_of(letter):
        heads = [n for n, line in enumerate(letter.lines) if re.match(rf"\d+\. {re.escape(gap.name)} \(", line)]
        blocks = ["\n".join(letter.lines[n : n + 6]) for n in heads]
        wanted = [f"{gap.clause}, ", f"{under.ruleset.number}: “{gap.words}”", f"“{gap.proposal}”", *gap.comparison]
        wanted += [f"“{answer.quote}” ({answer.where}" for answer in gap.answers]
        assert any(all(words in block for words in wanted) for block in blocks), gap.requirement


def test_gaps_are_numbered_and_the_most_serious_come_first():
    heads = [re.match(r"(\d+)\. .*; ưu tiên (cao|trung bình|thấp)\)$", line) for line in sent("quangngai").lines]
    found = [(int(match[1]), match[2]) for match in heads if match]
    assert [number for number, _ in found] == [1, 2, 3, 4, 5, 6, 7]
    assert [word for _, word in found] == ["cao"] * 2 + ["trung bình"] * 4 + ["thấp"]


def test_what_the_plan_lacks_is_to_be_added_and_what_falls_short_to_be_changed():
    text = sent("quangngai").text
    assert "Đề nghị bổ sung: “Đến năm 2026, tỷ lệ bao phủ bảo hiểm y tế đạt trên 95% dân số.”" in text
    assert "Đề nghị sửa thành: “Đến năm 2030, tỷ lệ bao phủ bảo hiểm y tế đạt 100% dân số.”" in text


def test_what_is_unclear_is_to_be_made_clear():
    text = sent("unclear").text
    assert "Đề nghị làm rõ, chẳng hạn: “Đến năm 2030, tỷ lệ bao phủ bảo hiểm y tế đạt 100% dân số.”" in text
    assert "Đề nghị sửa thành" not in text


def test_related_words_of_the_plan_stand_beside_what_is_missing():
    assert "Nội dung liên quan trong Kế hoạch: “đến năm 2030 mỗi trạm có đủ bác sĩ”" in sent("quangninh").text


def test_a_full_letter_has_four_sections_and_a_summary_the_first_two():
    for level, count in (("full", 4), ("summary", 2)):
        assert [line for line in sent("quangngai", level=level).lines if line in SECTIONS] == SECTIONS[:count]


def test_a_summary_asks_only_for_what_it_contains():
    closing = next(line for line in sent("quangngai", level="summary").lines if line.startswith("Trên đây"))
    assert "mục II" in closing
    assert "mục III" not in closing


def test_a_plan_that_conforms_is_told_so():
    letter = sent("bacninh")
    assert "Bộ Y tế không đề nghị nội dung nào bắt buộc phải chỉnh sửa, bổ sung." in letter.text
    assert "Đề nghị bổ sung" not in letter.text
    assert "tổ chức thực hiện Kế hoạch" in letter.text


def test_a_plan_that_no_norm_binds_is_told_why_and_asked_for_nothing():
    letter = sent("old")
    assert [line for line in letter.lines if line in SECTIONS] == SECTIONS[:1]
    bare = [re.sub("(Nghị quyết|Quyết định) số ", "", line) for line in letter.lines]
    for ruleset in letter.plan.rulesets:
        assert f"- {ruleset.ruleset.number}: {ruleset.why}" in bare
    assert "để biết./." in letter.text


def test_an_accepted_gap_stays_visible_with_reason_name_and_day():
    letter = sent("quangngai", accepted=True)
    line = next(line for line in letter.lines if "Lý do chấp thuận" in line)
    for words in ("Tỉnh có văn bản giải trình số 12/UBND-KGVX", "Nguyễn Văn A", "31/12/2027", "II.1.đ", "97,1% < 100%"):
        assert words in line
    assert "chỉnh sửa, bổ sung 6 điểm" in letter.text


def test_incomplete_tasks_are_counted_and_it_is_said_where_the_others_are():
    letter = sent("quangngai")
    count = sum(o.kind == "task_incomplete" for o in letter.plan.observations)
    assert count > 3
    assert f"Kế hoạch có {count} nhiệm vụ chưa nêu đủ" in letter.text
    assert f"{count - 3} nhiệm vụ còn lại được nêu trong báo cáo đối chiếu chi tiết." in letter.lines


@pytest.mark.parametrize("name", NAMES)
def test_every_other_observation_and_every_question_stands_in_it(name):
    letter = sent(name)
    observed = [o for o in letter.plan.observations if o.kind != "task_incomplete"]
    questions = [q for r in letter.plan.rulesets if r.applies for q in r.questions]
    assert [o.text for o in observed if o.text not in letter.text] == []
    assert [q.text for q in questions if q.text not in letter.text] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_gap_to_guidance_and_every_task_without_a_clear_counterpart_stands_in_it(name):
    letter = sent(name)
    applying = [r for r in letter.plan.rulesets if r.applies]
    advised = [a.proposal for r in applying if r.ruleset.binding == "advisory" for a in r.gaps]
    tasks = [t.title for r in applying for t in r.tasks if t.status in ("unassigned", "weaker", "unclear")]
    assert [words for words in (*advised, *tasks) if words not in letter.text] == []


def test_it_says_that_the_norms_words_were_not_compared_with_the_official_text():
    assert "15/15 yêu cầu thuộc Nghị quyết số 72-NQ/TW, 9/9 yêu cầu thuộc Quyết định số 201/QĐ-TTg chưa được đối chiếu với bản chính thức" in sent("bacninh").text  # fmt: skip


def test_norms_are_cited_by_kind_number_day_issuer_and_subject():
    first = "- Nghị quyết số 72-NQ/TW ngày 09/9/2025 của Bộ Chính trị về một số giải pháp đột phá"
    assert any(line.startswith(first) for line in sent("bacninh").lines)
    assert "Chưa đáp ứng 7/15 yêu cầu của Nghị quyết số 72-NQ/TW" in sent("quangngai").text
    assert "Quy định tại mục II.1.d, Nghị quyết số 72-NQ/TW: “" in sent("quangngai").text


def test_a_norm_whose_title_names_no_kind_keeps_its_title_whole():
    norm = sent("bacninh").plan.rulesets[0].ruleset.model_copy(update={"number": "9/X", "title": "Tầm nhìn 2045"})
    assert cited(norm, language("vi")) == ("9/X", "(Tầm nhìn 2045)")
    assert with_kinds("theo 9/X, 19/X", [norm], language("vi")) == "theo 9/X, 19/X"


def test_it_says_that_only_a_summary_was_compared():
    assert "Bản được đối chiếu là bản tóm tắt, không phải toàn văn" in sent("quangninh").text
    assert "Bản được đối chiếu là bản tóm tắt" not in sent("bacninh").text


@pytest.mark.parametrize(
    ("name", "to"),
    [
        ("quangngai", "tỉnh Quảng Ngãi"),
        ("haiphong", "thành phố Hải Phòng"),
        ("nothing", "Thành phố Hồ Chí Minh"),
    ],
)
def test_it_is_addressed_to_the_peoples_committee(name, to):
    assert f"Kính gửi: Ủy ban nhân dân {to}" in sent(name).lines


def test_the_counts_are_those_of_the_report():
    table = sent("quangngai").document.tables[1]
    head, *rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert head[2:] == ["Đạt", "Cao hơn", "Thấp hơn", "Chậm hơn", "Thiếu", "Chưa rõ", "Đã chấp thuận", "Không áp dụng"]
    assert rows == [
        ["72-NQ/TW", "15", "8", "0", "5", "0", "2", "0", "0", "0"],
        ["201/QĐ-TTg", "9", "0", "1", "1", "0", "3", "0", "0", "4"],
    ]


def test_no_tag_of_the_template_is_left():
    for name in (*NAMES, "nothing", "old"):
        assert re.search(r"[{}]", sent(name).text) is None


# Same input, same bytes


def test_two_processes_write_the_same_bytes(tmp_path):
    for number in ("1", "2"):
        env = {"PYTHONHASHSEED": number}
        check(
            PLANS / "quangngai.yaml", "-q", "--as-of", "2026-11-21", "-f", f"docx:{number}.docx", cwd=tmp_path, env=env
        )
    first, second = ((tmp_path / f"{number}.docx").read_bytes() for number in ("1", "2"))
    assert first == second
    assert first == sent("quangngai").content


def test_the_file_carries_the_day_of_the_report_and_no_other():
    letter = sent("quangngai")
    about = letter.document.core_properties
    assert (about.created.date().isoformat(), about.modified.date().isoformat()) == ("2026-11-21", "2026-11-21")
    with ZipFile(BytesIO(letter.content)) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


# What plans may hold


HOSTILE = "</w:t></w:r> & <script>alert(1)</script> {{ 7*7 }} {% raw %} {_{ x }_} {_% x %_} ]]> =1+1 “"
LONG = "a" * 4000


def hostile(text):
    report = judged("quangngai")
    plan = report.plans[0]
    ruleset = next(r for r in plan.rulesets if r.ruleset.id == "nq72")
    assessments = tuple(
        a.model_copy(update={"answers": tuple(n.model_copy(update={"quote": text, "where": text}) for n in a.answers)})
        for a in ruleset.assessments
    )
    rulesets = tuple(r.model_copy(update={"assessments": assessments}) if r is ruleset else r for r in plan.rulesets)
    head = plan.plan.model_copy(update={"title": text, "number": text, "issuer": text, "note": text})
    return sent_of(report, plan.model_copy(update={"plan": head, "rulesets": rulesets}))


@pytest.mark.parametrize("text", [HOSTILE, LONG])
def test_text_of_a_plan_stays_text(text):
    letter = hostile(text)
    assert letter.text.count(f"“{text}” ({text})") == 5  # the gaps that have answers
    assert f"(“{text}”, sau đây gọi tắt là Kế hoạch)" in letter.text
    assert len(letter.document.tables) == 3


def test_what_xml_cannot_hold_is_written_out():
    shown = r"a\x00b\x1bc\x0bd\x0ce\ufffef\ud800g\u202eh"
    letter = hostile("a\x00b\x1bc\x0bd\x0ce\ufffef\ud800g\u202eh")
    assert f"“{shown}”" in letter.text


def test_line_ends_and_tabs_of_a_plan_do_not_break_a_paragraph():
    assert "“một hai ba”, sau đây" in hostile("một\nhai\tba").text


# In an office program


def test_libreoffice_shows_the_head_and_every_gap(tmp_path):
    office = shutil.which("soffice")
    if office is None and os.environ.get("NQ_CHECK_OFFICE") != "required":
        pytest.skip("LibreOffice is not installed")
    assert office is not None
    letter = sent("quangngai")
    (tmp_path / "letter.docx").write_bytes(letter.content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = [office, "--headless", profile, "--convert-to", "txt:Text (encoded):UTF8", "letter.docx"]
    subprocess.run(convert, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    text = (tmp_path / "letter.txt").read_text(encoding="utf-8-sig")
    for words in ("BỘ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "PHIẾU GÓP Ý THẨM ĐỊNH", "Nơi nhận:", *SECTIONS):
        assert words in text
    for _, gap in gaps_of(letter):
        assert f"“{gap.proposal}”" in text


def test_standard_output_takes_a_letter(tmp_path):
    arguments = [sys.executable, "-W", "error", "-m", "checker", str(PLANS / "haiphong.yaml"), "-q", "-f", "docx:-"]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    assert "haiphong" not in files_in(tmp_path)
    assert "PHIẾU GÓP Ý THẨM ĐỊNH" in "\n".join(lines_of(Document(BytesIO(done.stdout))))

"""The Word templates of the letter: the shipped ones, those of a user, and those that are broken."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from io import BytesIO
from shutil import copy
from zipfile import ZipFile

import pytest
from command import PLANS, ROOT, check, files_in
from docx import Document
from letters import judged, lines_of, sent_of

from checker.failures import BrokenTemplate
from checker.writers.letter import fields as letter_fields

TEMPLATES = ROOT / "templates"


def test_each_field_of_the_letter_is_used_by_both_templates():
    classes = [kind for kind in vars(letter_fields).values() if is_dataclass(kind)]
    names = {field.name for kind in classes for field in fields(kind)}
    for language in ("vi", "en"):
        text = "\n".join(lines_of(Document(TEMPLATES / f"letter.{language}.docx")))
        tags = " ".join(re.findall(r"\{[{%].*?[%}]\}", text))
        assert {name for name in names if not re.search(rf"\b{name}\b", tags)} == set()


def test_the_templates_of_both_languages_have_the_same_tags():
    tags = {
        language: re.findall(r"^\{%p .*", (ROOT / f"scripts/letter.{language}.txt").read_text(), re.MULTILINE)
        for language in ("vi", "en")
    }
    assert tags["vi"] == tags["en"]


def test_the_templates_are_those_that_the_script_makes(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "scripts")
    import letter_templates

    for language, wording in (("vi", letter_templates.VI), ("en", letter_templates.EN)):
        text = (ROOT / f"scripts/letter.{language}.txt").read_text(encoding="utf-8")
        made = letter_templates.build(wording, text)
        assert made == letter_templates.build(wording, text)
        assert members(made) == members((TEMPLATES / f"letter.{language}.docx").read_bytes())


def members(package):
    with ZipFile(BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


# A user's own


def own_template(folder, *lines, start=None):
    """The shipped template with more paragraphs at its end, or an empty one that begins with ``start``."""
    document = Document(TEMPLATES / "letter.vi.docx") if start is None else Document()
    for line in ([start] if start else []) + list(lines):
        document.add_paragraph(line)
    document.save(folder / "letter.vi.docx")


def letter_from(folder):
    report = judged("quangngai")
    return sent_of(report, report.plans[0], folder)


def test_a_template_of_ones_own_goes_before_the_shipped_one(tmp_path):
    own_template(tmp_path, "Bản của {{ province }}", start="Mẫu riêng")
    assert [line for line in letter_from(tmp_path).lines if line] == ["Mẫu riêng", "Bản của tỉnh Quảng Ngãi"]


def test_a_folder_without_a_letter_takes_the_shipped_one(tmp_path):
    assert "PHIẾU GÓP Ý THẨM ĐỊNH" in letter_from(tmp_path).lines


def test_tags_that_word_tore_into_several_runs_are_read(tmp_path):
    document = Document()
    paragraph = document.add_paragraph()
    for piece in ("{", "{ prov", "ince }", "}"):
        paragraph.add_run(piece)
    document.save(tmp_path / "letter.vi.docx")
    assert "tỉnh Quảng Ngãi" in letter_from(tmp_path).lines


def test_numbers_go_on_in_each_section_on_its_own(tmp_path):
    own_template(tmp_path, *["{{ next_number(“A”) }}"] * 2, "{{ next_number('B') }}", start="x")
    assert [line for line in letter_from(tmp_path).lines if line] == ["x", "1", "2", "1"]


def test_a_table_or_cell_that_was_left_empty_does_not_need_repair_in_word(tmp_path):
    document = Document()
    document.add_paragraph("x")
    table = document.add_table(3, 1)
    for row, text in zip(table.rows, ("{%tr if false %}", "y", "{%tr endif %}"), strict=True):
        row.cells[0].text = text
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "{%p if false %}"
    cell.add_paragraph("{%p endif %}")
    document.save(tmp_path / "letter.vi.docx")
    found = letter_from(tmp_path).document
    assert len(found.tables) == 1
    assert [p.text for p in found.tables[0].cell(0, 0).paragraphs] == [""]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Gửi {{ provinse }}", "at “Gửi {{ provinse }}”: there is no field “provinse”; write “province”"),
        ("{{ plan.titel }}", "there is no field “titel”; write “title”"),
        ("{{ something_else_entirely }}", "write one that the shipped template uses"),
        ("{% for gap in gaps %}", "a tag is opened and not closed; write “endfor” where it ends"),
        ("{%p endif %}", "the tag “endif” is unknown or has no beginning"),
        ("{{ gaps | nonsense }}", "cannot be used (No filter named 'nonsense'.)"),
        ("{{ 1 / 0 }}", "cannot be used (ZeroDivisionError: division by zero)"),
        ("{{ plan.__class__.__mro__ }}", "there is no field “__class__”|access to attribute '__class__'"),
        ("{% include 'letter.en.docx' %}", "cannot be used (TypeError: no loader for this environment specified)"),
    ],
)
def test_what_is_wrong_with_a_template_is_said_with_its_place(tmp_path, line, told):
    own_template(tmp_path, line)
    with pytest.raises(BrokenTemplate) as caught:
        letter_from(tmp_path)
    assert str(tmp_path / "letter.vi.docx") in caught.value.place
    said = str(caught.value).replace(", chỗ “", ", at “")
    assert any(words in said for words in told.split("|")), said


def test_a_tag_that_breaks_the_document_is_named_as_such(tmp_path):
    document = Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "{%p if true %}"
    document.add_paragraph("x {% endif %} {% if false %}")
    document.add_paragraph("{%p endif %}")
    document.save(tmp_path / "letter.vi.docx")
    with pytest.raises(BrokenTemplate, match="a tag breaks the document"):
        letter_from(tmp_path)


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_word_document_is_refused(tmp_path, content):
    (tmp_path / "letter.vi.docx").write_bytes(content)
    with pytest.raises(BrokenTemplate, match="is not a Word document"):
        letter_from(tmp_path)


def test_the_command_names_the_template_on_one_line_and_writes_nothing(tmp_path):
    (tmp_path / "own").mkdir()
    own_template(tmp_path / "own", "{{ provinse }}")
    arguments = ("-q", "-f", "json:a.json", "-f", "docx", "--templates", "own")
    done = check(PLANS / "quangngai.yaml", *arguments, cwd=tmp_path)
    assert done.status == 2
    assert done.err == "own/letter.vi.docx, chỗ “{{ provinse }}”: không có trường “provinse”; hãy viết “province”\n"
    assert files_in(tmp_path) == {"own/letter.vi.docx"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"\n{{ nonsense }}", "own/footer.html.j2:2: there is no field “nonsense”"),
        (b"\n\n{% for x in y %}", "own/footer.html.j2:3: a tag is opened and not closed; write “endfor”"),
        (b"{% include 'none.j2' %}", "own/footer.html.j2:1: there is no template “none.j2”"),
        (b"{{ 1 / 0 }}", "own/footer.html.j2:1: cannot be used (ZeroDivisionError: division by zero)"),
        (b"\xff", "own/footer.html.j2: is not encoded as UTF-8; save it as UTF-8"),
    ],
)
def test_a_broken_template_of_a_page_is_named_with_its_line(tmp_path, text, told):
    (tmp_path / "own").mkdir()
    (tmp_path / "own/footer.html.j2").write_bytes(text)
    arguments = ("-q", "-f", "json:a.json", "-f", "html", "--templates", "own", "--lang", "en")
    done = check(PLANS / "bacninh.yaml", *arguments, cwd=tmp_path)
    assert (done.status, done.err.count("\n")) == (2, 1)
    assert done.err.startswith(told)
    assert files_in(tmp_path) == {"own/footer.html.j2"}


def test_a_copied_template_gives_the_shipped_letter(tmp_path):
    copy(TEMPLATES / "letter.vi.docx", tmp_path)
    report = judged("quangngai")
    assert letter_from(tmp_path).content == sent_of(report, report.plans[0]).content

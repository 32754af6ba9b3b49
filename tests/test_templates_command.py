"""``check templates``: copies what may be edited, and never over what somebody edited."""

from __future__ import annotations

import re

import pytest
from command import PLANS, ROOT, check, files_in


def test_all_templates_are_copied_as_they_are(tmp_path):
    done = check("templates", "own", "--lang", "en", cwd=tmp_path)
    assert done.status == 0
    assert files_in(tmp_path / "own") >= {"letter.vi.docx", "letter.en.docx", "report.html.j2", "style.css"}
    for name in files_in(tmp_path / "own"):
        assert (tmp_path / "own" / name).read_bytes() == (ROOT / "templates" / name).read_bytes()
    assert done.err.splitlines()[-1] == "Edit it in Word, then: check plans/x.yaml -f docx --templates own"


def test_one_template_can_be_copied_alone(tmp_path):
    done = check("templates", "own", "--only", "letter.vi.docx", cwd=tmp_path)
    assert (done.status, done.out) == (0, "")
    assert files_in(tmp_path) == {"own/letter.vi.docx"}
    assert "Mẫu: own/letter.vi.docx" in done.err


def test_for_a_template_of_a_page_no_word_is_said_of_word(tmp_path):
    done = check("templates", "own", "--only", "style.css", "--lang", "en", cwd=tmp_path)
    assert done.err.splitlines()[-1] == "Edit it, then: check plans/x.yaml --templates own"


def test_what_it_says_to_do_next_works(tmp_path):
    done = check("templates", "own", "--only", "letter.en.docx", "--lang", "en", cwd=tmp_path)
    wanted = re.search(r"then: check plans/x.yaml (.+)", done.err)[1].split()
    after = check(PLANS / "bacninh.yaml", "-q", "--lang", "en", *wanted, cwd=tmp_path)
    assert (after.status, after.err) == (0, "")
    assert "reports/bacninh.docx" in files_in(tmp_path)


def test_an_edited_template_is_never_overwritten_unasked(tmp_path):
    (tmp_path / "own").mkdir()
    mine = tmp_path / "own" / "style.css"
    mine.write_text("mine")
    done = check("templates", "own", "--lang", "en", cwd=tmp_path)
    assert done.status == 2
    assert "own already holds style.css; name another folder, or overwrite with --force" in done.err
    assert (mine.read_text(), files_in(tmp_path)) == ("mine", {"own/style.css"})
    assert check("templates", "own", "--force", cwd=tmp_path).status == 0
    assert mine.read_bytes() == (ROOT / "templates/style.css").read_bytes()


@pytest.mark.parametrize("name", ["letter.docx", "../README.md", ""])
def test_a_template_that_does_not_exist_is_named_with_those_that_do(tmp_path, name):
    done = check("templates", "own", "--only", name, "--lang", "en", cwd=tmp_path)
    assert done.status == 2
    assert f"there is no template “{name}”; write one of " in done.err
    assert "letter.vi.docx" in done.err
    assert files_in(tmp_path) == set()


def test_the_help_teaches_the_letter_and_the_next_step(tmp_path):
    done = check("templates", "--help", cwd=tmp_path)
    assert done.status == 0
    assert "letter.vi.docx" in done.out
    assert "-f docx --templates" in done.out

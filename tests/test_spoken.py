"""What is Vietnamese in an English text is marked, so that a screen reader speaks it right."""

from __future__ import annotations

import pytest

from checker.i18n import language
from checker.writers.page.spoken import vietnamese_marked


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("mục II.2, dòng 3", '<span lang="vi">mục II.2, dòng 3</span>'),
        ("II.1.đ · more than 95%", '<span lang="vi">II.1.đ</span> · more than 95%'),
        ("softened by “phấn đấu”.", 'softened by “<span lang="vi">phấn đấu</span>”.'),
        ("lead: Sở Y tế · no output", 'lead: <span lang="vi">Sở Y tế</span> · no output'),
        ("at least 20%, by 2030", "at least 20%, by 2030"),
        ("<b>đ</b>", '<span lang="vi">&lt;b&gt;đ&lt;/b&gt;</span>'),
        ("a < b & “c”", "a &lt; b &amp; “c”"),
        ("", ""),
    ],
)
def test_pieces_with_vietnamese_letters_are_marked_and_all_is_escaped(text, marked):
    assert str(vietnamese_marked(text, language("en"))) == marked


def test_on_a_vietnamese_page_nothing_needs_a_mark():
    assert vietnamese_marked("mục II.2", language("vi")) == "mục II.2"

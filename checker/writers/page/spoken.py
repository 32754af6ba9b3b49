"""Marks what is Vietnamese in a text of another language, so that a screen reader speaks it right."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from checker.i18n import Language
from checker.problems import visible

_LETTERS = "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_BORDERS = "“”·:;()"
_PIECE = re.compile(rf"(\s*)([^{_BORDERS}]*[{_LETTERS}][^{_BORDERS}]*?)(\s*)(?=[{_BORDERS}]|$)", re.IGNORECASE)


def vietnamese_marked(text: str, language: Language) -> str | Markup:
    """The text for a page in ``language``; in English, each quotation, place or name in Vietnamese is marked as such."""
    if language.code == "vi" or not text:
        return text
    text = visible(text)
    made, done = Markup(), 0
    for piece in _PIECE.finditer(text):
        before, words, after = piece.groups()
        made += escape(text[done : piece.start()] + before) + Markup('<span lang="vi">{}</span>').format(words) + after
        done = piece.end()
    return made + escape(text[done:])

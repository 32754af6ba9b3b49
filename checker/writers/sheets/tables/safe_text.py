"""Text of plans as it may stand in a cell: whole, visible, and never a formula."""

from __future__ import annotations

import re

from checker.problems import visible

FORMULA = re.compile(r"\s*[=+\-@\t\r\n＝＋－＠]")
"""How a text begins that a spreadsheet would take for a formula, full-width signs and leading blanks among it."""


def shown_text(text: str) -> str:
    """The text with every character that a cell cannot hold, or a reader cannot see, written out."""
    return visible(text)


def begins_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet might compute the text instead of showing it."""
    return FORMULA.match(text) is not None

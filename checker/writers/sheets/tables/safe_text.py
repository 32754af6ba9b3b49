"""Which texts of plans a spreadsheet would compute."""

from __future__ import annotations

import re

FORMULA = re.compile(r"\s*[=+\-@\t\r\n＝＋－＠]")
"""How a text begins that a spreadsheet would take for a formula, full-width signs and leading blanks among it."""


def begins_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet might compute the text instead of showing it."""
    return FORMULA.match(text) is not None

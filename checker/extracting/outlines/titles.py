"""What a paragraph's words make it: a title, a lead-in, a line that names a year."""

from __future__ import annotations

from checker.extracting.document import Paragraph
from checker.extracting.outlines.heading_years import years_in_heading
from checker.extracting.tokens import words_of

TITLE_WORDS = 45
"""A longer text behind a number is an item, not a title."""
_LEAD_WORDS = 40
_LABEL_WORDS = 10
_YEAR_LINE_WORDS = 6


def label_of(text: str) -> str | None:
    """The words up to a colon that ends the paragraph or stands behind its first few words; None without one."""
    text = text.strip()
    if text.endswith(":") and len(text.split()) <= _LEAD_WORDS:
        return text[:-1].strip()
    head, colon, _ = text.partition(":")
    return head.strip() if colon and 0 < len(head.split()) <= _LABEL_WORDS and ". " not in head else None


def is_year_line(text: str) -> bool:
    """If a line says a year and nothing else to speak of: "Đến năm 2030"."""
    words = text.split()
    return (
        len(words) <= _YEAR_LINE_WORDS
        and not text.endswith((".", ";", ","))
        and bool(years_in_heading(text))
        and "%" not in text
    )


def is_capitals(text: str) -> bool:
    """If all of it is in capital letters, single small ones ("CTr") aside."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def names_document(text: str) -> bool:
    """If a line in capitals is the document's title once more: "CHƯƠNG TRÌNH HÀNH ĐỘNG SỐ 04-CTr/TU"."""
    return words_of(text)[:3] == words_of("chương trình hành") or words_of(text)[:3] == words_of("kế hoạch số")


def is_heading(block: Paragraph) -> bool:
    """If a paragraph without a number is a heading: marked as one, or in capitals, or bold and short."""
    text, words = block.text.strip(), len(block.text.split())
    if words > TITLE_WORDS or not any(c.isalpha() for c in text):
        return False
    if block.heading or (is_capitals(text) and words > 1):
        return True
    return block.bold and words <= 25 and not text.endswith((".", ";", ","))

"""Reads a text file: its lines, with pages where form feeds part them."""

from __future__ import annotations

import re
from pathlib import Path

from checker.extracting.document import Line
from checker.extracting.documents.letters import clean_letters
from checker.extracting.documents.unreadable import Unreadable
from checker.i18n import N_

MAX_BYTES = 20_000_000
TOO_LONG = N_("the text file is larger than {limit} MB: split it into several files")
NOT_TEXT = N_("the file is not text in UTF-8: save it again with that encoding")

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_ENDS = re.compile(r"\r\n|[\n\r\x0b\x85\u2028\u2029]")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def read_text(path: Path) -> list[Line]:
    """The lines of a UTF-8 or (with its mark) UTF-16 file, blank ones too; pages only if it has form feeds.

    Lines are in NFC and as they stand, blanks and all, but for characters that nobody sees. Raises Unreadable for a
    file that is neither, or is too long.
    """
    if path.stat().st_size > MAX_BYTES:
        raise Unreadable(TOO_LONG, limit=str(MAX_BYTES // 1_000_000))
    pages = _decoded(path.read_bytes()).split("\f")
    if not pages[-1].strip():
        pages.pop()
    return [
        Line(clean_letters(_UNSEEN.sub("", line)), number if len(pages) > 1 else None)
        for number, page in enumerate(pages, 1)
        for line in _ENDS.split(page.removesuffix("\n").removesuffix("\r"))
    ]


def _decoded(data: bytes) -> str:
    mark, encoding = next((known for known in _MARKS if data.startswith(known[0])), (b"", "utf-8"))
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(NOT_TEXT) from error
    if text.count("\0") > len(text) // 100:
        raise Unreadable(NOT_TEXT)
    return text

"""Reads a document of whatever kind it is, told by what is in it and not by its name."""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from checker.extracting.document import Block, FlatTable, Line, Paragraph, Source, Table
from checker.extracting.documents.garbled import is_garbled
from checker.extracting.documents.healing import heal
from checker.extracting.documents.isolated import read_apart
from checker.extracting.documents.text import read_text
from checker.extracting.documents.unreadable import Unreadable
from checker.i18n import N_
from checker.problems import Reason

MAX_BYTES = 200_000_000
MAX_CHARACTERS = 10_000_000
_HEAD, _TAIL = 64_000, 1_000_000

_MISSING = N_("there is no such file")
_DIRECTORY = N_("this is a folder; name the document in it")
_NO_FILE = N_("this is no file that can be read")
_FORBIDDEN = N_("the file may not be read ({why})")
_TOO_LARGE = N_("the file is larger than {limit} MB; save it with smaller pictures, or print only the plan to a PDF")
_TOO_MUCH_TEXT = N_("the document has more than {limit} million characters; cut the plan out of it and read that")
_EMPTY = N_("the file is empty; ask for it again")
_OTHER_KIND = N_("this is {kind}; open it and save it as .docx or as PDF")
_PICTURE = N_(
    "this is a picture ({kind}); make a PDF of it and recognise the text, for example with: "
    "ocrmypdf -l vie --image-dpi 300 in.png out.pdf"
)
_UNKNOWN = N_("this is no PDF, Word document (.docx) or text in UTF-8; save the document as one of them")
_PROTECTED = N_("the Word file is protected with a password; save a copy without one and read that")
_OLD_TEXT = N_(
    "the text is in an encoding from before Unicode (such as TCVN3, VNI or Windows-1258); convert it to Unicode, "
    "for example with UniKey, and save it as UTF-8"
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"BM": "BMP",
}
# What a zip archive holds tells what it is: the names stand in its list of contents, at its end.
_ARCHIVES = (
    (b"word/document", "docx"),
    (b"xl/workbook", N_("an Excel workbook")),
    (b"ppt/presentation", N_("a PowerPoint presentation")),
    (b"mimetypeapplication/vnd.oasis.opendocument", N_("an OpenDocument file")),
    (b"", N_("a zip archive")),
)
_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?>.{0,500}?-->)\s*)*<(?:!doctype html|html|\?mso-|w:wordDocument|pkg:)",
    re.I | re.S,
)

Step = Callable[[int, int], None]


def read_source(path: Path, step: Step | None = None) -> Source:
    """The document at ``path``; ``step`` is told (page, pages) as pages are read.

    Raises Unreadable for everything that is no document which can be read: the message says what to do.
    """
    head, tail, sha256 = _look_at(path)
    kind = _kind(head, tail)
    pages: int | None = None
    unread: tuple[int, ...] = ()
    raw: Sequence[Line | Paragraph | Table]
    if kind == "pdf":
        pdf = read_apart("checker.extracting.documents.pdf:read_pdf", path, step)
        raw, pages, unread = pdf.items, pdf.pages, pdf.unread
    elif kind == "docx":
        raw = read_apart("checker.extracting.documents.read:_read_word", path, step)
    else:
        raw = read_text(path)
    texts = _texts(raw)
    if sum(map(len, texts)) > MAX_CHARACTERS:
        raise Unreadable(_TOO_MUCH_TEXT, limit=MAX_CHARACTERS // 1_000_000)
    if kind != "pdf" and is_garbled(" ".join(texts[:5000])):
        raise Unreadable(_OLD_TEXT)
    blocks, dropped = heal(raw)
    if not any(_has_words(block) for block in blocks):
        raise Unreadable(_EMPTY)
    return Source(path.name, sha256, kind, blocks, pages, dropped, unread)


def _read_word(path: Path, _step: Step) -> list[Paragraph | Table]:
    from checker.extracting.documents.word import read_word

    return read_word(path)


def _look_at(path: Path) -> tuple[bytes, bytes, str]:
    """The file's first and last bytes and its sha256."""
    try:
        kind = path.stat()
        if stat.S_ISDIR(kind.st_mode):
            raise Unreadable(_DIRECTORY)
        if not stat.S_ISREG(kind.st_mode):
            raise Unreadable(_NO_FILE)
        if kind.st_size > MAX_BYTES:
            raise Unreadable(_TOO_LARGE, limit=MAX_BYTES // 1_000_000)
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            head = file.read(_HEAD)
            file.seek(max(0, kind.st_size - _TAIL))
            return head, file.read(_TAIL), sha256
    except FileNotFoundError as error:
        raise Unreadable(_MISSING) from error
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        raise Unreadable(_FORBIDDEN, why=getattr(error, "strerror", None) or type(error).__name__) from error


def _kind(head: bytes, tail: bytes) -> str:
    """ "pdf", "docx" or "txt"; raises Unreadable for every other kind."""
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Unreadable(_EMPTY)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK"):
        kind = next(kind for name, kind in _ARCHIVES if name in head or name in tail)
        if kind == "docx":
            return kind
        raise Unreadable(_OTHER_KIND, kind=Reason(kind))
    if head.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in head + tail:
            raise Unreadable(_PROTECTED)
        raise Unreadable(_OTHER_KIND, kind=Reason(N_("a document in the old Office format (.doc, .xls)")))
    if head.startswith(b"{\\rtf"):
        raise Unreadable(_OTHER_KIND, kind=Reason(N_("an RTF document")))
    if _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf")):
        raise Unreadable(_OTHER_KIND, kind=Reason(N_("a web page or an XML file")))
    picture = next((name for start, name in _PICTURES.items() if head.startswith(start)), None)
    if picture or (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or head[4:12] in (b"ftypheic", b"ftypmif1"):
        raise Unreadable(_PICTURE, kind=picture or "WebP, HEIC")
    _check_encoding(head)
    return "txt"


def _check_encoding(head: bytes) -> None:
    """Raises Unreadable for what is no text, and for text in an encoding from before Unicode."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    if sum(byte < 9 or 13 < byte < 32 for byte in head) * 50 > len(head):
        raise Unreadable(_UNKNOWN)
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:  # else a letter that the end of what was looked at cuts in two
            raise Unreadable(_OLD_TEXT) from error


def _texts(raw: Sequence[Line | Paragraph | Table]) -> list[str]:
    texts: list[str] = []
    for item in raw:
        texts += [cell.text for row in item.rows for cell in row] if isinstance(item, Table) else [item.text]
    return texts


def _has_words(block: Block) -> bool:
    match block:
        case Paragraph(text=text):
            return bool(text.strip())
        case FlatTable(header=header, rows=rows):
            return bool(header or rows)
        case Table(rows=rows):
            return any(cell.text for row in rows for cell in row)

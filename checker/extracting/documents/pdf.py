"""Reads a PDF that has its text in it: lines and ruled tables in the order in which one reads them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect, PDFXRefFallback
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import int_value, resolve1

from checker.extracting.document import Line, Table
from checker.extracting.documents.garbled import is_garbled
from checker.extracting.documents.pdf_flow import Pieces, flow, pieces_of
from checker.extracting.documents.pdf_page import BROKEN_PAGE, printed
from checker.extracting.documents.unreadable import Unreadable
from checker.i18n import N_

MAX_PAGES = 2000
_FEW_LETTERS = 150
_PICTURED = 0.5
_END = b"%%EOF"

DAMAGED = N_("the PDF is damaged or was cut off; ask for the file again, or open it and print it to a new PDF")
_ENCRYPTED = N_("the PDF is protected with a password; save a copy without one and read that")
_NO_PAGES = N_("the PDF has no pages; ask for the file again")
_TOO_LONG = N_("the PDF has {pages} pages, more than the {limit} that are read; cut the plan out of it and read that")
_SCANNED = N_(
    "the PDF is a scan: its pages are pictures without text; recognise the text first, "
    "for example with: ocrmypdf -l vie --skip-text in.pdf out.pdf"
)
_EMPTY = N_("the PDF has no text; ask for the file as Word, or as a PDF made from it")
_GARBLED = N_(
    "the letters in the PDF cannot be told (an old font such as .VnTime or VNI, or one without its table of letters); "
    "ask for the Word file, or recognise the text anew, for example with: ocrmypdf -l vie --force-ocr in.pdf out.pdf"
)


@dataclass(frozen=True, slots=True)
class PdfText:
    """``unread`` are the pages of which no text could be read, such as scanned ones among others."""

    items: list[Line | Table]
    pages: int
    unread: tuple[int, ...]


def read_pdf(path: Path, step: Callable[[int, int], None] | None = None) -> PdfText:
    """The lines and tables of the file; ``step`` is told (page, pages) as they are read.

    A blank line stands where a paragraph surely ends. Raises Unreadable.
    """
    with path.open("rb") as file:
        pages = _pages(file)
        fonts = PDFResourceManager(caching=True)
        read: list[tuple[int, Pieces]] = []
        scanned, garbled = [], []
        for number, page in enumerate(pages, 1):
            try:
                ink = printed(page, number, fonts)
                letters = "".join(glyph.text for glyph in ink.glyphs)
                pieces = [] if is_garbled(letters) else pieces_of(ink)
            except (*BROKEN_PAGE, RecursionError):
                garbled.append(number)
                continue
            if ink.pictured >= _PICTURED and sum(map(str.isalpha, letters)) < _FEW_LETTERS:
                scanned.append(number)  # the words on it may be no more than a stamp or a title over the picture
            elif letters.strip() and not pieces:
                garbled.append(number)
            if pieces:
                read.append((number, pieces))
            if step is not None:
                step(number, len(pages))
    sound = {number for number, _ in read} - set(scanned)
    if len(scanned) + len(garbled) >= max(len(sound), 1):
        raise Unreadable(_SCANNED if len(scanned) >= len(garbled) else _GARBLED)
    if not read:
        raise Unreadable(_EMPTY)
    return PdfText(flow(read), len(pages), tuple(sorted(scanned + garbled)))


def _pages(file: BinaryIO) -> list[PDFPage]:
    """Raises Unreadable for a file that is protected, damaged, empty or too long."""
    try:
        document = PDFDocument(PDFParser(file), password="")  # nosec B106 # none is known
        told = resolve1(resolve1(document.catalog.get("Pages")).get("Count"))
        pages: list[PDFPage] = []
        for page in PDFPage.create_pages(document):
            pages.append(page)
            if len(pages) > MAX_PAGES:
                raise Unreadable(_TOO_LONG, pages=max(int_value(told), len(pages)), limit=MAX_PAGES)
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise Unreadable(_ENCRYPTED) from error
    except (*BROKEN_PAGE, RecursionError) as error:
        raise Unreadable(DAMAGED) from error
    # pdfminer looks for objects itself where the file's own list of them is missing: then some may be missing, too.
    guessed = any(isinstance(xref, PDFXRefFallback) for xref in document.xrefs)
    if guessed and (not _has_end(file) or len(pages) != told):
        raise Unreadable(DAMAGED)
    if not pages:
        raise Unreadable(_NO_PAGES)
    return pages


def _has_end(file: BinaryIO) -> bool:
    size = file.seek(0, 2)
    file.seek(max(0, size - 2048))
    return _END in file.read()

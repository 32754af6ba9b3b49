"""Opens the package of a Word file: its parts as XML trees, within bounds of size, depth and number."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from lxml import etree

from checker.extracting.documents.unreadable import Unreadable
from checker.i18n import N_

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"

# "Strict" files name the same things otherwise.
_STRICT = (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode())

MAX_UNPACKED = 200_000_000
MAX_RATIO = 200
MAX_PART = 40_000_000
MAX_PARTS = 10_000
_BIG = 1_000_000

NOT_WORD = N_("the file is no Word file (.docx), or it is damaged: open it in Word and save it again as .docx")
TOO_LARGE = N_("the Word file unpacks to more than {limit} MB: save it again without pictures, or as several files")
HOSTILE = N_("the Word file is packed as no word processor packs it; it is not opened: save it again from Word")


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word file that say what it says; styles and numbering may be missing."""

    body: etree._Element
    styles: etree._Element | None
    numbering: etree._Element | None


def open_package(path: Path) -> Package:
    """Reads the parts; raises Unreadable for what is no Word file, is damaged, or is built to exhaust its reader."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check(archive)
            return _parts(archive)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, KeyError, ValueError, OSError) as error:
        if isinstance(error, FileNotFoundError | PermissionError):
            raise
        raise Unreadable(NOT_WORD) from error


def _check(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > MAX_PARTS:
        raise Unreadable(HOSTILE)
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise Unreadable(TOO_LARGE, limit=str(MAX_UNPACKED // 1_000_000))
    if any(m.file_size > _BIG and m.file_size > MAX_RATIO * max(m.compress_size, 1) for m in members):
        raise Unreadable(HOSTILE)


def _parts(archive: zipfile.ZipFile) -> Package:
    names = set(archive.namelist())
    main = _main_part(archive, names)
    document = _tree(archive, main)
    body = document.find(f"{W}body")
    if document.tag != f"{W}document" or body is None:
        raise Unreadable(NOT_WORD)
    related = _related(archive, names, main)

    def part(kind: str) -> etree._Element | None:
        name = related.get(kind)
        return _tree(archive, name) if name in names and name is not None else None

    return Package(body, part("styles"), part("numbering"))


def _main_part(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "_rels/.rels" in names:
        for kind, target in _relations(_tree(archive, "_rels/.rels")):
            name = str(PurePosixPath(target.lstrip("/")))
            if kind == "officeDocument" and name in names:
                return name
    if "word/document.xml" in names:
        return "word/document.xml"
    raise Unreadable(NOT_WORD)


def _related(archive: zipfile.ZipFile, names: set[str], main: str) -> dict[str, str]:
    """The parts that the main part names, by what they are for."""
    folder = PurePosixPath(main).parent
    rels = str(folder / "_rels" / f"{PurePosixPath(main).name}.rels")
    if rels not in names:
        return {kind: str(folder / f"{kind}.xml") for kind in ("styles", "numbering")}
    found: dict[str, str] = {}
    for kind, target in _relations(_tree(archive, rels)):
        found.setdefault(kind, target.lstrip("/") if target.startswith("/") else str(folder / target))
    return found


def _relations(tree: etree._Element) -> Iterator[tuple[str, str]]:
    for relation in tree.iter(f"{_RELATIONS}Relationship"):
        if relation.get("TargetMode") != "External":
            yield str(relation.get("Type", "")).rpartition("/")[2], str(relation.get("Target", ""))


def _tree(archive: zipfile.ZipFile, name: str) -> etree._Element:
    """A part's tree. No entity is resolved and nothing is fetched; a part with a DOCTYPE is no Word processor's."""
    with archive.open(name) as stream:
        data = stream.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        raise Unreadable(TOO_LARGE, limit=str(MAX_PART // 1_000_000))
    if re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", data[:4096]):
        raise Unreadable(HOSTILE)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data.replace(*_STRICT), parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(NOT_WORD) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(HOSTILE)
    return root


def value(element: etree._Element | None, attribute: str = "val") -> str | None:
    """The ``w:val`` (or other) attribute of an element that may be missing."""
    return None if element is None else element.get(f"{W}{attribute}")


def number(element: etree._Element | None, attribute: str = "val") -> int | None:
    """The same as a whole number, None if it is missing or none (or absurdly long)."""
    text = value(element, attribute)
    return int(text) if text is not None and re.fullmatch(r"-?[0-9]{1,9}", text) else None


def is_on(element: etree._Element | None) -> bool:
    """A switch such as ``w:b``: on where it stands, unless its value says otherwise."""
    return element is not None and value(element) not in ("0", "false", "off", "none")

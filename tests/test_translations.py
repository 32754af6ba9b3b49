"""The Vietnamese catalogue holds every text of the program, and nothing of it is stale."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from io import BytesIO
from string import Formatter

import pytest
from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from command import PLANS, ROOT, check

MESSAGES = ROOT / "checker/locale/vi/LC_MESSAGES"
KEYWORDS = DEFAULT_KEYWORDS | {"N_": None, "say": None, "_": None, "NN_": (1, 2), "plural": (1, 2)}


@cache
def translations() -> Catalog:
    with (MESSAGES / "checker.po").open("rb") as stream:
        return read_po(stream, locale="vi")


@cache
def extracted() -> frozenset[str]:
    """Every msgid of the program and of the templates."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as stream:
        methods, options = parse_mapping_cfg(stream)
    found = extract_from_dir(ROOT, methods, options, KEYWORDS)
    return frozenset(text for _, _, message, *_ in found for text in forms(message))


def forms(text: str | Iterable[str]) -> tuple[str, ...]:
    """Singular and plural, or the one text that there is."""
    return (text,) if isinstance(text, str) else tuple(text)


def messages(catalog: Catalog | None = None) -> Iterator[tuple[str, str]]:
    """Each msgid with its text; a plural with the form that it has in Vietnamese."""
    for message in catalog or translations():
        if message.id:
            yield from zip(forms(message.id), itertools.cycle(forms(message.string)), strict=False)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_the_catalogue_holds_exactly_the_texts_of_the_program():
    known = {msgid for msgid, _ in messages()}
    assert extracted() - known == set(), "not in checker.po"
    assert known - extracted() == set(), "in checker.po, but no longer used"


def test_nothing_is_untranslated_fuzzy_or_obsolete():
    assert [msgid for msgid, text in messages() if not text.strip()] == []
    assert [m.id for m in translations() if m.id and m.fuzzy] == []
    assert not translations().obsolete


def test_placeholders_agree():
    """What a plural and its singular share is kept; a number that only one of them says may go."""
    for message in translations():
        sets = [placeholders(form) for form in forms(message.id)]
        for text in forms(message.string) if message.id else ():
            assert set.intersection(*sets) <= placeholders(text) <= set.union(*sets), message.id


def test_edges_agree():
    """Blanks and line ends at the edges matter where texts are put together."""
    edges = [
        (msgid[0].isspace(), msgid[-1].isspace(), text[0].isspace(), text[-1].isspace()) for msgid, text in messages()
    ]
    assert [edge for edge in edges if edge[:2] != edge[2:]] == []


def test_the_compiled_catalogue_is_the_catalogue():
    compiled = BytesIO()
    write_mo(compiled, translations())
    compiled.seek(0)
    with (MESSAGES / "checker.mo").open("rb") as stream:
        shipped = dict(messages(read_mo(stream)))
    assert shipped == dict(messages(read_mo(compiled)))
    assert len(shipped) > 100


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, str]:
    """The Vietnamese pages of all shipped plans, and their index."""
    folder = tmp_path_factory.mktemp("pages")
    check(*sorted(PLANS.glob("*.yaml")), "-q", cwd=folder)
    return {p.stem: unescape(p.read_text(encoding="utf-8")) for p in (folder / "reports").glob("*.html")}


def test_no_vietnamese_page_speaks_english(pages):
    assert len(pages) >= 6
    differing = {msgid for msgid, text in messages() if msgid != text}
    pieces = {max((piece.strip() for piece, *_ in Formatter().parse(msgid)), key=len) for msgid in differing}
    long = {piece for piece in pieces if len(piece) > 12 and " " in piece}
    assert len(long) > 60
    assert {(name, piece) for name, page in pages.items() for piece in long if piece in page} == set()


def test_make_messages_leaves_the_catalogues_as_they_are(tmp_path):
    """It was run since the last change of a text, and running it again changes nothing."""
    copy = tmp_path / "checkout"
    ignored = shutil.ignore_patterns(".venv", ".git", "reports", "__pycache__")
    shutil.copytree(ROOT, copy, ignore=ignored)
    subprocess.run([sys.executable, "scripts/messages.py"], cwd=copy, check=True, stdout=subprocess.DEVNULL)
    for name in ("checker.po", "checker.mo"):
        here, there = MESSAGES / name, copy / (MESSAGES / name).relative_to(ROOT)
        assert there.read_bytes() == here.read_bytes()

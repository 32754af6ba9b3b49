"""A plan of 100 pages is read to its end, within the limits that a document has."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.long_document import PROSE, TABLES, long_document
from checker.extracting.document import Source, Table
from checker.extracting.documents.healing import heal
from checker.extracting.documents.isolated import read_apart
from checker.extracting.extract import extract_from
from checker.reading.library import load_library

MEMORY = 400_000_000
"""Bytes of address space, more of which than of memory a process takes; the issue allows 500 MB for everything."""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return long_document(tmp_path_factory.mktemp("long") / "plan.pdf")


def test_a_hundred_pages_are_read_and_understood_with_progress_told(plan: Path) -> None:
    steps: list[tuple[int, int]] = []
    read = read_apart("checker.extracting.documents.pdf:read_pdf", plan, lambda *at: steps.append(at), memory=MEMORY)
    assert steps == [(page, PROSE + TABLES) for page in range(1, PROSE + TABLES + 1)]
    assert (read.pages, read.unread) == (100, ())
    blocks, dropped = heal(read.items)
    assert {str(page) for page in range(2, PROSE + 1)} <= set(dropped)
    tables = [block for block in blocks if isinstance(block, Table)]
    assert [len(table.rows[0]) for table in tables] == [8] * len(tables)
    found = extract_from(Source("plan.pdf", "0" * 64, "pdf", blocks, read.pages, dropped), load_library(phrases=True))
    pages = Counter(target.evidence.page for target in found.findings.targets)
    assert {page for page in pages if page is not None and page > PROSE} == set(range(PROSE + 1, PROSE + TABLES + 1))
    assert sum(pages.values()) > 500

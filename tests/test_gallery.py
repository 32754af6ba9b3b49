"""docs/gallery is what the program makes today: run ``make gallery`` after a change of reports."""

from __future__ import annotations

import sys

import pytest
from command import PLANS, ROOT, files_in

sys.path.insert(0, str(ROOT / "scripts"))
import gallery


@pytest.fixture(scope="module")
def today(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gallery")
    gallery.build(folder)
    return folder


def test_the_gallery_holds_every_plan_and_the_index_in_both_languages():
    pages = {f"{path.stem}.html" for path in PLANS.glob("*.yaml")} | {"index.html"}
    assert pages <= files_in(gallery.GALLERY)
    assert {f"en/{page}" for page in pages} <= files_in(gallery.GALLERY)


def test_the_gallery_is_what_the_program_makes_today(today):
    assert files_in(today) == files_in(gallery.GALLERY)
    stale = {name for name in files_in(today) if (today / name).read_bytes() != (gallery.GALLERY / name).read_bytes()}
    assert stale == set(), "run make gallery"


def test_the_readme_links_to_it():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "(docs/gallery/index.html)" in readme

"""Builds the gallery, the reports of all plans in ``docs/gallery``: ``make gallery``.

The same bytes on every machine: the day is fixed, and formats that depend on a machine's fonts are
left out. ``tests/test_gallery.py`` compares it with what the program makes today.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import rmtree

ROOT = Path(__file__).parent.parent
GALLERY = ROOT / "docs" / "gallery"
DAY = "2026-11-22"
PLANS = sorted(f"plans/{path.name}" for path in (ROOT / "plans").glob("*.yaml"))
EXAMPLE = "plans/quangngai.yaml"
"""The plan that is also shown as a letter and as Markdown."""
DOCUMENT = ROOT / "tests" / "documents" / "ke-hoach-mau.docx"
"""A document of our own, for the page that shows what was read from it, and for its draft."""


def build(folder: Path) -> None:
    """Writes the gallery into ``folder``. Raises CalledProcessError if a run fails."""
    check(PLANS, "-o", folder, "-f", "html", "-f", f"xlsx:{folder / 'plans.xlsx'}")
    check([EXAMPLE], "-o", folder, "-f", "docx", "-f", "md")
    check(PLANS, "-o", folder / "en", "--lang", "en")
    for lang, into in (("vi", folder), ("en", folder / "en")):
        extract(into, lang)


def check(plans: list[str], *options: str | Path) -> None:
    command = [sys.executable, "-m", "checker", *plans, "-q", "--fail-on", "never", "--as-of", DAY, *map(str, options)]
    subprocess.run(command, cwd=ROOT, check=True)


def extract(folder: Path, lang: str) -> None:
    """The draft of DOCUMENT and its page, which name each other as they stand side by side."""
    files = ("-o", f"{DOCUMENT.stem}.yaml", "--html", f"{DOCUMENT.stem}.html")
    command = [sys.executable, "-m", "checker", "extract", str(DOCUMENT), "-q", "--lang", lang, *files]
    subprocess.run(command, cwd=folder, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})


if __name__ == "__main__":
    if GALLERY.exists():
        rmtree(GALLERY)
    build(GALLERY)

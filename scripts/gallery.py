"""Builds the gallery, the reports of all plans in ``docs/gallery``: ``make gallery``.

The same bytes on every machine: the day is fixed, and formats that depend on a machine's fonts are
left out. ``tests/test_gallery.py`` compares it with what the program makes today.
"""

from __future__ import annotations

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


def build(folder: Path) -> None:
    """Writes the gallery into ``folder``. Raises CalledProcessError if a run fails."""
    check(PLANS, "-o", folder, "-f", "html", "-f", f"xlsx:{folder / 'plans.xlsx'}")
    check([EXAMPLE], "-o", folder, "-f", "docx", "-f", "md")
    check(PLANS, "-o", folder / "en", "--lang", "en")


def check(plans: list[str], *options: str | Path) -> None:
    command = [sys.executable, "-m", "checker", *plans, "-q", "--fail-on", "never", "--as-of", DAY, *map(str, options)]
    subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    if GALLERY.exists():
        rmtree(GALLERY)
    build(GALLERY)

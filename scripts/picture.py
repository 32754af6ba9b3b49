"""Takes the README's pictures of the reports in a real Chromium: ``make picture``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.plans import write_plans  # noqa: E402  (found only now)

PATHS = {**os.environ, "PYTHONPATH": str(ROOT)}
PLANS = sorted(f"plans/{path.name}" for path in (ROOT / "plans").glob("*.yaml"))
MANY = 1_000
"""Generated plans, for the picture of a large run."""
DOCUMENT = ROOT / "tests" / "documents" / "ke-hoach-mau.docx"
PICTURES = {
    "quangngai": ("report.png", 1140, 1420, None),
    "index": ("index.png", 1140, 1600, None),
    "many/index": ("overview.png", 1240, 1500, None),
    "ke-hoach-mau": ("extract.png", 1240, 1100, "Mục tiêu cụ thể"),
}
"""The pages, and of each the picture, its width and height in pixels, and the words at its top (None: the page's top)."""


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Chromium is missing; on Debian: apt-get install chromium fonts-noto-core")
    with TemporaryDirectory() as folder, sync_playwright() as play:
        command = [sys.executable, "-m", "checker", *PLANS, "-q", "-o", folder, "--as-of", "2026-11-22"]
        subprocess.run(command, cwd=ROOT, check=False)
        write_plans(Path(folder) / "plans", MANY, broken=5)
        command = [
            sys.executable,
            "-m",
            "checker",
            f"{folder}/plans",
            "-q",
            "-o",
            f"{folder}/many",
            "--as-of",
            "2026-11-22",
        ]
        subprocess.run(command, cwd=ROOT, check=False, stderr=subprocess.DEVNULL)
        read = ["extract", str(DOCUMENT), "-q", "-o", "ke-hoach-mau.yaml", "--html", "ke-hoach-mau.html"]
        subprocess.run([sys.executable, "-m", "checker", *read], cwd=folder, check=True, env=PATHS)
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, (picture, width, height, top) in PICTURES.items():
            page = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=1)
            page.goto((Path(folder) / f"{name}.html").as_uri())
            if top is not None:
                page.get_by_text(top).first.evaluate("line => line.scrollIntoView()")
            page.screenshot(path=ROOT / "docs" / picture)
        browser.close()


main()

"""Takes the README's pictures of the reports in a real Chromium: ``make picture``."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
PLAN = "quangngai"


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Chromium is missing; on Debian: apt-get install chromium fonts-noto-core")
    with TemporaryDirectory() as folder, sync_playwright() as play:
        command = [sys.executable, "-m", "checker", f"plans/{PLAN}.yaml", "-q", "-o", folder, "--as-of", "2026-11-21"]
        subprocess.run(command, cwd=ROOT, check=False)
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1140, "height": 1420}, device_scale_factor=1)
        page.goto((Path(folder) / f"{PLAN}.html").as_uri())
        page.screenshot(path=ROOT / "docs" / "report.png")
        browser.close()


main()

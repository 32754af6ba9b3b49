"""Pages in a real Chromium: fixtures that conftest.py gives to every test, and how a page is opened.

Skipped where there is no Chromium, unless NQ_CHECK_BROWSER=required (CI) makes that a failure.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import page_plans
import pytest
from command import PLANS, ROOT, check

NAMES = ["bacninh", "haiphong", "quangngai", "quangninh", "thuathienhue"]
AS_OF = ("--as-of", "2026-11-21")
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def rendered(folder: Path, *arguments: object) -> Path:
    """The folder, with the pages of the plans."""
    done = check(*arguments, "-q", "-o", folder, *AS_OF, cwd=ROOT)
    assert done.status in (0, 1), done.err
    return folder


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the five real plans and of the index, in Vietnamese."""
    return rendered(tmp_path_factory.mktemp("reports"), *(PLANS / f"{name}.yaml" for name in NAMES))


@pytest.fixture(scope="session")
def english_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    plans = [PLANS / f"{name}.yaml" for name in NAMES]
    return rendered(tmp_path_factory.mktemp("english"), *plans, "--lang", "en")


@pytest.fixture(scope="session")
def odd_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of ``page_plans``: lon, trong, dai, thu."""
    folder = tmp_path_factory.mktemp("odd")
    makers = ("plan_of_500", "plan_without_targets", "plan_of_endless_words", "hostile_plan")
    return rendered(folder, *(getattr(page_plans, maker)(folder) for maker in makers))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        if os.environ.get("NQ_CHECK_BROWSER") == "required":
            pytest.fail("no Chromium found")
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


def open_page(
    browser: Any, file: Path, *, query: str = "", width: int = 1200, javascript: bool = True, **context: Any
) -> Any:
    """A page, with ``requests_seen`` and ``complaints`` of the console. ``query``: what follows the file's name."""
    made = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=javascript, **context)
    page = made.new_page()
    page.requests_seen = []
    page.complaints = []
    page.on("request", lambda request: page.requests_seen.append(request.url))
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(file.as_uri() + query)
    return page


def unfold(page: Any) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")


def visible(page: Any, selector: str) -> int:
    """How many of the elements can be seen."""
    count: int = page.locator(selector).evaluate_all("found => found.filter(e => e.checkVisibility()).length")
    return count

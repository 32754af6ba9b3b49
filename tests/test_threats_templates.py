"""Threat: a template that came from somewhere else, and a text that a template forgot to escape."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from browsing import open_page
from command import PLANS, ROOT, check, write_yaml
from docx import Document
from every_status import DAY, plan_of_every_status
from letters import judged

from checker.failures import BrokenTemplate
from checker.i18n import language
from checker.writers.formats import FORMATS, Presentation

TEMPLATES = ROOT / "templates"
REACHING_OUT = [
    "{{ plan.__class__.__mro__ }}",
    "{{ ''.__class__.__base__.__subclasses__() }}",
    "{{ lipsum.__globals__['os'].system('touch gotcha') }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ self.__init__.__globals__ }}",
    "{{ '{0.__class__.__init__.__globals__}'.format(plan) }}",
    "{{ ''['__class__'] }}",
    "{{ plan | attr('__class__') }}",
    "{% include '/etc/passwd' %}",
    "{% include '../secret.txt' %}",
    "{% for n in range(10 ** 9) %}{% endfor %}",
]
"""What a template writes that is after more than the report."""
ONLY_IN_PAGES = [
    "{{ _.__globals__ }}",
    "{{ charts.__code__ }}",
    "{{ icons.update({'met': 'x'}) }}",
    "{{ icons.clear() }}",
]
"""The same with names that only pages have. What they change would be changed for every plan that comes after."""


@pytest.mark.parametrize("text", REACHING_OUT + ONLY_IN_PAGES)
@pytest.mark.parametrize("name", ["html", "md"])
def test_a_page_s_own_template_reaches_nothing_but_the_report(tmp_path, name, text):
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    own = tmp_path / "own"
    own.mkdir()
    (own / f"report.{name}.j2").write_text(text, encoding="utf-8")
    report = judged("bacninh")
    with pytest.raises(BrokenTemplate):
        FORMATS[name].render_plan(report, report.plans[0], Presentation(language("vi"), templates=own))
    assert not Path("gotcha").exists()


@pytest.mark.parametrize("text", REACHING_OUT)
def test_a_letter_s_own_template_reaches_nothing_but_its_fields(tmp_path, text):
    document = Document()
    document.add_paragraph(text)
    document.save(str(tmp_path / "letter.vi.docx"))
    report = judged("bacninh")
    with pytest.raises(BrokenTemplate):
        FORMATS["docx"].render_plan(report, report.plans[0], Presentation(language("vi"), templates=tmp_path))
    assert not Path("gotcha").exists()


def test_copies_of_the_shipped_templates_need_no_more_than_that(tmp_path):
    shutil.copytree(TEMPLATES, tmp_path / "own")
    plans = [plan_of_every_status(tmp_path), PLANS / "quangngai.yaml"]
    options = (*plans, "-q", "-f", "html", "-f", "md", "--as-of", DAY)
    assert check(*options, "-o", "shipped", cwd=tmp_path).status == 1
    assert check(*options, "-o", "copied", "--templates", "own", cwd=tmp_path).status == 1
    for made in (tmp_path / "shipped").iterdir():
        assert made.read_bytes() == (tmp_path / "copied" / made.name).read_bytes()


# ---- The second wall: markup that got into a page after all.

ATTACKS = (
    "<script>document.title = 'taken'; fetch('{evil}/1')</script>"
    "<img src={evil}/2 onerror=\"document.title = 'taken'\"><img src=x onerror=\"document.title = 'taken'\">"
    "<style>body {{ background: url({evil}/3) }}</style><link rel=stylesheet href={evil}/4>"
    "<iframe src={evil}/5></iframe><object data={evil}/6></object><base href={evil}/>"
    "<video src={evil}/7></video><p id=seen style='background: url({evil}/8)'>seen</p>"
    "<a id=js href=\"javascript:document.title = 'taken'\">x</a>"
    "<form action={evil}/9 id=f><button id=send>x</button></form>"
)


@pytest.fixture
def evil() -> Iterator[tuple[str, list[str]]]:
    """The address of a server, and what it is asked for."""
    asked: list[str] = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *args): ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Listening) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


@pytest.mark.browser
@pytest.mark.parametrize("page_name", ["moi.html", "index.html"])
def test_where_markup_got_into_a_page_it_runs_loads_and_sends_nothing(browser, tmp_path, evil, page_name):
    address, asked = evil
    own = tmp_path / "own"
    own.mkdir()
    for name in ("footer.html.j2", "index_footer.html.j2"):
        (own / name).write_text(ATTACKS.format(evil=address), encoding="utf-8")
    plan = plan_of_every_status(tmp_path)
    broken = write_yaml(tmp_path, "hong", {"schema": "plan/1"})
    done = check(plan, broken, "-q", "--templates", "own", "-o", ".", cwd=tmp_path)
    assert done.status == 2, done.err
    page = open_page(browser, tmp_path / page_name)
    assert page.locator("#seen").count() == 1  # it did get in
    title = page.title()
    page.evaluate("document.getElementById('js').click()")
    page.wait_for_timeout(100)
    assert page.title() == title != "taken"
    refused = [said for said in page.complaints if "Content Security Policy" in said]
    page.evaluate("document.getElementById('send').click()")
    page.wait_for_timeout(100)
    assert asked == []
    assert len(refused) >= 10
    assert len(page.complaints) > len(refused)


@pytest.mark.browser
@pytest.mark.parametrize("page_name", ["bacninh.html", "index.html"])
def test_its_own_program_and_style_are_let_through(browser, pages, page_name):
    page = open_page(browser, pages / page_name)
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy.replace("style-src 'unsafe-inline'; style-src-elem 'sha256-", "")
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = false })")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
    assert page.complaints == []

"""Threat: names that lead elsewhere, archives and streams that unpack without end, and a program that talks to others."""

from __future__ import annotations

import os
import pickle
import subprocess
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import extract_pdfs as pdfs
import pytest
from command import COMMITMENT, HEAD, PLANS, ROOT, check, command, environment, files_in, write_plan, write_yaml
from every_status import DAY, plan_of_every_status
from patience import ends

from checker.batch.record import unpack_report
from checker.extracting.documents.isolated import read_apart
from checker.extracting.documents.unreadable import Unreadable
from checker.extracting.documents.word import read_word
from checker.run import check_plans
from checker.writers.formats import FORMATS

# ---- Names that lead elsewhere.

IDS = [
    "..",
    "../x",
    "/etc/x",
    "a/b",
    "a\\b",
    "",
    ".",
    "~",
    "x.html",
    "CON ",
    "x\ny",
    "%2e%2e",
    "x;y",
    "{{x}}",
    "ạ",
    "A",
]


@pytest.mark.parametrize("id_", IDS)
def test_an_id_that_is_no_plain_word_is_refused_whatever_the_file_is_called(tmp_path, id_):
    stem = Path(id_).name or "x"
    plan = write_yaml(tmp_path / "plans", stem, {**KEYS, "id": id_})
    before = files_in(tmp_path)
    done = check(plan, "-o", "out/here", "-f", "html", "-f", "md", cwd=tmp_path)
    assert done.status == 2
    assert "Traceback" not in done.err
    assert files_in(tmp_path) == before


KEYS = {"schema": "plan/1", "province": "Bắc Ninh", "title": "Kế hoạch", "issued": "2025-11-21"}


def test_an_id_of_an_acceptance_or_a_ruleset_is_a_plain_word_too(tmp_path):
    rulesets = tmp_path / "rulesets"
    rulesets.mkdir()
    for path in (ROOT / "rulesets").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        (rulesets / path.name).write_text(text.replace("id: nq20\n", "id: ../nq20\n"), encoding="utf-8")
    entry = {"plan": "../tinh", "requirement": "nq72/insurance-2030", "reason": "r", "by": "b", "until": "2027-01-01"}
    accepted = write_yaml(tmp_path, "accepted", {"schema": "acceptances/1", "acceptances": [entry]})
    done = check(PLANS / "bacninh.yaml", cwd=tmp_path)
    assert done.status == 2
    assert "nq20.yaml:" in done.err
    done = check(PLANS / "bacninh.yaml", "-r", "nq72", "-a", accepted, cwd=tmp_path)
    assert done.status == 2
    assert "accepted.yaml:" in done.err
    assert not (tmp_path / "reports").exists()


@pytest.mark.parametrize("link", ["reports/tinh.html", "reports"])
def test_a_report_never_takes_the_place_of_its_plan_though_a_link_leads_there(tmp_path, link):
    plan = write_plan(tmp_path / "plans", name="tinh.html")  # what is checked need not end in .yaml
    (tmp_path / link).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / link).symlink_to(plan if link.endswith("html") else plan.parent)
    before = plan.read_bytes()
    done = check(plan, cwd=tmp_path)
    assert done.status == 2
    assert plan.read_bytes() == before


def test_the_file_a_plan_names_as_its_source_is_looked_for_in_the_folder_of_sources_only(tmp_path):
    secret = write_plan(tmp_path, "geheim", "secret.txt")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "link.txt").symlink_to(secret)
    for name in ("../secret.txt", str(secret), "link.txt"):
        source = {"title": "t", "file": name, "sha256": "0" * 64}
        quoted = {"indicator": "insurance_coverage", "at_least": 95, "by": 2030, "quote": "gehe"}
        plan = write_yaml(tmp_path, "tinh", {**KEYS, "id": "tinh", "source": source, "commitments": [quoted]})
        done = check("lint", plan, "--sources", "sources", "--lang", "en", cwd=tmp_path)
        assert "is not in sources" in done.out + done.err
        assert "geheim" not in done.out + done.err


@pytest.mark.parametrize("name", ["../../x.docx", "/etc/x.docx"])
def test_a_member_of_a_word_file_is_never_written_anywhere(tmp_path, name):
    document = _word(tmp_path / "in" / "van-ban.docx", {name: b"x"})
    done = check("extract", document, "-o", "ke-hoach.yaml", cwd=tmp_path)
    assert done.status in (0, 1, 3), done.err
    assert files_in(tmp_path) == {"in/van-ban.docx", "ke-hoach.yaml"}


# ---- What unpacks without end.

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_BODY = f"<w:document {_W}><w:body><w:p><w:r><w:t>Đến năm 2030 BHYT đạt 97%.</w:t></w:r></w:p></w:body></w:document>".encode()


def _word(path: Path, more: dict[str, bytes], body: bytes = _BODY) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", body)
        for name, content in more.items():
            archive.writestr(name, content)
    return path


def _same_data_many_times(path: Path) -> None:
    """A list of contents in which a thousand members are one and the same megabyte."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", _BODY + b" " * 990_000)
        first = archive.filelist[0]
        for number in range(1000):
            other = zipfile.ZipInfo(f"word/part{number}.xml")
            for key in ("CRC", "compress_size", "file_size", "header_offset", "compress_type", "flag_bits"):
                setattr(other, key, getattr(first, key))
            archive.filelist.append(other)


def _says_it_is_small(path: Path) -> None:
    _word(path, {}, _BODY + b" " * 60_000_000)
    data = path.read_bytes()
    size = (len(_BODY) + 60_000_000).to_bytes(4, "little")
    path.write_bytes(data.replace(size, (1000).to_bytes(4, "little")))


BOMBS: dict[str, Callable[[Path], object]] = {
    "members that are one and the same data": _same_data_many_times,
    "a member larger than it says": _says_it_is_small,
    "a document of a thousand times its size": lambda path: _word(path, {}, _BODY + b" " * 30_000_000),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_word_file_that_unpacks_to_far_more_is_refused(tmp_path, bomb):
    path = tmp_path / "a.docx"
    BOMBS[bomb](path)
    assert path.stat().st_size < 300_000
    with ends(), pytest.raises(Unreadable):
        read_word(path)


def test_an_archive_within_the_word_file_is_not_opened(tmp_path):
    inner = zlib.compress(b"\0" * 50_000_000)
    assert len(read_word(_word(tmp_path / "a.docx", {"word/embeddings/a.zip": inner, "b.docx": inner}))) == 1


def test_a_stream_of_a_pdf_packed_twice_is_stopped(tmp_path):
    content = zlib.compress(zlib.compress(b"\0" * 400_000_000, 9), 9)
    objects = pdfs.one_page(b"")
    number = next(n for n, data in objects.items() if b"stream" in data)
    head = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(content)
    path = tmp_path / "a.pdf"
    path.write_bytes(pdfs.raw_pdf({**objects, number: head + content + b"\nendstream"}))
    assert path.stat().st_size < 10_000
    with ends(), pytest.raises(Unreadable, match="more memory than 200 MB"):
        read_apart("checker.extracting.documents.pdf:read_pdf", path, memory=200_000_000)


# ---- Nobody is talked to.

NO_NETWORK = """\
import os, sys
def hook(event, arguments):
    # a socket between processes of this machine has a file's name for its address
    made = event == "socket.__new__" and arguments[1] == 1
    used = bool(arguments) and getattr(arguments[0], "family", None) == 1
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")) and not (made or used):
        with open(os.environ["ASKED"], "a") as log:
            print(event, arguments, file=log)
        raise OSError("no network here")
sys.addaudithook(hook)
"""


@pytest.mark.parametrize("what", ["reports", "a Word document", "a PDF", "the manual"])
def test_nobody_is_asked_for_anything_over_the_network(tmp_path, what):
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    plan = plan_of_every_status(tmp_path, note="https://evil.test/x //evil.test ![x](http://evil.test/y.png)")
    formats = [option for name in FORMATS for option in ("-f", f"{name}:out" if FORMATS[name].of == "plan" else name)]
    document = ROOT / "tests" / "documents" / "ke-hoach-mau.docx"
    pdf = pdfs.pdf_of(pdfs.paragraphs("II. MỤC TIÊU", "Đến năm 2030, tỷ lệ bao phủ BHYT đạt 97%."), tmp_path / "a.pdf")
    arguments = {
        "reports": (plan, write_plan(tmp_path, HEAD + COMMITMENT), *formats, "--as-of", DAY),
        "a Word document": ("extract", document, "-o", "x.yaml", "--html", "x.html"),
        "a PDF": ("extract", pdf, "-o", "y.yaml", "--html", "y.html"),
        "the manual": ("explain", "nq72/insurance-2030"),
    }[what]
    asked = tmp_path / "asked"
    path = os.pathsep.join((str(tmp_path / "hook"), str(ROOT)))
    env = environment({"ASKED": str(asked)}) | {"PYTHONPATH": path}
    done = subprocess.run(command(*arguments), cwd=tmp_path, env=env, capture_output=True, timeout=300, check=False)
    assert done.returncode in (0, 1), done.stderr.decode()
    assert not asked.exists(), asked.read_text()


# ---- What is kept between runs, in a folder that others may write to.


class _Runs:
    def __init__(self, what: Callable[..., object], *arguments: object) -> None:
        self.made = what, arguments

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.made


@pytest.mark.parametrize(
    "attack", [_Runs(os.system, "touch gotcha"), _Runs(subprocess.run, "true"), _Runs(Path, "x"), _Runs(check_plans)]
)
def test_a_record_of_a_run_makes_nothing_but_reports(tmp_path, monkeypatch, attack):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match=r"\w"):
        unpack_report(pickle.dumps(attack))
    assert files_in(tmp_path) == set()


def test_a_name_in_a_record_does_not_lead_on_to_what_its_module_imports(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    dotted = b"\x80\x04\x8c\x18checker.reporting.report\x8c\x13PlanReport.__init__\x93."
    assert pickle._loads(dotted)  # type: ignore[attr-defined]  # such a name is found by the usual reader
    with pytest.raises(ValueError, match=r"PlanReport\.__init__"):
        unpack_report(dotted)

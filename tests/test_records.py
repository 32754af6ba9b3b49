"""What is kept of a plan that is done: read as it was written, and as nothing where it was not."""

from __future__ import annotations

import errno
import os
import pickle
import string
import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from command import PLANS, RULESETS
from hypothesis import given
from hypothesis import strategies as st
from patience import ends
from tiny_plans import contents, tiny_plans, unfinished, write_tiny

from checker.batch import record as records
from checker.batch.job import Job
from checker.batch.leftovers import remove_leftovers
from checker.batch.places import read
from checker.batch.record import (
    WHOLE,
    Record,
    RecordAt,
    pack_report,
    part_of,
    read_record,
    report_of_plan,
    unpack_report,
    write_record,
)
from checker.batch.sources import find_sources
from checker.batch.work import check_source
from checker.failures import RunFailed
from checker.i18n import language
from checker.reading.library import load_library
from checker.run import Request, check_plans
from checker.writers.files import machine, write_whole
from checker.writers.formats import FORMATS
from checker.writers.outputs import Destination

NAMES = st.text(string.ascii_letters + "/ éế\udcff", min_size=1, max_size=8)
RECORDS = st.builds(
    Record,
    key=st.text("0123456789abcdef", max_size=64),
    files=st.dictionaries(NAMES, st.text("0123456789abcdef", max_size=64), max_size=3),
    digest=st.text(max_size=30),
    parts=st.dictionaries(NAMES, st.binary(max_size=40), max_size=3),
)
RECORD = Record("key", {"a.html": "0" * 64}, "{}", {WHOLE: b"report\n", "csv": b"a,b\n"})


@cache
def report():
    request = Request((PLANS / "bacninh.yaml",), (), (), date(2026, 11, 21), language("vi"))
    return check_plans(request).plans[0]


@given(RECORDS)
def test_a_record_is_read_as_it_was_written(record):
    assert read_record(write_record(record)) == record


@given(st.data())
def test_a_record_that_was_changed_anywhere_is_none(data):
    raw = bytearray(write_record(RECORD))
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] ^= data.draw(st.integers(1, 255))
    assert read_record(bytes(raw)) is None


@pytest.mark.parametrize("length", range(0, len(write_record(RECORD)), 7))
def test_a_record_that_is_cut_off_is_none(length):
    assert read_record(write_record(RECORD)[:length]) is None


def sealed(content: bytes) -> bytes:
    """Somebody else's file with the right sum."""
    return records._sum_of(content) + b"\n" + content


FOREIGN = [
    b"",
    b"\n\n\n",
    b"[]\n",
    b"null\n",
    b'{"schema": "record/2"}\n',
    b'{"schema": "record/99", "key": "k", "files": {}, "digest": "", "parts": {}}\n',
    b'{"schema": "record/2", "key": "k", "files": [1], "digest": "", "parts": {}}\n',
    b'{"schema": "record/2", "key": "k", "files": {}, "digest": "", "parts": []}\n',
    b'{"schema": "record/2", "key": "k", "files": {}, "digest": "", "parts": {"csv": 5}}\nabc',
    b'{"schema": "record/2", "key": "k", "files": {}, "digest": "", "parts": {"csv": "3"}}\nabc',
    b'{"schema": "record/2", "key": "k", "files": {}, "digest": "", "parts": {"a": 1e999}}\nabc',
    b'{"schema": "record/2", "key": "k", "files": {}, "digest": "", "parts": {"csv": 1.5, "json": 1.5}}\nabc',
    b"[" * 100_000 + b"\n",
    b"\xff\xfe\n",
]


@pytest.mark.parametrize("content", FOREIGN, ids=range(len(FOREIGN)))
def test_what_is_no_record_of_ours_is_none_even_if_its_sum_is_right(content):
    assert read_record(sealed(content)) is None


def test_a_report_is_unpacked_as_it_was():
    assert unpack_report(pack_report(report())) == report()


class _Runs:
    """What pickle would run."""

    def __init__(self, function: object, *arguments: object) -> None:
        self._call = (function, arguments)

    def __reduce__(self) -> object:
        return self._call


HOSTILE = {
    "a call": pickle.dumps(_Runs(os.system, "touch run")),
    "a call of the library": pickle.dumps(_Runs(subprocess.check_call, ["touch", "run"])),
    "a dotted name": b"\x80\x04\x8c\x19checker.reporting.entries\x8c\tsys.modules\x93.",
    "a name that one of our modules imports": b"\x80\x04\x8c\x18checker.reporting.report\x8c\x07Literal\x93.",
    "a function of our own": b"\x80\x04\x8c\x1dchecker.reporting.build_report\x8c\x11build_plan_report\x93.",
    "a module that only looks like ours": b"\x80\x04\x8c\x1achecker.reporting.nonsense\x8c\x04Data\x93.",
    "an older protocol": b"cposix\nsystem\n(S'touch run'\ntR.",
    "no pickle": b"\x00",
    "nothing": b"",
    "another value": pickle.dumps({"plan": 1}),
    "too deep": b"\x80\x04" + b"]" * 100_000 + b"a" * 99_999 + b".",
    "memory without end": b"\x80\x04\x8e" + (1 << 62).to_bytes(8, "little") + b"x.",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_record_runs_nothing(kind, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with ends(), pytest.raises(ValueError):  # noqa: PT011  (whatever it says)
        unpack_report(HOSTILE[kind])
    assert not list(tmp_path.iterdir())


def test_what_another_run_left_in_the_place_of_a_record_ends_the_run():
    raw = write_record(Record("key", {}, "{}", {"csv": b"a", WHOLE: b"none"}))
    assert part_of(RecordAt("a.record", "key"), raw, "csv") == b"a"
    for at, content, name in [
        (RecordAt("a.record", "other"), raw, "csv"),
        (RecordAt("a.record", "key"), raw, "json"),
        (RecordAt("a.record", "key"), raw[:-1], "csv"),
        (RecordAt("a.record", "key"), None, "csv"),
    ]:
        with pytest.raises(RunFailed, match=r"a\.record"):
            part_of(at, content, name)
    with pytest.raises(RunFailed, match=r"a\.record"):
        report_of_plan(RecordAt("a.record", "key"), raw)


def test_a_pipe_a_folder_or_an_endless_file_in_the_place_of_a_record_is_none(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zeros").symlink_to("/dev/zero")
    with (tmp_path / "huge").open("wb") as stream:
        stream.truncate(1 << 40)
    with ends():
        for name in ("pipe", "zeros", "huge", ".", "none", "x" * 300, "a\0"):
            assert read(str(tmp_path / name)) is None


def leftover(folder: Path, *, process: int, of: str = "", age: float = 0) -> Path:
    path = folder / f".check-{of or machine()}-{process}-0.tmp"
    path.write_text("half", encoding="utf-8")
    then = path.stat().st_mtime - age
    os.utime(path, (then, then))
    return path


def test_what_a_dead_process_had_not_finished_is_removed_and_nothing_else(tmp_path):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    gone = [
        leftover(tmp_path, process=dead.pid),
        leftover(tmp_path, process=10**30),
        leftover(tmp_path, process=1, age=100_000),
        leftover(tmp_path, process=1, of="0" * 8, age=100_000),
    ]
    kept = [
        leftover(tmp_path, process=os.getpid()),
        leftover(tmp_path, process=dead.pid, of="f" * 8),
        tmp_path / f".report.html.{dead.pid}.tmp",
        tmp_path / ".check-x.tmp",
        tmp_path / "a.html",
        tmp_path / "deeper" / f".check-{machine()}-{dead.pid}-0.tmp",
    ]
    for path in kept:
        path.parent.mkdir(exist_ok=True)
        path.touch()
    remove_leftovers([str(tmp_path), str(tmp_path / "none")])
    assert not [path.name for path in gone if path.exists()]
    assert all(path.exists() for path in kept)


def test_a_file_that_is_being_written_is_called_as_leftovers_are(tmp_path):
    from checker.writers.files import UNFINISHED, write_stream

    seen = []
    write_stream(tmp_path / "a.html", lambda _: seen.extend(path.name for path in tmp_path.iterdir()))
    assert len(seen) == 1
    assert UNFINISHED.fullmatch(seen[0])
    write_whole(tmp_path / ("x" * 250 + ".html"), "as long as a name can be")


# What is done is not done again: in one process, plan by plan.


@pytest.fixture
def job(tmp_path, monkeypatch):
    """The work on the plans in plans/, whose pages go to reports/."""
    monkeypatch.chdir(tmp_path)
    tiny_plans(Path("plans"), 6)
    return Job(
        library=load_library(["nq72"]),
        acceptances=(),
        as_of=date(2026, 11, 21),
        language=language("vi"),
        level="full",
        templates=None,
        whole=True,
        outputs=(Destination(FORMATS["json"], "reports", folder=True),),
        pieces=("csv",),
        kept="whole",
        several=True,
        records="reports/.check",
        keeps=True,
        remember=True,
        writes=True,
    ).fingerprinted()


def done(job):
    """The names of the plans that had to be judged."""
    outcomes = {source.name: check_source(job, source) for source in find_sources(["plans"]).sources}
    assert all(outcome.digest for outcome in outcomes.values())
    return [name for name, outcome in outcomes.items() if not outcome.reused]


ALL = [f"p{number:03}" for number in range(6)]


def test_a_plan_is_judged_again_only_if_it_changed(job):
    assert done(job) == ALL
    assert done(job) == []
    write_tiny(Path("plans/p003.yaml"), 9)
    write_tiny(Path("plans/x/new.yaml"))
    assert done(job) == ["p003", "x/new"]
    assert done(job) == []


def test_a_report_that_is_not_as_it_was_written_is_made_again(job):
    done(job)
    before = contents(Path("reports"))
    Path("reports/p000.json").unlink()
    Path("reports/p001.json").write_text("sửa", encoding="utf-8")
    Path("reports/p002.json").write_bytes(Path("reports/p002.json").read_bytes()[:-1])
    Path("reports/p004.json").unlink()
    Path("reports/p004.json").symlink_to("p004.json")
    assert done(job) == ["p000", "p001", "p002", "p004"]
    assert contents(Path("reports")) == before


def test_a_record_that_is_not_as_it_was_written_is_as_none(job):
    done(job)
    before = contents(Path("reports"))
    kept = sorted(Path("reports/.check").iterdir())
    kept[0].unlink()
    kept[1].write_bytes(kept[1].read_bytes()[:-1])
    kept[2].write_bytes(b"")
    kept[3].write_bytes(kept[4].read_bytes())  # another's
    found = read_record(kept[5].read_bytes())
    kept[5].write_bytes(write_record(replace(found, files={})))  # whose reports nobody would look at
    assert done(job) == ["p000", "p001", "p002", "p003", "p005"]
    assert contents(Path("reports")) == before


CHANGES = {
    "as_of": date(2026, 11, 22),
    "language": language("en"),
    "level": "summary",
    "whole": False,
    "outputs": (Destination(FORMATS["md"], "reports", folder=True),),
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_a_report_follows_from_its_change_has_all_done_again(job, what):
    done(job)
    other = replace(job, **{what: CHANGES[what]}).fingerprinted()
    assert done(other) == ALL
    assert done(other) == []


def test_a_run_that_needs_less_of_a_plan_has_nothing_done_again_and_one_that_needs_more_has(job):
    job = replace(job, kept="for the index")
    assert done(job) == ALL
    for less in ({"kept": "nothing"}, {"pieces": ()}, {"kept": "nothing", "pieces": ()}):
        assert done(replace(job, **less).fingerprinted()) == []
    assert done(replace(job, pieces=("csv", "json")).fingerprinted()) == ALL
    assert done(replace(job, kept="whole").fingerprinted()) == ALL
    assert done(replace(job, kept="for the index", pieces=()).fingerprinted()) == []


def test_a_ruleset_a_template_an_acceptance_and_the_program_have_all_done_again_if_they_change(job, monkeypatch):
    """Each of them stands in the fingerprint, by its content."""
    own = Path("nq.yaml")
    own.write_bytes((RULESETS / "nq72.yaml").read_bytes())
    Path("own").mkdir()
    Path("own/report.css").write_text("p { color: #123 }", encoding="utf-8")
    job = replace(job, library=load_library(["nq.yaml"]), templates=Path("own")).fingerprinted()
    prints = [job.fingerprint, job.fingerprinted().fingerprint]
    assert len(set(prints)) == 1
    own.write_bytes(own.read_bytes() + b"\n# a remark\n")
    prints.append(replace(job, library=load_library(["nq.yaml"])).fingerprinted().fingerprint)
    Path("own/report.css").write_text("p { color: #124 }", encoding="utf-8")
    prints.append(job.fingerprinted().fingerprint)
    monkeypatch.setattr("checker.batch.job.__version__", "99")
    prints.append(job.fingerprinted().fingerprint)
    assert len(set(prints)) == 4


def test_fresh_has_all_done_again(job):
    done(job)
    assert done(replace(job, remember=False)) == ALL


def test_the_longest_name_that_a_plan_can_have(job):
    write_tiny(Path("plans") / ("x" * 250 + ".yaml"))
    assert "x" * 250 in done(job)
    assert done(job) == []


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda reports: (reports / "p001.json").mkdir(), "p001.json"),
        (lambda reports: (reports / ".check" / "p001.done").mkdir(parents=True), "p001.done"),
    ],
)
def test_a_report_that_cannot_be_written_is_its_plans_misfortune_alone(job, spoil, said):
    Path("reports").mkdir()
    spoil(Path("reports"))
    outcomes = [check_source(job, source) for source in find_sources(["plans"]).sources]
    (failed,) = (outcome.failed for outcome in outcomes if outcome.failed)
    assert failed.file == "plans/p001.yaml"
    assert said in failed.problems[0]
    assert not unfinished(Path("reports"))


def test_where_there_is_no_room_the_run_ends(job, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device", "reports/p000.json")

    monkeypatch.setattr("checker.batch.work.write", full)
    with pytest.raises(RunFailed, match=r"reports/p000\.json"):
        check_source(job, find_sources(["plans"]).sources[0])

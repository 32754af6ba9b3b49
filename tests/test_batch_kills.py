"""The whole run killed at any moment: each file is absent, the old one or the new one, and the next run goes on."""

from __future__ import annotations

import random
import time

import psutil
import pytest
from command import check
from spoiling import judged, spoiled
from test_batch_faults import start, wait_for
from tiny_plans import contents, tiny_plans, unfinished

COUNT = 60
FORMATS = ("-fjson:r/", "-fcsv:r/all.csv", "-findex:r/index.html", "-q", "--fail-on", "never")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """The reports of an undisturbed run in two languages: what is there before, and what is to come."""
    folder = tmp_path_factory.mktemp("undisturbed")
    tiny_plans(folder / "plans", COUNT)
    found = []
    for language in ("vi", "en"):
        assert check("plans", *FORMATS, "--as-of", "2026-11-21", "--lang", language, cwd=folder).status == 0
        found.append(contents(folder / "r"))
    assert not found[0].items() & found[1].items()
    return folder, found[0], found[1]


def test_killed_at_any_moment_every_file_is_whole_and_no_process_stays(undisturbed, tmp_path):
    """Again and again, with 20 kills on the way from the reports in one language to those in the other and back."""
    _, *languages = undisturbed
    rng = random.Random(7)
    tiny_plans(tmp_path / "plans", COUNT)
    reports = tmp_path / "r"
    assert check("plans", *FORMATS, "--as-of", "2026-11-21", cwd=tmp_path).status == 0
    old, new = languages
    assert contents(reports) == old
    to, killed, left = "en", 0, []
    while killed < 20:
        running = start("plans", *FORMATS, "--lang", to, "--jobs", "2", cwd=tmp_path)
        begun = _made(reports, new)
        if killed % 6:  # once the next plans are done, and a moment later
            wait_for(lambda begun=begun, new=new, n=running: n.poll() is not None or _made(reports, new) > begun + 2)
        else:  # wherever it is then
            time.sleep(rng.uniform(0.1, 0.9))
        time.sleep(rng.uniform(0, 0.02))
        if running.poll() is None:
            left += psutil.Process(running.pid).children(recursive=True)
            running.kill()
        running.communicate(timeout=60)
        there = contents(reports)
        assert there.keys() == old.keys()
        assert all(there[name] in (old[name], new[name]) for name in there), f"kill {killed}"
        if running.returncode == 0:
            assert there == new
            assert not unfinished(reports)
            old, new, to = new, old, {"en": "vi", "vi": "en"}[to]
        killed += running.returncode < 0
    assert not psutil.wait_procs(left, timeout=30)[1]
    assert start("plans", *FORMATS, "--lang", to, cwd=tmp_path).communicate() == (b"", b"")
    assert contents(reports) == new
    assert not unfinished(reports)


def _made(reports, new):
    return len(contents(reports).items() & new.items())


def test_killed_in_its_first_run_it_goes_on_from_there(undisturbed, tmp_path):
    _, old, _ = undisturbed
    tiny_plans(tmp_path / "plans", COUNT)
    running = start("plans", *FORMATS, cwd=tmp_path)
    wait_for(lambda: len(list((tmp_path / "r").glob("*.json"))) > 20)
    running.kill()
    running.communicate()
    before = contents(tmp_path / "r")
    assert 20 < len(before) < COUNT
    assert before.items() <= old.items()
    (tmp_path / "r" / ".check-00000000-1-0.tmp").write_bytes(b"of another machine")
    seen = spoiled(tmp_path)
    assert check("plans", *FORMATS, "--as-of", "2026-11-21", cwd=tmp_path, env=seen).status == 0
    assert len(judged(tmp_path)) <= COUNT - len(before) + 16  # what was under way is done by whoever comes first
    assert contents(tmp_path / "r") == old
    assert unfinished(tmp_path / "r") == [str(tmp_path / "r" / ".check-00000000-1-0.tmp")]


def test_a_process_that_hangs_ends_although_nobody_is_left_to_end_it(tmp_path):
    tiny_plans(tmp_path / "plans", 2)
    spoil = spoiled(tmp_path, p001="hang", seconds=1)
    running = start("plans", "-fjson:r/", "-q", "--jobs", "2", cwd=tmp_path, env=spoil)
    wait_for(lambda: (tmp_path / "judged").exists() and "p001" in (tmp_path / "judged").read_text(encoding="utf-8"))
    left = psutil.Process(running.pid).children(recursive=True)
    running.kill()
    running.communicate()
    assert left
    assert not psutil.wait_procs(left, timeout=30)[1]

"""One plan, one process, one disk that fails: what it takes with it, what is said of it, and what stays."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Mapping
from pathlib import Path

import psutil
import pytest
from command import PLANS, check, command, environment, files_in
from patience import ends
from spoiling import judged, spoiled
from tiny_plans import AS_OF, contents, tiny_plan, tiny_plans, unfinished

from checker.problems import InvalidFile
from checker.reading.document import MAX_BYTES, read_bytes


def batch(*arguments: object, cwd: Path, **spoil: object):
    return check(*arguments, *AS_OF, cwd=cwd, env=spoiled(cwd, **spoil))


def start(*arguments: object, cwd: Path, env: Mapping[str, str] | None = None, **more: object) -> subprocess.Popen:
    """The command in a session of its own, so that what it leaves behind can be found."""
    kept = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "start_new_session": True, **more}
    # without warnings: who is stopped in the midst of opening a file closes it late, and that is no matter
    words = [word for word in command(*arguments, *AS_OF) if word not in ("-W", "error")]
    return subprocess.Popen(words, cwd=cwd, env=environment(env), **kept)


def workers_of(running: subprocess.Popen) -> list[psutil.Process]:
    """The processes that judge plans: children of the one that does nothing but start them."""
    found = []
    for child in psutil.Process(running.pid).children(recursive=True):
        try:
            if "forkserver" in " ".join(child.parent().cmdline()):
                found.append(child)
        except (psutil.Error, AttributeError):
            continue
    return found


def wait_for(condition, seconds=60):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := condition():
            return found
        time.sleep(0.005)
    pytest.fail("it did not come to that")


def errors_of(err: str) -> dict[str, str]:
    """What is said of each file of the folder ``plans``."""
    return dict(line.split(":", 1) for line in err.splitlines() if line.startswith("plans/"))


BROKEN = (
    lambda text: b"",
    lambda text: text.encode()[:-36],
    lambda text: text.encode("utf-16"),
    lambda text: b"%PDF-1.7\n" + text.encode(),
    lambda text: text.replace("  - ", "\t- ").encode(),
    lambda text: text.replace("insurance_coverage", "no_such_indicator").encode(),
    lambda text: text.replace("Bắc Ninh", "Bắc Giang").encode(),
    lambda text: text.replace("by: 2030", "by: sau này").encode(),
    lambda text: text.replace("issued:", "isued:").encode(),
    lambda text: (text + "notes: &a [*a]\n").encode(),
    lambda text: text.encode() + b"\xff",
    lambda text: text.encode() * 2,
    lambda text: b"[" * 10_000,
    lambda text: (text + "#" * 2_000_001).encode(),
)
"""How hands and programs spoil a plan."""


def test_of_1000_plans_50_are_broken_and_a_process_dies_twice_and_nothing_is_lost(tmp_path):
    tiny_plans(tmp_path / "plans", 1000)
    broken = {f"p{number:03}" for number in range(10, 1000, 20)}
    for number, name in enumerate(sorted(broken)):
        (tmp_path / "plans" / f"{name}.yaml").write_bytes(BROKEN[number % len(BROKEN)](tiny_plan(name)))
    running = start("plans", "-fjson:r/", "-q", "--jobs", "2", cwd=tmp_path)
    for enough in (100, 500):
        wait_for(lambda enough=enough: len(list((tmp_path / "r").glob("*.json"))) > enough)
        wait_for(lambda: workers_of(running))[0].kill()
    _, err = running.communicate(timeout=120)
    assert running.returncode == 2
    said = errors_of(err.decode())
    assert {Path(place).stem for place in said} == broken
    reports = contents(tmp_path / "r")
    assert {Path(name).stem for name in reports} == {f"p{number:03}" for number in range(1000)} - broken
    assert not unfinished(tmp_path)
    tiny_plans(tmp_path / "few" / "plans", 3)  # what they are without all this
    alone = check("plans", "-fjson:r/", "-q", *AS_OF, cwd=tmp_path / "few")
    assert alone.status == 1
    assert contents(tmp_path / "few" / "r").items() <= reports.items()


def test_what_fails_fails_alone_and_says_how(tmp_path):
    """A plan that kills its process, hangs, eats memory, has the engine or a writer fail; the others are right."""
    tiny_plans(tmp_path / "plans", 40)
    spoil = {"p003": "kill", "p010": "hang", "p017": "memory", "p024": "raise", "p031": "crash-writer"}
    done = batch(
        "plans", "-fjson:r/", "-q", "--jobs", "2", "--lang", "en", cwd=tmp_path, **spoil, seconds=3, memory=600_000_000
    )
    assert done.status == 2
    said = errors_of(done.err)
    assert {Path(place).stem for place in said} == spoil.keys()
    for name, word in {
        "p003": "SIGKILL",
        "p010": "3 seconds",
        "p017": "memory",
        "p024": "ArithmeticError",
        "p031": "KeyError",
    }.items():
        assert word in said[f"plans/{name}.yaml"], name
    tries = judged(tmp_path)
    assert {name: tries.count(name) for name in spoil} == {"p003": 2, "p010": 2, "p017": 1, "p024": 1, "p031": 1}
    assert all(tries.count(name) == 1 for name in set(tries) - spoil.keys())
    assert len(contents(tmp_path / "r")) == 35
    assert not unfinished(tmp_path)


def test_an_idle_process_that_dies_costs_no_plan_its_try(tmp_path):
    from checker.batch.drive import Death
    from checker.batch.processes import Processes
    from checker.batch.tasks import PlansTask

    executor = Processes(a_job(tmp_path), 1)
    try:
        for number, source in enumerate(sources_of(tmp_path, 3)):
            executor.start(PlansTask(number, (source,)))
            task, result = executor.finished()
            assert not isinstance(result, Death)
            assert task.first == number
            (worker,) = executor._all
            worker.process.kill()
            worker.process.join()
    finally:
        executor.close()


def a_job(folder):
    from datetime import date

    from checker.batch.job import Job
    from checker.i18n import language
    from checker.reading.library import load_library
    from checker.writers.formats import FORMATS
    from checker.writers.outputs import Destination

    return Job(
        library=load_library(["nq72"]),
        acceptances=(),
        as_of=date(2026, 11, 21),
        language=language("vi"),
        level="full",
        templates=None,
        whole=False,
        outputs=(Destination(FORMATS["json"], str(folder / "r"), folder=True),),
        pieces=(),
        kept="nothing",
        several=True,
        records=str(folder / "r" / ".check"),
        keeps=True,
        remember=False,
        writes=True,
    )


def sources_of(folder, count):
    from checker.batch.sources import find_sources

    return find_sources([str(tiny_plans(folder / "plans", count))]).sources


# Interrupted.


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_run_that_is_told_to_end_leaves_whole_files_and_goes_on_from_there(tmp_path, number, status):
    tiny_plans(tmp_path / "plans", 60)
    running = start("plans", "-fjson:r/", "-q", "--lang", "en", cwd=tmp_path)
    wait_for(lambda: len(list((tmp_path / "r").glob("*.json"))) > 10)
    left = psutil.Process(running.pid).children(recursive=True)
    os.killpg(running.pid, number)  # as a terminal does: to all of them
    _, err = running.communicate(timeout=60)
    assert running.returncode == status
    assert "Traceback" not in err.decode()
    if number == signal.SIGINT:
        assert "run the same command again" in err.decode()
    assert not unfinished(tmp_path)
    assert not psutil.wait_procs(left, timeout=20)[1]
    before = contents(tmp_path / "r")
    assert 10 < len(before) < 60
    assert batch("plans", "-fjson:r/", "-q", "--lang", "en", cwd=tmp_path).status == 1
    again = judged(tmp_path)
    assert len(again) <= 60 - len(before) + 2  # two may have been written and not yet kept
    after = contents(tmp_path / "r")
    assert len(after) == 60
    assert before.items() <= after.items()


@pytest.mark.parametrize("wait", [0.15, 0.4, 0.7])
def test_ctrl_c_at_the_beginning_shows_no_traceback_of_a_process(tmp_path, wait):
    tiny_plans(tmp_path / "plans", 200)
    running = start("plans", "-fjson:r/", "-q", cwd=tmp_path)
    wait_for(lambda: psutil.Process(running.pid).children())
    time.sleep(wait)
    os.killpg(running.pid, signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert "Traceback" not in err.decode()
    assert running.returncode in (1, 130)


# A disk that is full, a folder that is closed.


@pytest.mark.parametrize(("full", "formats"), [("p007", ["-fjson:r/"]), ("all.csv", ["-fcsv:r/all.csv"])])
def test_a_full_disk_is_told_once_and_leaves_what_was_whole(tmp_path, full, formats):
    tiny_plans(tmp_path / "plans", 12)
    assert batch("plans", *formats, "-q", "--lang", "en", cwd=tmp_path).status == 1
    before = contents(tmp_path / "r")
    done = batch("plans", *formats, "-q", "--fresh", "--lang", "en", cwd=tmp_path, full=full)
    assert done.status == 2
    assert len(done.err.splitlines()) == 1
    assert full in done.err
    assert "No space left" in done.err
    assert contents(tmp_path / "r") == before
    assert not unfinished(tmp_path)


def test_a_full_disk_while_a_record_is_kept_is_told_as_any(tmp_path):
    tiny_plans(tmp_path / "plans", 3)
    done = batch("plans", "-fjson:r/", "-q", cwd=tmp_path, full=".check/p001")
    assert done.status == 2
    assert len(done.err.splitlines()) == 1
    assert not unfinished(tmp_path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("several", [False, True])
def test_standard_output_that_is_full_is_told(tmp_path, several):
    tiny_plans(tmp_path / "plans", 2)
    with Path("/dev/full").open("wb") as full:
        running = start("plans/" if several else "plans/p000.yaml", "-fjson", "-q", cwd=tmp_path, stdout=full)
        _, err = running.communicate(timeout=60)
    assert running.returncode == 2
    (said,) = err.decode().splitlines()
    assert said == "đầu ra chuẩn: không ghi được: No space left on device"


def test_a_reader_that_goes_away_is_no_error(tmp_path):
    tiny_plans(tmp_path / "plans", 30)
    running = start("plans/", "-fjson", "-q", "--fail-on", "never", cwd=tmp_path)
    assert running.stdout.readline() == b"{\n"
    running.stdout.close()
    assert running.wait(timeout=60) == 0
    assert running.stderr.read() == b""
    running.stderr.close()


def as_anybody() -> list[str]:
    """Before a command: root, who may write anywhere, does without that right."""
    if os.geteuid() != 0:
        return []
    rights = "-dac_override,-dac_read_search"
    before = ["setpriv", f"--bounding-set={rights}", f"--inh-caps={rights}"]
    if shutil.which("setpriv") is None or subprocess.run([*before, "true"], check=False).returncode:
        pytest.skip("root cannot do without its rights here")
    return before


@pytest.mark.parametrize("outputs", [["-fjson:r/"], ["-fjson:r/deep/er/"], ["-fcsv:r/all.csv"], ["-o", "r"]])
def test_a_folder_that_is_closed_is_told_once_before_anything_is_judged(tmp_path, outputs):
    before = as_anybody()
    tiny_plans(tmp_path / "plans", 4)
    (tmp_path / "r").mkdir(mode=0o555)
    done = subprocess.run(
        [*before, *command("plans", *outputs, "-q", "--lang", "en")],
        cwd=tmp_path,
        env=environment(spoiled(tmp_path)),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    (said,) = done.stderr.decode().splitlines()
    assert said.startswith("r")
    assert said.endswith("cannot be written: Permission denied")
    assert judged(tmp_path) == []


@pytest.mark.parametrize("output", ["file/r", "file"])
def test_a_file_where_a_folder_is_asked_for_is_told(tmp_path, output):
    tiny_plans(tmp_path / "plans", 2)
    (tmp_path / "file").write_text("x", encoding="utf-8")
    done = batch("plans", "-o", output, "-q", cwd=tmp_path)
    assert done.status == 2
    assert "file" in done.err
    assert "Traceback" not in done.err
    assert (tmp_path / "file").read_text(encoding="utf-8") == "x"


# Plans that change, go away, or are no files.


def test_what_is_no_file_or_went_away_is_told_and_stops_nothing(tmp_path):
    tiny_plans(tmp_path / "plans", 2)
    os.mkfifo(tmp_path / "plans" / "pipe.yaml")
    (tmp_path / "plans" / "gone.yaml").symlink_to("nothing")
    (tmp_path / "plans" / "self.yaml").symlink_to("self.yaml")
    (tmp_path / "plans" / "null.yaml").symlink_to("/dev/null")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/plans/\xff.yaml")).write_text(tiny_plan("ff"), encoding="utf-8")
    done = batch("plans", "-fhtml", "-fjson:all.json", "-q", cwd=tmp_path)
    assert done.status == 2
    said = {line.partition(":")[0] for line in done.err.splitlines()}
    assert said == {"plans/pipe.yaml", "plans/gone.yaml", "plans/self.yaml", "plans/null.yaml", "plans/\\udcff.yaml"}
    assert {"p000.html", "p001.html", "index.html"} <= files_in(tmp_path / "reports")


def test_a_file_that_changes_while_it_is_read_is_read_when_it_is_complete_or_told(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a" * 1000)
    stop = threading.Event()

    def append():
        while not stop.is_set():
            with path.open("ab") as stream:
                stream.write(b"b" * 1000)

    writer = threading.Thread(target=append)
    writer.start()
    try:
        with ends():
            said = ""
            try:
                length = len(read_bytes(path, "a.yaml"))
                assert length % 1000 == 0 or length > MAX_BYTES  # what is larger is refused anyway
            except InvalidFile as error:
                said = str(error)
            assert not said or "changes" in said or "larger" in said
    finally:
        stop.set()
        writer.join()
    assert read_bytes(path, "a.yaml").startswith(b"aaa")


def test_a_real_plan_among_tiny_ones_is_as_it_is_alone(tmp_path):
    tiny_plans(tmp_path / "plans", 2)
    (tmp_path / "plans" / "bacninh.yaml").write_bytes((PLANS / "bacninh.yaml").read_bytes())
    assert check("plans", "-fdocx:r", "-q", *AS_OF, cwd=tmp_path).status == 1
    assert check("plans/bacninh.yaml", "-fdocx:s", "-q", *AS_OF, cwd=tmp_path).status in (0, 1)
    alone = contents(tmp_path / "s")
    assert alone.items() <= contents(tmp_path / "r").items()

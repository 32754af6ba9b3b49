"""A batch on a Dask cluster is the batch on this machine: the same bytes, and nothing lost where machines are."""

from __future__ import annotations

import multiprocessing
import pickle
import re
import signal
import subprocess
import time
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from command import COMMITMENT, HEAD, PLANS, Result, check, command, environment, write_plan
from dask_machines import Machines, machines
from patience import PATIENCE, ends
from spoiling import judged, spoiled
from tiny_plans import AS_OF, contents, tiny_plans, unfinished

from checker.batch import on_cluster
from checker.batch.cluster import Cluster
from checker.batch.job import Job
from checker.batch.sources import Source
from checker.batch.tasks import PlansTask
from checker.failures import ClusterUnavailable
from checker.i18n import language
from checker.reading.library import load_library

SLOW = 24


def slow_plans(folder: Path) -> Path:
    """Plans that take so long that something can happen meanwhile."""
    for number in range(SLOW):
        write_plan(folder, HEAD.replace("id: tinh", f"id: slow{number}") + COMMITMENT, f"slow{number}.yaml")
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("cluster")


@pytest.fixture(scope="module")
def env(home):
    """In all processes, here and there: the plan "killer" kills whoever judges it."""
    return spoiled(home, killer="kill", **{f"slow{number}": "slow" for number in range(SLOW)})


@pytest.fixture(scope="module")
def cluster(home, env):
    with machines(home / "machines", env) as found:
        found.scheduler()
        found.worker()
        found.worker()
        yield found


def on_both(folder: Path, env: dict[str, str], cluster: Machines, *arguments: object):
    """A run here and one on the cluster, with ``-o out`` in folders that are otherwise alike."""
    results = []
    for name, more in (("here", ()), ("there", ("--scheduler", cluster.address))):
        (folder / name).mkdir()
        arguments_ = [str(argument).format(place=folder / name) for argument in arguments]
        results.append(patient_check(*arguments_, *AS_OF, *more, cwd=folder / name, env=env))
    return results


def patient_check(*arguments: object, cwd: Path, env: dict[str, str]) -> Result:
    """``check`` for runs of many processes, which a busy machine starts one after the other."""
    done = subprocess.run(
        command(*arguments), cwd=cwd, env=environment(env), capture_output=True, timeout=2 * PATIENCE, check=False
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def same_reports(folder: Path, reports: str) -> bool:
    """Whether both runs have written the same bytes."""
    return contents(folder / "there" / reports) == contents(folder / "here" / reports) != {}


def running(folder: Path, env: dict[str, str], *arguments: object) -> subprocess.Popen[bytes]:
    """A run that has begun: reports of the first plans are there."""
    started = subprocess.Popen(
        command(*arguments, *AS_OF), cwd=folder, env=environment(env), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    until = time.monotonic() + PATIENCE
    while not list((folder / "out").glob("*.json")) and started.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    return started


def test_more_than_a_hundred_plans_are_the_same_bytes_in_every_format(tmp_path, cluster, env, home):
    plans = tiny_plans(tmp_path / "plans", 100)
    write_plan(plans, HEAD.replace("id: tinh", "id: killer") + COMMITMENT, "killer.yaml")
    write_plan(plans, HEAD.replace("Bắc Ninh", "Bắc Nình") + COMMITMENT, "r-broken.yaml")
    write_plan(plans / "xã", HEAD.replace("Bắc Ninh", "Huế") + COMMITMENT)
    formats = ("html", "json:out/each/", "json", "csv", "parquet:out/findings.parquet", "xlsx")
    judged(home)
    here, there = on_both(tmp_path, env, cluster, plans, "-o", "out", *(f"-f{name}" for name in formats))
    assert (there.status, there.out, there.err) == (here.status, here.out, here.err)
    assert there.status == 2
    assert "r-broken.yaml:3:11" in there.err
    assert re.search(r"killer\.yaml:1:1: .*SIGKILL", there.err)
    assert same_reports(tmp_path, "out")
    assert len(list((tmp_path / "there" / "out").glob("index-*.html"))) == 2
    assert judged(home).count("killer") == 4  # twice here, twice there


def test_what_is_done_and_unchanged_is_not_done_again(tmp_path, cluster, env, home):
    plans = tiny_plans(tmp_path / "plans", 3)
    arguments = (plans, "-f", "json:out/", "-f", "index", "-o", "out", *AS_OF, "--scheduler", cluster.address)
    first = check(*arguments, cwd=tmp_path, env=env)
    assert first.status == 1, first.err
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("p*.json")}
    write_plan(plans, (plans / "p001.yaml").read_text(encoding="utf-8").replace("91", "92"), "p001.yaml")
    judged(home)
    assert check(*arguments, cwd=tmp_path, env=env).status == 1
    assert judged(home) == ["p001"]
    changed = {path.stem for path, then in before.items() if path.stat().st_mtime_ns != then}
    assert changed == {"p001"}


def test_one_machine_goes_on_with_what_the_cluster_has_done(tmp_path, cluster, env, home):
    plans = tiny_plans(tmp_path / "plans", 3)
    arguments = (plans, "-f", "json:out/", "-o", "out", *AS_OF)
    assert check(*arguments, "--scheduler", cluster.address, cwd=tmp_path, env=env).status == 1
    judged(home)
    assert check(*arguments, cwd=tmp_path, env=env).status == 1
    assert judged(home) == []


def test_a_single_plan_goes_to_standard_output_alike(tmp_path, cluster, env):
    here, there = on_both(tmp_path, env, cluster, PLANS / "haiphong.yaml", "-f", "json:-", "-f", "docx:out/letter.docx")
    assert there == here
    assert there.json["plans"]
    assert same_reports(tmp_path, "out")


def test_templates_of_ones_own_are_used_there(tmp_path, cluster, env):
    own = tmp_path / "own"
    (own / "parts").mkdir(parents=True)
    (own / "report.html.j2").write_text('{% include "parts/head.html" %}{{ lang }}', encoding="utf-8")
    (own / "parts" / "head.html").write_text("Của tỉnh: ", encoding="utf-8")
    _, there = on_both(tmp_path, env, cluster, PLANS / "haiphong.yaml", "-o", "out", "--templates", own)
    assert there.status == 1, there.err
    assert (tmp_path / "there" / "out" / "haiphong.html").read_text(encoding="utf-8") == "Của tỉnh: vi"
    assert same_reports(tmp_path, "out")


def test_a_broken_template_is_named_where_the_user_has_it(tmp_path, cluster, env):
    own = tmp_path / "own"
    own.mkdir()
    (own / "report.html.j2").write_text("{{ no_such_thing.at_all }}", encoding="utf-8")
    here, there = on_both(tmp_path, env, cluster, PLANS / "haiphong.yaml", "--templates", own)
    assert there == here
    assert there.status == 2
    assert there.err.startswith(f"{own / 'report.html.j2'}:1: ")


def test_between_urls_the_machines_of_the_cluster_read_and_write_themselves(tmp_path, cluster, env):
    plans = tiny_plans(tmp_path / "plans", 3).rename(tmp_path / "kế hoạch 2026")
    write_plan(plans, HEAD + "commitments: []\nno: 1\n", "broken.yaml")
    arguments = (f"local://{plans}", "-o", "local://{place}/out", "-f", "html", "-f", "json")
    here, there = on_both(tmp_path, env, cluster, *arguments)
    assert there.status == here.status == 2
    assert there.err.replace("there/out", "here/out") == here.err
    assert same_reports(tmp_path, "out")
    assert {"p001.html", "index.html"} <= {path.name for path in (tmp_path / "there" / "out").iterdir()}
    assert oct((tmp_path / "there" / "out" / "p001.html").stat().st_mode)[-3:] == "640"  # as a worker writes


def test_plans_at_a_url_and_reports_here(tmp_path, cluster, env, home):
    plans = tiny_plans(tmp_path / "plans", 3)
    _, there = on_both(tmp_path, env, cluster, f"local://{plans}", "-o", "out", "-f", "json:out/")
    assert there.status == 1, there.err
    assert same_reports(tmp_path, "out")
    judged(home)
    again = check(
        *(f"local://{plans}", "-o", "out", "-f", "json:out/", *AS_OF, "--scheduler", cluster.address),
        cwd=tmp_path / "there",
        env=env,
    )
    assert (again.status, judged(home)) == (1, [])


def test_an_interrupted_run_leaves_nothing_on_the_cluster(tmp_path, cluster, env):
    from distributed import Client

    plans = slow_plans(tmp_path / "plans")
    started = running(tmp_path, env, plans, "-f", "json:out/", "--scheduler", cluster.address)
    started.send_signal(signal.SIGINT)
    _, err = started.communicate(timeout=PATIENCE)
    assert started.returncode == 130, err.decode()
    assert "Traceback" not in err.decode()
    assert unfinished(tmp_path / "out") == []
    with Client(cluster.address, set_as_default=False) as client:
        until = time.monotonic() + PATIENCE
        while tasks := client.run_on_scheduler(lambda dask_scheduler: len(dask_scheduler.tasks)):
            assert time.monotonic() < until, f"{tasks} tasks are still there"
            time.sleep(0.1)


def test_a_worker_that_comes_late_helps_and_one_that_is_lost_costs_nothing(tmp_path, env, home):
    plans = slow_plans(tmp_path / "plans")
    with machines(tmp_path / "machines", env) as found:
        found.scheduler()
        lost = found.worker(1, "--no-nanny")
        started = running(tmp_path, env, plans, "-f", "json:out/", "-o", "out", "--scheduler", found.address)
        found.worker(2, "--no-nanny")
        lost.kill()
        _, err = started.communicate(timeout=PATIENCE)
    assert started.returncode == 1, err.decode()
    check(plans, "-f", "json:here/", "-o", "here", *AS_OF, cwd=tmp_path)
    assert contents(tmp_path / "out") == contents(tmp_path / "here")


def test_a_scheduler_that_dies_is_one_line_and_the_next_run_goes_on(tmp_path, env, home):
    plans = slow_plans(tmp_path / "plans")
    arguments = (plans, "-f", "json:out/", "-o", "out")
    with machines(tmp_path / "machines", env) as found:
        scheduler = found.scheduler()
        found.worker(2, "--no-nanny")
        started = running(tmp_path, env, *arguments, "--scheduler", found.address)
        scheduler.kill()
        _, err = started.communicate(timeout=PATIENCE)
    said = err.decode().splitlines()
    assert started.returncode == 2
    assert len(said) == 1
    assert found.address in said[0]
    done = contents(tmp_path / "out")
    assert 0 < len(done) < SLOW
    judged(home)
    assert check(*arguments, *AS_OF, cwd=tmp_path, env=env).status == 1
    assert len(judged(home)) == SLOW - len(done)
    assert done.items() <= contents(tmp_path / "out").items()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "carrier-pigeon://127.0.0.1:9"])
def test_where_no_scheduler_is_one_line_says_so(tmp_path, address):
    result = check(PLANS / "bacninh.yaml", "--scheduler", address, "--lang", "en", cwd=tmp_path)
    assert result.status == 2
    assert re.fullmatch(rf"no Dask scheduler answers at {address} \(.+\)\n", result.err)
    assert not (tmp_path / "reports").exists()


def in_this_process(arguments: list[object], capsys) -> tuple[int, str]:
    from checker.cli import main

    with pytest.raises(SystemExit) as ended:
        main([*map(str, arguments), "--lang", "en"])
    return ended.value.code, capsys.readouterr().err


def test_a_scheduler_without_workers_is_one_line(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("checker.batch.cluster._FIRST_WORKER", 0.2)
    with machines(tmp_path / "machines", {}) as found:
        found.scheduler()
        asked = [PLANS / "bacninh.yaml", "-o", tmp_path / "out", "--scheduler", found.address]
        status, said = in_this_process(asked, capsys)
    assert status == 2
    assert said == (
        f"the Dask scheduler at {found.address} has no worker; start one with: dask worker {found.address}\n"
    )


def test_a_worker_with_another_version_does_not_judge(tmp_path, cluster, monkeypatch, capsys):
    monkeypatch.setattr("checker.batch.cluster.needs", lambda job: {"nq-check": "0.1"})
    asked = [PLANS / "bacninh.yaml", "-o", tmp_path / "out", "--scheduler", cluster.address]
    status, said = in_this_process(asked, capsys)
    assert status == 2
    assert re.fullmatch(r"worker tcp://\S+ of the cluster has nq-check \S+ \w+, this machine has 0\.1; .*\n", said)
    assert not (tmp_path / "out").exists()


def test_workers_are_asked_for_what_the_bytes_of_reports_follow_from(tmp_path):
    libraries = (*on_cluster._LIBRARIES, *on_cluster._LIBRARIES_OF.values())
    assert all(on_cluster._version(name) != "–" for name in libraries)


def test_a_cluster_that_cannot_import_the_program_is_told_so(tmp_path, capsys):
    """Dask's own error of a task that its machines cannot unpack."""
    other = tmp_path / "other"
    (other / "checker").mkdir(parents=True)
    (other / "checker" / "__init__.py").write_text("", encoding="utf-8")
    with machines(tmp_path / "machines", {"PYTHONPATH": str(other)}) as found:
        found.scheduler()
        found.worker(1, "--no-nanny")
        asked = [PLANS / "bacninh.yaml", "-o", tmp_path / "out", "--scheduler", found.address]
        status, said = in_this_process(asked, capsys)
    assert status == 2
    assert re.fullmatch(r"the cluster cannot do the work \(.*\); install the same nq-check\[cluster\].*\n", said)


def a_job() -> Job:
    return Job(
        library=load_library([]),
        acceptances=(),
        as_of=date(2026, 11, 21),
        language=language("vi"),
        level="full",
        templates=None,
        whole=False,
        outputs=(),
        pieces=(),
        kept="nothing",
        several=True,
        records=None,
        keeps=False,
        remember=False,
        writes=False,
    )


class Deserted:
    """A client of a cluster whose workers are all gone."""

    scheduler = SimpleNamespace(ncores=None)
    sync = staticmethod(lambda *_, **__: {})
    submit = staticmethod(lambda *_, **__: None)


def test_a_cluster_without_workers_is_waited_for_and_given_up_in_the_end(monkeypatch):
    monkeypatch.setattr("checker.batch.cluster._LOOK", 0.01)
    executor = Cluster(a_job(), Deserted(), "tcp://host:8786")
    assert executor.workers == 1
    monkeypatch.setattr("checker.batch.cluster._WITHOUT_WORKERS", 0.05)
    with pytest.raises(ClusterUnavailable, match="has had no worker for"):
        executor.finished()


def test_processes_of_a_worker_end_when_nothing_is_asked_of_them(tmp_path, monkeypatch):
    monkeypatch.setattr(on_cluster, "_IDLE", 0.3)
    task = PlansTask(0, (Source(str(write_plan(tmp_path)), "tinh"),))
    (outcome,) = on_cluster.perform_there(on_cluster.shipped(a_job()), "key", {}, pickle.dumps(task))
    assert outcome.digest.province == "Bắc Ninh"
    workers = [child for child in multiprocessing.active_children() if child.name == "check-worker"]
    assert len(workers) == 1
    with ends():
        while on_cluster._HOSTS or workers[0] in multiprocessing.active_children():
            time.sleep(0.05)

"""Many plans in one run: reports that mirror their folders, the same bytes however they are made, and nothing twice."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote

import pytest
from browsing import open_page
from command import check, files_in, write_plan
from hypothesis import given
from hypothesis import strategies as st
from spoiling import judged, spoiled
from tiny_plans import AS_OF, contents, tiny_plans, write_tiny

from checker.batch.drive import Death, chunks, outcomes, results
from checker.batch.sources import Source
from checker.batch.tasks import PageTask
from checker.batch.work import Outcome
from checker.i18n import language

ODD = "Xã Hòa Bình #1? 100% & “mới”/ke-hoach.yaml"
EVERY = [f"-f{name}" for name in ("html", "docx", "md", "xlsx", "csv", "json:each/", "json:all.json", "junit:j.xml")]
EVERY += ["-fsarif:s.sarif", "-fparquet:t.parquet"]


def batch(*arguments: object, cwd: Path, **more):
    return check(*arguments, *AS_OF, cwd=cwd, **more)


@pytest.fixture(scope="module")
def plans(tmp_path_factory):
    """Plans in folders, one with an odd name, one broken, one that cannot be told from another by its reports."""
    root = tmp_path_factory.mktemp("batch")
    for number in range(9):
        write_tiny(root / "plans" / "abc"[number % 3] / f"p{number // 3}.yaml", number)
    write_tiny(root / "plans" / ODD)
    write_plan(root / "plans", "schema: plan/1\n", "hỏng.yaml")
    write_tiny(root / "plans" / "a" / "p0.yml")
    write_tiny(root / "plans" / "index.yaml")
    return root


@pytest.fixture(scope="module")
def everything(plans):
    """All formats of it, made by one process."""
    done = batch("../plans", "--jobs", "1", *EVERY, cwd=_within(plans, "one"))
    assert done.status == 2
    return plans / "one"


def _within(root, name):
    (root / name).mkdir()
    return root / name


def test_reports_mirror_the_folders_of_their_plans(everything):
    names = [f"{folder}/p{number}" for folder in "abc" for number in range(3)] + [ODD.removesuffix(".yaml")]
    for suffix in ("html", "docx", "md"):
        made = {path for path in files_in(everything / "reports") if path.endswith(suffix)} - {"index.html"}
        assert made == {f"{name}.{suffix}" for name in names}
    assert files_in(everything / "each") == {f"{name}.json" for name in names}


def test_what_cannot_be_judged_is_told_in_its_place_and_stops_nothing(plans):
    done = batch("plans", "-fjson", "-q", cwd=plans)
    assert done.status == 2
    named = {line.partition(":")[0] for line in done.err.splitlines()}
    assert named == {"plans/hỏng.yaml", "plans/a/p0.yml", "plans/index.yaml"}
    report = done.json
    assert {error["file"] for error in report["errors"]} == named
    assert len(report["plans"]) == 10


def test_any_number_of_processes_makes_the_same_bytes(plans, everything):
    done = batch("../plans", "--jobs", "3", *EVERY, cwd=_within(plans, "three"))
    assert done.status == 2
    assert contents(plans / "three") == contents(everything)
    assert contents(everything).keys() >= {"all.json", "reports/index.html", "reports/index.xlsx", "t.parquet"}


def test_the_json_of_a_plan_is_that_of_the_plan_alone(plans, everything):
    alone = batch(f"../plans/{ODD}", "-fjson", cwd=everything).json
    among = json.loads((everything / "each" / ODD.replace(".yaml", ".json")).read_text(encoding="utf-8"))
    for report, name in ((alone, Path(ODD).stem), (among, ODD.removesuffix(".yaml"))):
        assert report["plans"][0]["plan"].pop("name", name) == name
    assert among == alone


def test_links_of_the_index_lead_to_the_pages_whatever_plans_are_called(everything):
    index = everything / "reports" / "index.html"
    links = set(re.findall(r'href="([^"#][^"]*\.html)', index.read_text(encoding="utf-8")))
    assert len(links) == 10
    assert all((index.parent / unquote(link)).is_file() for link in links)


@pytest.mark.browser
def test_a_browser_follows_the_link_to_a_plan_with_an_odd_name(everything, browser):
    page = open_page(browser, everything / "reports" / "index.html")
    page.locator("a[href*='100'][href$='.html']").first.click()
    page.wait_for_load_state()
    assert unquote(page.url).endswith(ODD.replace(".yaml", ".html"))
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["empty"], 3), (["none*"], 3), (["empty", "plans/a"], 2), (["plans/b", "--fail-on", "never"], 0)],
)
def test_the_exit_status_says_what_came_of_it(plans, arguments, status):
    (plans / "empty").mkdir(exist_ok=True)
    done = batch(*arguments, "-fjson", "-q", cwd=plans)
    assert done.status == status
    assert "Traceback" not in done.err


def test_check_plans_checks_the_folder_of_that_name(tmp_path):
    (missing,) = (
        line for line in check("plans", cwd=tmp_path).err.splitlines() if "PLANS" in line and "check" not in line
    )
    assert missing
    tiny_plans(tmp_path / "plans", 2)
    write_tiny(tmp_path / "other.yaml")
    assert len(batch("plans", "-fjson", "-q", cwd=tmp_path).json["plans"]) == 2
    assert len(batch("plans", "other.yaml", "-fjson", "-q", cwd=tmp_path).json["plans"]) == 1
    assert len(batch("other.yaml", "-fjson", "-q", cwd=tmp_path).json["plans"]) == 1


def test_a_folder_with_one_plan_is_a_run_of_many(tmp_path):
    write_tiny(tmp_path / "p" / "a.yaml")
    assert batch("p", cwd=tmp_path).status == 1
    assert {"a.html", "index.html"} <= files_in(tmp_path / "reports")


def test_a_hundred_files_or_more_of_which_fewer_can_be_judged(tmp_path):
    tiny_plans(tmp_path / "p", 98)
    for number in range(5):
        write_plan(tmp_path / "p", "schema: plan/1\n", f"x{number}.yaml")
    done = batch("p", "-fcsv:all.csv", cwd=tmp_path)
    assert done.status == 2
    assert "98" in done.err
    assert len((tmp_path / "all.csv").read_text(encoding="utf-8-sig").splitlines()) > 98


def test_what_is_done_and_has_not_changed_is_not_done_again(tmp_path):
    tiny_plans(tmp_path / "plans", 4)
    seen = spoiled(tmp_path)
    assert batch("plans", "-fjson:r/", "-findex:r/index.html", cwd=tmp_path, env=seen).status == 1
    assert judged(tmp_path) == ["p000", "p001", "p002", "p003"]
    before = contents(tmp_path / "r")
    stamps = {path: path.stat().st_mtime_ns for path in (tmp_path / "r").glob("p*")}
    assert "4" in batch("plans", "-fjson:r/", "-findex:r/index.html", cwd=tmp_path, env=seen).err.splitlines()[0]
    assert judged(tmp_path) == []
    assert contents(tmp_path / "r") == before
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps
    write_tiny(tmp_path / "plans" / "p001.yaml", 5)
    (tmp_path / "plans" / "p000.yaml").unlink()
    assert batch("plans", "-fjson:r/", "-findex:r/index.html", "-q", cwd=tmp_path, env=seen).status == 1
    assert judged(tmp_path) == ["p001"]
    changed = contents(tmp_path / "r")
    assert batch("plans", "-fjson:r/", "-findex:r/index.html", "-q", "--fresh", cwd=tmp_path, env=seen).status == 1
    assert judged(tmp_path) == ["p001", "p002", "p003"]
    assert contents(tmp_path / "r") == changed != before


def test_nothing_is_remembered_beside_a_device(tmp_path):
    tiny_plans(tmp_path / "plans", 2)
    done = check("plans", "-q", "-fjson:/dev/stdout", *AS_OF, cwd=tmp_path)
    assert len(done.json["plans"]) == 2
    assert not Path("/dev/.check").exists()


# Who gives plans to processes: every plan has one outcome, whatever they do.


class Mortal:
    """An executor whose processes end tasks in any order, and die of some; ``deaths`` has a plan for each death."""

    def __init__(self, workers, draw, deadly, tells):
        self.workers, self._draw, self._deadly, self._tells = workers, draw, Counter(deadly), tells
        self._tasks = []
        self.tries = Counter()

    def room(self):
        return len(self._tasks) < self.workers

    def start(self, task):
        assert self.room()
        self._tasks.append(task)

    def finished(self):
        task = self._tasks.pop(self._draw(st.integers(0, len(self._tasks) - 1)))
        done = []
        for source in task.sources:
            self.tries[source.name] += 1
            if self._deadly[source.name]:
                self._deadly[source.name] -= 1
                return task, Death("killed", (), tuple(done) if self._tells else None)
            done.append(Outcome(key=source.name))
        return task, tuple(done)


@given(st.data(), st.integers(0, 40), st.integers(1, 4), st.booleans())
def test_every_plan_has_one_outcome_in_its_place_whoever_dies(data, count, workers, tells):
    sources = [Source(f"p/{number}.yaml", str(number)) for number in range(count)]
    names = [source.name for source in sources]
    deadly = data.draw(st.dictionaries(st.sampled_from(names), st.integers(1, 3), max_size=6)) if names else {}
    executor = Mortal(workers, data.draw, deadly, tells)
    ended = []

    def told(source, outcome):
        ended.append(source.name)
        return outcome

    found = list(outcomes(executor, sources, language("vi"), told))
    assert [source for source, _ in found] == sources
    assert Counter(ended) == Counter(names)
    failed = {source.name for source, outcome in found if outcome.failed}
    assert all(outcome.failed or outcome.key == source.name for source, outcome in found)
    if tells:
        assert failed == {name for name, deaths in deadly.items() if deaths >= 2}
        assert all(executor.tries[name] == 2 for name in failed)
    else:
        assert failed <= deadly.keys()
        assert failed >= {name for name, deaths in deadly.items() if deaths >= 3}


@pytest.mark.parametrize("deaths", [0, 1, 2])
def test_a_page_whose_process_died_is_tried_once_more(deaths):
    left = {"index-24": deaths}

    class Pages(Mortal):
        def finished(self):
            task = self._tasks.pop()
            left[task.page.name] = left.get(task.page.name, 0) - 1
            return task, Death("killed") if left[task.page.name] >= 0 else b"page"

    tasks = [PageTask(None, SimpleNamespace(name=f"index-{code}"), True, ()) for code in (1, 24, 31)]
    found = {task.page.name: result for task, result in results(Pages(2, None, (), False), tasks)}
    assert found.keys() == {"index-1", "index-24", "index-31"}
    assert [name for name, result in found.items() if result != b"page"] == (["index-24"] if deaths == 2 else [])


@given(st.integers(0, 500), st.integers(1, 64))
def test_tasks_are_all_plans_in_their_order(count, workers):
    sources = [Source(f"{number}", str(number)) for number in range(count)]
    tasks = list(chunks(sources, workers))
    assert [source for task in tasks for source in task.sources] == sources
    assert [task.first for task in tasks] == [sources.index(task.sources[0]) for task in tasks]

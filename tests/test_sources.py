"""Which plan files a run is about, and what their reports are called."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from command import write_plan
from patience import ends

from checker.batch.sources import find_sources


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(*paths):
    for path in paths:
        write_plan(Path(path).parent, name=Path(path).name)


def names(*arguments):
    return [source.name for source in find_sources(arguments).sources]


def places(*arguments):
    return [source.place for source in find_sources(arguments).sources]


def problems(*arguments):
    return [problem.render() for problem in find_sources(arguments).problems]


def test_a_file_is_called_by_its_stem_and_need_not_end_in_yaml(here):
    files("a/b.yaml", "c.txt")
    assert names("a/b.yaml", "c.txt", "gone.yaml") == ["b", "c", "gone"]
    assert not find_sources(["a/b.yaml", "c.txt"]).searched


def test_in_a_folder_plans_of_any_depth_are_found_in_the_order_of_their_paths(here):
    files("p/b.yaml", "p/a/z.yaml", "p/a/c/x.yml", "p/c.yaml", "p/B.yaml", "p/not.txt", "p/not.yaml.bak")
    assert names("p") == ["B", "a/c/x", "a/z", "b", "c"]
    assert places("p/") == ["p/B.yaml", "p/a/c/x.yml", "p/a/z.yaml", "p/b.yaml", "p/c.yaml"]
    assert places(".") == places("p")


def test_what_is_hidden_is_left_out(here):
    files("p/a.yaml", "p/.git/b.yaml", "p/.c.yaml")
    assert names("p") == names("p/**/*.yaml") == names("p/*") == ["a"]


def test_a_folder_called_like_a_plan_is_a_folder(here):
    files("p/a.yaml/b.yaml")
    assert names("p") == ["a.yaml/b"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("p/*.yaml", ["a"]),
        ("p/*", ["a", "t/b", "t/u/c"]),
        ("p/t/*", ["b", "u/c"]),
        ("p/**", ["a", "t/b", "t/u/c"]),
        ("p/**/*.yaml", ["a", "t/b"]),
        ("p/**/**/*.y*ml", ["a", "t/b", "t/u/c"]),
        ("p/**/u", ["t/u/c"]),
        ("p/**/u/*.yml", ["t/u/c"]),
        ("p/[ab].yaml", ["a"]),
        ("p/?/u/c.yml", ["t/u/c"]),
        ("**/t/**/*.yml", ["p/t/u/c"]),
        ("p/x*", []),
    ],
)
def test_a_pattern_is_read_as_a_shell_reads_it_and_names_begin_behind_what_is_fixed(here, pattern, expected):
    files("p/a.yaml", "p/t/b.yaml", "p/t/u/c.yml", "p/t/n.txt")
    assert names(pattern) == expected
    assert names(f"{here}/{pattern}") == expected
    assert [os.path.relpath(place) for place in places(f"./{pattern}")] == places(pattern)


def test_a_pattern_of_files_and_the_folder_give_the_same_order(here):
    files("p/b.yaml", "p/a/z.yaml", "p/a-b/x.yaml", "p/c/y.yaml")
    assert places("p") == places("p/**/*.yaml") == places("p/*")


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(here):
    files("kế hoạch [2026].yaml", "[a]/b.yaml")
    assert names("kế hoạch [2026].yaml") == ["kế hoạch [2026]"]
    assert names("[a]") == ["b"]


def test_a_pattern_does_not_lead_reports_out_of_their_folder(here):
    files("p/t/a.yaml", "q/b.yaml")
    assert names("p/*/../../q/*.yaml") == ["q/b"]


def test_several_folders_keep_their_names_so_that_what_they_hold_may_be_called_alike(here):
    files("tinh/24/ke-hoach.yaml", "tinh/31/ke-hoach.yaml", "tinh/31/xa/a.yaml")
    expected = ["24/ke-hoach", "31/ke-hoach", "31/xa/a"]
    assert names("tinh/24", "tinh/31") == names("tinh/*") == names("tinh/24/*.yaml", "tinh/31") == expected
    assert names("tinh/24", "tinh/24/") == ["ke-hoach"]


def test_a_plan_found_twice_is_one_plan(here):
    files("p/a.yaml", "p/b.yaml")
    assert names("p", "p/a.yaml", "./p/b.yaml", "p/*.yaml", str(here / "p")) == ["a", "b"]


def test_of_two_plans_whose_reports_would_have_one_name_the_second_is_named(here):
    files("p/a.yaml", "p/a.yml", "q/a.yaml")
    assert places("p") == ["p/a.yaml"]
    (said,) = problems("p")
    assert said.startswith("p/a.yml:1:1: ")
    assert "p/a.yaml" in said
    assert places("p", "q/a.yaml") == ["p/a.yaml"]
    assert len(problems("p", "q/a.yaml")) == 2


@pytest.mark.parametrize("name", ["index", "index-24", "index-24-2"])
def test_a_plan_in_a_folder_does_not_take_the_name_of_a_page_over_plans(here, name):
    files(f"p/{name}.yaml")
    assert names("p") == []
    assert problems("p")[0].startswith(f"p/{name}.yaml:1:1: ")
    assert not find_sources(["p"]).empty
    files(f"p/t/{name}.yaml", "p/indexes.yaml")
    assert names("p") == ["indexes", f"t/{name}"]


def test_an_empty_folder_is_told_even_beside_others(here):
    Path("p").mkdir()
    files("q/a.yaml", "q/a.yml")
    assert find_sources(["p"]).empty
    found = find_sources(["q", "p", "x*"])
    assert [problem.file for problem in found.problems] == ["p", "x*", "q/a.yml"]
    assert not found.empty


def test_links_are_followed_and_each_folder_is_searched_once(here):
    files("p/a/x.yaml", "q/y.yaml")
    Path("p/b").symlink_to("a")
    Path("p/q").symlink_to("../q")
    assert names("p") == names("p/**/*.yaml") == ["a/x", "q/y"]
    Path("p/link.yaml").symlink_to("../q/y.yaml")
    assert "link" in names("p")


def test_links_that_lead_back_do_not_keep_the_search_from_ending(here):
    files("p/a/x.yaml")
    for number in range(8):  # eight to the fortieth ways, if each were gone
        Path(f"p/back{number}").symlink_to(".")
        Path(f"p/a/up{number}").symlink_to("..")
    Path("p/self.yaml").symlink_to("self.yaml")
    with ends():
        assert names("p") == names("p/**/*.yaml") == names("p/**") == ["a/x", "self"]
        assert names("p/*/x.yaml") == ["a/x"]


def test_a_link_to_nothing_and_a_pipe_are_found_so_that_they_are_told(here):
    Path("p").mkdir()
    Path("p/a.yaml").symlink_to("nothing")
    os.mkfifo("p/b.yaml")
    assert names("p") == ["a", "b"]


def test_ten_thousand_files_in_a_folder(here):
    Path("p").mkdir()
    for number in range(10_000):
        Path(f"p/{number:05}.yaml").touch()
    with ends():
        assert names("p") == [f"{number:05}" for number in range(10_000)]
        assert len(names("p/**/*.yaml", "p")) == 10_000


def test_a_name_that_is_not_utf8_is_found(here):
    Path("p").mkdir()
    Path(os.fsdecode(b"p/\xff.yaml")).touch()
    assert names("p") == ["\udcff"]


@pytest.mark.parametrize("argument", ["x" * 5000, "a\n.yaml", "p" * 300 + "/*", "", "~", "-"])
def test_whatever_is_written_there_the_search_does_not_fail(here, argument):
    found = find_sources([argument])
    assert len(found.sources) + len(found.problems) == 1


def as_somebody_else(work):
    """Does the work as a user who is not root, in a process of its own; skips where that cannot be."""
    if os.geteuid() != 0:
        return work()
    ours, its = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover  (in another process)
        try:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            os.write(its, repr(work()).encode())
        finally:
            os._exit(0)
    os.close(its)
    with os.fdopen(ours) as stream:
        said = stream.read()
    os.waitpid(child, 0)
    if not said:
        pytest.skip("no other user can be become here")
    return eval(said)


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not closed so there")
def test_a_folder_that_may_not_be_read_is_told_and_the_others_are_searched(tmp_path):
    files(tmp_path / "p/a.yaml", tmp_path / "p/closed/b.yaml", tmp_path / "p/c.yaml")
    for path in (tmp_path, *tmp_path.parents):
        if path.name.startswith(("pytest-", "popen-", "test_")):  # up to what pytest itself has closed
            path.chmod(0o755)
    (tmp_path / "p/closed").chmod(0)
    try:
        found, said, inside, patterned = as_somebody_else(
            lambda: (
                names(str(tmp_path / "p")),
                problems(str(tmp_path / "p")),
                names(str(tmp_path / "p/closed/b.yaml")),
                problems(f"{tmp_path}/p/**/*.yaml"),
            )
        )
    finally:
        (tmp_path / "p/closed").chmod(0o755)
    assert found == ["a", "c"]
    assert len(said) == 1
    assert said[0].startswith(f"{tmp_path}/p/closed:1:1: ")
    assert inside == ["b"]
    assert patterned == said

"""Plans are read from, and reports written to, any URL that fsspec knows; each whole or not at all."""

from __future__ import annotations

import errno
import json
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar

import fsspec
import pytest
from command import COMMITMENT, HEAD, check, write_plan
from fsspec.implementations.memory import MemoryFileSystem
from tiny_plans import AS_OF, contents, tiny_plans

from checker.batch import places, stores
from checker.batch.places import local, stem_of, within
from checker.batch.sources import find_sources
from checker.failures import FormatUnavailable, RunFailed
from checker.problems import InvalidFile


class Bucket(MemoryFileSystem):
    """An object store: no renaming, no making of folders, and errors of its own."""

    protocol = "bucket"
    store: ClassVar = {}
    pseudo_dirs: ClassVar = [""]
    broken = False

    @classmethod
    def _strip_protocol(cls, path):
        return super()._strip_protocol(path.replace("bucket://", "memory://"))

    def unstrip_protocol(self, name):
        return f"bucket://{name.lstrip('/')}"

    def mv(self, *paths, **more):
        raise NotImplementedError("no renaming here")

    def makedirs(self, path, exist_ok=False):
        raise NotImplementedError("no folders here")

    def pipe_file(self, path, value, mode="overwrite", **more):
        if self.broken:
            raise RuntimeError("AccessDenied: not with these credentials\nRequestId: 7")
        super().pipe_file(path, value, mode, **more)

    def put_file(self, lpath, rpath, **more):
        self.pipe_file(rpath, Path(lpath).read_bytes())


@pytest.fixture
def bucket(monkeypatch):
    fsspec.register_implementation("bucket", Bucket, clobber=True)
    monkeypatch.setattr(stores, "_OBJECTS", stores._OBJECTS | {"bucket"})
    monkeypatch.setattr(Bucket, "store", {})
    monkeypatch.setattr(Bucket, "broken", False)
    return Bucket()


def names(*arguments):
    return [(source.place, source.name) for source in find_sources(arguments).sources]


def test_a_file_url_is_a_path_of_this_machine(tmp_path):
    plans = tiny_plans(tmp_path / "kế hoạch", 2)
    url = f"file://{str(plans).replace(' ', '%20')}"
    assert local(url) == str(plans)
    assert names(url) == names(str(plans))
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    formats = ("-f", "html", "-f", "csv")
    by_path = check(plans, "-o", "../out", *formats, *AS_OF, cwd=tmp_path / "a")
    reports = contents(tmp_path / "out")
    by_url = check(url, "-o", f"file://{tmp_path / 'out2'}", *formats, *AS_OF, cwd=tmp_path / "b")
    assert by_url.status == by_path.status == 1
    assert contents(tmp_path / "out2") == reports
    assert {"p000.html", "index.html", "index.csv"} == set(reports) - {"p001.html"}


def test_a_store_is_searched_at_any_depth_without_what_is_hidden(bucket):
    for path in ("b.yml", "a.yaml", "xã/c d.yaml", ".old/a.yaml", "xã/.draft.yaml", "notes.txt"):
        bucket.pipe_file(f"bucket://plans/2026/{path}", b"")
    assert names("bucket://plans/2026/") == [
        ("bucket:///plans/2026/a.yaml", "a"),
        ("bucket:///plans/2026/b.yml", "b"),
        ("bucket:///plans/2026/xã/c d.yaml", "xã/c d"),
    ]
    assert [name for _, name in names("bucket://plans/2026")] == ["a", "b", "xã/c d"]
    assert [name for _, name in names("bucket://plans/*/*.yaml")] == ["2026/a"]
    assert [name for _, name in names("bucket://plans/20*")] == ["2026/a", "2026/b", "2026/xã/c d"]
    assert [name for _, name in names("bucket://plans/2026/xã/c d.yaml")] == ["c d"]


def test_a_store_of_thousands_is_listed_in_order(bucket):
    for number in range(2_500):
        bucket.pipe_file(f"bucket://many/{number:04}.yaml", b"")
    assert [name for _, name in names("bucket://many")] == [f"{number:04}" for number in range(2_500)]


def test_an_empty_store_is_said_as_an_empty_folder_is(bucket):
    (problem,) = find_sources(["bucket://nothing/here"]).problems
    assert problem.render().startswith("bucket://nothing/here:1:1: there is no plan file (*.yaml) here")


def test_a_plan_that_is_not_there_and_one_that_may_not_be_read_are_named(bucket, monkeypatch):
    with pytest.raises(InvalidFile) as caught:
        places.read_plan("bucket://plans/x.yaml")
    assert str(caught.value).startswith("bucket://plans/x.yaml:1:1: there is no such file")

    def refused(self, path, **more):
        raise RuntimeError("AccessDenied: not with these credentials\nRequestId: 7")

    monkeypatch.setattr(Bucket, "cat_file", refused)
    with pytest.raises(InvalidFile, match=r"the file cannot be read: AccessDenied: not with these credentials$"):
        places.read_plan("bucket://plans/x.yaml")
    assert places.read("bucket://plans/x.yaml") is None


def test_a_store_that_refuses_is_an_error_of_writing_that_names_the_url(bucket):
    places.write("bucket://out/a.html", b"old")
    Bucket.broken = True
    for write in (places.write, lambda url, content: places.write_by(url, lambda stream: stream.write(content))):
        with pytest.raises(OSError, match="AccessDenied") as caught:
            write("bucket://out/a.html", b"new")
        assert (caught.value.errno, caught.value.filename) == (errno.EIO, "bucket://out/a.html")
        assert caught.value.strerror == "AccessDenied: not with these credentials"
    assert places.read("bucket://out/a.html") == b"old"


@pytest.mark.parametrize("root", ["bucket://out", "memory://out", "local://{place}"])
def test_what_breaks_off_half_way_leaves_what_was_there(bucket, tmp_path, root):
    url = within(root.format(place=tmp_path), "xã/a b.csv")
    places.write(url, b"old")

    def half(stream):
        stream.write(b"new" * 1_000_000)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        places.write_by(url, half)
    assert places.read(url) == b"old"
    places.write_by(url, lambda stream: stream.write(b"new"))
    assert places.read(url) == b"new"
    assert [path for path in tmp_path.rglob("*") if path.suffix == ".tmp"] == []


def test_a_full_store_leaves_no_part_behind(tmp_path, monkeypatch):
    from fsspec.implementations.local import LocalFileSystem

    def full(self, path, value, **more):
        (tmp_path / "began").write_bytes(value)
        Path(path).write_bytes(value[:1])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(LocalFileSystem, "pipe_file", full)
    with pytest.raises(OSError, match="No space left") as caught:
        places.write(f"local://{tmp_path}/out/a.html", b"new")
    assert caught.value.errno == errno.ENOSPC
    assert (tmp_path / "began").exists()
    assert list((tmp_path / "out").iterdir()) == []


def test_a_store_whose_renaming_replaces_nothing_is_written_all_the_same(tmp_path, monkeypatch):
    from fsspec.implementations.local import LocalFileSystem

    rename = LocalFileSystem.mv

    def careful(self, path1, path2, **more):
        if self.exists(path2):
            raise FileExistsError(errno.EEXIST, "File exists")
        rename(self, path1, path2, **more)

    monkeypatch.setattr(LocalFileSystem, "mv", careful)
    for content in (b"old", b"new"):
        places.write(f"local://{tmp_path}/a.html", content)
    assert (tmp_path / "a.html").read_bytes() == b"new"


def test_plans_in_an_archive_are_read_where_they_are(tmp_path):
    with zipfile.ZipFile(tmp_path / "plans.zip", "w") as archive:
        archive.writestr("xã/tinh.yaml", HEAD + COMMITMENT)
        archive.writestr("tinh.yaml", HEAD + COMMITMENT)
    outer = f"file://{tmp_path / 'plans.zip'}"
    assert names(f"zip://::{outer}") == [
        (f"zip://tinh.yaml::{outer}", "tinh"),
        (f"zip://xã/tinh.yaml::{outer}", "xã/tinh"),
    ]
    assert names(f"zip://xã/tinh.yaml::{outer}") == [(f"zip://xã/tinh.yaml::{outer}", "tinh")]
    result = check(f"zip://::{outer}", "-f", "json:-", *AS_OF, cwd=tmp_path)
    assert result.status == 1, result.err
    assert [plan["plan"]["file"] for plan in result.json["plans"]] == [
        f"zip://tinh.yaml::{outer}",
        f"zip://xã/tinh.yaml::{outer}",
    ]


def test_a_host_in_a_url_stays_there():
    assert stores._url_of("/plans/a.yaml", "sftp://me@host/plans", "/plans") == "sftp://me@host/plans/a.yaml"
    assert (
        stores._url_of("b/plans/a.yaml", "simplecache::s3://b/plans/", "b/plans") == "simplecache::s3://b/plans/a.yaml"
    )
    assert stem_of("simplecache::s3://b/plans/tinh.yaml") == "tinh"
    assert stem_of("zip://tinh.yaml::s3://b/plans.zip") == "tinh"


def test_one_plan_at_a_url_is_one_plan(tmp_path):
    plan = write_plan(tmp_path)
    here = check(plan, "-f", "json", *AS_OF, cwd=tmp_path)
    there = check(f"local://{plan}", "-f", "json", *AS_OF, cwd=tmp_path)
    assert (there.status, there.err) == (here.status, here.err)
    assert json.loads(there.out.replace(f"local://{plan}", str(plan))) == here.json


def test_a_second_run_at_urls_does_only_what_changed(tmp_path):
    plans = tiny_plans(tmp_path / "plans", 3)
    arguments = (
        f"local://{plans}",
        "-o",
        f"local://{tmp_path}/out",
        "-f",
        "json:" + f"local://{tmp_path}/out/",
        *AS_OF,
    )
    assert check(*arguments, cwd=tmp_path).status == 1
    before = {path.name: path.stat().st_ino for path in (tmp_path / "out").glob("*.json")}
    write_plan(plans, (plans / "p001.yaml").read_text(encoding="utf-8").replace("91", "92"), "p001.yaml")
    assert check(*arguments, cwd=tmp_path).status == 1
    after = {path.name: path.stat().st_ino for path in (tmp_path / "out").glob("*.json")}
    assert {name for name in before if before[name] != after[name]} == {"p001.json"}


def test_a_package_that_a_protocol_needs_is_named():
    if find_spec("s3fs"):
        pytest.skip("s3fs is installed")
    with pytest.raises(FormatUnavailable) as caught:
        places.read_plan("s3://bucket/plans/x.yaml")
    assert (caught.value.module, caught.value.install) == ("s3fs", "pip install s3fs")


def test_an_unknown_protocol_is_one_line(tmp_path):
    with pytest.raises(RunFailed, match=r"^pigeon://loft/x.yaml cannot be used: Protocol not known: pigeon"):
        places.read_plan("pigeon://loft/x.yaml")
    result = check("pigeon://loft/x.yaml", "--lang", "en", cwd=tmp_path)
    assert result.status == 2
    assert result.err.startswith("pigeon://loft/x.yaml cannot be used: Protocol not known: pigeon")
    assert len(result.err.splitlines()) == 1


def test_reports_to_a_store_without_its_package_are_refused_before_anything_is_judged(tmp_path):
    if find_spec("s3fs"):
        pytest.skip("s3fs is installed")
    result = check(write_plan(tmp_path), "-o", "s3://bucket/reports", "--lang", "en", cwd=tmp_path)
    assert result.status == 2
    assert len(result.err.splitlines()) == 1
    assert "pip install s3fs" in result.err

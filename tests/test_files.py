"""A file is written whole or not at all, and what is no file of ours is left what it is."""

from __future__ import annotations

import errno
import os
import threading

import pytest

from checker.writers.files import write_stream, write_whole


def test_a_file_is_replaced_and_its_folder_made(tmp_path):
    path = tmp_path / "new" / "báo cáo.html"
    write_whole(path, "một")
    write_whole(path, b"hai")
    assert path.read_text(encoding="utf-8") == "hai"
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt(), ValueError()])
def test_what_fails_half_way_leaves_the_old_file(tmp_path, error):
    path = tmp_path / "report.html"
    write_whole(path, "old")

    def fill(stream):
        stream.write(b"new" * 100_000)
        raise error

    with pytest.raises(type(error)) as raised:
        write_stream(path, fill)
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["report.html"]
    assert getattr(raised.value, "filename", str(path)) == str(path)


def test_a_name_may_be_as_long_as_names_can_be(tmp_path):
    write_whole(tmp_path / ("x" * 250 + ".html"), "new")
    with pytest.raises(OSError, match="name too long") as raised:
        write_whole(tmp_path / ("x" * 300 + ".html"), "new")
    assert raised.value.filename.endswith("xxx.html")
    assert len(list(tmp_path.iterdir())) == 1


def test_a_link_that_leads_to_itself_is_replaced(tmp_path):
    path = tmp_path / "report.html"
    path.symlink_to("report.html")
    write_whole(path, "new")
    assert path.read_text(encoding="utf-8") == "new"


def test_a_folder_is_not_replaced_by_a_file(tmp_path):
    (tmp_path / "report.html").mkdir()
    with pytest.raises(OSError, match="directory") as raised:
        write_whole(tmp_path / "report.html", "new")
    assert raised.value.filename == str(tmp_path / "report.html")
    assert [p.name for p in tmp_path.iterdir()] == ["report.html"]


def test_a_link_stays_a_link(tmp_path):
    target, link = tmp_path / "target.html", tmp_path / "link.html"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    write_whole(link, "new")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"


def test_a_pipe_is_written_to_and_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, "text")
    reader.join(timeout=10)
    assert read == [b"text"]
    assert pipe.is_fifo()

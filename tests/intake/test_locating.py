import contextlib
import os
import sqlite3

import pytest

from according.errors import Reason
from according.intake import Refusal, Source, sources, take
from according.settings import Settings


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in ("b.txt", "a.txt", "sub/c.html", "sub/.hidden", ".git/x", "sub/deep/d.pdf"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def locations(*arguments):
    found = list(sources(arguments))
    assert all(isinstance(each, Source) for each in found), found
    return [each.location for each in found]


def test_a_folder_is_walked_in_order_without_hidden_files(folder):
    assert locations(".") == ["./a.txt", "./b.txt", "./sub/c.html", "./sub/deep/d.pdf"]
    assert locations("sub") == ["sub/c.html", "sub/deep/d.pdf"]


def test_what_a_database_keeps_beside_itself_is_no_source(folder):
    with contextlib.closing(sqlite3.connect("sub/record.db")) as record:
        record.execute("PRAGMA journal_mode=WAL")
        record.execute("CREATE TABLE t (a)")
        assert sorted(os.listdir("sub"))[-3:] == ["record.db", "record.db-shm", "record.db-wal"]
        assert locations("sub")[-1] == "sub/record.db"
        assert locations("sub/rec*") == ["sub/record.db"]
        (found,) = take(Source("sub/record.db"), Settings())
        assert "SQLite" in found.detail
        assert locations("sub/record.db-wal") == ["sub/record.db-wal"]


def test_other_files_of_such_names_are_sources(folder):
    for name in ("b.txt-wal", "gone.db-wal", "sub-journal"):
        (folder / name).write_text("x")
    assert locations("*-*") == ["b.txt-wal", "gone.db-wal", "sub-journal"]
    assert locations(".")[-1] == "./sub-journal"


def test_arguments_keep_their_order_and_each_file_comes_once(folder):
    assert locations("b.txt", "a.txt", "./b.txt", str(folder / "a.txt")) == ["b.txt", "a.txt"]
    os.symlink("a.txt", "link.txt")
    assert locations("a.txt", "link.txt") == ["a.txt"]
    assert locations("sub/c.html", ".")[:2] == ["sub/c.html", "./a.txt"]


def test_globs(folder):
    assert locations("*.txt") == ["a.txt", "b.txt"]
    assert locations("**/*.html") == ["sub/c.html"]
    (folder / "[x].txt").write_text("x")
    assert locations("[x].txt") == ["[x].txt"]


def test_addresses_and_standard_input_are_kept():
    found = ["-", "https://quaypost.example/a?b", "HTTP://quaypost.example/"]
    assert locations(*found, *found) == found


@pytest.mark.parametrize(
    ("argument", "reason"),
    [
        ("nothing.txt", Reason.UNREADABLE),
        ("*.nothing", Reason.UNREADABLE),
        ("", Reason.UNREADABLE),
        ("a\0b", Reason.UNREADABLE),
        ("ftp://quaypost.example/a", Reason.FORBIDDEN),
        ("file:///etc/passwd", Reason.FORBIDDEN),
        ("/dev/null", Reason.UNREADABLE),
        ("pipe", Reason.UNREADABLE),
        ("broken", Reason.UNREADABLE),
    ],
)
def test_what_is_no_file_is_refused(folder, argument, reason):
    os.mkfifo("pipe")
    os.symlink("nowhere", "broken")
    (found,) = sources([argument])
    assert isinstance(found, Refusal)
    assert found.reason is reason
    found.location.encode()


def test_pipes_and_broken_links_in_a_folder_are_refused(folder):
    os.mkfifo("sub/pipe")
    os.symlink("nowhere", "sub/broken")
    os.symlink("..", "sub/loop")
    found = list(sources(["sub"]))
    assert sum(isinstance(each, Refusal) for each in found) == 2
    assert len(found) == 4


def test_a_pipe_that_takes_a_files_place_is_refused(folder):
    (found,) = take(Source("/dev/null"), Settings())
    assert found.reason is Reason.UNREADABLE
    (found,) = take(Source("sub"), Settings())
    assert found.reason is Reason.UNREADABLE

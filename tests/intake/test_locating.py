import os

import pytest

from according.errors import Reason
from according.intake import Refusal, Source, sources


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
    from according.intake import take
    from according.settings import Settings

    (found,) = take(Source("/dev/null"), Settings())
    assert found.reason is Reason.UNREADABLE
    (found,) = take(Source("sub"), Settings())
    assert found.reason is Reason.UNREADABLE

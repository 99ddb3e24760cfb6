"""A bulk run loses nothing and makes nothing else, whatever of it is killed; the long form is a
program (`tests.crash.bulk`)."""

import sys

from tests.crash.bulk import killed_again_and_again


def test_a_bulk_run_that_is_killed_comes_to_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.path", list(sys.path))
    assert killed_again_and_again(tmp_path, times=3) == 1

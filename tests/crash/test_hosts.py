"""A bulk run goes on where a host is cut off in the middle, and comes to the same."""

import sys

import pytest

from tests.crash.hosts import cannot, cut_off_in_the_middle
from tests.long import LONG


def test_a_run_that_loses_a_host_comes_to_the_same(tmp_path, monkeypatch):
    pytest.importorskip("distributed")
    why = cannot() if LONG else "only in the long form: it takes half a minute"
    if why:
        pytest.skip(why)
    monkeypatch.setattr("sys.path", list(sys.path))
    cut_off_in_the_middle(tmp_path)

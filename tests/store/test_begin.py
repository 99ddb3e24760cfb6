"""Another version of the linking begins: what was linked is forgotten and its name kept, or
neither."""

import subprocess
import sys

import pytest

from according.model import Reading, Report
from according.store import Changed, Kept, Record
from tests.store.test_record import capture_of

CRASH = """
import os, sys
from sqlalchemy import event
from according.store import Record

with Record(sys.argv[1]) as record:
    @event.listens_for(record.engine, "before_cursor_execute")
    def crash(connection, cursor, statement, *others):
        if statement.startswith("INSERT INTO meta"):
            os._exit(9)
    record.across.begin("linking-2")
"""


@pytest.fixture
def path(tmp_path):
    """A record of two reports, linked by a version of its own."""
    path = str(tmp_path / "record.db")
    with Record(path, create=True) as record:
        for words in ("Two died at Velden.", "Nine were saved at Mirna."):
            record.add(Reading(Report(words), "r"), capture_of(words.encode()), words.encode())
        record.across.begin("linking-1")
        for number, name in enumerate(record.across.waiting()):
            kept = Kept(name, [number], [], [], {})
            record.across.keep(kept, Changed({}, {}, record.across.revision()))
        assert not record.across.waiting()
    return path


def test_a_crash_while_it_begins_leaves_all_as_it_was(path):
    with Record(path) as record:
        before, seen = list(record.dump()), record.across.revision()
    assert subprocess.run([sys.executable, "-c", CRASH, path], check=False).returncode == 9
    with Record(path) as record:
        assert record.across.linked_by() == "linking-1"
        assert (list(record.dump()), record.across.revision()) == (before, seen)
        assert record.across.sharing([0, 1], 9)
        assert not record.across.waiting()


def test_it_begins_once(path):
    with Record(path) as record:
        record.across.begin("linking-2")
        assert record.across.linked_by() == "linking-2"
        assert len(record.across.waiting()) == 2
        assert not record.across.sharing([0, 1], 9)
        seen = record.across.revision()
        record.across.begin("linking-2")
        assert record.across.revision() == seen

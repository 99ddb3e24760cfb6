"""Runs from inputs to a dataset: the same by any engine, cut, or order, and after any stop."""

import json
import signal
import threading
import time
from multiprocessing import active_children

import pytest

from according import bulk
from according.bulk import flow
from according.bulk.cluster import Cluster
from according.bulk.processes import Processes
from according.bulk.reading import Read
from according.bulk.storage import Storage
from according.errors import SettingsError
from according.export.formats.beside import origins as table
from according.settings import Settings
from according.store import schema
from tests.bulk.conftest import rows_of, stories
from tests.bulk.here import READER, Here, Light, Twice, offered, tables

REPORTS = 60
BUCKETS = 2
SETTINGS = Settings(reader=READER)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Readers that cost nothing, in the path of all children."""
    patch = pytest.MonkeyPatch()
    folder = offered(tmp_path_factory.mktemp("path"))
    patch.syspath_prepend(str(folder))
    patch.setenv("PYTHONPATH", str(folder))
    yield
    patch.undo()


@pytest.fixture(scope="module")
def lines(tmp_path_factory, path):
    folder = tmp_path_factory.mktemp("in")
    found = stories(folder / "in.jsonl", REPORTS)
    again = folder / "again.jsonl"
    again.write_text("".join(found.read_text().splitlines(keepends=True)[:3]))
    return [str(found), str(again)]


def run(lines, out, engine, mib=0.004, read=Light):
    try:
        return bulk.run(lines, str(out), SETTINGS, engine, part_mib=mib, buckets=BUCKETS, read=read)
    finally:
        engine.close()


@pytest.fixture(scope="module")
def plain(lines, tmp_path_factory):
    """What comes of it in one process, in one part."""
    out = tmp_path_factory.mktemp("plain")
    return run(lines, out, Here(), mib=1), out


def test_all_that_went_in_is_counted_once(plain):
    written, out = plain
    assert (written.inputs, written.stored) == (REPORTS + 4, REPORTS)
    assert (written.already_there, written.refused) == (3, 1)
    assert written.reasons == {"format": 1}
    assert len(rows_of(out, schema.reports, BUCKETS)) == written.tables["reports"] == REPORTS
    assert written.tables["captures"] == REPORTS + 3
    assert written.tables["blobs"] == REPORTS
    (refused,) = rows_of(out, schema.refusals, BUCKETS)
    assert refused["member"] == f"line {REPORTS // 2 + 1}"
    origins = rows_of(out, table, BUCKETS)
    assert len({each["origin_id"] for each in origins}) == REPORTS * 4 // 5
    assert not (out / "work").exists()


def test_a_report_is_as_its_first_capture_has_it(plain):
    _, out = plain
    captures = rows_of(out, schema.captures, BUCKETS)
    twice = [each for each in captures if each["location"].endswith("again.jsonl")]
    assert len(twice) == 3
    assert {each["member"] for each in twice} == {"line 1", "line 2", "line 3"}


@pytest.mark.parametrize("engine", ["local", "dask"])
def test_engines_and_parts_change_nothing(plain, lines, tmp_path, engine):
    found = Twice(Processes(2)) if engine == "local" else Cluster(None, 2)
    written = run(lines, tmp_path, found, mib=0.006)
    assert written == plain[0]
    assert tables(tmp_path) == tables(plain[1])
    assert run(lines, tmp_path, Here(), mib=0.006).again


def test_what_was_stopped_goes_on(plain, lines, tmp_path):
    class Stopped(Here):
        def map(self, task, parts):
            for number, (part, value) in enumerate(super().map(task, parts)):
                yield part, value
                is_reading = isinstance(parts[0], tuple) and isinstance(parts[0][1], tuple)
                if number == 1 and is_reading:
                    raise KeyboardInterrupt

    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            run(lines, tmp_path, Stopped(), mib=0.001)
    done = Storage(str(tmp_path)).names("manifest/read")
    assert len(done) == 6
    before = {name: (tmp_path / name).stat().st_mtime_ns for name in done}
    assert run(lines, tmp_path, Here(), mib=0.001) == plain[0]
    assert {name: (tmp_path / name).stat().st_mtime_ns for name in done} == before
    assert tables(tmp_path) == tables(plain[1])


def test_killed_workers_change_nothing(plain, lines, tmp_path):
    engine = Processes(2)
    over = threading.Event()
    killed = []

    def kill():
        while not over.wait(1) and len(killed) < 3:
            for child in active_children()[-1:]:
                child.kill()
                killed.append(child.pid)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        written = run(lines, tmp_path, engine, mib=0.006)
    finally:
        over.set()
        killer.join()
    assert killed
    assert written == plain[0]
    assert tables(tmp_path) == tables(plain[1])


def test_an_input_that_ends_its_reader_costs_itself_only(path, tmp_path):
    lines = [{"text": f"Two boats met at Velden, number {each}."} for each in range(5)]
    lines[2]["text"] += " DIES"
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, lines)))
    written = run([str(tmp_path / "in.jsonl")], tmp_path / "out", Here(), read=Read)
    assert (written.stored, written.refused, written.reasons) == (4, 1, {"crashed": 1})
    (refused,) = rows_of(tmp_path / "out", schema.refusals, BUCKETS)
    assert f"code {-signal.SIGSEGV}" in refused["detail"]


def test_a_reader_that_cannot_be_loaded_ends_the_run(tmp_path, lines):
    settings = Settings(pipeline="no_such_pipeline")
    with pytest.raises(SettingsError):
        bulk.run(lines[1:], str(tmp_path), settings, Here())


def test_nothing_to_read_is_no_error(tmp_path):
    (tmp_path / "in").mkdir()
    written = bulk.run([str(tmp_path / "in")], str(tmp_path / "out"), Settings(), Here())
    assert written == bulk.Written(0, 0, 0, 0, {}, written.tables)
    assert (tmp_path / "out" / flow.RESULT).exists()


def test_a_run_says_how_far_it_is(plain, tmp_path, lines):
    told = []
    began = time.monotonic()
    told_of = lambda *each: told.append(each)  # noqa: E731
    bulk.run(lines, str(tmp_path), SETTINGS, Here(), on_progress=told_of, read=Light)
    assert time.monotonic() - began < 120
    assert told[0] == ("reading parts", 0, 1)
    assert ("events", BUCKETS * 2, BUCKETS * 2) in told

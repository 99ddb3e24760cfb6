"""``read``: what can be named and given, what is printed, and Ctrl-C."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from according.store import Record
from tests.cli.conftest import FIRST, SECOND, process
from tests.crash.killing import REFUSED, REPORTS, inputs_in, make_folder, wait_for_the_group

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def into(tmp_path):
    """Where to put the record."""
    return tmp_path / "record.db"


@pytest.fixture
def folder(tmp_path):
    """A folder of two reports and an empty file."""
    path = tmp_path / "in"
    path.mkdir()
    (path / "a.txt").write_text(FIRST, "utf-8")
    (path / "b.txt").write_text(SECOND, "utf-8")
    (path / "c.txt").write_text("", "utf-8")
    return path


def lines(path):
    with Record(str(path)) as record:
        return record.lines()


def test_read_a_folder(according, folder, into):
    ran = according("read", folder, "--into", into)
    assert ran.code == 0
    assert ran.out.startswith("3 in = 2 stored + 0 already there + 1 refused   (")
    assert ran.out.endswith(f"Why: according refusals --record {into}\n")
    assert not ran.err
    again = according("read", folder, "--into", into)
    assert again.code == 0
    assert again.out.startswith("3 in = 0 stored + 2 already there + 1 refused   (")


def test_read_as_json(according, folder, into):
    ran = according("read", folder, "--into", into, "--json")
    assert ran.code == 0
    found = json.loads(ran.out)
    assert list(found) == ["in", "stored", "already_there", "refused", "seconds", "record"]
    assert found["in"] == 3 == found["stored"] + found["already_there"] + found["refused"]
    assert found["record"] == str(into)


def test_read_nothing_usable_is_exit_3(according, folder, into):
    ran = according("read", folder / "c.txt", folder / "nosuch.txt", "--into", into)
    assert ran.code == 3
    assert ran.out.startswith("2 in = 0 stored + 0 already there + 2 refused")
    assert according("read", folder / "c.txt", "--into", into, "--json").code == 3


def test_read_an_empty_folder_is_no_error(according, tmp_path, into):
    (tmp_path / "none").mkdir()
    ran = according("read", tmp_path / "none", "--into", into)
    assert ran.code == 0
    assert ran.out.startswith("0 in = 0 stored + 0 already there + 0 refused   (at once, ")


def test_read_needs_paths(according, into):
    ran = according("read", "--into", into)
    assert ran.code == 2
    assert "PATH" in ran.err
    assert not into.exists()


def test_read_globs_files_and_folders_once_each(according, folder, into):
    ran = according("read", folder / "[ab].txt", folder / "a.txt", folder, "--into", into)
    assert ran.out.startswith("3 in = 2 stored + 0 already there + 1 refused")
    ran = according("read", folder / "*.pdf", "--into", into)
    assert ran.code == 3


def test_read_standard_input(according, into):
    ran = according("read", "-", "--into", into, "--outlet", "Quay Post", stdin=FIRST.encode())
    assert ran.code == 0
    (line,) = lines(into)
    assert line.outlet == "Quay Post"
    with Record(str(into)) as record:
        assert record.report(line.id).text == FIRST
        assert [each.location for each in record.captures(line.id)] == ["-"]


def test_read_standard_input_that_is_empty(according, into):
    assert according("read", "-", "--into", into).code == 3


def test_read_what_the_material_does_not_say(according, folder, into):
    (folder / "b.txt").write_text("date 2024-03-12 Harbour Courier - " + SECOND, "utf-8")
    (folder / "a.txt").write_bytes("Der Ort heißt Münster.".encode("latin-1"))
    ran = according(
        "read",
        folder,
        "--into",
        into,
        "--outlet",
        "Quay Post",
        "--published",
        "2024-03-11",
        "--encoding",
        "latin-1",
    )
    assert ran.code == 0
    first, second = lines(into)
    assert (first.outlet, str(first.published)) == ("Quay Post", "2024-03-11")
    assert first.opening == "Der Ort heißt Münster."
    assert (second.outlet, str(second.published)) == ("Harbour Courier", "2024-03-12")


def test_read_columns(according, tmp_path, into):
    path = tmp_path / "a.csv"
    path.write_text(f'"Kopf","Wortlaut","Haus"\n"Two die","{FIRST}","Quay Post"\n', "utf-8")
    assert according("read", path, "--into", into).code == 3
    columns = ("text=Wortlaut", "title=Kopf", "outlet=Haus")
    options = [part for column in columns for part in ("--column", column)]
    assert according("read", path, "--into", into, *options).code == 0
    (line,) = lines(into)
    assert (line.title, line.outlet) == ("Two die", "Quay Post")


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ("text", "--column 'text': give FIELD=COLUMN, as text=body"),
        ("text=", "give FIELD=COLUMN"),
        ("body=text", "no field 'body'; a report has text, title, outlet"),
        ("=x", "no field ''"),
    ],
)
def test_read_columns_that_cannot_be(according, folder, into, column, message):
    ran = according("read", folder, "--into", into, "--column", column)
    assert ran.code == 1
    assert ran.err.startswith("error: ")
    assert message in ran.err
    assert not into.exists()


@pytest.mark.parametrize(
    "options",
    [
        ("--published", "11.3.2024"),
        ("--published", "2024-02-30"),
        ("--workers", "0"),
        ("--workers", "two"),
    ],
)
def test_read_options_that_cannot_be(according, folder, into, options):
    ran = according("read", folder, "--into", into, *options)
    assert ran.code == 2
    assert options[0] in ran.err
    assert not into.exists()


def test_read_unknown_encoding_is_said(according, folder, into):
    ran = according("read", folder / "a.txt", "--into", into, "--encoding", "no-such-charset")
    assert ran.code in (1, 3)
    if ran.code == 3:
        assert "no-such-charset" in according("refusals", "--record", into).out


def test_read_into_what_cannot_be_a_record(according, folder, tmp_path):
    (tmp_path / "text.db").write_bytes(b"some text that is no database" * 99)
    with closing(sqlite3.connect(tmp_path / "other.db")) as raw:
        raw.execute("CREATE TABLE things (name TEXT)")
    for into, message in (
        (tmp_path, "is a folder; name a file"),
        (tmp_path / "nowhere" / "record.db", "no folder"),
        (tmp_path / "text.db", "cannot be opened as a record"),
        (tmp_path / "other.db", "is a database, but not a record"),
        ("nosuch://x", "no database URL"),
    ):
        ran = according("read", folder, "--into", into)
        assert ran.code == 1, into
        assert ran.err.startswith("error: ")
        assert message in ran.err
        assert not ran.out


def test_read_into_a_record_that_is_full(according, folder, into):
    Record(str(into), create=True).close()
    with closing(sqlite3.connect(into)) as raw:
        raw.execute(
            "CREATE TRIGGER full BEFORE INSERT ON reports "
            "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
    ran = according("read", folder, "--into", into)
    assert ran.code == 1
    assert ran.err == f"error: {into} cannot be written: database or disk is full\n"


def test_read_names_that_are_no_unicode(according, folder, into):
    (folder / os.fsdecode(b"\xff\xfe.txt")).write_text("Two more died. " + FIRST, "utf-8")
    ran = according("read", folder, "--into", into)
    assert ran.out.startswith("4 in = 3 stored"), ran
    assert according("reports", "--record", into).code == 0
    assert according("refusals", "--record", into, "--json").code == 0


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")
class TestInterrupted:
    """Ctrl-C, which the terminal sends to the whole group of processes."""

    def interrupted(self, folder, into, when):
        run = process(
            "read",
            folder,
            "--into",
            into,
            "--workers",
            "1",
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        end = time.monotonic() + 60
        while not when() and run.poll() is None:
            assert time.monotonic() < end
            time.sleep(0.005)
        os.killpg(run.pid, signal.SIGINT)
        out, err = run.communicate(timeout=60)
        return run.pid, run.returncode, out.decode(), err.decode()

    def test_while_writing(self, tmp_path, into):
        folder = make_folder(tmp_path / "in")
        group, code, out, err = self.interrupted(folder, into, lambda: inputs_in(into) >= 5)
        assert code == 130
        assert out == ""
        assert err.splitlines()[-1] == (
            "Stopped. What was counted is in the record; the same command goes on."
        )
        wait_for_the_group(group)
        assert 5 <= inputs_in(into) < REPORTS + REFUSED
        with closing(sqlite3.connect(into)) as raw:
            ((counted,),) = raw.execute("SELECT inputs FROM runs")
        assert inputs_in(into) in (counted, counted + 1)

    def test_while_starting(self, tmp_path, into):
        folder = make_folder(tmp_path / "in")
        made = []

        def a_little_after_the_record_was_made():
            if into.exists() and not made:
                made.append(time.monotonic())
            return bool(made) and time.monotonic() > made[0] + 0.4

        group, code, _, err = self.interrupted(folder, into, a_little_after_the_record_was_made)
        assert code == 130
        assert "Traceback" not in err
        assert err.startswith("Stopped.")
        wait_for_the_group(group)

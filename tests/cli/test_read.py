"""``read``: what can be named and given, what is printed, and Ctrl-C."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from according.store import Record
from tests.cli.conftest import FIRST, SECOND, process
from tests.crash.killing import (
    REFUSED,
    REPORTS,
    inputs_in,
    make_folder,
    wait_for_the_children_of,
)

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
    assert ran.out.endswith(f"refused: {folder / 'c.txt'}: empty, no bytes in it\n")
    again = according("read", folder, "--into", into)
    assert again.code == 0
    assert again.out.startswith("3 in = 0 stored + 2 already there + 1 refused   (")


def test_read_as_json(according, folder, into):
    ran = according("read", folder, "--into", into, "--json")
    assert ran.code == 0
    found = json.loads(ran.out)
    assert list(found) == ["in", "stored", "already_there", "refused", "again", "seconds", "record"]
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
        ("text", "--column: 'text': give FIELD=COLUMN, as text=body"),
        ("text=", "give FIELD=COLUMN"),
        ("body=text", "no field 'body'; a report has text, title, outlet"),
        ("=x", "no field ''"),
    ],
)
def test_read_columns_that_cannot_be(according, folder, into, column, message):
    ran = according("read", folder, "--into", into, "--column", column)
    assert ran.code == 2
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
    assert ran.code == 2
    assert "no character set is called 'no-such-charset'" in ran.err
    assert not into.exists()


def test_read_a_day_that_is_none_is_said(according, folder, into):
    ran = according("read", folder, "--into", into, "--published", "11.03.2024")
    assert ran.code == 2
    assert "'11.03.2024' is no day; write it as 2024-03-11" in ran.err


def test_read_a_pipeline_that_is_not_there(according, folder, into):
    ran = according("read", folder, "--into", into, "--pipeline", "no_such_pipeline")
    assert ran.code == 1
    assert ran.err.startswith("error: spaCy pipeline 'no_such_pipeline' is not installed")
    assert not into.exists()


def test_read_nothing(according, tmp_path, into):
    (tmp_path / "empty").mkdir()
    ran = according("read", tmp_path / "empty", "--into", into)
    assert ran.code == 0
    assert "There was nothing to read" in ran.out


def test_read_the_same_bytes_with_another_outlet_keeps_both_with_their_capture(
    according, folder, into
):
    path = folder / "a.txt"
    according("read", path, "--into", into)
    ran = according("read", path, "--into", into, "--outlet", "Steppe Daily")
    assert ran.out.startswith("1 in = 1 stored")
    assert "1 of the stored are in the record before, with another outlet" in ran.out
    listed = json.loads(according("reports", "--record", into, "--json").out)
    assert [line["captures"] for line in listed] == [1, 1]
    assert according("check", "--record", into).code == 0


def test_read_forgets_a_refusal_that_is_none_any_more(according, tmp_path, into):
    path = tmp_path / "cafe.txt"
    path.write_bytes("Two people died near the Café Velden on Monday.".encode("cp1252"))
    other = tmp_path / "empty.txt"
    other.write_bytes(b"")
    assert according("read", path, other, "--into", into).code == 3
    ran = according("read", path, "--into", into, "--encoding", "windows-1252")
    assert ran.code == 0
    left = json.loads(according("refusals", "--record", into, "--json").out)
    assert [each["location"] for each in left] == [str(other)]


def test_read_a_lone_surrogate_in_a_key_is_one_refusal(according, tmp_path, into):
    path = tmp_path / "odd.jsonl"
    good = json.dumps({"text": "Two people died near Velden on Monday."})
    path.write_text('{"\\ud800": "x"}\n' + good + "\n", encoding="utf-8")
    ran = according("read", path, "--into", into)
    assert ran.out.startswith("2 in = 1 stored + 0 already there + 1 refused"), ran
    assert "\\ud800" in according("refusals", "--record", into).out


@pytest.mark.parametrize("name", ["q?x.db", "p%20x#1.db", "ä b.db"])
def test_read_into_a_path_with_odd_characters(according, folder, tmp_path, name):
    assert according("read", folder, "--into", tmp_path / name).code == 0
    assert (tmp_path / name).is_file()
    assert according("reports", "--record", tmp_path / name).code == 0


def test_commands_show_no_control_characters(according, tmp_path, into):
    path = tmp_path / "esc.txt"
    path.write_text("Two died \x1b]0;pwned\x07 in Velden\x9b2J on Monday.", encoding="utf-8")
    according("read", path, "--into", into)
    (line,) = json.loads(according("reports", "--record", into, "--json").out)
    for command in ("report", "show"):
        shown = according(command, line["id"], "--record", into).out
        assert "pwned" in shown
        assert not {"\x1b", "\x07", "\x9b"} & set(shown)


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


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that takes no files")
def test_read_into_a_folder_that_takes_no_files(according, folder):
    """Not even from root, whom permissions do not bind."""
    ran = according("read", folder, "--into", "/proc/record.db")
    assert ran.code == 1
    assert ran.err.startswith("error: /proc/record.db cannot be opened as a record: ")
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
        wait_for_the_children_of(run)
        return run.returncode, out.decode(), err.decode()

    def test_while_writing(self, tmp_path, into):
        folder = make_folder(tmp_path / "in")
        code, out, err = self.interrupted(folder, into, lambda: inputs_in(into) >= 5)
        assert code == 130
        assert out == ""
        assert "Traceback" not in err
        last = err.splitlines()[-1]
        assert re.match(r"Stopped at \d+ in = \d+ stored", last)
        assert last.endswith("What was counted is in the record; the same command goes on.")
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

        code, _, err = self.interrupted(folder, into, a_little_after_the_record_was_made)
        assert code == 130
        assert "Traceback" not in err
        assert "Stopped at " in err

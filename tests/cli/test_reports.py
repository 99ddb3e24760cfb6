"""``reports``, ``report``, ``refusals``, ``summary``, ``check``."""

import json
import os
import re
import shutil
import sqlite3
import struct
import subprocess
import sys
from contextlib import closing

import pytest

from according.store import Record
from tests.cli.conftest import FIRST, SLOVENE, process

LINE_KEYS = [
    "id",
    "outlet",
    "published",
    "title",
    "language",
    "characters",
    "mentions",
    "captures",
    "unread",
]
REPORT_KEYS = [
    "id",
    "outlet",
    "published",
    "published_at",
    "title",
    "byline",
    "url",
    "language",
    "credits",
    "text",
    "captures",
]
CAPTURE_KEYS = [
    "sha256",
    "media_type",
    "size",
    "location",
    "member",
    "had_at",
    "url",
    "byline",
]


@pytest.fixture
def first_id(filled):
    with Record(str(filled)) as record:
        return record.lines()[0].id


@pytest.fixture
def changed(filled, tmp_path):
    """A copy of the record, and a function that changes it by hand."""
    path = tmp_path / "changed.db"
    shutil.copy(filled, path)

    def change(statement):
        with closing(sqlite3.connect(path)) as raw:
            raw.execute(statement)
            raw.commit()
        return path

    return change


def test_reports_lists_by_day(according, filled):
    ran = according("reports", "--record", filled)
    assert ran.code == 0
    head, first, second, last = ran.out.splitlines()
    assert head.split() == ["id", "published", "outlet", "title", "mentions"]
    assert re.match(r"[0-9a-f]{10}  2024-03-11  Quay Post ", first)
    assert FIRST in first
    assert "2024-03-12  Harbour Courier" in second
    assert "no date     no outlet" in last
    assert last.endswith("unread")


def test_reports_of_an_outlet_and_limited(according, filled):
    ran = according("reports", "--record", filled, "--outlet", "quay post")
    assert len(ran.out.splitlines()) == 2
    assert len(according("reports", "--record", filled, "--limit", "2").out.splitlines()) == 3
    assert len(according("reports", "--record", filled, "--outlet", "no").out.splitlines()) == 1


def test_reports_as_json(according, filled):
    found = json.loads(according("reports", "--record", filled, "--json").out)
    assert [list(line) for line in found] == [LINE_KEYS] * 3
    assert found[0]["published"] == "2024-03-11"
    assert found[2]["unread"] == "language is sl, not en"
    assert json.loads(according("reports", "-r", filled, "--json", "--outlet", "x").out) == []


def terminal(columns, *arguments):
    """What a command writes into a terminal so wide."""
    import fcntl
    import termios

    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {"TERM": "xterm", "NO_COLOR": "1"}
    run = process(*arguments, stdout=theirs, stderr=subprocess.DEVNULL, env=environment)
    os.close(theirs)
    data = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # Linux says so at the end
            break
        if not part:
            break
        data += part
    os.close(ours)
    assert run.wait(60) == 0
    plain = re.sub(r"\x1b\[[0-9;]*m", "", data.decode())
    return plain.replace("\r\n", "\n").splitlines()


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize("columns", [40, 80, 200])
def test_reports_in_a_terminal_keep_the_ids(filled, columns):
    lines = terminal(columns, "reports", "--record", filled)
    assert len(lines) == 4
    assert max(map(len, lines)) <= columns
    for line in lines[1:]:
        assert re.match(r"[0-9a-f]{10} ", line)
    assert lines[1].startswith(lines[1][:10] + "  2024-03-11")
    assert (FIRST in lines[1]) == (columns == 200)


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_report_in_a_narrow_terminal_loses_no_word(filled, first_id):
    lines = terminal(30, "report", first_id, "--record", filled)
    assert max(map(len, lines)) <= 30
    assert "".join("".join(lines).split()).endswith("".join(FIRST.split()))


def test_report_is_printed_with_its_text_whole(according, filled, first_id):
    ran = according("report", first_id[:8].upper(), "--record", filled)
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0] == f"id:           {first_id}"
    assert "outlet:       Quay Post" in lines
    assert "published:    2024-03-11" in lines
    assert any(line.startswith("capture:") and "a.txt" in line for line in lines)
    assert FIRST in lines, "a line of the text was broken"


def test_report_as_json(according, filled, first_id):
    found = json.loads(according("report", first_id, "--record", filled, "--json").out)
    assert list(found) == REPORT_KEYS
    assert [list(capture) for capture in found["captures"]] == [CAPTURE_KEYS]
    assert found["id"] == first_id
    assert found["text"] == FIRST


def test_report_in_another_language(according, filled):
    with Record(str(filled)) as record:
        last = record.lines()[-1].id
    assert SLOVENE in according("report", last, "--record", filled).out


def test_refusals_say_why(according, filled):
    ran = according("refusals", "--record", filled)
    assert ran.code == 0
    assert "empty  " in ran.out
    assert "d.txt\n    no bytes in it\n" in ran.out
    assert "e.jsonl, line 1" in ran.out
    assert ran.out.endswith("2 refused\n")


def test_refusals_as_json(according, filled):
    found = json.loads(according("refusals", "--record", filled, "--json").out)
    keys = ["location", "member", "reason", "detail", "sha256"]
    assert [list(each) for each in found] == [keys] * 2
    assert [each["reason"] for each in found] == ["empty", "format"]


def test_summary_counts(according, filled):
    ran = according("summary", "--record", filled)
    assert ran.code == 0
    first = ran.out.splitlines()[0]
    assert first == (
        "3 reports of 2 outlets, 2024-03-11 to 2024-03-12; 1 unread (not English); 2 inputs refused"
    )
    assert "  refused, empty: 1\n" in ran.out
    assert "2  Harbour Rescue League  (organisation)" in ran.out


def test_summary_as_json(according, filled):
    found = json.loads(according("summary", "--record", filled, "--json").out)
    assert list(found) == [
        "reports",
        "captures",
        "refusals",
        "mentions",
        "actors",
        "times",
        "toponyms",
        "quantities",
        "attributions",
        "events",
        "figures",
        "blames",
        "accounts",
        "wordings",
        "credits",
        "outlets",
        "refused_because",
    ]
    assert found["outlets"] == {"Quay Post": 1, "Harbour Courier": 1, "no outlet": 1}
    assert found["refused_because"] == {"empty": 1, "format": 1}


def test_empty_record(according, tmp_path):
    path = tmp_path / "empty.db"
    Record(str(path), create=True).close()
    for command in ("reports", "summary", "refusals", "check"):
        ran = according(command, "--record", path)
        assert ran.code == 0
        assert not ran.err


def test_check_of_a_sound_record(according, filled):
    ran = according("check", "--record", filled)
    assert ran.code == 0
    spans, captures = ran.out.splitlines()
    assert re.fullmatch(r"[1-9]\d* spans fit their text; 0 reports are damaged", spans)
    assert captures == "3 captures fit their hash; 0 are missing or damaged"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE mentions SET quote = 'someone' WHERE start = (SELECT min(start) FROM mentions)",
        "UPDATE actors SET quote = 'somebody else' WHERE id = (SELECT min(id) FROM actors)",
        'UPDATE mentions SET "end" = 9999 WHERE start = (SELECT min(start) FROM mentions)',
        "UPDATE reports SET text = 'Other ' || text WHERE published = '2024-03-11'",
    ],
)
def test_check_finds_words_that_differ(according, changed, statement):
    ran = according("check", "--record", changed(statement))
    assert ran.code == 1
    assert "spans fit their text; 1 reports are damaged" in ran.out
    assert ran.err.startswith("report ")


def test_check_finds_text_that_was_changed_where_nothing_is_cited(according, changed):
    path = changed("UPDATE reports SET text = text || ' Not said.' WHERE published = '2024-03-11'")
    ran = according("check", "--record", path)
    assert ran.code == 1
    assert "differs from what its id was made of" in ran.err


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE blobs SET deflated = (SELECT deflated FROM blobs ORDER BY sha256 LIMIT 1)",
        "UPDATE blobs SET deflated = x'00ff'",
        "DELETE FROM blobs",
    ],
)
def test_check_finds_captures_that_differ(according, changed, statement):
    ran = according("check", "--record", changed(statement))
    assert ran.code == 1
    assert re.search(r"3 captures fit their hash; [23] are missing or damaged", ran.out)


def test_check_finds_packed_spans_that_are_damaged(according, changed):
    ran = according("check", "--record", changed("UPDATE readings SET tokens = x'00ff'"))
    assert ran.code == 1
    assert "damaged" in ran.err

import hashlib
import multiprocessing
import sqlite3
from datetime import UTC, date, datetime

import pytest

import according
from according.errors import Ambiguous, EvidenceError, NotFound, Reason, StoreError
from according.model import Capture, Credit, Reading, Refusal, Report
from according.store import Added, Record
from tests.postgres import BOTH

DATABASES = BOTH


def capture_of(data: bytes, location: str = "a.txt", member: str | None = None) -> Capture:
    had = datetime(2024, 3, 11, 8, 30, tzinfo=UTC)
    sha = hashlib.sha256(data).hexdigest()
    return Capture(sha, "text/plain", location, member, had, size=len(data))


@pytest.fixture
def record(database):
    with Record(database, create=True) as opened:
        yield opened


def change(record, statement):
    """Change a record by hand."""
    with record.engine.begin() as raw:
        raw.exec_driver_sql(statement)


def of_sqlite(kind):
    if kind != "sqlite":
        pytest.skip("a matter of SQLite's files")


@pytest.fixture
def reading(reader, report):
    return reader.read(report)


def test_record_gives_back_what_was_added(record, reading):
    data = reading.report.text.encode()
    capture = capture_of(data)
    assert record.add(reading, capture, data) is Added.STORED
    assert record.reading(reading.report.id) == reading
    assert record.report(reading.report.id) == reading.report
    assert record.captures(reading.report.id) == (capture,)
    assert record.bytes_of(capture.sha256) == data


def test_record_keeps_offset_and_credits(record):
    at = datetime.fromisoformat("2024-03-11T23:30:00+05:30")
    report = Report(
        "VELDEN (HRN) - Two died.",
        published=at.date(),
        published_at=at,
        credits=(Credit(7, 12, "(HRN)", "HRN"),),
    )
    record.add(Reading(report, "r"), capture_of(b"x"), b"x")
    assert record.report(report.id) == report
    assert record.report(report.id).published_at.utcoffset() == at.utcoffset()


def test_record_adding_again_adds_nothing(record, reading):
    record.add(reading, capture_of(b"a"), b"a")
    before = list(record.dump())
    assert record.add(reading, capture_of(b"a"), b"a") is Added.ALREADY_THERE
    assert list(record.dump()) == before


def test_record_same_text_twice_is_one_report_with_two_captures(record, reading):
    record.add(reading, capture_of(b"a", "a.txt"), b"a")
    assert record.add(reading, capture_of(b"a", "b.txt"), b"a") is Added.ALREADY_THERE
    assert record.counts()["reports"] == 1
    assert [each.location for each in record.captures(reading.report.id)] == ["a.txt", "b.txt"]


def test_record_refusal_is_one_row_however_often(record):
    refusal = Refusal("a.gz", Reason.TRUNCATED, "ends at byte 12")
    assert record.refuse(refusal) is Added.REFUSED
    record.refuse(refusal)
    assert record.refusals() == (refusal,)


def test_record_short_ids(record):
    ids = []
    for number in range(40):
        report = Report(f"Report number {number}.")
        record.add(Reading(report, "r"), capture_of(b"x", f"{number}"), b"x")
        ids.append(report.id)
    assert record.find(ids[0][:12]) == ids[0]
    assert record.find(ids[0].upper()) == ids[0]
    with pytest.raises(Ambiguous, match="give more"):
        record.find("")
    with pytest.raises(NotFound, match="no report 'zz'"):
        record.find("zz")
    with pytest.raises(NotFound):
        record.find("%")


def test_record_a_changed_quote_is_found(record, reading):
    record.add(reading, capture_of(b"a"), b"a")
    change(record, "UPDATE mentions SET quote = 'somebody else'")
    with pytest.raises(EvidenceError, match="somebody else"):
        record.reading(reading.report.id)


def test_record_is_in_wal_mode(kind, record, tmp_path):
    of_sqlite(kind)
    raw = sqlite3.connect(tmp_path / "record.db")
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    raw.close()


def test_open_record_that_is_not_there(tmp_path):
    with pytest.raises(StoreError, match="no record at"):
        according.open_record(str(tmp_path / "none.db"))


@pytest.mark.parametrize("content", [b"not a database at all " * 100, b""])
def test_open_record_something_else(tmp_path, content):
    path = tmp_path / "x.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="record"):
        according.open_record(str(path))


def test_open_record_of_another_version(tmp_path):
    path = tmp_path / "x.db"
    Record(str(path), create=True).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '99'")
    raw.close()
    with pytest.raises(StoreError, match=r"schema version 99.*newer"):
        according.open_record(str(path))


def test_open_record_bad_url():
    with pytest.raises(StoreError, match="no database URL"):
        according.open_record("nosuchdb://x/y")


def test_record_that_cannot_be_written_says_so(kind, record, reading, tmp_path):
    of_sqlite(kind)
    raw = sqlite3.connect(tmp_path / "record.db")
    raw.execute(
        "CREATE TRIGGER full BEFORE INSERT ON mentions "
        "BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
    )
    raw.commit()
    raw.close()
    with pytest.raises(StoreError, match="disk is full"):
        record.add(reading, capture_of(b"a"), b"a")
    assert record.counts()["reports"] == 0, "a report without its reading was kept"


def test_record_locked_for_writing_says_so(kind, record, reading, tmp_path, monkeypatch):
    """Another program keeps the database to itself for longer than is waited for."""
    of_sqlite(kind)
    monkeypatch.setattr("according.store.connect.BUSY_SECONDS", 0.05)
    with Record(str(tmp_path / "record.db")) as impatient:
        raw = sqlite3.connect(tmp_path / "record.db", isolation_level=None)
        raw.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="cannot be written: database is locked"):
            impatient.add(reading, capture_of(b"a"), b"a")
        raw.execute("ROLLBACK")
        raw.close()
        assert impatient.add(reading, capture_of(b"a"), b"a") is Added.STORED


def test_record_on_a_full_disk_says_so(kind, record, reading, tmp_path):
    """SQLite counts pages as a disk does: there is room for no more."""
    of_sqlite(kind)
    with record._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    noise = b"".join(hashlib.sha256(b"%d" % number).digest() for number in range(20_000))
    with pytest.raises(StoreError, match="cannot be written: database or disk is full"):
        record.add(reading, capture_of(noise), noise)
    assert record.counts()["reports"] == 0


def test_record_that_may_only_be_read_says_so(kind, record, reading, tmp_path):
    of_sqlite(kind)
    record.add(reading, capture_of(b"a"), b"a")
    url = f"sqlite:///file:{tmp_path / 'record.db'}?mode=ro&uri=true"
    with Record(url) as only_read:
        assert only_read.counts()["reports"] == 1
        with pytest.raises(StoreError, match="cannot be written: attempt to write a readonly"):
            only_read.refuse(Refusal("a.gz", Reason.TRUNCATED, "ends at byte 12"))


def write_many(url, first, barrier):
    with Record(url, create=True) as opened:
        barrier.wait(60)
        for number in range(first, first + 40):
            report = Report(f"Report number {number}.")
            opened.add(Reading(report, "r"), capture_of(b"x", f"{number}"), b"x")
            opened.refuse(Refusal(f"{number}.gz", Reason.TRUNCATED, "ends at byte 12"))


def test_record_two_processes_make_and_fill_it_at_once(database):
    """They share 20 reports: each is there once, and neither process fails."""
    context = multiprocessing.get_context("spawn")
    url, barrier = database, context.Barrier(2)
    both = [context.Process(target=write_many, args=(url, at, barrier)) for at in (0, 20)]
    for each in both:
        each.start()
    for each in both:
        each.join(60)
    assert [each.exitcode for each in both] == [0, 0]
    with Record(url) as opened:
        counts = opened.counts()
        assert (counts["reports"], counts["captures"], counts["refusals"]) == (60, 60, 60)
        assert len([row for row in opened.dump() if row[0] == "readings"]) == 60


def test_record_report_whose_text_was_changed_is_found(record, reading):
    record.add(reading, capture_of(b"a"), b"a")
    change(record, "UPDATE reports SET outlet = 'Another'")
    with pytest.raises(EvidenceError, match="differs from what its id was made of"):
        record.report(reading.report.id)


@pytest.mark.parametrize("packed", ["00ff", ""])
def test_record_damaged_capture_is_an_error_of_the_store(kind, record, reading, packed):
    capture = capture_of(b"a")
    record.add(reading, capture, b"a")
    form = "x'{}'" if kind == "sqlite" else "'\\x{}'"
    change(record, f"UPDATE blobs SET deflated = {form.format(packed)}")
    with pytest.raises(StoreError, match="is damaged"):
        record.bytes_of(capture.sha256)


def test_record_lines_by_day_then_outlet_with_the_undated_last(record):
    first, second = date(2024, 3, 11), date(2024, 3, 12)
    days = [(None, "B"), (second, "A"), (first, "C"), (first, "B")]
    for number, (day, outlet) in enumerate(days):
        report = Report(f"Report {number}.", outlet=outlet, published=day)
        record.add(Reading(report, "r"), capture_of(b"x", f"{number}"), b"x")
    assert [(line.published, line.outlet) for line in record.lines()] == [
        (first, "B"),
        (first, "C"),
        (second, "A"),
        (None, "B"),
    ]
    assert [line.outlet for line in record.lines(outlet="b")] == ["B", "B"]
    assert len(record.lines(limit=3)) == 3

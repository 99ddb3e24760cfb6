"""What is kept beside a record for its pages follows it, whoever writes."""

import hashlib
from datetime import date

import pytest

from according.errors import Ambiguous, NotFound
from according.model import Capture, Event, Report
from according.store import Record, schema
from according.store.across import Changed, Kept, KeptSketch
from according.store.finding import Finding
from according.store.looking import Looking
from according.store.shelves import faces, is_prepared, prepare, shelves
from according.store.wanted import Wanted
from tests.postgres import BOTH

DATABASES = BOTH

TEXTS = (
    "Two people died at the Velden bridge on Monday, the Harbour Rescue League (HRL) said.",
    "The HRL closed its shelter in Velden, Mara Lindqvist of the Harbour Rescue League said.",
)


@pytest.fixture(scope="module")
def readings(reader):
    days = (date(2024, 3, 11), date(2024, 3, 12))
    return [
        reader.read(Report(text, outlet="Quay Post", published=day, language="en"))
        for text, day in zip(TEXTS, days, strict=True)
    ]


def add(record, reading):
    data = reading.report.text.encode()
    sha = hashlib.sha256(data).hexdigest()
    record.add(reading, Capture(sha, "text/plain", sha[:6], size=len(data)), data)


@pytest.fixture
def record(database):
    with Record(database, create=True) as opened:
        yield opened


def rows(record, query):
    with record.engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def told(connection, account, event, report):
    row = {"account_id": account, "event_id": event, "report_id": report}
    connection.execute(schema.event_accounts.insert().values(row))


def looked(record):
    return Looking(record.url, record.engine), Finding(record.url, record.engine)


def test_what_was_there_before_is_found(record, readings):
    for each in readings:
        add(record, each)
    looking, finding = looked(record)
    assert finding.reports(Wanted(words="Velden"), size=9).total == 2
    assert [each.id for each in finding.reports(Wanted(words="shelter"), size=9).rows] == [
        readings[1].report.id
    ]
    looking.close()


def test_what_comes_later_is_found_also_by_another_connection(record, readings, database):
    looking, finding = looked(record)
    add(record, readings[0])
    with Record(database) as other:
        add(other, readings[1])
        add(other, readings[1])
    assert finding.reports(Wanted(words="Velden"), size=9).total == 2
    before = finding.names("harbour", size=9).rows
    assert [(row.quote, row.reports) for row in before] == [("Harbour Rescue League", 2)]
    looking.close()


def test_names_and_words_are_those_that_are_made_anew(record, readings):
    looking, _ = looked(record)
    for each in readings:
        add(record, each)
    kept = [rows(record, f"SELECT * FROM {name} ORDER BY 1, 2") for name in ("shelf_names",)]
    with record.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE meta SET value = 'old' WHERE key = 'shelves'")
    looking.close()
    prepare(record.engine, record.url)
    assert kept == [rows(record, "SELECT * FROM shelf_names ORDER BY 1, 2")]
    assert rows(record, "SELECT count(*) FROM shelf_docs") == [(2,)]
    assert looked(record)[1].reports(Wanted(words="velden"), size=9).total == 2


def test_changed_events_are_stale_until_their_face_is_made(record, readings):
    looking, _ = looked(record)
    for each in readings:
        add(record, each)
    account = readings[0].accounts[0].id
    sketch = {"report_id": readings[0].report.id}
    kept = Kept(readings[0].report.id, [], [], [KeptSketch(account, sketch, None, None, [])], {})
    for event in ("aa", "bb"):
        change = Changed(
            {account: Event(event, (account,))},
            {account: readings[0].report.id},
            record.across.revision(),
        )
        record.across.keep(kept, change)
    stale = looking.stale(9)
    assert set(stale.values()) == {"aa", "bb"}
    looking.put_faces(stale, [])
    assert not looking.stale(9)
    looking.close()


def test_an_event_that_changes_while_its_face_is_made_stays_stale(record):
    looking, _ = looked(record)
    row = {"id": "0" * 64, "language": "en", "text": "x"}
    with record.engine.begin() as connection:
        connection.execute(schema.reports.insert().values(**row))
        told(connection, "a1", "aa", row["id"])
    seen = looking.stale(9)
    with record.engine.begin() as connection:
        told(connection, "a2", "aa", row["id"])
    looking.put_faces(seen, [])
    assert list(looking.stale(9).values()) == ["aa"]
    looking.close()


def test_the_stamp_changes_with_every_writing(record, readings):
    looking, _ = looked(record)
    first = looking.stamp()
    assert looking.stamp() == first
    add(record, readings[0])
    assert looking.stamp() != first
    looking.close()


def test_shelves_are_no_part_of_what_a_record_says(record, readings):
    add(record, readings[0])
    before = [row for row in record.dump() if row[0] != "meta"]
    looking, _ = looked(record)
    assert is_prepared(record.engine)
    assert [row for row in record.dump() if row[0] != "meta"] == before
    assert all(name.startswith("shelf_") for name in shelves.tables)
    looking.close()


def test_the_words_outlive_a_vacuum(kind, record, readings):
    """SQLite may give rows without a key of their own other numbers."""
    if kind != "sqlite":
        pytest.skip("rows have no such numbers here")
    looking, finding = looked(record)
    for each in readings:
        add(record, each)
    looking.close()
    with record.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM")
    found = finding.reports(Wanted(words="shelter"), size=9).rows
    assert [each.id for each in found] == [readings[1].report.id]


@pytest.mark.parametrize("short", ["", "zz", "%", "_", "'", "aa' OR 1=1", "AA g"])
def test_ids_that_are_none_find_nothing(record, short):
    looking, _ = looked(record)
    with pytest.raises(NotFound):
        looking.line(short, 9)
    looking.close()


def test_short_ids_must_fit_one(record, readings):
    looking, _ = looked(record)
    add(record, readings[0])
    rid = readings[0].report.id
    with record.engine.begin() as connection:
        for number, event in enumerate(("abc1", "abc2", "abd")):
            told(connection, f"a{number}", event, rid)
    with pytest.raises(Ambiguous):
        looking.line("abc", 9)
    assert looking.line("ABC2", 9)[0].id == "abc2"
    assert looking.line("abd", 9)[0].account_ids == ("a2",)
    looking.close()


def test_of_many_reports_each_outlet_comes_first(record):
    looking, _ = looked(record)
    with record.engine.begin() as connection:
        for number in range(12):
            outlet = "Wire" if number < 9 else f"Paper {number}"
            row = {"id": f"{number:064d}", "outlet": outlet, "published": date(2024, 3, 11)}
            connection.execute(schema.reports.insert().values(**row, language="en", text="x"))
            told(connection, f"a{number}", "ee", f"{number:064d}")
    line, reports = looking.line("ee", 4)
    assert reports == 12
    assert {looking.outlets_of([each])[each] for each in line.reports} == {
        *("Wire", "Paper 9", "Paper 10", "Paper 11")
    }
    looking.close()


def test_faces_have_the_columns_of_their_record():
    from according.store.looking import Face

    assert [each.name for each in faces.c] == list(Face.__slots__)

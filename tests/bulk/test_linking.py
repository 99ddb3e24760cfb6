"""What the bulk lane finds across reports is what linking finds in a record, however it is done."""

from collections import defaultdict

import pytest

from according.bulk import binding, rows
from according.export.formats.beside import called, event_faces, naming, origins
from according.export.formats.choosing import choose
from according.export.formats.registry import FORMATS
from according.export.formats.writing import write
from according.export.query import query
from according.faces import Faces
from according.store import Record, schema
from according.store.looking import Looking
from tests.bulk.conftest import link, rows_of
from tests.bulk.here import Here, Twice, tables

BUCKETS = 3


@pytest.fixture(scope="module")
def readings(demo_file):
    with Record(str(demo_file)) as record:
        return record.readings(list(record.report_ids()))


@pytest.fixture(scope="module")
def dataset(readings, tmp_path_factory):
    out = tmp_path_factory.mktemp("dataset")
    link(readings, out, BUCKETS)
    return out


@pytest.fixture(scope="module")
def record(demo_file):
    with Record(str(demo_file)) as opened:
        yield opened


@pytest.mark.parametrize("table", [*rows.OF_REPORTS, *rows.ACROSS], ids=lambda each: each.name)
def test_every_table_is_that_of_the_export_of_a_record(dataset, record, table):
    if table.name not in schema.metadata.tables:
        pytest.skip("a record has none such")
    names = [each.name for each in table.columns if each.name != "odds"]
    wanted = record._all(table.select())
    own = [[str(each[name]) for name in names] for each in rows_of(dataset, table, BUCKETS)]
    theirs = [
        [str(rows.cells(table, dict(each._mapping))[name]) for name in names] for each in wanted
    ]
    assert sorted(own) == sorted(theirs)


def test_events_are_those_of_the_record(dataset, record):
    of = defaultdict(set)
    for each in rows_of(dataset, schema.event_accounts, BUCKETS):
        of[each["event_id"]].add(each["account_id"])
    own = {frozenset(each) for each in of.values()}
    assert own == {frozenset(each.account_ids) for each in record.across.events()}
    assert max(map(len, own)) > 5


def test_faces_are_those_of_the_record(dataset, record, demo_file, tmp_path):
    copy = tmp_path / "copy.db"
    copy.write_bytes(demo_file.read_bytes())
    with Record(str(copy)) as own:
        looking = Looking(str(copy), own.engine)
        Faces(own, looking).catch_up()
        theirs = {each.account_ids: each.id for each in own.across.events()}
        of = defaultdict(set)
        for each in rows_of(dataset, schema.event_accounts, BUCKETS):
            of[each["event_id"]].add(each["account_id"])
        for face in rows_of(dataset, event_faces, BUCKETS):
            other = looking.face(theirs[tuple(sorted(of[face["event_id"]]))])
            for name in other.__slots__:
                assert name == "event_id" or face[name] == getattr(other, name)


def test_names_are_counted_as_they_are_asked_of_an_export(dataset, record, tmp_path):
    with choose(record) as chosen:
        write(FORMATS["parquet"], chosen, str(tmp_path / "out"))
    for table in (called, naming):
        asked = query(tmp_path / "out", f"FROM {table.name}").to_pylist()
        assert sorted(map(repr, rows_of(dataset, table, BUCKETS))) == sorted(map(repr, asked))
        assert asked


def test_origins_have_every_report_once(dataset, record):
    found = rows_of(dataset, origins, BUCKETS)
    assert sorted(each["report_id"] for each in found) == sorted(record.report_ids())
    assert len({each["origin_id"] for each in found}) < len(found)


@pytest.mark.parametrize("parts", [2, 5])
def test_other_parts_that_come_twice_and_in_no_order_change_nothing(
    dataset, readings, tmp_path, parts, monkeypatch
):
    # Files of what was read are bound by twos, where there are five of them.
    monkeypatch.setattr(binding, "MANY", 4)
    monkeypatch.setattr(binding, "AT_ONCE", 2)
    turned = [*readings[7:], *readings[:7]]
    link(turned, tmp_path, BUCKETS, parts, Twice(Here()))
    assert tables(tmp_path) == tables(dataset)
    assert (tmp_path / "work" / "read-bound").exists() == (parts == 5)

"""What was exported, or a bulk run wrote, is loaded row for row; and never beside other rows."""

import json
import shutil

import pytest

from according.errors import ExportDamaged, StoreError
from according.export.formats import tables
from according.export.formats.importing import read_back
from according.export.formats.loading import load
from according.export.formats.opening import DATASET
from according.export.formats.parquet import arrow
from according.export.formats.writing import MANIFEST
from according.model import Reading, Report
from according.store import Record, schema
from tests.export.formats.test_importing import dumped, exported, told
from tests.postgres import BOTH
from tests.store.test_record import capture_of

DATABASES = BOTH


@pytest.fixture(scope="module")
def whole(tmp_path_factory, demo_db):
    """The demo's record with texts that a format must escape, as Parquet; and its rows."""
    folder = tmp_path_factory.mktemp("whole")
    shutil.copy(demo_db, folder / "record.db")
    with Record(str(folder / "record.db")) as record:
        text = "Tab\there, \\N and \\. stand\n\\.\nfor “nothing”.\\"
        record.add(Reading(Report(text, title="", outlet="\\N"), "r"), capture_of(b"\0\\"), b"\0\\")
        exported(record, "parquet", folder / "out")
        return folder / "out", dumped(record)


@pytest.fixture
def dataset(whole, tmp_path):
    """The same as a bulk run lays it out, in two parts."""
    _, pq = arrow()
    source, _ = whole
    said = json.loads((source / MANIFEST).read_text("utf-8"))
    for table in tables.CARRIED:
        folder = tmp_path / "set" / "tables" / table.name
        folder.mkdir(parents=True)
        found = pq.read_table(source / f"{table.name}.parquet")
        half = found.num_rows // 2
        pq.write_table(found.slice(0, half), folder / "part-0000.parquet")
        pq.write_table(found.slice(half), folder / "part-0001.parquet")
    (tmp_path / "set" / "manifest").mkdir()
    plain = {"schema": said["schema"], "tables": said["tables"]}
    (tmp_path / "set" / DATASET).write_text(json.dumps(plain), "utf-8")
    return tmp_path / "set"


@pytest.mark.parametrize("form", ["export", "dataset"])
def test_rows_are_loaded_as_they_are_imported(whole, dataset, database, form):
    source = whole[0] if form == "export" else dataset
    done = load(source, database, told)
    assert not done.again
    with Record(database) as record:
        assert dumped(record) == whole[1]
        assert record.review.stale_count() == record.across.count_events()
    assert load(source, database, told).again


def test_a_dataset_is_imported_too(whole, dataset, tmp_path):
    read_back(dataset, str(tmp_path / "new.db"), told)
    with Record(str(tmp_path / "new.db")) as record:
        assert dumped(record) == whole[1]


def test_nothing_is_loaded_beside_other_rows(whole, database):
    with Record(database, create=True) as record:
        record.add(Reading(Report("Two died at Velden."), "r"), capture_of(b"x"), b"x")
    with pytest.raises(StoreError, match="not empty"):
        load(whole[0], database, told)
    with Record(database) as record:
        assert record.counts()["reports"] == 1


def test_another_row_in_the_place_of_one_is_seen(whole, database):
    load(whole[0], database, told)
    with Record(database) as record, record.engine.begin() as connection:
        connection.execute(schema.runs.delete())
        connection.execute(schema.meta.update().values(value="another linking"))
    with pytest.raises(StoreError, match="another row of meta"):
        load(whole[0], database, told)


def damaged(dataset, table, change):
    """Change the first part of a table that has rows."""
    _, pq = arrow()
    for path in sorted((dataset / "tables" / table).glob("*.parquet")):
        found = pq.read_table(path)
        if found.num_rows:
            pq.write_table(change(found), path)
            return


def test_damage_is_told_and_nothing_is_kept(dataset, database):
    changes = {
        "reports": lambda found: _with(found, "text", lambda cells: ["x", *cells[1:]]),
        "blobs": lambda found: _with(found, "bytes", lambda cells: [b"x", *cells[1:]]),
        "mentions": lambda found: found.slice(1),
        "figures": lambda found: _with(found, "detail", lambda cells: ["{", *cells[1:]]),
        "actors": lambda found: found.drop(["kind"]),
    }
    for table, change in changes.items():
        kept = dataset.with_name(f"damaged-{table}")
        shutil.copytree(dataset, kept)
        damaged(kept, table, change)
        with pytest.raises((ExportDamaged, StoreError)):
            load(kept, database, told)
        if "://" in database:
            with Record(database) as record:
                assert not any(record.counts().values())
    assert not load(dataset, database, told).again


def _with(found, name, change):
    at = found.column_names.index(name)
    pa, _ = arrow()
    field = found.schema.field(at)
    cells = pa.array(change(found.column(name).to_pylist()), field.type)
    return found.set_column(at, field, cells)


def test_a_dataset_of_another_version_is_refused(dataset, database):
    plain = json.loads((dataset / DATASET).read_text("utf-8"))
    (dataset / DATASET).write_text(json.dumps({**plain, "schema": 5}), "utf-8")
    with pytest.raises(ExportDamaged, match="schema version 5"):
        load(dataset, database, told)

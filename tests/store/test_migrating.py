"""A record is brought up to date in place; what cannot be is refused in plain words."""

import shutil
from datetime import UTC, datetime

import pytest
from sqlalchemy import inspect, text

from according.errors import StoreError
from according.model import Reading, Report
from according.store import Added, Record, dialects, migrating, schema, versions
from according.store.connect import open_engine
from tests.postgres import BOTH
from tests.store.test_record import capture_of

DATABASES = BOTH

NOW, THEN = str(schema.VERSION), str(schema.VERSION + 1)

NEXT = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "{then}", "{now}"
branch_labels = depends_on = None


def upgrade():
    op.add_column("runs", sa.Column("host", sa.Text()))
    op.execute("UPDATE runs SET host = 'here'")
    {more}
"""


@pytest.fixture
def record(database):
    """The address of a record that has something in it."""
    with Record(database, create=True) as opened:
        opened.add(Reading(Report("Two died at Velden."), "r"), capture_of(b"x"), b"x")
        opened.log_run(datetime(2024, 3, 11, tzinfo=UTC), dict.fromkeys(Added, 0))
    return database


def run(url, statement):
    """Run a statement without looking at the version; its rows."""
    engine = open_engine(url, create=False)
    with engine.begin() as connection:
        found = connection.execute(text(statement))
        rows = [tuple(row) for row in found] if found.returns_rows else []
    engine.dispose()
    return rows


@pytest.fixture
def newer(tmp_path, monkeypatch):
    """A According that has one more revision."""

    def make(more="pass"):
        folder = tmp_path / "migrations"
        shutil.copytree(migrating.FOLDER, folder)
        text = NEXT.format(more=more, now=NOW, then=THEN)
        (folder / "versions" / "next.py").write_text(text)
        monkeypatch.setattr(migrating, "FOLDER", str(folder))
        monkeypatch.setattr(versions, "VERSION", int(THEN))

    return make


def test_the_revisions_come_to_the_schema(database):
    """A record is made at once, and not revision by revision; both must be the same."""
    engine = open_engine(database, create=True)
    with engine.connect() as connection:
        dialects.of(engine).hold(connection)
        if "://" in database:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
        migrating.upgrade(connection)
        connection.commit()
        made = laid_out(connection)
    engine.dispose()
    with Record(database) as record:
        assert record.across.revision() == 0
        with record.engine.connect() as connection:
            schema.metadata.drop_all(connection)
            schema.metadata.create_all(connection)
            assert laid_out(connection) == made


def laid_out(connection):
    """All columns with their types and collations, all keys, references and indexes."""
    found = inspect(connection)
    names = sorted(set(found.get_table_names()) & set(schema.metadata.tables))
    columns = [
        (name, each["name"], each["type"].compile(connection.dialect), each["nullable"])
        for name in names
        for each in found.get_columns(name)
    ]
    keys = [(name, found.get_pk_constraint(name)["constrained_columns"]) for name in names]
    others = [
        (name, sorted((key, str(value)) for key, value in each.items()))
        for name in names
        for each in (*found.get_indexes(name), *found.get_foreign_keys(name))
    ]
    assert len(names) == len(schema.metadata.tables)
    return sorted(columns), keys, sorted(others)


def test_this_version_is_the_last_revision():
    assert migrating.scripts().get_current_head() == str(schema.VERSION)


def test_an_older_record_is_refused_with_the_command_and_migrated(record, newer):
    newer()
    with pytest.raises(StoreError, match="according migrate"):
        Record(record)
    assert migrating.migrate(record) == (NOW, THEN)
    assert run(record, "SELECT host FROM runs") == [("here",)]
    assert run(record, "SELECT text FROM reports") == [("Two died at Velden.",)]
    with Record(record) as opened:
        assert opened.counts()["reports"] == 1
    assert migrating.migrate(record) == (THEN, THEN)


def test_a_migration_that_fails_leaves_all_as_it_was(record, newer):
    newer("op.execute('SELECT * FROM nowhere')")
    with pytest.raises(StoreError, match="cannot be migrated"):
        migrating.migrate(record)
    assert run(record, "SELECT version_num FROM alembic_version") == [(NOW,)]
    assert "host" not in [row[0] for row in run(record, "SELECT * FROM runs LIMIT 0")]
    with pytest.raises(StoreError, match="nowhere"):
        migrating.migrate(record)


def test_a_record_from_before_migrations_is_opened_and_can_be_migrated(record, newer):
    run(record, "DROP TABLE alembic_version")
    run(record, f"INSERT INTO meta (key, value) VALUES ('schema', '{NOW}')")
    with Record(record) as opened:
        assert opened.counts()["reports"] == 1
    newer()
    assert migrating.migrate(record) == (NOW, THEN)
    assert run(record, "SELECT count(*) FROM meta WHERE key = 'schema'") == [(0,)]


def test_a_record_of_the_first_version_is_migrated(record):
    """One that has no table of what was taken out, and its version where it stood before."""
    for statement in (
        "DROP TABLE forgotten",
        "DROP TABLE alembic_version",
        "INSERT INTO meta (key, value) VALUES ('schema', '6')",
    ):
        run(record, statement)
    with pytest.raises(StoreError, match="according migrate"):
        Record(record)
    assert migrating.migrate(record) == ("6", NOW)
    with Record(record) as opened:
        assert opened.counts()["reports"] == 1
        assert opened.forgetting.audits() == []


@pytest.mark.parametrize(("number", "said"), [("99", "newer"), ("5", "first that can be migrated")])
def test_what_cannot_be_migrated_is_refused(record, number, said):
    run(record, f"UPDATE alembic_version SET version_num = '{number}'")
    with pytest.raises(StoreError, match=said):
        migrating.migrate(record)
    with pytest.raises(StoreError, match=f"schema version {number}"):
        Record(record)


def test_what_is_no_record_is_refused(tmp_path):
    (tmp_path / "x.db").write_bytes(b"")
    with pytest.raises(StoreError, match="no record"):
        migrating.migrate(str(tmp_path / "x.db"))
    with pytest.raises(StoreError, match="no record at"):
        migrating.migrate(str(tmp_path / "none.db"))

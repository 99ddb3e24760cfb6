"""Questions over a dataset are answered from it, and reach nothing else."""

import csv
import io
import json
from collections import Counter

import pytest

import according
from according.cli.query import query as command
from according.errors import ExportDamaged, SettingsError
from according.export.formats.choosing import choose
from according.export.formats.registry import FORMATS
from according.export.formats.writing import write
from according.export.query import QUESTIONS, query
from according.store import Record
from according.store.looking import Looking
from tests import demo_record


@pytest.fixture(scope="module")
def record(demo_db, tmp_path_factory):
    """Of its own: what lists show is written into it."""
    copy = demo_record.copy(demo_db, tmp_path_factory.mktemp("record") / "record.db")
    with Record(str(copy)) as opened:
        yield opened


@pytest.fixture(scope="module")
def dataset(tmp_path_factory, record):
    folder = tmp_path_factory.mktemp("it's [a] *") / "out"
    with choose(record, faces=True) as chosen:
        write(FORMATS["parquet"], chosen, str(folder), {"faces": "yes"})
    return folder


def test_sql_is_answered(dataset, record):
    found = query(dataset, "SELECT count(*) AS n FROM reports")
    assert found.to_pylist() == [{"n": record.counts()["reports"]}]
    some = query(dataset, "FROM reports SELECT id WHERE outlet = $of", of="Capital Standard")
    assert 0 < some.num_rows < record.counts()["reports"]
    assert query(dataset, "DESCRIBE reports").num_rows > 5


@pytest.fixture(scope="module")
def faces(record):
    looking = Looking(record.url, record.engine)
    return [looking.face(line.id) for line in record.across.events()]


def test_events_by_origins_are_as_lists_have_them(dataset, faces):
    found = according.query(dataset, "events-by-origins").to_pylist()
    wanted = Counter(each.high for each in faces)
    assert {row["origins_at_most"]: row["events"] for row in found} == dict(wanted)
    assert len(wanted) > 1
    assert sum(row["reports"] for row in found) == sum(each.reports for each in faces)


def test_figures_in_conflict_are_those_of_lists(dataset, faces):
    found = query(dataset, "figures-in-conflict").to_pylist()
    wanted = {(each.event_id, kind) for each in faces for kind in each.differs.split(", ") if kind}
    assert {(row["event_id"], row["kind"]) for row in found} == wanted
    assert wanted


def test_without_what_lists_show_it_says_how_to_have_it(record, tmp_path):
    with choose(record) as chosen:
        write(FORMATS["parquet"], chosen, str(tmp_path / "out"))
    with pytest.raises(SettingsError, match="faces=yes"):
        query(tmp_path / "out", "events-by-origins")
    assert query(tmp_path / "out", "naming", of="Delta Front").num_rows


def test_naming_tells_what_outlets_call_somebody(dataset):
    found = query(dataset, "naming", of="delta front").to_pylist()
    assert {"name", "description"} & {row["how"] for row in found}
    assert any(row["name"] == "Delta Front" for row in found)
    assert all(row["times"] >= row["reports"] > 0 for row in found)
    assert query(dataset, "naming", of="Nobody's Front").num_rows == 0


@pytest.mark.parametrize("name", QUESTIONS)
def test_questions_have_the_columns_that_they_tell(dataset, name):
    given = dict.fromkeys(QUESTIONS[name].asks, "Delta Front")
    assert tuple(query(dataset, name, **given).column_names) == QUESTIONS[name].columns


@pytest.mark.parametrize(
    "sql",
    [
        "COPY reports TO '/tmp/according-never.csv'",
        "CREATE TABLE x AS SELECT 1",
        "DROP VIEW reports",
        "INSTALL httpfs",
        "LOAD httpfs",
        "ATTACH '/tmp/according-never.db'",
        "SET enable_external_access = true",
        "PRAGMA database_list",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM read_csv('/etc/hostname')",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM 'https://desk.example/x.parquet'",
        "SELECT * FROM folder",
        "SELECT 1; SELECT 2",
        "SELEC 1",
        "",
        "no-such-question",
    ],
)
def test_nothing_but_the_dataset_is_in_reach(dataset, sql):
    folder = dataset  # a variable of this program is no table
    with pytest.raises(SettingsError):
        query(folder, sql)


def test_what_a_question_needs_must_be_given(dataset):
    with pytest.raises(SettingsError, match="--of"):
        query(dataset, "naming")
    with pytest.raises(SettingsError, match="takes no"):
        query(dataset, "events-by-origins", of="x")
    with pytest.raises(SettingsError, match="memory"):
        query(dataset, "events-by-origins", memory="much")


def test_what_is_no_dataset_is_refused(tmp_path):
    with pytest.raises(ExportDamaged, match="neither"):
        query(tmp_path, "SELECT 1")


def test_the_command_prints_writes_and_lists(dataset, tmp_path, capsys):
    sql = "SELECT outlet, count(*) AS n, min(published) AS first FROM reports GROUP BY 1 ORDER BY 1"
    rows = query(dataset, sql).to_pylist()
    asked = {"of": None, "as_csv": False, "as_json": False, "arrow": None, "memory": "1GB"}
    command(dataset, sql, **{**asked, "as_csv": True})
    printed = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["outlet"] for row in printed] == [row["outlet"] or "" for row in rows]
    command(dataset, sql, **{**asked, "as_json": True})
    assert [row["n"] for row in json.loads(capsys.readouterr().out)] == [row["n"] for row in rows]
    command(dataset, sql, **asked)
    assert "Capital Standard" in capsys.readouterr().out
    command(dataset, sql, **{**asked, "arrow": tmp_path / "out.arrow"})
    import pyarrow.feather

    assert pyarrow.feather.read_table(tmp_path / "out.arrow").to_pylist() == rows
    command(dataset, None, **asked)
    assert "events-by-origins" in capsys.readouterr().out

"""The record as JSON lines."""

import json
import zipfile

import pytest

from according.export.formats import tables
from according.export.formats.choosing import choose
from according.export.formats.jsonl import FORMAT
from according.export.formats.writing import MANIFEST, write
from according.store import schema
from according.store.wanted import Wanted

OUTLET = "Northgate Evening Post"


def lines(folder, table):
    text = (folder / f"{table}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.split("\n")[:-1]]


def test_every_row_is_there(record, tmp_path):
    with choose(record) as chosen:
        made = write(FORMAT, chosen, str(tmp_path / "out"))
    counts = record.counts()
    assert {name: len(lines(tmp_path / "out", name)) for name in counts} == counts
    manifest = json.loads((tmp_path / "out" / MANIFEST).read_text("utf-8"))
    assert sum(manifest["tables"].values()) == made.rows
    assert {"users", "sessions", "attempts"}.isdisjoint(manifest["tables"])
    assert any(each["field"] == "users" for each in manifest["losses"])


def test_cells_are_what_they_are(record, tmp_path):
    with choose(record) as chosen:
        write(FORMAT, chosen, str(tmp_path / "out"))
    report = lines(tmp_path / "out", "reports")[0]
    found = record.report(report["id"])
    assert (report["text"], report["outlet"]) == (found.text, found.outlet)
    assert report["published"] == found.published.isoformat()
    figure = lines(tmp_path / "out", "figures")[0]
    assert figure["detail"]["evidence"]["quote"] == figure["quote"]


def test_what_is_chosen_and_nothing_else(record, tmp_path):
    with choose(record, Wanted(outlet=OUTLET)) as chosen:
        write(FORMAT, chosen, str(tmp_path / "some.zip"))
        wanted = set(chosen.report_ids())
    with zipfile.ZipFile(tmp_path / "some.zip") as archive:
        archive.extractall(tmp_path / "some")
    assert {each["id"] for each in lines(tmp_path / "some", "reports")} == wanted
    for table in tables.CARRIED:
        if "report_id" in table.columns:
            assert {each["report_id"] for each in lines(tmp_path / "some", table.name)} <= wanted
    held = {each["sha256"] for each in lines(tmp_path / "some", "captures")}
    assert {each["sha256"] for each in lines(tmp_path / "some", "blobs")} == held
    losses = json.loads((tmp_path / "some.zip.losses.json").read_text("utf-8"))["losses"]
    figures = next(each for each in losses if each["field"] == "figures")
    kept = len(lines(tmp_path / "some", "figures"))
    assert figures["count"] == record.counts()["figures"] - kept > 0


@pytest.mark.parametrize("table", tables.CARRIED, ids=lambda each: each.name)
def test_every_table_is_carried_or_passing(table):
    assert table not in schema.PASSING
    assert len(tables.CARRIED) + len(schema.PASSING) == len(schema.metadata.tables)

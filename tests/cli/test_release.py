"""``according release`` and ``according diff``."""

import json
import shutil

import pytest

from according import judging, linker
from according.store import Record
from tests.export.releases.conftest import rows


@pytest.fixture
def copy(filled, tmp_path):
    shutil.copy(filled, tmp_path / "record.db")
    with Record(str(tmp_path / "record.db")) as record:
        linker.link(record)
    return tmp_path / "record.db"


def test_release_makes_a_series_and_checks_it(according, copy, tmp_path):
    ran = according("release", copy, "--out", tmp_path / "out", "--note", "the first")
    assert (ran.code, "release 1: 2 events of 3 reports" in ran.out) == (0, True), ran
    again = according("release", copy, "--out", tmp_path / "out", "--json")
    assert json.loads(again.out)["number"] == 2
    assert (tmp_path / "out" / "0001" / "tables" / "reports.jsonl").is_file()
    checked = according("release", "--check", tmp_path / "out")
    assert (checked.code, checked.out) == (0, f"2 releases, as made: {tmp_path / 'out'}\n")
    path = tmp_path / "out" / "0001" / "events.jsonl"
    path.chmod(0o644)
    path.write_text("", "utf-8")
    broken = according("release", "--check", tmp_path / "out" / "0001")
    assert (broken.code, "events.jsonl is not what it was" in broken.out) == (1, True)
    found = json.loads(according("release", "--check", tmp_path / "out", "--json").out)
    assert found["faults"] == ["0001: events.jsonl is not what it was"]
    refused = according("diff", tmp_path / "out" / "0001", tmp_path / "out" / "0002")
    assert (refused.code, "is not what was released" in refused.err) == (1, True)


def test_diff_shows_what_changed_and_why(according, copy, tmp_path):
    shutil.copy(copy, tmp_path / "old.db")
    according("release", copy, "--out", tmp_path / "out", "--tables", "none")
    with Record(str(copy)) as record:
        one, other = record.across.events()
        made = judging.join(record, one.id, other.id, "ana", "[bold]one fire")
    according("release", copy, "--out", tmp_path / "out", "--tables", "none")
    of_releases = according("diff", tmp_path / "out" / "0001", tmp_path / "out" / "0002")
    assert of_releases.code == 0
    assert "because ana decided: two events are one happening ([bold]one fire)" in of_releases.out
    assert of_releases.out.endswith("1 changed, 1 merged into others\n")
    of_records = according("diff", tmp_path / "old.db", copy, "--json")
    found = json.loads(of_records.out)
    assert sorted(each["change"] for each in found) == ["changed", "merged"]
    assert {one["id"] for each in found for one in each["because"]} == {made.id}
    assert found == rows(tmp_path / "out" / "0002")


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (["release", "{db}"], 1, "--out"),
        (["release", "{db}", "--out", "{out}", "--tables", "word"], 1, "not 'word'"),
        (["release", "{db}", "--out", "{out}", "--from", "monday"], 2, "is no day"),
        (["release", "--check", "{out}"], 1, "is no release"),
        (["diff", "{db}", "{out}"], 1, "no record"),
        (["diff", "{db}/..", "{db}"], 1, "no record"),
    ],
)
def test_what_cannot_be_is_said(according, copy, tmp_path, given, code, said):
    arguments = [each.format(db=copy, out=tmp_path / "out") for each in given]
    ran = according(*arguments)
    assert (ran.code, said in ran.err) == (code, True), ran.err
    assert not (tmp_path / "out").exists()


def test_a_series_is_no_release(according, copy, tmp_path):
    according("release", copy, "--out", tmp_path / "out", "--tables", "none")
    ran = according("diff", tmp_path / "out", copy)
    assert (ran.code, "name one" in ran.err) == (1, True)

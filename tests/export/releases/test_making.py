"""A release appears whole or not at all."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from according.errors import NotAllowed, StoreError
from according.export.formats.choosing import choose
from according.export.releases import making
from according.export.releases.sums import in_series, series_faults
from according.reviewing.coding import assign
from according.reviewing.deciding import decide
from according.reviewing.findings import Kind, findings
from according.reviewing.roles import Role, Viewer
from according.reviewing.settled import Verdict
from tests.conftest import ROOT
from tests.export.releases.conftest import released, rows
from tests.test_linker import REPORTS, filled

KILLS = 6
PATIENCE = 300


def test_the_same_record_gives_the_same_files(record, tmp_path):
    one = released(record, tmp_path / "one", tables="jsonl")
    other = released(record, tmp_path / "other", tables="jsonl")
    assert one.sha256 == other.sha256


def test_sources_have_the_bytes_that_reports_came_from(record, tmp_path):
    made = released(record, tmp_path / "out")
    by = {each["report"]: each for each in rows(made.folder, "sources.jsonl")}
    assert by.keys() == {each.id for each in REPORTS}
    for report in REPORTS:
        (capture,) = by[report.id]["captures"]
        assert capture["sha256"] == record.captures(report.id)[0].sha256
        assert "location" not in capture
    assert made.release["counts"] == {"reports": 4, "events": 2, "judgements": 0, "waiting": 0}
    assert made.release["method"]["linking"] == record.across.linked_by()


def test_a_note_and_a_query_are_in_the_release(record, tmp_path):
    with choose(record, whole=True) as chosen:
        made = making.make(chosen, tmp_path / "out", "after the third reading", None)
    assert "after the third reading" in (made.folder / "README.md").read_text("utf-8")
    assert made.release["query"] == {}


def test_what_fails_leaves_nothing(record, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device", "events.jsonl")

    monkeypatch.setattr(making, "seal", full)
    with pytest.raises(StoreError, match="No space left"):
        released(record, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_name_that_does_not_reach_the_disk_is_taken_back(record, tmp_path, monkeypatch):
    flush = making._flush

    def broken(path):
        if path == tmp_path / "out":
            raise OSError(5, "Input/output error")
        flush(path)

    monkeypatch.setattr(making, "_flush", broken)
    with pytest.raises(StoreError, match=r"Input/output error$"):
        released(record, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_release_has_its_name_when_nothing_more_can_be_put_into_it(record, tmp_path, monkeypatch):
    rename, modes = Path.rename, []

    def noted(self, target):
        if self.suffix == ".part":
            modes.append(self.stat().st_mode & 0o777)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", noted)
    released(record, tmp_path / "out")
    assert modes == [0o555]


def test_of_two_at_the_same_time_one_has_the_number(record, tmp_path, monkeypatch):
    seal = making.seal

    def quicker(part):
        monkeypatch.setattr(making, "seal", seal)
        released(record, tmp_path / "out")
        return seal(part)

    monkeypatch.setattr(making, "seal", quicker)
    with pytest.raises(StoreError, match="no release 1"):
        released(record, tmp_path / "out")
    assert [each.name for each in in_series(tmp_path / "out")] == ["0001"]
    assert series_faults(tmp_path / "out") == []
    assert released(record, tmp_path / "out").release["number"] == 2


def test_a_folder_that_is_a_file_is_refused(record, tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(StoreError, match="is no folder"):
        released(record, tmp_path / "out")


def test_tables_do_not_show_what_coders_decide_before_all_are_done(record, tmp_path):
    event = next(each for each in record.across.events() if REPORTS[0].id in each.reports)
    assign(record, Viewer("cat", Role.ADJUDICATOR), event.id, ["ana", "ben"])
    figure = next(
        each.anchor
        for each in findings(record.reading(REPORTS[0].id))
        if each.anchor.kind is Kind.FIGURE
    )
    decide(record, Viewer("ana", Role.CODER), figure, Verdict.ACCEPT, "count")
    with pytest.raises(NotAllowed, match="1 decisions of coders"):
        released(record, tmp_path / "out", tables="jsonl")
    assert released(record, tmp_path / "out").release["tables"] is None


@pytest.mark.slow
def test_a_release_that_was_killed_is_not_there_and_the_next_is_whole(tmp_path, readings):
    path, series = tmp_path / "record.db", tmp_path / "out"
    filled(path, readings).close()
    command = [sys.executable, "-m", "according", "release", str(path), "--out", str(series)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}

    def start():
        return subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    assert start().wait(PATIENCE) == 0
    chance = random.Random(7)
    met = 0
    for _ in range(KILLS):
        run = start()
        while run.poll() is None and not any(series.glob(".*.part")):
            time.sleep(0.01)
        time.sleep(chance.uniform(0.0, 0.3))
        run.send_signal(signal.SIGKILL)
        run.wait(PATIENCE)
        met += any(series.glob(".*.part"))
        assert series_faults(series) == []
    before = len(in_series(series))
    assert start().wait(PATIENCE) == 0
    assert len(in_series(series)) == before + 1
    assert not any(series.glob(".*.part"))
    assert series_faults(series) == []
    assert met, "no kill met a release that was being written"

"""``forget``."""

from __future__ import annotations

import json
import shutil


def test_a_report_goes_out_when_somebody_says_yes(according, filled, tmp_path):
    path = shutil.copy(filled, tmp_path / "record.db")
    report = json.loads(according("reports", "-r", path, "--json").out)[0]["id"]
    asked = ("forget", "report", report[:12], "-r", path, "--why", "asked for", "--by", "ana")
    ran = according(*asked)  # nobody answers
    assert ran.code == 1
    assert len(json.loads(according("reports", "-r", path, "--json").out)) == 3
    ran = according(*asked, "--yes", "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["reports"] == [report]
    assert len(json.loads(according("reports", "-r", path, "--json").out)) == 2
    (row,) = json.loads(according("forget", "list", "-r", path, "--json").out)
    assert (row["report"], row["by"], row["why"], row["became"]) == (
        report,
        "ana",
        "asked for",
        None,
    )
    assert "1 reports were taken out" in according("forget", "list", "-r", path).out
    assert according("check", "-r", path).code == 0


def test_what_cannot_be_is_one_message(according, filled):
    ran = according("forget", "report", "ffff", "-r", filled, "--why", "asked for", "--yes")
    assert ran.code == 1
    assert "no report 'ffff'" in ran.err
    ran = according("forget", "person", "Al", "-r", filled, "--why", "asked for", "--yes")
    assert ran.code == 1
    assert "no name" in ran.err

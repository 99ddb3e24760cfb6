"""``backup`` and ``restore``."""

from __future__ import annotations

import json


def test_there_and_back(according, filled, tmp_path):
    ran = according("backup", "--record", filled, "--out", tmp_path / "copy.db")
    assert ran.code == 0
    assert "3 reports" in ran.out
    ran = according("restore", tmp_path / "copy.db", "--into", tmp_path / "again.db", "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["rows"]["refusals"] == 2
    before = according("reports", "--record", filled, "--json")
    assert according("reports", "--record", tmp_path / "again.db", "--json").out == before.out


def test_what_cannot_be_is_one_message(according, filled, tmp_path):
    ran = according("backup", "--record", filled, "--out", filled)
    assert ran.code == 1
    assert "already" in ran.err
    ran = according("restore", tmp_path / "none.db", "--into", tmp_path / "again.db")
    assert ran.code == 1
    assert "no backup" in ran.err

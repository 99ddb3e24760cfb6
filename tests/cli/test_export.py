"""``according export``."""

import json
import sys

import pytest


def test_export_lists_the_formats(according):
    assert "jsonl" in according("export").out
    found = json.loads(according("export", "--json").out)
    assert {"name", "what", "shape", "options"} == set(found[0])


def test_export_writes_and_says_what_is_lost(according, filled, tmp_path):
    ran = according("export", "jsonl", filled, "--out", tmp_path / "out")
    assert (ran.code, ran.out) == (0, "")
    assert "users: never carried" in ran.err
    assert (tmp_path / "out" / "reports.jsonl").read_text("utf-8").count("\n") == 3
    again = according("export", "jsonl", filled, "--out", tmp_path / "out")
    assert (again.code, "--force" in again.err) == (1, True)
    forced = according("export", "jsonl", filled, "--out", tmp_path / "out", "--force", "--json")
    assert json.loads(forced.out)["losses"]


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (["none"], 1, "no format"),
        (["jsonl"], 1, "--out"),
        (["jsonl", "--out", "-"], 1, "is a folder"),
        (["jsonl", "--out", "{}", "--option", "a"], 2, "NAME=VALUE"),
        (["jsonl", "--out", "{}", "--option", "a=b"], 1, "no option 'a'"),
        (["jsonl", "--out", "{}", "--from", "monday"], 2, "is no day"),
        (["jsonl", "--out", "{}", "--kind", "WAR"], 2, "no type of event"),
    ],
)
def test_export_says_what_cannot_be(according, filled, tmp_path, given, code, said):
    arguments = [each.format(tmp_path / "out") for each in given]
    ran = according("export", arguments[0], filled, *arguments[1:])
    assert (ran.code, said in ran.err) == (code, True), ran.err
    assert not (tmp_path / "out").exists()


def test_import_reads_it_back(according, filled, tmp_path):
    according("export", "parquet", filled, "--out", tmp_path / "out.zip")
    new = tmp_path / "new.db"
    assert "3 stored + 0 already there" in according("import", tmp_path / "out.zip", "-i", new).out
    again = json.loads(according("import", tmp_path / "out.zip", "-i", new, "--json").out)
    assert (again["already_there"], sum(again["rows"].values())) == (3, 0)
    wrong = according("import", filled, "--into", new)
    assert (wrong.code, "no export that can be read back" in wrong.err) == (1, True)


def test_export_prints_the_schema(according):
    assert "figures" in json.loads(according("export", "--schema").out)["$defs"]


@pytest.mark.parametrize(
    ("form", "module", "extra"),
    [("parquet", "pyarrow", "arrow"), ("xlsx", "xlsxwriter", "xlsx")],
)
def test_export_says_what_is_to_be_installed(
    according, filled, tmp_path, monkeypatch, form, module, extra
):
    monkeypatch.setitem(sys.modules, module, None)
    ran = according("export", form, filled, "--out", tmp_path / "out")
    assert (ran.code, f"pip install 'according[{extra}]'" in ran.err) == (1, True)
    assert not (tmp_path / "out").exists()

"""An export appears whole or not at all."""

import io
import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from according.errors import SettingsError
from according.export.formats.choosing import choose
from according.export.formats.format import Format, Option, Shape
from according.export.formats.jsonl import FORMAT as JSONL
from according.export.formats.losses import Losses
from according.export.formats.registry import FORMATS, named
from according.export.formats.writing import part_of, write


def _two_lines(chosen, to, options, losses):
    with to.text() as file:
        file.write("one\ntwo\n")
    losses.note("figure.holder", "there is no column for it", "Harbour Rescue League")
    losses.note("figure.holder", "there is no column for it", "Harbour Rescue League")
    losses.never("wordings", "loaded words have no place")
    return 2


PLAIN = Format(
    "plain", "two lines", Shape.TEXT, ".txt", "lines", _two_lines, (Option("tone", "how", "flat"),)
)


def test_a_file_and_what_it_lacks(record, tmp_path):
    with choose(record) as chosen:
        made = write(PLAIN, chosen, str(tmp_path / "a.txt"))
    assert (made.rows, made.files, made.bytes) == (2, ("a.txt",), 8)
    assert (tmp_path / "a.txt").read_text() == "one\ntwo\n"
    lost = json.loads((tmp_path / "a.txt.losses.json").read_text("utf-8"))
    assert lost["losses"] == [
        {
            "field": "figure.holder",
            "why": "there is no column for it",
            "count": 2,
            "examples": ["Harbour Rescue League"],
        },
        {
            "field": "wordings",
            "why": "loaded words have no place",
            "count": None,
            "examples": [],
        },
    ]
    assert made.losses.values == 2
    assert sorted(each.name for each in tmp_path.iterdir() if each.name.startswith(".")) == []


def test_standard_output(record):
    stream = io.StringIO()
    with choose(record) as chosen:
        write(PLAIN, chosen, "-", stream=stream)
        with pytest.raises(SettingsError, match="is a folder"):
            write(JSONL, chosen, "-", stream=stream)
    assert stream.getvalue() == "one\ntwo\n"


def test_nothing_is_written_over(record, tmp_path):
    there = tmp_path / "a.txt"
    there.write_text("mine")
    with choose(record) as chosen:
        with pytest.raises(SettingsError, match="--force"):
            write(PLAIN, chosen, str(there))
        assert there.read_text() == "mine"
        write(PLAIN, chosen, str(there), force=True)
        assert there.read_text() == "one\ntwo\n"
        (tmp_path / "folder").mkdir()
        (tmp_path / "folder" / "mine").write_text("mine")
        for kind in (PLAIN, JSONL):
            with pytest.raises(SettingsError, match="no export of According"):
                write(kind, chosen, str(tmp_path / "folder"), force=True)
        assert (tmp_path / "folder" / "mine").read_text() == "mine"


def test_an_export_is_replaced_by_force(record, tmp_path):
    with choose(record) as chosen:
        write(JSONL, chosen, str(tmp_path / "out"))
        (tmp_path / "out" / "left.jsonl").write_text("{}")
        write(JSONL, chosen, str(tmp_path / "out"), force=True)
    assert not (tmp_path / "out" / "left.jsonl").exists()
    assert sorted(each.name for each in tmp_path.glob(".*")) == []


def test_a_writer_that_fails_leaves_nothing(record, tmp_path):
    def fails(chosen, to, options, losses):
        _two_lines(chosen, to, options, losses)
        raise KeyboardInterrupt

    with choose(record) as chosen, pytest.raises(KeyboardInterrupt):
        write(replace(PLAIN, write=fails), chosen, str(tmp_path / "a.txt"))
    assert [each.name for each in tmp_path.iterdir() if "a.txt" in each.name] == []


def test_a_place_that_cannot_be_written(record, tmp_path):
    with choose(record) as chosen:
        with pytest.raises(SettingsError, match="make it first"):
            write(PLAIN, chosen, str(tmp_path / "none" / "a.txt"))
        with pytest.raises(SettingsError, match="no name"):
            write(PLAIN, chosen, ".")


def test_a_path_that_is_no_text(record, tmp_path):
    odd = os.fsdecode(bytes(tmp_path) + b"/\xff.txt")
    with choose(record) as chosen:
        made = write(PLAIN, chosen, odd)
    assert os.path.exists(odd)
    assert json.loads(made.losses_at.read_text("utf-8"))["export"] == "\udcff.txt"


def test_options_are_known_or_refused():
    assert PLAIN.told({}) == {"tone": "flat"}
    with pytest.raises(SettingsError, match="no option 'loud'; it has tone"):
        PLAIN.told({"loud": "1"})
    with pytest.raises(SettingsError, match="give one of a, b"):
        replace(PLAIN, options=(Option("tone", "", "a", ("a", "b")),)).told({"tone": "c"})


def test_formats_are_known_by_name():
    assert {name: each.name for name, each in FORMATS.items()} == {each: each for each in FORMATS}
    with pytest.raises(SettingsError, match="jsonl"):
        named("none")


def test_losses_keep_few_examples():
    losses = Losses()
    for number in range(9):
        losses.note("mode", "not in the list", number)
    losses.note("mode", "not in the list", count=0)
    assert losses.plain()[0] == {
        "field": "mode",
        "why": "not in the list",
        "count": 9,
        "examples": ["0", "1", "2"],
    }
    assert list(losses.lines()) == ["mode: 9 not carried: not in the list (such as 0, 1, 2)"]


def test_losses_of_one_reason_are_one_line():
    losses = Losses()
    for number in range(8):
        losses.note(f"column c{number}", "others give it", "e1", count=3)
    losses.note("event", "others give it", "e1")
    losses.never("users", "they stay here")
    losses.never("sessions", "they stay here")
    assert list(losses.lines()) == [
        "column c0, column c1, column c2, column c3, column c4, column c5 and 3 more: 25 not "
        "carried: others give it (such as e1)",
        "sessions, users: never carried: they stay here",
    ]
    columns = Losses()
    for name in "ab":
        columns.note(f"column {name}", "others give it", count=3)
    assert list(columns.lines()) == ["columns a, b: 3 each not carried: others give it"]
    assert len(losses.plain()) == 11


SLOW = """
import sys, time
from dataclasses import replace
from according.export.formats.choosing import choose
from according.export.formats.jsonl import FORMAT
from according.export.formats.writing import write
from according.store import Record

def slow(chosen, to, options, losses):
    rows = FORMAT.write(chosen, to, options, losses)
    print("written", flush=True)
    time.sleep(60)
    return rows

with Record(sys.argv[1]) as record, choose(record) as chosen:
    write(replace(FORMAT, write=slow), chosen, sys.argv[2])
"""


def test_what_a_killed_export_left_goes_with_the_next(path, record, tmp_path):
    out = tmp_path / "out"
    command = [sys.executable, "-c", SLOW, str(path), str(out)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"written\n"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert not out.exists()
    assert len(list(tmp_path.glob(".out.*.part"))) == 1
    with choose(record) as chosen:
        write(JSONL, chosen, str(out))
    assert list(tmp_path.glob(".out.*.part")) == []
    assert (out / "figures.jsonl").exists()


def test_what_was_put_aside_is_put_back_where_nothing_took_its_place(tmp_path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    aside = tmp_path / f".out.old.{ended.pid}.part"
    aside.mkdir()
    (aside / "manifest.json").write_text("{}")
    half = tmp_path / f".out.{ended.pid}.part"
    half.mkdir()
    part_of(tmp_path / "out")
    assert (tmp_path / "out" / "manifest.json").exists()
    assert list(tmp_path.glob(".out.*")) == []


def test_a_new_export_that_cannot_take_its_place_leaves_the_old_as_it_was(
    record, tmp_path, monkeypatch
):
    out = tmp_path / "out"
    with choose(record) as chosen:
        write(JSONL, chosen, str(out))
    before = {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()}
    rename = Path.rename

    def broken(self, target):
        if target == out and self.name == "files":
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", broken)
    other = replace(JSONL, write=_one_loss)
    with choose(record) as chosen, pytest.raises(SettingsError, match=r"Input/output error$"):
        write(other, chosen, str(out), force=True)
    after = {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()}
    assert {each: after[each] for each in before if "record.db" not in each.name} == {
        each: before[each] for each in before if "record.db" not in each.name
    }
    assert list(tmp_path.glob(".out*")) == []


def _one_loss(chosen, to, options, losses):
    losses.never("texts", "a test leaves them out")
    with to.text("one.jsonl") as file:
        file.write("{}\n")
    return 1

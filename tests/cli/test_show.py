"""``show`` and ``page``: one report with what was read in it."""

import json
from datetime import date
from pathlib import Path

import pytest

from according.model import Capture, Reading, Report
from according.store import Record
from tests.cli.conftest import FIRST


@pytest.fixture
def ids(filled):
    with Record(str(filled)) as record:
        return [line.id for line in record.lines()]


def test_show_lists_the_names(according, filled, ids):
    ran = according("show", ids[0][:9], "--record", filled)
    assert ran.code == 0
    assert ran.out.startswith("Quay Post, 2024-03-11\n")
    assert FIRST in ran.out
    assert "Organisations" in ran.out
    assert "Harbour Rescue League" in ran.out
    assert "HRL (acronym in brackets" in ran.out


def test_show_unread(according, filled, ids):
    ran = according("show", ids[2], "--record", filled)
    assert ran.code == 0
    assert ran.out.startswith("no outlet, no date\n")
    assert ran.out.endswith("Stored, not read: language is sl, not en\n")


def test_show_as_json(according, filled, ids):
    found = json.loads(according("show", ids[0], "--record", filled, "--json").out)
    assert list(found)[:5] == ["report", "reader", "unread", "limits", "sentences"]
    text = found["report"]["text"]
    actor = next(each for each in found["actors"] if each["name"]["quote"].startswith("Harbour"))
    assert list(actor) == ["id", "kind", "name", "reasons", "mentions"]
    for mention in actor["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["quote"]
    assert [mention["quote"] for mention in actor["mentions"]] == ["Harbour Rescue League", "HRL"]


def test_show_does_not_take_a_text_for_markup(according, tmp_path):
    """Square brackets are rich's markup; a report may be full of them."""
    text = "[red]Two[/red] died [/] at [link=http://x.example]Velden[/link], a [bold] claim \\[x]."
    report = Report(text, outlet="[bold]Quay[/bold]", published=date(2024, 3, 11))
    path = tmp_path / "record.db"
    with Record(str(path), create=True) as record:
        capture = Capture("ab", "text/plain", "[red].txt", "[/]")
        record.add(Reading(report, "none"), capture, b"")
    for command in (("show", report.id), ("report", report.id)):
        ran = according(*command, "--record", path)
        assert ran.code == 0
        assert text in ran.out
        assert "[bold]Quay[/bold]" in ran.out
    assert "[red].txt, [/]" in ran.out
    assert text in according("reports", "--record", path).out


def test_page_is_written(according, filled, ids, tmp_path):
    to = tmp_path / "report.html"
    ran = according("page", ids[0], "--record", filled, "--out", to)
    assert ran.code == 0
    assert ran.err == f"{to} written; open it in a browser\n"
    assert not ran.out
    assert "Harbour Rescue League" in to.read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_page_has_a_usual_name(according, filled, ids, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert according("page", ids[0], "--record", filled).code == 0
    assert (tmp_path / "report.html").exists()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that takes no files")
def test_page_in_a_folder_that_takes_no_files(according, filled, ids):
    ran = according("page", ids[0], "--record", filled, "--out", "/proc/report.html")
    assert ran.code == 1
    assert ran.err.startswith("error: /proc/report.html cannot be written: ")


def test_page_that_cannot_be_written(according, filled, ids, tmp_path):
    (tmp_path / "folder").mkdir()
    for to in (tmp_path / "nowhere" / "x.html", tmp_path / "folder"):
        ran = according("page", ids[0], "--record", filled, "--out", to)
        assert ran.code == 1
        assert ran.err.startswith(f"error: {to} cannot be written: ")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]

"""A dossier: whole, self-contained, and the same for the same record."""

import hashlib
import json
import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from according.export.decisions import event_decisions
from according.export.dossier import dossier
from according.export.event_view import event_view
from according.happening import happening
from according.judging import not_a_copy
from according.store import Record
from tests import demo_record

AT = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


@pytest.fixture
def record(demo_db, tmp_path):
    with Record(str(demo_record.copy(demo_db, tmp_path / "record.db"))) as opened:
        yield opened


def view_of(record):
    event = record.across.events(limit=1)[0].id
    found = happening(record, event)
    return event_view(found, None, len(found.told)), event_decisions(record, found.line)


def made(record):
    view, decided = view_of(record)
    return view, dossier(record, view, decided, AT)


def test_it_needs_nothing_else(record):
    _, found = made(record)
    assert "<script" not in found.html
    for address in re.findall(r'(?:href|src|action)="([^"]*)"', found.html):
        assert address.startswith("#")
    assert "url(" not in found.html
    assert "@import" not in found.html
    assert "default-src 'none'" in found.html


def test_every_link_leads_to_the_words_in_their_report(record):
    _, found = made(record)
    links = set(re.findall(r'href="#(w-[^"]+)"', found.html))
    assert len(links) > 10
    for each in links:
        _, report, start, end = each.split("-")
        whole = record.report(record.find(report))
        assert whole.text[int(start) : int(end)]
        assert found.html.count(f'id="{each}"') == 1


def test_it_has_the_texts_whole(record):
    view, found = made(record)
    plain = unescape(re.sub(r"<[^>]*>", "", found.html))
    for report in view.reports:
        for paragraph in report.text.split("\n\n"):
            assert paragraph.strip() in plain
        assert report.id in plain


def test_the_checksum_is_of_the_data(record):
    _, found = made(record)
    data = unescape(re.search(r'<pre id="data"[^>]*>(.*?)</pre>', found.html, re.DOTALL)[1])
    assert hashlib.sha256(data.encode()).hexdigest() == found.data_sha256
    assert found.data_sha256 in found.html
    assert hashlib.sha256(found.html.encode()).hexdigest() == found.sha256
    plain = json.loads(data)
    assert plain["reports"]
    assert {each["field"] for each in plain["fields"]} >= {"where", "killed"}


def test_the_same_record_makes_the_same_file(record):
    assert made(record)[1] == made(record)[1]


def test_decisions_of_people_are_in_it_and_apart(record):
    view, before = made(record)
    assert "no person has decided" in before.html
    a, b = view.reports[-1].id, view.reports[-2].id
    not_a_copy(record, a, b, "Ada", "own <work>")
    _, after = made(record)
    assert 'class="badge by-person">Ada' in after.html
    assert "own &lt;work&gt;" in after.html
    assert after.data_sha256 != before.data_sha256


def test_figures_say_how_often_it_errs(record):
    _, found = made(record)
    assert "one in three is missed or wrong" in found.html
    assert "Natural Earth" in found.html
    assert "GeoNames" in found.html


def test_the_command_writes_it(record, tmp_path, monkeypatch, capsys):
    import sys

    from according.cli import main

    event = record.across.events(limit=1)[0].id
    out = tmp_path / "out.html"
    arguments = ["according", "dossier", event[:10], "--out", str(out), "--record", record.url]
    monkeypatch.setattr(sys, "argv", arguments)
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code
    said = capsys.readouterr().out
    assert hashlib.sha256(Path(out).read_bytes()).hexdigest() in said.replace("\n", "")


def test_it_may_be_served_only_to_this_machine(record, monkeypatch, capsys):
    import sys

    from according.cli import main

    arguments = ["according", "serve", record.url, "--host", "0.0.0.0"]
    monkeypatch.setattr(sys, "argv", arguments)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert "other machines" in capsys.readouterr().err

"""What is forgotten is nowhere any more: in no row, and in no byte of the file."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from according import judging, linker
from according.errors import NotFound, Reason, SettingsError
from according.forgetting.taking_out import forget_person, forget_reports
from according.model import Capture, Reading, Refusal, Report
from according.pipeline import run
from according.reviewing.deciding import decide, report_items
from according.reviewing.findings import Kind, findings
from according.reviewing.roles import Role, Viewer
from according.reviewing.settled import Verdict
from according.settings import Settings
from according.store import Record, schema, shelves
from tests.test_linker import REPORTS, filled

FIRST, CHANGED, OWN, ELSEWHERE = REPORTS
ANA = Viewer("ana", Role.CODER)


@pytest.fixture(scope="module")
def readings(reader):
    return [reader.read(each) for each in REPORTS]


@pytest.fixture
def path(tmp_path: Path, readings) -> Path:
    filled(tmp_path / "record.db", readings).close()
    return tmp_path / "record.db"


def bytes_on_disk(path: Path) -> bytes:
    return b"".join(each.read_bytes() for each in sorted(path.parent.glob(f"{path.name}*")))


def rows(record: Record, without: tuple[str, ...] = ("forgotten", "revision", "runs")):
    with record.engine.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(table.select())))
            for table in schema.metadata.sorted_tables
            if table.name not in without
        }


def anchored(record: Record, report, words: str):
    return next(
        each.anchor
        for each in findings(record.reading(report.id))
        if each.anchor.kind is Kind.FIGURE and words in each.quote
    )


def test_a_report_that_is_out_is_as_if_it_had_never_come(path, readings, tmp_path) -> None:
    with Record(str(path)) as record:
        shelves.prepare(record.engine, str(path))
        decide(record, ANA, anchored(record, OWN, "Seventeen"), Verdict.REJECT, "count")
        done = forget_reports(record, [OWN.id], "ana", "asked for by its author")
        assert done.compact
        found = rows(record)
    never = [each for each in readings if each.report.id != OWN.id]
    with filled(tmp_path / "never.db", never) as other:
        expected = rows(other)
    # Those of events: one keeps the id that it has, by which it is cited.
    for table in ("queue_stale", "meta", "event_accounts", "event_lines"):
        assert found.pop(table)
        expected.pop(table)
    assert found == expected
    left = bytes_on_disk(path)
    for words in (b"hospital said on Wednesday", b"Harbour Mirror", b"Ana Kolarova"):
        assert words in OWN.text.encode() + b"Harbour Mirror"
        assert words not in left
    assert b"Asparuh bridge" in left


def test_it_does_not_come_again(path, tmp_path) -> None:
    with Record(str(path)) as record:
        forget_reports(record, [OWN.id], "ana", "asked for")
        (audit,) = record.forgetting.audits()
        assert (audit.report_id, audit.by, audit.why) == (OWN.id, "ana", "asked for")
        assert audit.rows > 20
        source = tmp_path / "own.jsonl"
        line = f'{{"text": "{OWN.text}", "outlet": "{OWN.outlet}", "date": "2024-03-13"}}'
        source.write_text(line, "utf-8")
        counts = run([str(source)], record, None, Settings())  # no reader is asked
        assert {each.value: count for each, count in counts.items()} == {"refused": 1}
        (refusal,) = record.refusals()
        assert refusal.reason is Reason.FORGOTTEN
        assert isinstance(refusal, Refusal)
        assert not record.has(OWN.id)


def test_what_it_held_together_comes_apart(path) -> None:
    with Record(str(path)) as record:
        before = {each.id: set(each.reports) for each in record.across.events()}
        event = next(each for each, of in before.items() if FIRST.id in of)
        assert before[event] >= {FIRST.id, CHANGED.id, OWN.id}
        forget_reports(record, [FIRST.id], "ana", "asked for")
        after = [set(each.reports) for each in record.across.events()]
        assert {CHANGED.id, OWN.id} in after or {CHANGED.id} in after
        assert not any(FIRST.id in each for each in after)
        assert not record.across.links([FIRST.id])


def test_what_people_decided_of_others_stays(path) -> None:
    with Record(str(path)) as record:
        mine = decide(record, ANA, anchored(record, FIRST, "14"), Verdict.CORRECT, "count", "15")
        gone = judging.not_a_copy(record, FIRST.id, CHANGED.id, "ana")
        forget_reports(record, [CHANGED.id], "ana", "asked for")
        ids = {each.id for each in record.across.judgements()}
        assert mine.id in ids
        assert gone.id not in ids


def test_a_name_is_nowhere_and_all_else_stays(path, reader) -> None:
    with Record(str(path)) as record:
        shelves.prepare(record.engine, str(path))
        corrected = anchored(record, FIRST, "14")
        decide(record, ANA, corrected, Verdict.CORRECT, "count", "15", "Zelnik told me so")
        done = forget_person(record, reader, ["Petar Zelnik", "Zelnik"], "ana", "he asked for it")
        assert sorted(done.reports) == sorted((FIRST.id, CHANGED.id))
        assert (done.pseudonym, done.left, done.compact) == ("Xxxxx Xxxxxx", {}, True)
        assert b"elnik" not in bytes_on_disk(path)
        texts = [record.report(each).text for each in record.report_ids()]
        assert len(texts) == 4
        veiled = FIRST.text.replace("Petar Zelnik", "Xxxxx Xxxxxx").replace("Zelnik", "Xxxxxx")
        assert veiled in texts
        audits = {each.report_id: each.became for each in record.forgetting.audits()}
        became = audits[FIRST.id]
        (kept,) = [
            each
            for each in report_items(record, ANA, became)
            if each.field == "count" and each.by_people
        ]
        assert kept.value["best"] == 15
        (why,) = [each.why for each in record.across.judgements() if each.why]
        assert why == "Xxxxxx told me so"
        (link,) = record.across.links()
        assert {link.a, link.b} == set(audits.values())
        event = next(each for each in record.across.events() if became in each.reports)
        assert {*audits.values(), OWN.id} <= set(event.reports)
        assert not record.across.waiting()


def beside(record, report, **said):
    """One more report, which names somebody beside its text only."""
    named = replace(report, **said)
    data = f"<p>{named.text}</p><!-- by Petar Zelnik -->".encode()
    capture = Capture(hashlib.sha256(data).hexdigest(), "text/html", "a.html", size=len(data))
    record.add(Reading(named, "made up"), capture, data)
    return named


@pytest.mark.parametrize(
    "said", [{"byline": "Petar Zelnik"}, {"url": "https://a.example/petar-zelnik-resigns"}, {}]
)
def test_a_name_beside_the_text_costs_no_report(path, reader, said) -> None:
    """It is no part of the id: the report stays, and what named somebody goes."""
    with Record(str(path)) as record:
        named = beside(record, Report("Rain fell on Oster.", outlet="Rain Post"), **said)
        why = Refusal("zelnik, petar zelnik.pdf", Reason.EMPTY, "nothing in it")
        record.refuse(why)
        forget_person(record, reader, ["Petar Zelnik", "Zelnik"], "ana", "asked for")
        kept = record.report(named.id)
        assert (kept.text, kept.byline, kept.url) == (named.text, None, None)
        (capture,) = record.captures(named.id)
        assert record.bytes_of(capture.sha256) == named.text.encode()
        assert not record.refusals()
        audits = {each.report_id: each.became for each in record.forgetting.audits()}
        assert audits[named.id] == named.id
        again = forget_person(record, reader, ["Oster"], "ana", "and another")
        assert again.reports == [named.id]
        assert not record.has(named.id)
    assert b"elnik" not in bytes_on_disk(path)


def test_the_second_person_has_another_pseudonym(path, reader) -> None:
    with Record(str(path)) as record:
        first = forget_person(record, reader, ["Petar Zelnik", "Zelnik"], "ana", "asked for")
        second = forget_person(record, reader, ["Ana Kolarova"], "ana", "asked for")
        assert first.pseudonym != second.pseudonym
        again = forget_person(record, reader, ["Petar Zelnik"], "ana", "asked for")
        assert again.reports == []


def test_one_that_was_stopped_goes_on(path, reader, monkeypatch) -> None:
    with Record(str(path)) as record:
        put = record.forgetting.remove
        calls = []

        def stop(*given):
            calls.append(given)
            if len(calls) == 2:
                raise KeyboardInterrupt
            return put(*given)

        monkeypatch.setattr(record.forgetting, "remove", stop)
        with pytest.raises(KeyboardInterrupt):
            forget_person(record, reader, ["Petar Zelnik", "Zelnik"], "ana", "asked for")
        monkeypatch.undo()
        done = forget_person(record, reader, ["Petar Zelnik", "Zelnik"], "ana", "asked for")
        assert len(done.reports) == 1
        assert done.pseudonym == "Xxxxx Xxxxxx"
        assert len(list(record.report_ids())) == 4
        linker.link(record)
    assert b"elnik" not in bytes_on_disk(path)


def test_the_reason_must_not_have_the_name(path, reader) -> None:
    with Record(str(path)) as record, pytest.raises(SettingsError, match="reason"):
        forget_person(record, reader, ["Petar Zelnik"], "ana", "Petar Zelnik asked for it")


def test_bytes_that_hold_other_reports_are_said(path) -> None:
    with Record(str(path)) as record:
        data = b"one feed of two reports"
        sha256 = hashlib.sha256(data).hexdigest()
        for report in (OWN, ELSEWHERE):
            capture = Capture(sha256, "application/rss+xml", "feed.xml", size=len(data))
            record.add_capture(capture, report.id, data)
        done = forget_reports(record, [OWN.id], "ana", "asked for")
        assert done.shared == ["feed.xml"]
        assert record.bytes_of(sha256) == data


def test_nothing_that_is_not_there(path) -> None:
    with Record(str(path)) as record, pytest.raises(NotFound):
        forget_reports(record, ["f" * 64], "ana", "asked for")

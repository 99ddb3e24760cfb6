"""Linking into a record: copies, events, people's decisions; online and in any order."""

import hashlib
import json
import random
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from according import judging, linker, neighbourhood
from according.errors import Ambiguous, NotFound, StoreError
from according.happening import happening
from according.linking.judged import anchors
from according.model import Capture, Evidence, OriginLink, Relation, Report
from according.model.event import happening_id
from according.store import Changed, Kept, Overtaken, Record, schema
from tests.postgres import BOTH

DATABASES = BOTH

WIRE = (
    "A bomb tore through the fish market of Varna on Tuesday, killing at least 14 people and "
    "wounding 30, Mayor Petar Zelnik said. The blast, in the covered hall by the Asparuh bridge, "
    "brought down the roof and started a fire that burned until noon. Nobody claimed the attack. "
    "Zelnik said rescuers were still lifting beams by hand as families waited outside."
)
CHANGED = WIRE.replace("at least 14", "at least 16")
OWN = (
    "Seventeen people died in Tuesday's bombing of the fish market in Varna, the county hospital "
    "said on Wednesday. Its director, Ana Kolarova, said 41 were being treated for burns after the "
    "bomb exploded in the covered hall."
)
ELSEWHERE = (
    "Police in Sofia arrested nine members of a smuggling ring on Monday, a spokesman said. The "
    "nine had moved cigarettes through the Kalotina crossing for years."
)


def report(text, outlet, day):
    return Report(text, outlet=outlet, published=date(2024, 3, day), language="en")


REPORTS = (
    report(WIRE, "Quay Agency", 12),
    report(CHANGED, "Osk Daily", 13),
    report(OWN, "Harbour Mirror", 13),
    report(ELSEWHERE, "Capital Bell", 12),
)


@pytest.fixture(scope="module")
def readings(reader):
    return [reader.read(each) for each in REPORTS]


def filled(path, readings, batches=None):
    record = Record(str(path), create=True)
    for batch in batches or [readings]:
        for reading in batch:
            data = reading.report.text.encode()
            sha = hashlib.sha256(data).hexdigest()
            record.add(reading, Capture(sha, "text/plain", f"{sha[:6]}.txt", size=len(data)), data)
        linker.link(record)
    return record


@pytest.fixture
def record(kind, tmp_path, readings, request):
    with opened_copy(kind, tmp_path, readings, request) as opened:
        yield opened


@contextmanager
def opened_copy(kind, tmp_path, readings, request):
    """A record of `REPORTS` in a database of this kind; those in PostgreSQL are copies of one."""
    if kind == "sqlite":
        with filled(tmp_path / "record.db", readings) as opened:
            yield opened
        return
    server = request.getfixturevalue("server")
    template = server.template("four_reports", lambda url: filled(url, readings).close())
    with server.database(template) as url, Record(url) as opened:
        yield opened


def groups(record):
    return {frozenset(each.account_ids) for each in record.across.events()}


def bombing(record):
    wanted = {REPORTS[0].id, REPORTS[1].id}
    return next(each for each in record.across.events() if wanted <= set(each.reports))


def test_copies_are_found_with_the_words_of_both(record):
    (link,) = record.across.links()
    assert {link.a, link.b} == {REPORTS[0].id, REPORTS[1].id}
    assert link.relation is Relation.COPY
    assert [each.quote for each in link.in_a] == [each.quote for each in link.in_b]


def test_a_copy_with_a_changed_figure_is_said(record):
    found = happening(record, bombing(record).id)
    ((one, other),) = found.changed
    by = {one.report_id: one.quote, other.report_id: other.quote}
    assert by == {REPORTS[0].id: "14", REPORTS[1].id: "16"}
    (check,) = [each for each in found.checks if "copy" in each.kind]
    assert check.said == "“14” in Quay Agency, 2024-03-12, then “16” in Osk Daily, 2024-03-13"


def test_the_copies_are_one_origin(record):
    found = happening(record, bombing(record).id)
    copies = {REPORTS[0].id, REPORTS[1].id}
    assert any(copies <= set(group) for group in found.basis.groups)
    assert found.basis.origins < found.basis.reports or found.basis.origins == 1


def test_another_happening_is_no_part_of_it(record):
    assert REPORTS[3].id not in bombing(record).reports


def test_an_event_can_be_shown_while_another_process_links_it_anew(record, monkeypatch):
    """What is kept of accounts can be gone when it is asked for."""
    (line,) = record.across.events(reports=2)[:1]
    wanted = happening(record, line.id)
    monkeypatch.setattr(type(record.across), "sketches", lambda *_: {})
    assert happening(record, line.id).basis == wanted.basis


def test_linking_again_changes_nothing(record):
    before = list(record.dump())
    assert linker.link(record).reports == 0
    assert list(record.dump()) == before


def test_one_by_one_in_any_order_comes_to_the_same(tmp_path, record, readings):
    wanted = groups(record)
    for seed in range(4):
        order = list(readings)
        random.Random(seed).shuffle(order)
        batches = [[each] for each in order]
        with filled(tmp_path / f"{seed}.db", readings, batches) as other:
            assert groups(other) == wanted


def test_a_stopped_run_goes_on(tmp_path, record, readings):
    with filled(tmp_path / "stopped.db", []) as other:
        for reading in readings:
            data = reading.report.text.encode()
            sha = hashlib.sha256(data).hexdigest()
            other.add(reading, Capture(sha, "text/plain", "a.txt", size=len(data)), data)

        def stop(done):
            if done.reports == 2:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            linker.link(other, stop)
        assert linker.link(other).reports == len(readings) - 2
        assert groups(other) == groups(record)


def test_a_split_outweighs_the_machine_and_survives_linking_anew(record):
    whole = bombing(record)
    made = judging.split(record, whole.id, REPORTS[1].id, "ana", "another market")
    parted = {frozenset(each.reports) for each in record.across.events()}
    assert not any({REPORTS[0].id, REPORTS[1].id} <= each for each in parted)
    record.across.forget()
    linker.link(record)
    assert {frozenset(each.reports) for each in record.across.events()} == parted
    judging.undo(record, made.id, "ana")
    assert set(bombing(record).reports) == set(whole.reports)


def test_a_join_outweighs_bars_and_can_be_taken_back(record):
    one = bombing(record)
    other = next(each for each in record.across.events() if each.reports == (REPORTS[3].id,))
    made = judging.join(record, one.id, other.id, "ana")
    assert set(one.account_ids) | set(other.account_ids) in [
        set(each.account_ids) for each in record.across.events()
    ]
    record.across.forget()
    linker.link(record)
    assert REPORTS[3].id in bombing(record).reports
    judging.undo(record, made.id, "ana", "a slip")
    assert REPORTS[3].id not in bombing(record).reports


def test_who_decided_what_is_kept_also_when_taken_back(record):
    made = judging.not_a_copy(record, REPORTS[0].id, REPORTS[1].id, "ana", "both saw it")
    assert not happening(record, bombing(record).id).links
    judging.undo(record, made.id[:12], "ben")
    assert happening(record, bombing(record).id).links
    assert [(each.decision, each.by, each.why) for each in record.across.judgements()] == [
        ("not a copy", "ana", "both saw it"),
        ("undo", "ben", None),
    ]
    with pytest.raises(NotFound, match="no single judgement"):
        judging.undo(record, made.id, "ben")


def test_what_is_not_there_is_said(record):
    with pytest.raises(NotFound, match="no event 'ffff"):
        judging.join(record, "ffffffffffff", bombing(record).id, "ana")
    with pytest.raises(NotFound, match="tells nothing of event"):
        judging.split(record, bombing(record).id, REPORTS[3].id, "ana")
    with pytest.raises(Ambiguous):
        record.across.event("")


def test_many_copies_are_one_event_of_one_origin(tmp_path, reader):
    copies = [reader.read(report(WIRE, f"Outlet {number}", 12)) for number in range(25)]
    with filled(tmp_path / "copies.db", copies) as record:
        found = happening(record, record.across.events()[0].id)
    assert (found.basis.reports, found.basis.low, found.basis.high) == (25, 1, 1)


def test_reports_without_date_or_outlet_are_linked_by_their_text(tmp_path, reader, readings):
    nameless = reader.read(Report(WIRE, language="en"))
    with filled(tmp_path / "nameless.db", [*readings, nameless]) as record:
        together = [each for each in record.across.events() if nameless.report.id in each.reports]
        assert any(REPORTS[0].id in each.reports for each in together)


def test_an_event_that_falls_apart_leaves_no_two_of_one_id():
    before = dict.fromkeys("abc", happening_id("a"))
    taken: set[str] = set()
    for members in (frozenset("bc"), frozenset("a"), frozenset("d")):
        identity = neighbourhood.kept_id(members, before, taken)
        assert identity not in taken
        taken.add(identity)
    assert before["b"] in taken


def test_what_a_person_said_is_no_copy_stays_apart_also_by_way_of_a_third(tmp_path, reader):
    third = report(WIRE.replace("by hand", "by night"), "Hill Courier", 14)
    copies = [reader.read(each) for each in (*REPORTS[:2], third)]
    with filled(tmp_path / "copies.db", copies) as record:
        assert happening(record, bombing(record).id).basis.high == 1
        made = judging.not_a_copy(record, REPORTS[0].id, REPORTS[1].id, "ana")
        told = record.across.events_told_by(third.id)[0]
        assert happening(record, told.id).basis.high == len(told.reports) - 1
        judging.undo(record, made.id, "ana")
        assert happening(record, bombing(record).id).basis.high == 1


def test_an_event_is_not_joined_with_itself(record):
    with pytest.raises(NotFound, match="one event already"):
        judging.join(record, bombing(record).id, bombing(record).id, "ana")
    with pytest.raises(NotFound, match="are one report"):
        judging.not_a_copy(record, REPORTS[0].id, REPORTS[0].id, "ana")


def test_copies_by_way_of_a_report_that_tells_nothing_of_it_are_one_origin(record):
    record.across.keep(
        Kept(
            REPORTS[2].id,
            [],
            [link_between(REPORTS[0], REPORTS[3]), link_between(REPORTS[2], REPORTS[3])],
            [],
            {},
        ),
        Changed({}, {}, record.across.revision()),
    )
    found = happening(record, bombing(record).id)
    assert {REPORTS[0].id, REPORTS[2].id} <= set(bombing(record).reports)
    assert found.basis.high == 1
    assert REPORTS[3].id not in bombing(record).reports


def link_between(a, b):
    one, other = sorted((a, b), key=lambda each: each.id)
    words = [Evidence.at(each, 0, 4) for each in (one, other)]
    return OriginLink(one.id, other.id, Relation.COPY, (words[0],), (words[1],), 0.9)


def test_a_judgement_finds_its_account_again_where_it_stands(record):
    whole = bombing(record)
    made = judging.split(record, whole.id, REPORTS[1].id, "ana")
    (side, *_), others = anchors(made)
    _, of, at = side
    renamed = replace(
        made,
        id="f" * 64,
        undoes=made.id,
        value=json.dumps({"these": [["gone", of, at]], "others": others}),
    )
    assert linker.decided(record).judged.apart == linker.decided(record, [renamed]).judged.apart
    lost = replace(renamed, value=json.dumps({"these": [["gone", of, 10**6]], "others": others}))
    assert not linker.decided(record, [lost]).judged.apart


def test_who_was_overtaken_looks_again(record, monkeypatch):
    whole = bombing(record)
    seen = record.across.revision()
    with pytest.raises(Overtaken):
        record.across.keep(Kept(REPORTS[0].id, [], [], [], {}), Changed({}, {}, seen - 1))
    asked = iter([seen - 1])
    now = record.across.revision
    monkeypatch.setattr(record.across, "revision", lambda: next(asked, None) or now())
    judging.split(record, whole.id, REPORTS[1].id, "ana")
    assert len(record.across.judgements()) == 1


def test_a_record_of_another_linking_is_not_judged(record):
    record.across.begin("linking-0")
    with pytest.raises(StoreError, match="another version"):
        judging.not_a_copy(record, REPORTS[0].id, REPORTS[1].id, "ana")


def test_a_report_that_cannot_be_read_back_stops_no_other(tmp_path, readings):
    with filled(tmp_path / "damaged.db", readings) as record:
        broken = REPORTS[0].id
        with record._writing() as connection:
            table = schema.reports
            gone = table.update().where(table.c.id == broken).values(text="Something else.")
            connection.execute(gone)
        record.across.forget()
        done = linker.link(record)
        assert done.reports == 3
        assert [name for name, _ in done.failed] == [broken]
        assert record.across.waiting() == [broken]


def test_of_many_no_two_accounts_of_one_report_are_of_one_event(tmp_path, reader, monkeypatch):
    """More than are grouped at once."""
    monkeypatch.setattr(neighbourhood, "NEIGHBOURHOOD", 40)
    twice = f"{WIRE} In Burgas, a second bomb tore through a bus station and killed nine people."
    told = [report(f"{twice} Number {each}.", f"Outlet {each}", 12) for each in range(25)]
    with filled(tmp_path / "many.db", [reader.read(each) for each in told]) as record:
        for each in record.across.events():
            assert len(each.reports) == len(each.account_ids)


def test_two_processes_that_link_at_once_come_to_what_one_does(database, readings, record):
    wanted = groups(record)
    path = database if "://" in database else f"{database}-both.db"
    with filled(path, []) as other:
        for reading in readings:
            data = reading.report.text.encode()
            sha = hashlib.sha256(data).hexdigest()
            other.add(reading, Capture(sha, "text/plain", "a.txt", size=len(data)), data)
    command = [sys.executable, "-m", "according", "link", "--record", str(path)]
    both = [subprocess.Popen(command) for _ in range(2)]
    assert [each.wait(600) for each in both] == [0, 0]
    with Record(str(path)) as other:
        assert groups(other) == wanted
        assert not other.across.waiting()


def told_apart(day, place, number):
    """A report whose account nothing likens to another's."""
    text = f"A bridge fell in {place} on Tuesday, killing {number} people, the mayor said."
    return report(text, f"Outlet {place}", day)


def test_an_account_that_was_split_off_stays_so_when_another_join_is_taken_back(tmp_path, reader):
    places = (("Madrid", 3), ("Oslo", 40), ("Lima", 500), ("Cairo", 77))
    told = [told_apart(5 + 6 * at, *each) for at, each in enumerate(places)]
    with filled(tmp_path / "apart.db", [reader.read(each) for each in told]) as record:

        def event(at):
            return record.across.events_told_by(told[at].id)[0].id

        judging.join(record, event(0), event(1), "ana")
        judging.join(record, event(0), event(2), "ana")
        judging.split(record, event(0), told[0].id, "ana")
        assert event(0) != event(1) == event(2)
        made = judging.join(record, event(3), event(0), "ana")
        judging.undo(record, made.id, "ana")
        assert {frozenset(each.reports) for each in record.across.events()} == {
            frozenset((told[0].id,)),
            frozenset((told[1].id, told[2].id)),
            frozenset((told[3].id,)),
        }


def test_the_last_word_counts_also_when_a_clock_goes_back(record, monkeypatch):
    whole = bombing(record)
    judging.split(record, whole.id, REPORTS[1].id, "ana")
    parted = [record.across.events_told_by(each.id)[0].id for each in REPORTS[:2]]

    class Slow(datetime):
        @classmethod
        def now(cls, zone=None):
            return datetime.now(zone) - timedelta(hours=1)

    monkeypatch.setattr(judging, "datetime", Slow)
    judging.join(record, *parted, "ben")
    record.across.forget()
    linker.link(record)
    assert REPORTS[1].id in bombing(record).reports

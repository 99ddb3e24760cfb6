"""Joins of events that more reports tell than are grouped at once, and back again."""

import random
import time
from datetime import date

import pytest

from according import judging, linker, neighbourhood, regrouping
from according.linking.judged import anchors
from according.model import Capture, Reading, Report
from according.store import Record
from tests.large import copies, fill
from tests.test_linker import ELSEWHERE, WIRE

FEW = 12
"""Accounts that are grouped at once in these tests, where linking is tried too."""


@pytest.fixture(scope="module")
def two(reader):
    """The readings of two happenings."""
    texts = (WIRE, ELSEWHERE)
    told = [Report(each, published=date(2024, 3, 12), language="en") for each in texts]
    return [reader.read(each) for each in told]


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(neighbourhood, "NEIGHBOURHOOD", FEW)
    monkeypatch.setattr(regrouping, "NEIGHBOURHOOD", FEW)
    monkeypatch.setattr(regrouping, "TIED", 5)


class Told:
    """Copies of two texts, linked as if each had been read."""

    def __init__(self, monkeypatch, two, sizes=(20, 15)):
        self.sides = [list(copies(each, size)) for each, size in zip(two, sizes, strict=True)]
        self.all = [each for side in self.sides for each in side]
        by_report = {report.id: sketch for report, sketch in self.all}
        monkeypatch.setattr(linker, "sketches", lambda reading: [by_report[reading.report.id]])
        self.first, self.second = (
            frozenset(report.id for report, _ in side) for side in self.sides
        )

    def add(self, record, reports):
        for report in reports:
            capture = Capture("0" * 64, "text/plain", f"{report.id}.txt", size=1)
            record.add(Reading(report, "test"), capture, b"x")
        linker.link(record)

    def record(self, path):
        record = Record(str(path), create=True)
        self.add(record, [report for report, _ in self.all])
        return record


@pytest.fixture
def told(monkeypatch, few, two):
    return Told(monkeypatch, two)


@pytest.fixture
def record(tmp_path, told):
    with told.record(tmp_path / "record.db") as opened:
        assert groups(opened) == {told.first, told.second}
        yield opened


def groups(record):
    """The reports of each event."""
    return {frozenset(each.reports) for each in record.across.events()}


def of(record, reports):
    """The event of the first of some reports."""
    return record.across.events_told_by(min(reports))[0].id


def anew(record):
    record.across.forget()
    linker.link(record)
    return groups(record)


def test_two_large_sides_are_one_event_and_two_again(record, told):
    larger = of(record, told.first)
    made = judging.join(record, of(record, told.second), larger, "ana")
    (whole,) = record.across.events()
    assert whole.id == larger
    assert set(whole.reports) == told.first | told.second
    assert anew(record) == {told.first | told.second}
    judging.undo(record, made.id, "ana")
    assert groups(record) == {told.first, told.second}
    assert anew(record) == {told.first, told.second}


def test_400_copies_are_joined_and_parted_at_once(tmp_path, two):
    with Record(str(tmp_path / "large.db"), create=True) as record:
        ids = [
            fill(record, list(copies(each, size)))
            for each, size in zip(two, (400, 160), strict=True)
        ]
        before = {each.id: each.account_ids for each in record.across.events()}
        assert sorted(before) == sorted(ids)
        began = time.process_time()
        made = judging.join(record, *ids, "ana")
        assert [(each.id, len(each.reports)) for each in record.across.events()] == [(ids[0], 560)]
        judging.undo(record, made.id, "ana")
        assert {each.id: each.account_ids for each in record.across.events()} == before
        assert time.process_time() - began < 10, "each with each would be a minute"


def test_a_split_where_only_a_part_is_seen_moves_nobody_else(record, told, monkeypatch):
    """The others hold together by what is beyond what is grouped at once."""

    def loosely(told, *_, **__):
        return [frozenset((each.account_id,)) for each in told]

    monkeypatch.setattr(neighbourhood, "regroup", loosely)
    leaves = frozenset(sorted(told.first)[7:8])
    made = judging.split(record, of(record, told.first), *leaves, "ana")
    assert groups(record) == {told.first - leaves, leaves, told.second}
    judging.undo(record, made.id, "ana")
    assert groups(record) == {told.first, told.second}


def test_one_report_is_joined_with_400_copies_and_taken_out_again(tmp_path, two):
    with Record(str(tmp_path / "large.db"), create=True) as record:
        ids = [
            fill(record, list(copies(each, size))) for each, size in zip(two, (400, 1), strict=True)
        ]
        before = groups(record)
        made = judging.join(record, ids[1], ids[0], "ana")
        assert [len(each.reports) for each in record.across.events()] == [401]
        judging.undo(record, made.id, "ana")
        assert groups(record) == before


@pytest.mark.parametrize("seed", range(3))
def test_a_join_holds_in_whatever_order_reports_come(tmp_path, record, told, seed):
    made = judging.join(record, of(record, told.first), of(record, told.second), "ana")
    reports = [report for report, _ in told.all]
    random.Random(seed).shuffle(reports)
    with Record(str(tmp_path / "other.db"), create=True) as other:
        other.across.judge(made)
        for at in range(0, len(reports), 5):
            told.add(other, reports[at : at + 5])
        assert groups(other) == {told.first | told.second}
        judging.undo(other, made.id, "ana")
        assert groups(other) == {told.first, told.second}


def test_what_was_told_apart_stays_so_when_the_join_is_taken_back(record, told):
    made = judging.join(record, of(record, told.first), of(record, told.second), "ana")
    whole, alone = told.first | told.second, max(told.first)
    judging.split(record, of(record, told.second), alone, "ana")
    assert groups(record) == {whole - {alone}, frozenset((alone,))}
    assert anew(record) == {whole - {alone}, frozenset((alone,))}
    judging.undo(record, made.id, "ana")
    parted = {told.first - {alone}, told.second, frozenset((alone,))}
    assert groups(record) == parted
    assert anew(record) == parted


def test_what_came_since_goes_with_the_side_that_it_is_nearer_to(record, told, two, monkeypatch):
    made = judging.join(record, of(record, told.first), of(record, told.second), "ana")
    more = Told(monkeypatch, two, (21, 17))
    new = [each for each, _ in more.all if each.id not in told.first | told.second]
    told.add(record, new)
    assert groups(record) == {more.first | more.second}
    judging.undo(record, made.id, "ana")
    assert groups(record) == {more.first, more.second}
    assert anew(record) == {more.first, more.second}


def test_sides_that_linking_holds_together_stay_so_without_a_persons_word(record, told):
    whole = record.across.event(of(record, told.first))
    rows = judging._anchors(record, whole)
    made = judging.hold_together(record, whole.id, rows[:9], rows[9:], "ana")
    assert groups(record) == {told.first, told.second}
    judging.undo(record, made.id, "ana")
    assert groups(record) == {told.first, told.second}


def test_of_two_joins_that_hold_the_same_one_is_enough(record, told):
    made = judging.join(record, of(record, told.first), of(record, told.second), "ana")
    (whole,) = record.across.events()
    again = judging.hold_together(record, whole.id, *anchors(made), "ben")
    judging.undo(record, made.id, "ana")
    assert groups(record) == {told.first | told.second}
    judging.undo(record, again.id, "ben")
    assert groups(record) == {told.first, told.second}

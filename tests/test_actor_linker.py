"""Actors across reports as rows of a record: in any order, under people's decisions, undone."""

import hashlib
import random
import subprocess
import sys
from datetime import date

import pytest

from according import judging, linker
from according.actor_linker import actors_across, link_actors, own_aliases, use_aliases
from according.errors import NotFound, StoreError
from according.happening import happening
from according.linking.aliases import read_aliases, with_own
from according.linking.named import NamedActor, plain_named, to_named
from according.model import ActorKind, Capture, Reading, Report
from according.store import Record
from tests.test_linker import filled

TEXTS = (
    "The Harbour Rescue League (HRL) pulled nine people from the flood at Velden bridge, Mayor "
    "Mara Lindqvist of Velden said on Monday. The barge that rammed the bridge sank, the HRL said.",
    "The HRL pulled two more people from the flood at Velden bridge on Tuesday. Lindqvist said the "
    "barge had rammed the bridge at night, and that Velden would rebuild its bridge.",
    "Quay Angels, divers from the coast, searched the sunken barge at Velden bridge on Wednesday. "
    "Quay Angels found nobody in the barge, Mayor Lindqvist said of the flood.",
    "A court in Sofia sentenced nine smugglers on Monday. Judge Olu Lindqvist said the Harbour "
    "Rescue League had testified.",
)
OUTLETS = ("Quay Post", "Osk Daily", "Harbour Mirror", "Capital Bell")


@pytest.fixture(scope="module")
def readings(reader):
    return [
        reader.read(Report(text, outlet=outlet, published=date(2024, 3, 12 + at), language="en"))
        for at, (text, outlet) in enumerate(zip(TEXTS, OUTLETS, strict=True))
    ]


@pytest.fixture
def record(tmp_path, readings):
    with filled(tmp_path / "record.db", readings) as opened:
        yield opened


def rows(record):
    return [
        (each.actor_id, each.canonical_id, each.key, each.reason, each.rests_on)
        for each in record.actors.lines()
    ]


def named(record, outlet, name, lines=None):
    found = lines if lines is not None else actors_across(record)
    return next(
        each
        for each in found
        if each.outlet == outlet and name in (each.named["name"], *each.named["names"])
    )


def are_one(record, *who):
    return len({named(record, *each).canonical_id for each in who}) == 1


def test_a_letter_word_and_a_surname_are_joined_with_their_reasons(record):
    assert are_one(record, ("Quay Post", "Harbour Rescue League"), ("Osk Daily", "HRL"))
    letters = named(record, "Osk Daily", "HRL")
    defining = named(record, "Quay Post", "Harbour Rescue League")
    assert letters.reason == "defined acronym"
    resting = {each.actor_id: each for each in actors_across(record)}[letters.rests_on]
    assert resting.canonical_id == defining.canonical_id
    assert are_one(record, ("Quay Post", "Mara Lindqvist"), ("Harbour Mirror", "Lindqvist"))
    assert not are_one(record, ("Quay Post", "Mara Lindqvist"), ("Capital Bell", "Olu Lindqvist"))


def test_what_another_version_kept_of_actors_is_linked_anew_before_other_names_join_them(tmp_path):
    report = Report("Mara Lindqvist spoke.", outlet="Quay Post", language="en")
    mara = NamedActor(report.id, "a" * 64, ActorKind.PERSON, "Mara Lindqvist", (), (), (), None)
    less = {name: each for name, each in plain_named(mara).items() if name != "owner"}
    row = {"actor_id": mara.actor_id, "report_id": report.id, "canonical_id": mara.actor_id}
    row |= {"key": "k", "reason": "itself", "rests_on": None, "named": less, "path": []}
    with Record(str(tmp_path / "old.db"), create=True) as record:
        data = report.text.encode()
        sha = hashlib.sha256(data).hexdigest()
        record.add(Reading(report, "r"), Capture(sha, "text/plain", "a.txt", size=len(data)), data)
        record.across.begin("linking-1")
        with record.actors.joining() as joining:
            joining.put({}, [row], [], [])
        assert actors_across(record), "as it was linked it can be shown"
        wanted = r"another version \(linking-1\).*'owner'.*according link"
        with pytest.raises(StoreError, match=wanted):
            actors_across(record, aliases=with_own(()))
        with pytest.raises(StoreError, match=wanted):
            use_aliases(record, ())
        linker.link(record)
        assert actors_across(record, aliases=with_own(())) == []


def test_in_any_order_the_rows_are_the_same(tmp_path, record, readings):
    for seed in range(5):
        order = list(readings)
        random.Random(seed).shuffle(order)
        with filled(tmp_path / f"{seed}.db", readings, [[each] for each in order]) as other:
            assert rows(other) == rows(record)


def test_linking_a_report_again_or_all_anew_comes_to_the_same(record, readings):
    before = rows(record)
    link_actors(record, readings[1])
    assert rows(record) == before
    record.across.forget()
    assert rows(record) == []
    linker.link(record)
    assert rows(record) == before


def test_two_are_kept_apart_and_put_together_again(record):
    first = named(record, "Quay Post", "Harbour Rescue League").actor_id
    second = named(record, "Capital Bell", "Harbour Rescue League").actor_id
    both = ("Quay Post", "Harbour Rescue League"), ("Capital Bell", "Harbour Rescue League")
    before = rows(record)
    made = judging.not_the_same(record, first, second, "ana", "another league")
    assert not are_one(record, *both)
    assert named(record, *both[1]).reason == "kept apart by a person's decision"
    assert rows(record) == before
    record.across.forget()
    linker.link(record)
    assert not are_one(record, *both)
    judging.undo(record, made.id, "ana")
    assert are_one(record, *both)


def test_two_are_said_to_be_the_same_and_no_longer(record):
    both = ("Quay Post", "Harbour Rescue League"), ("Harbour Mirror", "Quay Angels")
    ids = [named(record, *each).actor_id for each in both]
    assert not are_one(record, *both)
    made = judging.same(record, *ids, "ana", "their own site says so")
    # Whoever was joined with either comes along.
    assert are_one(record, *both, ("Osk Daily", "HRL"), ("Capital Bell", "Harbour Rescue League"))
    record.across.forget()
    linker.link(record)
    assert are_one(record, *both)
    for event in record.across.events():
        joins = happening(record, event.id).joins
        assert all(joins[each].reason for each in set(ids) & joins.keys())
    judging.undo(record, made.id, "ben")
    assert not are_one(record, *both)


def test_an_actor_is_not_judged_against_itself_or_nobody(record, readings):
    one = named(record, "Quay Post", "Harbour Rescue League").actor_id
    with pytest.raises(NotFound, match="are one actor"):
        judging.same(record, one, one[:20], "ana")
    place = next(
        each.id for each in readings[0].actors if each.id not in record.actors.canonical([each.id])
    )
    with pytest.raises(NotFound, match="has no name to be known by"):
        judging.same(record, one, place, "ana")
    with pytest.raises(NotFound, match="no actor 'ffffffffffff'"):
        judging.not_the_same(record, one, "ffffffffffff", "ana")


def test_a_list_of_other_names_is_kept_with_the_record_and_forgotten(tmp_path, record, readings):
    path = tmp_path / "own.txt"
    path.write_text("Harbour Rescue League = Quay Angels\n", "utf-8")
    own = read_aliases(path)
    both = ("Quay Post", "Harbour Rescue League"), ("Harbour Mirror", "Quay Angels")
    before = rows(record)
    shown = actors_across(record, aliases=with_own(own))
    assert len({named(record, *each, shown).canonical_id for each in both}) == 1
    assert rows(record) == before
    assert use_aliases(record, own) > 0
    assert are_one(record, *both)
    assert named(record, *both[1]).reason == "listed alias"
    whole = rows(record)
    record.across.forget()
    linker.link(record)
    assert rows(record) == whole
    assert own_aliases(record).find("Quay Angels") is not None
    assert use_aliases(record, None) > 0
    assert rows(record) == before


def test_reports_that_come_later_are_joined_by_the_records_own_list(tmp_path, readings):
    path = tmp_path / "own.txt"
    path.write_text("Harbour Rescue League = Quay Angels\n", "utf-8")
    with filled(tmp_path / "late.db", readings[:1]) as record:
        use_aliases(record, read_aliases(path))
    with filled(tmp_path / "late.db", readings) as record:
        both = ("Quay Post", "Harbour Rescue League"), ("Harbour Mirror", "Quay Angels")
        assert are_one(record, *both)


def test_two_processes_that_join_at_once_come_to_what_one_does(tmp_path, readings, record):
    path = tmp_path / "both.db"
    filled(path, []).close()
    with Record(str(path)) as other:
        for reading in readings:
            data = reading.report.text.encode()
            sha = hashlib.sha256(data).hexdigest()
            other.add(reading, Capture(sha, "text/plain", "a.txt", size=len(data)), data)
    command = [sys.executable, "-m", "according", "link", "--record", str(path)]
    both = [subprocess.Popen(command) for _ in range(2)]
    assert [each.wait(60) for each in both] == [0, 0]
    with Record(str(path)) as other:
        assert rows(other) == rows(record)


def test_what_is_kept_of_an_actor_is_what_the_reading_gives(record, readings):
    texts = {each.report.id: each.report.text for each in readings}
    for line in record.actors.lines():
        kept = to_named(line.named)
        assert (kept.actor_id, kept.report_id) == (line.actor_id, line.report_id)
        assert kept.name in " ".join(texts[line.report_id].split())


def test_actors_of_some_reports_are_as_of_all(record, readings):
    some = {readings[1].report.id}
    assert actors_across(record, some) == [
        each for each in actors_across(record) if each.report_id in some
    ]

"""What people decide by commands outlives linking anew, and other readings of the same reports."""

import json
from dataclasses import replace

import pytest

from according.model import Evidence
from according.store import Record
from tests.reviewing.conftest import reread
from tests.test_linker import REPORTS, filled


@pytest.fixture(scope="module")
def read(reader):
    return [reader.read(each) for each in REPORTS]


@pytest.fixture
def linked(tmp_path, read):
    path = tmp_path / "record.db"
    filled(path, read).close()
    return path


def groups(according, path):
    """The reports of each event."""
    ran = according("events", "--record", path, "--json")
    assert ran.code == 0
    return {frozenset(each["reports"]) for each in json.loads(ran.out)}


def event_of(according, path, report):
    """The event with most reports that a report tells of."""
    found = json.loads(according("events", "--record", path, "--json").out)
    return next(each for each in found if report.id in each["reports"])


def judge(according, path, *words):
    made = according("judge", *words, "--record", path, "--by", "ana")
    assert made.code == 0, made.err
    return json.loads(according("judge", "list", "--record", path, "--json").out)[-1]["id"]


def accounts(path):
    with Record(str(path)) as record:
        return {name for each in record.across.events() for name in each.account_ids}


def otherwise(reading):
    """A reading as another reader may make it: the words that tell of each happening end a letter
    later, so that ids of event mentions, blame and accounts are others."""

    def later(words):
        return Evidence.at(reading.report, words.start, words.end + 1)

    made = {each.id: replace(each, trigger=later(each.trigger)) for each in reading.events}
    blames = {
        each.id: replace(each, event_mention_id=made[each.event_mention_id].id)
        for each in reading.blames
    }
    return replace(
        reading,
        reader="another reader",
        events=tuple(made.values()),
        blames=tuple(blames.values()),
        accounts=tuple(
            replace(
                each,
                event_mention_ids=tuple(made[one].id for one in each.event_mention_ids),
                blame_ids=tuple(blames[one].id for one in each.blame_ids),
            )
            for each in reading.accounts
        ),
    )


def read_anew(path, read):
    with Record(str(path)) as record:
        for reading in read:
            reread(record, otherwise(reading))


def anew(according, path):
    ran = according("link", "--anew", "--record", path)
    assert ran.code == 0, ran.err


def test_a_split_a_join_and_what_is_no_copy_outlive_linking_anew(according, linked):
    before = groups(according, linked)
    whole = event_of(according, linked, REPORTS[0])
    made = [judge(according, linked, "split", whole["id"], REPORTS[2].id)]
    parted = event_of(according, linked, REPORTS[2])
    elsewhere = event_of(according, linked, REPORTS[3])
    made.append(judge(according, linked, "join", parted["id"], elsewhere["id"]))
    made.append(judge(according, linked, "not-a-copy", REPORTS[0].id, REPORTS[1].id))
    decided = groups(according, linked)
    assert frozenset((REPORTS[2].id, REPORTS[3].id)) in decided
    assert decided != before
    anew(according, linked)
    assert groups(according, linked) == decided
    assert "by themselves" in according("origins", "--record", linked).out
    assert "2 reports of one text" not in according("origins", "--record", linked).out
    for each in reversed(made):
        undone = according("judge", "undo", each[:12], "--record", linked, "--by", "ana")
        assert undone.code == 0, undone.err
    assert groups(according, linked) == before
    anew(according, linked)
    assert groups(according, linked) == before


def test_they_outlive_another_reading_by_where_their_words_stand(according, linked, read):
    whole = event_of(according, linked, REPORTS[0])
    made = [judge(according, linked, "split", whole["id"], REPORTS[2].id)]
    parted = event_of(according, linked, REPORTS[2])
    elsewhere = event_of(according, linked, REPORTS[3])
    made.append(judge(according, linked, "join", parted["id"], elsewhere["id"]))
    made.append(judge(according, linked, "not-a-copy", REPORTS[0].id, REPORTS[1].id))
    decided, had = groups(according, linked), accounts(linked)
    read_anew(linked, read)
    assert not accounts(linked) & had, "the accounts are others by now"
    assert groups(according, linked) == decided
    anew(according, linked)
    assert groups(according, linked) == decided
    assert "2 reports of one text" not in according("origins", "--record", linked).out
    for each in reversed(made):
        undone = according("judge", "undo", each[:12], "--record", linked, "--by", "ana")
        assert undone.code == 0, undone.err
    after = groups(according, linked)
    assert any({REPORTS[0].id, REPORTS[1].id, REPORTS[2].id} <= each for each in after)
    assert frozenset((REPORTS[2].id, REPORTS[3].id)) not in after


def test_a_correction_counts_before_the_machine_also_after_another_reading(according, linked, read):
    def killed():
        event = event_of(according, linked, REPORTS[0])
        ran = according("event", event["id"], "--record", linked, "--json")
        plain = json.loads(ran.out)
        (field,) = [each for each in plain["fields"] if each["field"] == "killed"]
        held = {
            one["words"]["report"]: (value["value"], one["by"])
            for value in field["values"]
            for one in value["held"]
        }
        return held[REPORTS[0].id], plain

    value, plain = killed()
    assert value == ("at least 14", "machine")
    assert (plain["by_people"], plain["set_aside"]) == (False, [])
    items = according("review", "items", plain["id"], "--record", linked, "--json")
    finding = next(
        each["finding"]
        for each in json.loads(items.out)
        if each["finding"].startswith(f"figure:{REPORTS[0].id}") and "/killed" in each["finding"]
    )
    made = judge(according, linked, "correct", finding, "15", "--field", "count")
    for again in (lambda: None, lambda: anew(according, linked), lambda: read_anew(linked, read)):
        again()
        value, plain = killed()
        assert value == ("15", "people")
        (aside,) = plain["set_aside"]
        assert (aside["field"], aside["value"]) == ("killed", "at least 14")
        (decided,) = aside["held"]["decided"]
        assert (decided["by"], decided["judgement"], decided["value"]) == ("ana", made, "15")
        shown = according("event", plain["id"], "--record", linked).out
        assert "some values as people decided" in shown
    undone = according("judge", "undo", made[:12], "--record", linked, "--by", "ana")
    assert undone.code == 0, undone.err
    value, plain = killed()
    assert value == ("at least 14", "machine")
    assert not plain["by_people"]

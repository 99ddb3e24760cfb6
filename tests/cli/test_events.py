"""What reports tell together, in the terminal and as JSON."""

import json

import pytest

from according.linker import link
from according.store import Record
from tests.test_linker import REPORTS, filled


@pytest.fixture(scope="module")
def linked(tmp_path_factory, reader):
    path = tmp_path_factory.mktemp("events") / "record.db"
    filled(path, [reader.read(each) for each in REPORTS]).close()
    return path


@pytest.fixture
def bombing(according, linked):
    ran = according("events", "--record", linked, "--json")
    assert ran.code == 0
    wanted = {REPORTS[0].id, REPORTS[1].id}
    return next(each for each in json.loads(ran.out) if wanted <= set(each["reports"]))


def test_events_are_listed_and_in_order_of_time(according, linked):
    listed = according("events", "--record", linked)
    assert (listed.code, "Varna" in listed.out) == (0, True)
    told = according("timeline", "--record", linked, "--reports", "2")
    assert "Sofia" not in told.out


def test_an_event_shows_its_reports_fields_and_copies(according, linked, bombing):
    shown = according("event", bombing["id"][:10], "--record", linked)
    for words in (
        "Told by",
        "independent origin",
        "Quay Agency",
        "Osk Daily",
        "at least 14",
        "at least 16",
        "a copy with a changed figure",
        "had it first (published on an earlier day)",
    ):
        assert words in shown.out


def test_every_value_of_an_event_points_at_its_words(according, linked, bombing):
    ran = according("event", bombing["id"], "--record", linked, "--json")
    texts = {each.id: each.text for each in REPORTS}
    words = [
        held["words"]
        for field in json.loads(ran.out)["fields"]
        for value in field["values"]
        for held in value["held"]
    ]
    assert words
    assert all(texts[one["report"]][one["start"] : one["end"]] == one["quote"] for one in words)


def test_origins_show_the_shared_words(according, linked):
    shown = according("origins", "--record", linked)
    assert "2 reports of one text" in shown.out
    assert "4 reports of 3 texts" in shown.out
    (group,) = json.loads(according("origins", "--record", linked, "--json").out)
    assert set(group["reports"]) == {REPORTS[0].id, REPORTS[1].id}


def test_two_reports_side_by_side(according, linked):
    shown = according("compare", REPORTS[0].id[:12], REPORTS[1].id[:12], "--record", linked)
    assert "copy" in shown.out
    assert "killed" in shown.out
    nothing = according("compare", REPORTS[0].id, REPORTS[3].id, "--record", linked)
    assert "share no text" in nothing.out


def test_actors_are_listed_across_reports(according, linked):
    assert "Zelnik" in according("actors", "--record", linked).out
    assert json.loads(according("actors", "--record", linked, "--json").out)


def test_a_judgement_is_made_listed_and_taken_back(according, linked, bombing):
    made = according(
        *("judge", "split", bombing["id"], REPORTS[1].id[:12], "--record", linked),
        *("--by", "ana", "--why", "another market"),
    )
    assert made.code == 0
    (row,) = json.loads(according("judge", "list", "--record", linked, "--json").out)
    assert (row["by"], row["decision"], row["why"], row["stands"]) == (
        "ana",
        "split",
        "another market",
        True,
    )
    undone = according("judge", "undo", row["id"][:10], "--record", linked, "--by", "ben")
    assert undone.code == 0
    assert f"{row['id'][:10]} counts no more" in undone.out
    rows = json.loads(according("judge", "list", "--record", linked, "--json").out)
    assert [each["stands"] for each in rows] == [False, False]
    again = according("judge", "undo", row["id"][:10], "--record", linked, "--by", "ben")
    assert (again.code, "was taken back already by ben on" in again.err) == (1, True)
    itself = according("judge", "undo", rows[1]["id"], "--record", linked, "--by", "ben")
    assert (itself.code, "takes a judgement back itself" in itself.err) == (1, True)


def test_the_id_of_an_event_that_is_gone_leads_to_what_it_became(according, linked):
    listed = json.loads(according("events", "--record", linked, "--json").out)
    one, other = (each["id"] for each in listed[:2])
    joined = according("judge", "join", one, other, "--record", linked, "--by", "ana")
    assert joined.code == 0
    now = {each["id"] for each in json.loads(according("events", "--record", linked, "--json").out)}
    (gone,) = {one, other} - now
    (kept,) = {one, other} & now
    ran = according("event", gone[:10], "--record", linked)
    assert (ran.code, kept[:10] in ran.out) == (0, True)
    assert json.loads(according("event", gone, "--record", linked, "--json").out)["id"] == kept
    (row,) = (
        each
        for each in json.loads(according("judge", "list", "--record", linked, "--json").out)
        if each["decision"] == "join"
    )
    assert according("judge", "undo", row["id"], "--record", linked, "--by", "ana").code == 0


def test_what_is_not_there_is_one_message(according, linked):
    ran = according("event", "ffff", "--record", linked)
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "no event 'ffff'" in ran.err


def test_linking_by_hand_says_what_it_came_to(according, linked):
    assert according("link", "--record", linked).out.startswith("0 reports compared")
    assert according("link", "--anew", "--record", linked).out.startswith("4 reports compared")
    with Record(str(linked)) as record:
        assert link(record).reports == 0

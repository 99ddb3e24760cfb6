"""Who is named in a record, and what people and their lists say of it."""

import json
from datetime import date

import pytest

from according.model import Report
from tests.test_actor_linker import OUTLETS, TEXTS
from tests.test_linker import filled


@pytest.fixture
def linked(tmp_path, reader):
    readings = [
        reader.read(Report(text, outlet=outlet, published=date(2024, 3, 12 + at), language="en"))
        for at, (text, outlet) in enumerate(zip(TEXTS, OUTLETS, strict=True))
    ]
    path = tmp_path / "record.db"
    filled(path, readings).close()
    return path


@pytest.fixture
def listed(according, linked):
    def groups(*options):
        ran = according("actors", "--record", linked, "--json", "--limit", "500", *options)
        assert ran.code == 0
        return json.loads(ran.out)

    return groups


def names(group):
    return {name for some in group["names"].values() for name in some}


def of(groups, name):
    return next(each for each in groups if name in names(each))


def test_actors_are_shown_by_outlet_with_names_and_reasons(according, linked):
    shown = according("actors", "--record", linked, "--reports", "2").out
    for words in ("Quay Post", "Osk Daily", "HRL", "defined acronym: HRL", "Lindqvist"):
        assert words in shown
    assert "more; see --limit" in according("actors", "--record", linked, "--limit", "1").out


def test_as_json_every_join_has_its_key_and_reason(listed):
    league = of(listed(), "Harbour Rescue League")
    assert league["names"]["Osk Daily"] == ["HRL"]
    assert league["reasons"]["defined acronym"] == ["HRL"]
    assert all(each["key"] and each["reason"] for each in league["actors"])
    assert {each["outlet"] for each in league["actors"]} >= {"Quay Post", "Osk Daily"}


def test_people_decide_who_is_who_and_take_it_back(according, linked, listed):
    league, angels = of(listed(), "Harbour Rescue League"), of(listed(), "Quay Angels")
    ids = league["actors"][0]["id"][:16], angels["actors"][0]["id"][:16]
    made = according("judge", "same", *ids, "--record", linked, "--by", "ana", "--why", "one body")
    assert made.code == 0
    assert "Quay Angels" in names(of(listed(), "Harbour Rescue League"))
    (row,) = json.loads(according("judge", "list", "--record", linked, "--json").out)
    assert (row["decision"], row["kind"], row["why"]) == ("the same", "actors", "one body")
    according("judge", "undo", row["id"][:10], "--record", linked, "--by", "ben")
    assert of(listed(), "Quay Angels")["reports"] == 1
    apart = [each["id"][:16] for each in league["actors"]][:2]
    according("judge", "not-the-same", *apart, "--record", linked, "--by", "ana")
    assert len(of(listed(), "Harbour Rescue League")["actors"]) == len(league["actors"]) - 1


def test_a_list_is_tried_kept_and_forgotten(according, tmp_path, linked, listed):
    own = tmp_path / "own.txt"
    own.write_text("Harbour Rescue League = Quay Angels  # as on its site\n", "utf-8")
    tried = of(listed("--aliases", own), "Quay Angels")
    assert set(tried["reasons"]["listed alias"]) == {"Harbour Rescue League", "Quay Angels"}
    assert of(listed(), "Quay Angels")["reports"] == 1
    kept = according("link", "--aliases", own, "--record", linked)
    assert "joined otherwise than before" in kept.out
    assert of(listed(), "Quay Angels")["reports"] > 1
    gone = json.loads(according("link", "--no-aliases", "--record", linked, "--json").out)
    assert gone["actors_changed"] > 0
    assert of(listed(), "Quay Angels")["reports"] == 1


def test_a_list_that_cannot_be_used_is_one_message(according, tmp_path, linked):
    own = tmp_path / "own.txt"
    own.write_text("Quay Angels\n", "utf-8")
    for command in ("actors", "link"):
        ran = according(command, "--aliases", own, "--record", linked)
        assert (ran.code, ran.err.count("\n")) == (1, 1)
        assert "line 1: one name only" in ran.err.replace("\n", " ")
    both = according("link", "--aliases", own, "--no-aliases", "--record", linked)
    assert (both.code, "name one of them" in both.err) == (1, True)


def test_a_record_that_is_not_linked_says_so(according, filled):
    assert "No actors; according link" in according("actors", "--record", filled).out

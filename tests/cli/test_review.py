"""Reviewing at the command line."""

import getpass
import json
from types import SimpleNamespace

import pytest
from argon2 import PasswordHasher

from according.reviewing import users
from tests.test_linker import REPORTS, filled


@pytest.fixture(scope="module")
def readings(reader):
    return [reader.read(each) for each in REPORTS]


@pytest.fixture
def linked(tmp_path, readings):
    filled(tmp_path / "record.db", readings).close()
    return tmp_path / "record.db"


@pytest.fixture
def event(according, linked):
    rows = json.loads(according("events", "--record", linked, "--json").out)
    return next(each["id"] for each in rows if REPORTS[0].id in each["reports"])


@pytest.fixture
def items(according, linked, event):
    def listed(*options):
        return json.loads(
            according("review", "items", event, "--record", linked, "--json", *options).out
        )

    return listed


@pytest.fixture
def killed(items):
    return next(
        each["finding"]
        for each in items()
        if each["finding"].startswith(f"figure:{REPORTS[0].id}") and each["quote"].endswith("14")
    )


def test_a_figure_is_corrected_shown_and_taken_back(according, linked, event, items, killed):
    made = according(
        *("judge", "correct", killed, "16", "--record", linked),
        *("--by", "ana", "--why", "the list"),
    )
    assert (made.code, "ana  correct  figure" in made.out) == (0, True)
    shown = according("event", event, "--record", linked).out
    assert "the machine reads at least 14; people say 16 (one coder: ana)" in shown
    plain = json.loads(according("event", event, "--record", linked, "--json").out)
    assert [each["value"]["low"] for each in plain["people"]] == [16]
    weighed = {value["value"] for f in plain["fields"] for value in f["values"]}
    assert "16" in weighed
    assert "at least 14" not in weighed
    found = next(e for e in items() if e["finding"] == killed and e["field"] == "count")
    assert (found["machine"]["low"], found["value"]["low"]) == (14, 16)
    assert (found["state"], found["by_people"]) == ("one coder", True)
    history = according("judge", "history", killed, "--record", linked, "--field", "count")
    assert "[machine: at least 14; decided: 16]" in history.out
    assert ": the list" in history.out
    (row,) = json.loads(according("judge", "history", killed, "-r", linked, "--json").out)
    undone = according("judge", "undo", row["id"][:10], "--record", linked, "--by", "ana")
    assert undone.code == 0
    (row,) = json.loads(according("judge", "history", killed, "-r", linked, "--json").out)
    assert row["undone_by"]
    assert "taken back by ana" in according("judge", "history", killed, "--record", linked).out


def test_accept_reject_note(according, linked, event, items, killed):
    for words in (["accept", killed], ["reject", killed, "--field", "holder"]):
        assert according("judge", *words, "--record", linked, "--by", "ana").code == 0
    noted = according("judge", "note", killed, "ask again", "--record", linked, "--by", "ben")
    assert noted.code == 0
    shown = according("review", "items", event, "--record", linked)
    assert "ana: rejected" in shown.out
    told = according("event", event, "--record", linked).out
    assert "people say not so" not in told, "who held it is no field of the event"
    states = {(e["field"], e["state"]) for e in items() if e["finding"] == killed}
    assert states == {
        (None, "one coder"),
        ("count", "open"),
        ("kind", "open"),
        ("holder", "one coder"),
    }
    left = {e["field"] for e in items("--open") if e["finding"] == killed}
    assert left == {"count", "kind"}


def test_what_was_missed_is_added(according, linked, event, items):
    at = REPORTS[0].text.index("Nobody")
    name = f"figure:{REPORTS[0].id[:12]}:{at}-{at + 6}/missing"
    made = according("judge", "add", name, "0", "--record", linked, "--by", "Ana")
    assert (made.code, "  ana  add  figure" in made.out) == (0, True)
    found = next(each for each in items() if each["found"] == "added")
    assert (found["machine"], found["value"]["low"], found["quote"]) == (None, 0, "Nobody")
    assert "(not read)" in according("review", "items", event, "--record", linked).out


def test_two_coders_then_agreement_then_adjudication(according, linked, event, items, killed):
    def run(*words, by="cat"):
        ran = according(*words, "--record", linked, "--by", by)
        assert ran.code == 0, ran.err
        return ran.out

    assert "Assigned to ana, ben" in run("review", "assign", event, "ana", "ben")
    run("judge", "correct", killed, "16", by="ana")
    run("judge", "accept", killed, "--field", "count", by="ben")
    mine = next(e for e in items("--by", "ben") if (e["finding"], e["field"]) == (killed, "count"))
    assert [each["by"] for each in mine["decisions"]] == ["ben"]
    early = according("review", "adjudicate", killed, "accept", "--record", linked)
    assert (early.code, "still coding: ana, ben" in early.err) == (1, True)
    assert "No event" in run("review", "agreement")
    run("review", "done", event, by="ana")
    run("review", "reopen", event, by="ana")
    run("review", "done", event, by="ana")
    run("review", "done", event, by="ben")
    rows = json.loads(run("review", "agreement", "--json"))
    assert {each["field"] for each in rows} == {
        *("figure: count, low", "figure: count, best", "figure: count, high")
    }
    assert "too few for an interval" in run("review", "agreement")
    first = json.loads(run("review", "queue", "--json"))["waiting"][0]
    assert (first["reason"], first["event"]) == ("coders differ", event)
    run("review", "adjudicate", killed, "correct", "16", "--why", "the list")
    done = next(e for e in items() if (e["finding"], e["field"]) == (killed, "count"))
    assert (done["state"], done["value"]["low"]) == ("adjudicated", 16)
    assert "(adjudicator): 16" in run("review", "items", event)
    listed = json.loads(according("review", "assignments", "--record", linked, "--json").out)
    assert [(each["coder"], bool(each["done_at"])) for each in listed] == [
        ("ana", True),
        ("ben", True),
    ]
    assert "ben" in according("review", "assignments", "--record", linked).out
    assert "correct  figure" in run("review", "history", event)
    rows = json.loads(run("review", "history", event, "--json"))
    assert {"done", "correct", "accept"} <= {each["decision"] for each in rows}
    run("review", "withdraw", event, "ben")


def test_the_queue_goes_on_behind_a_page(according, linked):
    whole = json.loads(according("review", "queue", "--record", linked, "--json").out)
    assert whole["next"] is None
    assert sum(whole["counts"].values()) == len(whole["waiting"])
    shown = according("review", "queue", "--record", linked)
    assert shown.code == 0
    for cursor in ("x", "1,2", "a,b,c"):
        ran = according("review", "queue", "--record", linked, "--after", cursor)
        assert (ran.code, "is no cursor" in ran.err) == (1, True)
    gone = according("review", "queue", "--record", linked, "--event", "ffff")
    assert (gone.code, gone.err.count("\n")) == (1, 1)


def test_what_cannot_be_is_one_message(according, linked, killed):
    for words in (
        ["judge", "correct", killed, "many"],
        ["judge", "accept", "the figure"],
        ["judge", "accept", "figure:ffff:1-2"],
        ["judge", "correct", killed, "1", "--field", "colour"],
        ["review", "confirm", "ffff"],
        ["review", "done", "ffff"],
    ):
        ran = according(*words, "--record", linked, "--by", "ana")
        assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1), words


@pytest.fixture
def typed(monkeypatch):
    """A terminal at which passwords are typed."""
    monkeypatch.setattr(users, "HASHER", PasswordHasher(1, 64, 1))
    waiting = []
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: waiting.pop(0))
    return waiting


def terminal(there):
    return SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: there))


def test_users_are_added_listed_changed_and_removed(according, linked, typed, monkeypatch):
    monkeypatch.setattr("according.cli.users.sys", terminal(True))
    typed[:] = ["eleven geese swim"] * 2
    added = according("users", "add", "Ana", "--role", "adjudicator", "--record", linked)
    assert (added.code, added.out) == (0, "ana may sign in as adjudicator\n")
    (row,) = json.loads(according("users", "list", "--record", linked, "--json").out)
    assert (row["name"], row["role"], set(row)) == (
        *("ana", "adjudicator"),
        {"name", "role", "made_at"},
    )
    assert "reader now" in according("users", "role", "ana", "reader", "--record", linked).out
    typed[:] = ["twelve geese swim", "another one"]
    other = according("users", "password", "ana", "--record", linked)
    assert (other.code, "not the same" in other.err) == (1, True)
    typed[:] = ["short"] * 2
    assert "10 to 1024" in according("users", "password", "ana", "--record", linked).err
    typed[:] = ["twelve geese swim"] * 2
    assert according("users", "password", "ana", "--record", linked).code == 0
    assert "reader" in according("users", "list", "--record", linked).out
    assert according("users", "remove", "ana", "--record", linked).code == 0
    assert json.loads(according("users", "list", "--record", linked, "--json").out) == []
    assert according("users", "role", "ana", "coder", "--record", linked).code == 1


def test_a_password_is_no_argument_and_needs_a_terminal(according, linked, monkeypatch):
    ran = according("users", "add", "ana", "eleven geese swim", "--record", linked)
    assert ran.code == 2
    monkeypatch.setattr("according.cli.users.sys", terminal(False))
    piped = according("users", "add", "ana", "--record", linked)
    assert (piped.code, "there is none" in piped.err) == (1, True)
    assert json.loads(according("users", "list", "--record", linked, "--json").out) == []

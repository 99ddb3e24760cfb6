"""``read --reader chat``: against an endpoint of our own, from the files to the events."""

import json

import pytest

from according.cli import chat as chat_module
from according.settings import Chat, Settings
from tests.engine import mains
from tests.reading.chat.server import Said, completion, served

BLAST = "A bomb killed 16 people in Koper on Monday, the Harbour Rescue League said."
FLOOD = "A flood killed three people in Celje on Monday, the mayor said."
ANSWER = {
    "attributions": [
        {
            "source": "the Harbour Rescue League",
            "kind": "organisation",
            "cue": "said",
            "content": ["A bomb killed 16 people in Koper on Monday"],
        }
    ],
    "events": [
        {
            "words": "killed",
            "type": "ASSAULT",
            "certainty": "asserted",
            "places": ["Koper"],
            "times": ["Monday"],
            "figures": [
                {"number": "16", "counts": "killed", "of_whom": "people"},
                {"number": "\x1b[31m17", "counts": "killed"},
            ],
        }
    ],
}


@pytest.fixture(scope="module")
def server():
    with served() as state:
        yield state


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "in"
    path.mkdir()
    (path / "a.txt").write_text(BLAST, "utf-8")
    (path / "b.txt").write_text(FLOOD, "utf-8")
    return path


def by_text(good):
    """Answers for one text; what is no JSON for the others."""

    def answer(asked):
        said = json.dumps(ANSWER) if asked.text == BLAST else good
        return Said(completion(said))

    return answer


def test_read_chat_from_files_to_events(according, server, folder, tmp_path, monkeypatch):
    monkeypatch.setattr("according.engine.intake.intake_main", mains.intake)
    # What is tested is not intake, whose limit a machine that is busy with others may miss.
    monkeypatch.setattr("according.engine.intake.GuardedIntake._seconds", lambda _: 300.0)
    into = tmp_path / "record.db"
    asked = ("--reader", "chat", "--chat-url", server.url, "--chat-model", "invented-7b")
    more = ("--chat-price", "1/10", "--workers", "1", "--published", "2024-03-13")
    command = ("read", folder, "--into", into, *asked, *more)
    server.answer = by_text("I am sorry.")
    ran = according(*command)
    assert ran.code == 0
    assert ran.out.startswith("2 in = 1 stored + 0 already there + 1 refused   (")
    assert "b.txt: reader, chat endpoint, asked 3 times: its answer cannot be used" in ran.out
    # One good answer and three of no use, of 100 and 20 tokens each.
    assert "4 requests, 400 tokens sent, 80 answered, cost 0.0012, " in ran.out
    assert "7 items taken, 1 not" in ran.out
    assert "not this machine" not in ran.err
    lines = (tmp_path / "record.db.chat.jsonl").read_text("utf-8").splitlines()
    kept = list(map(json.loads, lines))
    taken, failed, ended = kept
    assert taken["refused"] == [
        {"what": "figure", "why": "its words are not in the text", "words": "[31m17"}
    ]
    assert "cannot be used" in failed["failed"]
    assert (ended["requests"], ended["cost"]) == (4, 0.0012)
    # The same command takes what was refused, and nothing twice.
    server.answer = by_text("{}")
    again = according(*command, "--json", "--chat-report", tmp_path / "own.jsonl")
    plain = json.loads(again.out)
    assert (plain["stored"], plain["already_there"], plain["refused"]) == (1, 1, 0)
    assert (plain["chat"]["requests"], plain["chat"]["refused"]) == (1, {})
    assert len((tmp_path / "own.jsonl").read_text().splitlines()) == 2
    # What comes after is as of any reading.
    (event,) = json.loads(according("events", "--record", into, "--json").out)
    shown = json.loads(according("event", event["id"], "--record", into, "--json").out)
    assert "16" in json.dumps(shown["fields"])
    (line,) = [
        each
        for each in json.loads(according("reports", "--record", into, "--json").out)
        if each["characters"] == len(BLAST)
    ]
    read = json.loads(according("show", line["id"], "--record", into, "--json").out)
    assert read["reader"].startswith("chat-1:invented-7b@127.0.0.1:")
    assert read["limits"] == [
        "1 of 8 items of the answers were not taken (1 × its words are not in the text)"
    ]
    assert according("check", "--record", into).code == 0


def test_read_chat_an_endpoint_that_is_gone(according, folder, tmp_path, monkeypatch):
    monkeypatch.setattr("according.engine.intake.intake_main", mains.intake)
    monkeypatch.setattr("according.engine.readers.reader_main", mains.reader_in_vain)
    into = tmp_path / "record.db"
    url = "http://127.0.0.1:1/v1"
    options = ("--reader", "chat", "--chat-url", url, "--chat-model", "m", "--workers", "1")
    ran = according("read", folder, "--into", into, *options)
    assert ran.code == 1
    assert "error: nobody is there" in ran.err
    assert "Stopped at 0 in" in ran.err
    notes, ended = map(json.loads, (tmp_path / "record.db.chat.jsonl").read_text().splitlines())
    assert notes["failed"] == "nobody is there"
    assert ended["requests"] == 3


@pytest.mark.parametrize(("host", "local"), [("127.0.0.1", True), ("192.0.2.7", False)])
def test_read_chat_tells_its_processes_where_the_endpoint_is(
    according, folder, tmp_path, monkeypatch, host, local
):
    monkeypatch.setattr("according.engine.intake.intake_main", mains.intake)
    monkeypatch.setattr("according.engine.readers.reader_main", mains.reader_that_tells_local)
    options = ("--reader", "chat", "--chat-url", f"http://{host}:1/v1", "--chat-model", "m")
    ran = according("read", folder, "--into", tmp_path / "record.db", *options, "--workers", "1")
    assert ran.code == 1
    assert f"error: local is {local}" in ran.err


def test_read_chat_one_report_that_is_declined_costs_itself_alone(
    according, folder, tmp_path, monkeypatch
):
    monkeypatch.setattr("according.engine.intake.intake_main", mains.intake)
    monkeypatch.setattr("according.engine.readers.reader_main", mains.choosy_reader)
    (folder / "a.txt").write_text(f"{mains.UNWANTED} {BLAST}", "utf-8")
    into = tmp_path / "record.db"
    ran = according("read", folder, "--into", into, "--workers", "1", "--no-link")
    assert ran.code == 0
    assert ran.out.startswith("2 in = 1 stored + 0 already there + 1 refused   (")
    assert "a.txt: reader, not this one" in ran.out


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--chat-url", "http://127.0.0.1:1/v1"), "serve --reader chat alone"),
        (("--reader", "chat"), "needs an address and a model"),
        (("--reader", "chat", "--chat-price", "cheap"), "give two numbers"),
        (("--reader", "chat", "--chat-price", "-1/2"), "give two numbers"),
        (("--reader", "loud"), "no reader is called 'loud'"),
        (
            ("--reader", "chat", "--chat-url", "http://user@127.0.0.1/", "--chat-model", "m"),
            "a key goes into ACCORDING_CHAT_KEY",
        ),
    ],
)
def test_read_chat_options_that_cannot_be(according, folder, tmp_path, options, told):
    ran = according("read", folder, "--into", tmp_path / "record.db", *options)
    assert ran.code in (1, 2)
    assert told in " ".join(ran.err.split())
    assert not (tmp_path / "record.db").exists()


def test_read_chat_says_where_reports_go(tmp_path, capsys):
    settings = Settings(reader="chat", chat=Chat("http://192.0.2.7/v1", "m"))
    with chat_module.chat_run(settings, str(tmp_path / "record.db"), None):
        pass
    said = capsys.readouterr().err
    assert "warning: The texts of all reports that are read go to 192.0.2.7:80" in said

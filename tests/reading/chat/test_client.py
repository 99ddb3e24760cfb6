"""Requests: tries, pauses, time, size; and where nothing is sent at all."""

import time
from dataclasses import replace

import pytest

from according.errors import InputRefused, ReaderUnavailable, Reason, SettingsError
from according.reading.chat import endpoint as endpoint_module
from according.reading.chat.client import Client, Cut
from according.reading.chat.endpoint import endpoint, is_local, is_loopback, warning
from according.settings import CHAT_KEY, Chat
from tests.reading.chat.server import Said, closed_port, completion

ASKED = [{"role": "user", "content": "{}"}]


@pytest.fixture
def client(server, settings):
    """A function that makes a client with other settings; pauses are noted, not made."""

    def make(**more):
        chat = replace(settings.chat, **{"tries": 3, "pause": 1.0, **more})
        paused = []
        made = Client(endpoint(chat), chat, "according/test", paused.append)
        return made, paused

    return make


def test_client_tries_again_with_longer_pauses(server, client):
    asking, paused = client()
    server.says(Said(status=500), Said(b"<html>busy</html>"), {"events": []})
    assert asking.ask(ASKED) == {"events": []}
    assert paused == [1.0, 2.0]
    assert asking.spent.requests == 3


def test_client_gives_up_after_its_tries(server, client):
    asking, _ = client()
    server.says("I cannot help with that.")
    with pytest.raises(InputRefused, match=r"asked 3 times: its answer cannot be used: .*no JSON"):
        asking.ask(ASKED)
    assert asking.spent.requests == 3
    assert asking.spent.tokens_out == 60


def test_client_waits_as_the_endpoint_wishes_within_bounds(server, client):
    asking, paused = client(tries=2)
    server.says(Said(status=429, headers={"Retry-After": "7"}), {})
    asking.ask(ASKED)
    assert paused == [7.0, 1.0]
    asking, paused = client(tries=2)
    server.says(Said(status=429, headers={"Retry-After": "99999"}), {})
    asking.ask(ASKED)
    assert paused == [60.0, 1.0]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (Said(status=401), "refuses the key"),
        (Said(status=404), "no such path or model"),
        (Said(status=418, body=b"I am a\nteapot"), "it says: I am a teapot"),
        (Said(status=302, headers={"Location": "http://elsewhere.example/"}), "sends elsewhere"),
        (Said(status=307, headers={"Location": "/v2"}), "not followed"),
    ],
)
def test_client_what_does_not_change_is_not_tried_again(server, client, said, told):
    asking, _ = client()
    server.says(said)
    with pytest.raises(ReaderUnavailable, match=told):
        asking.ask(ASKED)
    assert len(server.asked) == 1


def test_client_asks_without_json_mode_where_there_is_none(server, client):
    asking, _ = client()
    server.says(Said(status=400, body=b"unknown field response_format"), {})
    asking.ask(ASKED)
    asking.ask(ASKED)
    assert ["response_format" in each.plain for each in server.asked] == [True, False, False]


@pytest.mark.parametrize("status", [400, 413, 422])
def test_client_a_text_that_is_not_taken_is_refused_alone(server, client, status):
    """Hosted endpoints say so of what they filter, and of what is too long for the model."""
    asking, paused = client()
    not_taken = Said(status=status, body=b"content\nfilter")
    server.says(not_taken)
    with pytest.raises(InputRefused, match=rf"\(status {status}\): content filter") as error:
        asking.ask(ASKED)
    assert error.value.reason is Reason.READER
    assert paused == []
    server.says({"events": []})
    assert asking.ask(ASKED) == {"events": []}
    # It was not for the JSON that the other was not taken.
    assert ["response_format" in each.plain for each in server.asked] == [True]


def test_client_json_mode_stays_where_the_repeat_fails_too(server, client):
    asking, _ = client()
    server.says(Said(status=422), Said(status=503), {})
    assert asking.ask(ASKED) == {}
    assert ["response_format" in each.plain for each in server.asked] == [True, False, True]
    server.says(Said(status=400), Said(status=401))
    with pytest.raises(ReaderUnavailable, match="refuses the key"):
        asking.ask(ASKED)


def test_client_slow_answers_are_given_up(server, client):
    asking, _ = client(seconds=0.3, tries=1)
    server.says(Said(completion("{}"), stall=1.5))
    started = time.monotonic()
    with pytest.raises(InputRefused, match=r"no answer within 0\.3 s"):
        asking.ask(ASKED)
    assert time.monotonic() - started < 1.4


def test_client_an_answer_that_drips_is_given_up(server, client):
    """Each byte comes in time, and the whole would take a minute."""
    asking, _ = client(seconds=0.5, tries=1)
    server.says(Said(completion("{" + " " * 1000 + "}"), drip=True))
    started = time.monotonic()
    with pytest.raises(InputRefused, match=r"no answer within 0\.5 s"):
        asking.ask(ASKED)
    assert time.monotonic() - started < 5


def test_client_large_answers_are_given_up_at_once(server, client):
    asking, _ = client(answer_bytes=1000)
    server.says("{" + " " * 5000 + "}")
    with pytest.raises(InputRefused, match="more than 1,000 bytes"):
        asking.ask(ASKED)
    assert len(server.asked) == 1


def test_client_answers_that_end_too_early(server, client):
    asking, _ = client(tries=2)
    server.says(Said(completion("{}"), headers={"Content-Length": "9999"}))
    with pytest.raises(InputRefused, match=r"ends [\d,]+ bytes early"):
        asking.ask(ASKED)
    assert len(server.asked) == 2


def test_client_cut_off(server, client):
    asking, _ = client()
    server.says(Said(completion("{", finish="length")))
    with pytest.raises(Cut):
        asking.ask(ASKED)
    assert len(server.asked) == 1


def test_client_nobody_listens(client):
    asking, paused = client(url=f"http://127.0.0.1:{closed_port()}/v1")
    with pytest.raises(ReaderUnavailable, match="does not answer"):
        asking.ask(ASKED)
    assert paused == [1.0, 2.0]


def test_client_goes_by_no_proxy_of_the_environment(server, client, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    asking, _ = client(tries=1)
    server.says({})
    assert asking.ask(ASKED) == {}


def test_client_sends_its_key_as_a_header_and_shows_it_nowhere(server, client, monkeypatch):
    monkeypatch.setenv(CHAT_KEY, "sk-invented-77")
    asking, _ = client(tries=1)
    server.says(Said(status=401))
    with pytest.raises(ReaderUnavailable) as error:
        asking.ask(ASKED)
    assert server.asked[0].headers["Authorization"] == "Bearer sk-invented-77"
    assert "sk-invented" not in repr(asking)
    assert "sk-invented" not in str(error.value)


def test_client_a_local_name_that_means_another_machine_by_now_gets_nothing(server, client):
    asking, _ = client(tries=1)
    server.says({})
    asking.to = replace(asking.to, host="127.0.0.1", local=True)
    real = endpoint_module.is_loopback
    try:
        from according.reading.chat import wire

        wire.is_loopback = lambda _: False
        with pytest.raises(ReaderUnavailable, match="nothing was sent"):
            asking.ask(ASKED)
    finally:
        wire.is_loopback = real
    assert server.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "127.0.0.1:8080/v1",
        "ftp://127.0.0.1/v1",
        "http:///v1",
        "http://127.0.0.1:99999/v1",
        "http://user:pw@127.0.0.1/v1",
        "http://127.0.0.1/v1?key=1",
        "http://127.0.0.1/v1#a",
        "http://127.0.0.1/v 1",
        "http://[::1/v1",
    ],
)
def test_endpoint_addresses_that_are_none(url):
    with pytest.raises(SettingsError):
        endpoint(Chat(url, "m"))


def test_endpoint_of_this_machine_and_of_others(monkeypatch):
    here = endpoint(Chat("http://127.0.0.1:8080/v1/", "m"))
    assert (here.origin, here.path, here.local) == ("127.0.0.1:8080", "/v1/chat/completions", True)
    assert warning(here) is None
    assert endpoint(Chat("http://[::1]:8080", "m")).origin == "[::1]:8080"
    there = endpoint(Chat("http://192.0.2.7/v1", "m"))
    assert "192.0.2.7:80, which is not this machine, in the clear" in warning(there)
    safe = endpoint(Chat("https://192.0.2.7/v1", "m"))
    assert warning(safe).endswith("which is not this machine.")
    assert is_local("localhost")
    assert not is_local("nobody.invalid")
    assert not is_loopback("192.0.2.7")
    assert not is_loopback("no address")


@pytest.mark.parametrize("local", [True, False])
def test_endpoint_a_name_that_means_another_machine_than_was_told(monkeypatch, local):
    """A process looks the name up again, and is held to what was found at first."""
    asked = Chat("http://desk.example:8080/v1", "m", local=local)
    means = {True: "127.0.0.1", False: "192.0.2.7"}

    def look_up(address):
        found = [(2, 1, 6, "", (address, 0))]
        monkeypatch.setattr(endpoint_module.socket, "getaddrinfo", lambda *_, **__: found)

    look_up(means[local])
    assert endpoint(asked).local is local
    look_up(means[not local])
    with pytest.raises(SettingsError, match=r"desk\.example:8080 was .* when the run began"):
        endpoint(asked)
    assert endpoint(replace(asked, local=None)).local is not local


def test_endpoint_no_key_goes_over_a_network_in_the_clear(monkeypatch):
    monkeypatch.setenv(CHAT_KEY, "sk-invented-77")
    with pytest.raises(SettingsError, match="in the clear; give an https address") as error:
        endpoint(Chat("http://192.0.2.7/v1", "m"))
    assert "sk-invented" not in str(error.value)
    assert endpoint(Chat("https://192.0.2.7/v1", "m")).key == "sk-invented-77"
    monkeypatch.setenv(CHAT_KEY, "sk\r\nX-Evil: 1")
    with pytest.raises(SettingsError, match="characters that no key has"):
        endpoint(Chat("https://192.0.2.7/v1", "m"))

"""Answers that are hostile, damaged or of another protocol are inert."""

import json
import time

import pytest

from according.reading.chat.answer import Unusable, claims, envelope, parsed
from tests.reading.chat.server import completion

HOSTILE = {
    "nested": "[" * 200_000,
    "nested objects": '{"a":' * 100_000,
    "closed": '{"a": ' + "[" * 100_000 + "]" * 100_000 + "}",
    "html": "<html><body>502 Bad Gateway</body></html>",
    "twice": '{"events": [], "events": [{"words": "killed"}]}',
    "a list": "[1, 2]",
    "words": "Sure! Here is the JSON you asked for.",
    "nothing": "",
    "cut": '{"events": [{"words": "kill',
    "two": '{"events": []} {"events": []}',
    "quotes": '"' * 100_000,
    "escapes": '"' + '\\"' * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_answer_that_cannot_be_used(text):
    started = time.process_time()
    with pytest.raises(Unusable):
        parsed(text)
    with pytest.raises(Unusable):
        claims(text)
    assert time.process_time() - started < 2


def test_answer_numbers_that_are_no_numbers_are_nothing():
    text = '{"a": NaN, "b": 1e999, "c": ' + "9" * 100_000 + ', "d": -Infinity, "e": 7}'
    assert parsed(text) == {"a": None, "b": None, "c": None, "d": None, "e": 7}


def test_answer_may_think_before_and_stand_in_a_fence():
    assert claims('<think>{"a": 1}, or so?</think>\n{"events": []}') == {"events": []}
    assert claims('```json\n{"events": []}\n```') == {"events": []}
    assert claims('```\n{"events": []}\n```') == {"events": []}
    assert claims('{"words": "</think>"}') == {"words": "</think>"}


def test_answer_envelope():
    reply = envelope(completion("{}", finish="length", usage=(7, 5)))
    assert (reply.said, reply.cut, reply.tokens_in, reply.tokens_out) == ("{}", True, 7, 5)
    assert envelope(completion("{}", usage=None)).tokens_in == 0
    assert envelope(completion("{}", usage=(-5, "many"))).tokens_in == 0
    assert envelope(completion("{}", usage=(True, 10**30))).tokens_in == 0


@pytest.mark.parametrize(
    "plain",
    [
        {},
        {"choices": []},
        {"choices": {"0": {}}},
        {"choices": ["{}"]},
        {"choices": [{"message": "{}"}]},
        {"choices": [{"message": {"content": None, "refusal": "no"}}]},
        {"choices": [{"message": {"content": [{"type": "text", "text": "{}"}]}}]},
        {"error": {"message": "no such model"}},
    ],
)
def test_answer_of_another_protocol(plain):
    with pytest.raises(Unusable, match="has no message"):
        envelope(json.dumps(plain).encode())


def test_answer_bytes_that_are_no_text():
    with pytest.raises(Unusable):
        envelope(b"\xff\xfe\x00{")

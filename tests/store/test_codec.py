"""Findings to plain values and back, without loss."""

import json
from datetime import datetime

import pytest

from according.errors import EvidenceError, StoreError
from according.model import Evidence, Modifier, Quantity, Report, TimeExpression, TimexType
from according.store.codec import decode, encode

REPORT = Report("At least 14 people died on Monday, a day after the flood 🌊 of Sunday.")


def at(words: str) -> Evidence:
    start = REPORT.text.index(words)
    return Evidence.at(REPORT, start, start + len(words))


TIME = TimeExpression(
    at("a day after the flood 🌊 of Sunday"),
    TimexType.DATE,
    "2024-03-11",
    datetime(2024, 3, 11),
    datetime(2024, 3, 11, 23, 59, 59),
    Modifier.APPROX,
    at("Sunday"),
)
QUANTITY = Quantity(at("At least 14"), 14, 14, None, "at least", (at("At least"),), at("people"))


@pytest.mark.parametrize("record", [TIME, QUANTITY, TimeExpression(at("Monday"), TimexType.DATE)])
def test_codec_gives_back_what_it_was_given(record):
    assert decode(type(record), json.loads(json.dumps(encode(record))), REPORT) == record


def test_codec_is_plain_and_leaves_out_defaults():
    assert encode(QUANTITY) == {
        "evidence": {"start": 0, "end": 11, "quote": "At least 14"},
        "low": 14,
        "best": 14,
        "high": None,
        "rule": "at least",
        "hedge": [{"start": 0, "end": 8, "quote": "At least"}],
        "counted": {"start": 12, "end": 18, "quote": "people"},
    }


def test_codec_checks_quotes_again():
    plain = encode(QUANTITY)
    plain["counted"]["quote"] = "sheep"
    with pytest.raises(EvidenceError, match="sheep"):
        decode(Quantity, plain, REPORT)


@pytest.mark.parametrize(
    "plain", [{}, {"evidence": {"start": 0, "end": 5}}, {"unknown": 1}, {"low": 3}, None, [], 7]
)
def test_codec_says_that_a_stored_finding_is_damaged(plain):
    with pytest.raises(StoreError, match="damaged"):
        decode(Quantity, plain, REPORT)


def test_codec_refuses_what_no_record_holds():
    with pytest.raises(TypeError, match="no plain form"):
        encode({1: 2})

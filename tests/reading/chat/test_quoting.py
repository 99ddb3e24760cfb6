"""Words are found where they stand once; else they are refused with the reason."""

import pytest

from according.model import Report, Span
from according.reading.chat.quoting import LONGEST, NotTaken, Quoter, Why, shown

TEXT = (
    "Police said 16 people died in 2016.\n\nThe mayor said that  16 houses\nburned; police said no."
)


@pytest.fixture
def quoter():
    return Quoter(Report(TEXT), 0, len(TEXT), [Span(0, 35), Span(37, len(TEXT))])


def found(quoter, words, near=()):
    span = quoter.find(words, near)
    return TEXT[span.start : span.end]


def refused(quoter, words, near=()):
    with pytest.raises(NotTaken) as no:
        quoter.find(words, near)
    return no.value.why


def test_quoting_finds_what_stands_once(quoter):
    assert found(quoter, "people died") == "people died"
    assert found(quoter, {"quote": "people died"}) == "people died"
    assert found(quoter, {"quote": "people died", "in": None}) == "people died"


def test_quoting_white_space_may_differ_and_nothing_else(quoter):
    assert found(quoter, "that 16  houses burned") == "that  16 houses\nburned"
    assert refused(quoter, "people Died") is Why.NOT_THERE
    assert refused(quoter, "people died in 2016,") is Why.NOT_THERE
    assert refused(quoter, "peopledied") is Why.NOT_THERE


def test_quoting_never_cuts_a_word(quoter):
    assert refused(quoter, "peopl") is Why.NOT_THERE
    assert quoter.find({"quote": "16", "in": "16 people died in 2016"}) == Span(12, 14)


def test_quoting_twice_needs_a_context(quoter):
    assert refused(quoter, "16") is Why.TWICE
    assert quoter.find({"quote": "16", "in": "that 16 houses"}) == Span(58, 60)
    assert refused(quoter, {"quote": "16", "in": "said"}) is Why.NO_CONTEXT
    assert refused(quoter, {"quote": "16", "in": "said 17"}) is Why.NO_CONTEXT
    assert refused(quoter, {"quote": "16", "in": "burned"}) is Why.NOT_THERE
    assert refused(quoter, {"quote": "said", "in": TEXT}) is Why.TWICE


def test_quoting_a_context_that_is_given_must_be_right(quoter):
    assert refused(quoter, {"quote": "people died", "in": "women died"}) is Why.NO_CONTEXT
    assert refused(quoter, {"quote": "people died", "in": "houses"}) is Why.NOT_THERE


def test_quoting_goes_by_what_stands_near(quoter):
    assert quoter.find("16", [Span(0, 35)]) == Span(12, 14)
    assert refused(quoter, "said", [Span(37, len(TEXT))]) is Why.TWICE
    assert refused(quoter, "16", [Span(0, 5)]) is Why.TWICE


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (None, Why.NO_WORDS),
        ("", Why.NO_WORDS),
        (" \n", Why.NO_WORDS),
        ("”", Why.NO_WORDS),
        ({}, Why.NO_WORDS),
        ({"quote": "16", "in": " "}, Why.NO_WORDS),
        (16, Why.WRONG_TYPE),
        (["16"], Why.WRONG_TYPE),
        ({"quote": ["16"]}, Why.WRONG_TYPE),
        ({"quote": "16", "in": 3}, Why.WRONG_TYPE),
        ("a" * (LONGEST + 1), Why.TOO_LONG),
        ({"quote": "16", "in": "a " * LONGEST}, Why.TOO_LONG),
        ("(people|houses)+", Why.NOT_THERE),
    ],
)
def test_quoting_what_is_no_words(quoter, words, why):
    assert refused(quoter, words) is why


def test_quoting_looks_in_its_part_alone():
    part = Quoter(Report(TEXT), 37, len(TEXT), [])
    assert part.find("16") == Span(58, 60)
    with pytest.raises(NotTaken):
        part.find("people died")


def test_quoting_refused_words_are_shown_on_one_short_line():
    assert shown("a\x1b[31mred\nline\u202e") == "a [31mred line"
    assert len(shown("a" * 10_000)) == 120
    assert shown({"quote": "b"}) == "b"
    assert shown([[[["deep"]]]]) == "(list)"

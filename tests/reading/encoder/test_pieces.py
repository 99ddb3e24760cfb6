import pytest
from hypothesis import given
from hypothesis import strategies as st

from according.reading.encoder.pieces import NEW_LINE

HARD = [
    "",
    "   \n ",
    "Zoë was hurt.",
    "Two 🚒🚒 came; e\u0301tude, ﬁre.",
    "one\r\ntwo\x00three",
    "Москва 北京 بغداد and Tulcea",
    "a" * 5000,
    "\u200f\u202eright to left",
]


@pytest.mark.parametrize("text", HARD)
def test_pieces_lie_in_order_within_the_text(encoder, text):
    check(encoder.encode(text).pieces, text)


@given(st.text(max_size=200))
def test_pieces_of_any_text(encoder, text):
    check(encoder.encode(text).pieces, text)


def check(pieces, text):
    assert (pieces.starts < pieces.ends).all()
    assert (pieces.starts[1:] >= pieces.starts[:-1]).all()
    assert not len(pieces) or (pieces.starts[0] >= 0 and pieces.ends[-1] <= len(text))
    for start, end in zip(pieces.starts, pieces.ends, strict=True):
        assert not text[start:end].isspace()


def test_pieces_carry_case_lines_and_quotes(encoder):
    pieces = encoder.encode('UN said\n"no" in 2016').pieces
    words = dict(zip(pieces.starts.tolist(), range(len(pieces)), strict=True))
    assert pieces.case[words[0]] == 3
    assert pieces.case[words[3]] == 1
    assert pieces.case[words[16]] == 5
    assert pieces.lead[words[8]] == NEW_LINE
    assert pieces.quote[words[9]] == 1
    assert pieces.quote[words[13]] == 0


def test_pieces_between_are_those_that_are_touched(encoder):
    pieces = encoder.encode("Two boats sank").pieces
    assert pieces.between(4, 9) == (1, 2)
    assert pieces.between(5, 6) == (1, 2)
    assert pieces.between(3, 4) == (1, 1)

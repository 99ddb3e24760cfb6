from fractions import Fraction

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from according.reading.quantities.lexicon import load_lexicon
from according.reading.quantities.numerals import digits_value, numeral
from according.reading.quantities.pieces import Pieces
from tests.reading.quantities.words import spelled

NLP = spacy.blank("en")
NUMBERS = load_lexicon().numbers


def value(text):
    """The value of the numeral that begins the text, and the words behind it."""
    pieces = Pieces(NLP(text))
    found = numeral(pieces, 0, NUMBERS)
    return found and (found.value, pieces.words(found.last, len(pieces)), found.vague)


@pytest.mark.parametrize(
    ("text", "expected", "rest"),
    [
        ("14 dead", 14, "dead"),
        ("1,234,567 votes", 1_234_567, "votes"),
        ("280000 people", 280_000, "people"),
        ("1\u00a0500 beds", 1500, "beds"),
        ("12.5 million workers", 12_500_000, "workers"),
        ("3.2m people", 3_200_000, "people"),
        ("10k runners", 10_000, "runners"),
        ("2½ tonnes", Fraction(5, 2), "tonnes"),
        ("2-1/2 year war", Fraction(5, 2), "year war"),
        ("2 1/2 years", Fraction(5, 2), "years"),
        ("two and a half million", 2_500_000, ""),
        ("four-and-a-half years", Fraction(9, 2), "years"),
        ("half a million people", 500_000, "people"),
        ("half a dozen men", 6, "men"),
        ("a half-dozen men", 6, "men"),
        ("a quarter of a million", 250_000, ""),
        ("a hundred and five graves", 105, "graves"),
        ("twelve hundred sheep", 1200, "sheep"),
        ("two dozen trucks", 24, "trucks"),
        ("a pair of gunmen", 2, "of gunmen"),
        ("three were", 3, "were"),
        ("twenty two", 22, ""),
        ("six two", 6, "two"),
        ("two hundred and they", 200, "and they"),
    ],
)
def test_numeral_value(text, expected, rest):
    assert value(text) == (expected, rest, "")


@pytest.mark.parametrize(
    ("text", "vague", "times", "rest"),
    [
        ("dozens of boats", "dozens", 1, "of boats"),
        ("tens of thousands of boats", "tens", 1000, "of boats"),
        ("hundreds of thousands", "hundreds", 1000, ""),
        ("several hundred men", "several", 100, "men"),
        ("a few thousand", "a few", 1000, ""),
        ("a couple of guards", "a couple", 1, "of guards"),
        ("dozens and dozens of", "dozens", 1, "of"),
    ],
)
def test_vague_numeral(text, vague, times, rest):
    assert value(text) == (times, rest, vague)


@pytest.mark.parametrize(
    "text",
    ["a man", "a couple were married", "few people", "hundred", "and", "half", "a", "9" * 16],
)
def test_no_numeral(text):
    assert value(text) is None


@given(st.integers(0, 10**9), st.booleans(), st.booleans())
def test_number_words_round_trip(number, hyphen, conjunction):
    assert value(spelled(number, hyphen, conjunction)) == (number, "", "")


@given(st.integers(0, 10**14))
def test_digits_round_trip(number):
    assert digits_value(f"{number:,}") == digits_value(str(number)) == number


@given(st.integers(0, 10**14))
def test_digits_with_commas_are_one_numeral(number):
    assert value(f"{number:,}") == (number, "", "")

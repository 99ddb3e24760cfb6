import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from according.linking.words import forms_of, numbers_of, words_of, words_of_all
from according.model import Span


@given(st.text(max_size=200))
def test_words_are_letters_and_digits_in_a_row(text):
    words = words_of(text)
    marked = "".join(each if each.isalnum() else "\0" for each in text)
    found = [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)]
    assert found == [each for each in marked.split("\0") if each]
    assert len(words) == len(words.numbers) == len(words.quoted) == len(words.sentence)


@given(st.lists(st.text(alphabet="abcABC0é", min_size=1, max_size=5), max_size=30))
def test_numbers_are_the_same_where_words_are(forms):
    words = words_of(" ".join(forms))
    by_number = dict(zip(words.numbers.tolist(), words.forms, strict=True))
    assert len(by_number) == len({each.lower() for each in forms})
    assert [by_number[each] for each in words.numbers.tolist()] == [each.lower() for each in forms]


@pytest.mark.parametrize(
    ("one", "other"),
    [("ΟΔΟΣ", "οδος"), ("STRASSE", "strasse"), ("Çığır", "çığır"), ("ПРАГА", "прага")],
)
def test_upper_case_is_the_same_word(one, other):
    assert words_of(one).numbers.tolist() == words_of(other).numbers.tolist()


def test_words_that_are_cut_together_are_those_of_each():
    texts = ["The ferry left.", "", "…", "Nine people, \U0001f6a2 and a dog"]
    numbers, counts = numbers_of(texts)
    assert counts.tolist() == [len(forms_of(each)) for each in texts]
    alone = [each for text in texts for each in words_of(text).numbers.tolist()]
    assert numbers.tolist() == alone


def test_words_have_sentences_and_quotes():
    words = words_of('He left. "Nobody was hurt," she said.\nThe end', [Span(9, 27)])
    assert words.sentence.tolist() == [0, 0, 1, 1, 1, 1, 1, 2, 2]
    assert [bool(each) for each in words.quoted] == [False] * 2 + [True] * 3 + [False] * 4
    assert words.sentence_lengths.tolist() == [2, 5, 2]
    assert words.span(2, 5) == Span(10, 25)


@pytest.mark.parametrize("text", [".\n" * 50_000, "a" * 100_000, ". " * 50_000, ".) " * 30_000])
def test_odd_texts_take_no_longer(text):
    began = time.process_time()
    words_of(text)
    assert time.process_time() - began < 2


def test_few_words_share_a_number():
    drawn = random.Random(5)
    forms = {"".join(drawn.choices("abcdefghij", k=drawn.randint(1, 9))) for _ in range(100_000)}
    assert len(set(words_of(" ".join(forms)).numbers.tolist())) == len(forms)


def test_words_of_many_texts_are_those_of_each():
    texts = ["“A ferry,” she said. It left!\nNine came.", "", "…", "\nTwo. \U0001f6a2 Three", "end"]
    quotes = [[Span(1, 9)], [], [], [Span(0, 4)], []]
    for own, text, spoken in zip(words_of_all(texts, quotes), texts, quotes, strict=True):
        alone = words_of(text, spoken)
        assert own.text == text
        for name in ("starts", "ends", "numbers", "quoted", "sentence"):
            assert getattr(own, name).tolist() == getattr(alone, name).tolist()

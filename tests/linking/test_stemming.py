import pytest

from according.errors import DataError
from according.linking import stemming
from according.linking.stemming import head_of, stem


@pytest.mark.parametrize(
    "forms",
    [
        ("kill", "kills", "killed", "killing", "killings"),
        ("stop", "stops", "stopped", "stopping"),
        ("free", "frees", "freed"),
        ("agree", "agrees", "agreed"),
        ("fire", "fired", "firing", "Fires"),
        ("say", "said", "says", "saying"),
        ("die", "died", "dies", "dying", "death"),
        ("injury", "injuries"),
        ("address", "addresses", "addressed"),
    ],
)
def test_forms_of_one_word_have_one_stem(forms):
    assert len({stem(each) for each in forms}) == 1


def test_other_words_have_other_stems():
    words = ["need", "feed", "king", "red", "bus", "fire", "free", "bring", "sing", "die", "day"]
    assert len({stem(each) for each in words}) == len(words)


@pytest.mark.parametrize("word", ["", "'s", "ing", "s", "ed", "e", "ee", "7"])
def test_what_is_no_word_stays_something(word):
    assert isinstance(stem(word), str)


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("stepped down", "stepped"),
        ("ferry accident", "accident"),
        ("checked into", "checked"),
        ("fire", "fire"),
        ("took over the quay", "took"),
    ],
)
def test_the_head_of_a_phrase(words, head):
    assert head_of(words) == head


def test_a_damaged_list_is_said(monkeypatch):
    monkeypatch.setattr(stemming, "load_json", lambda name: {"irregular": []})
    stemming._lists.cache_clear()
    with pytest.raises(DataError, match="damaged"):
        stem("bombs")
    stemming._lists.cache_clear()

import numpy as np

from according.reading.coreference.attributes import KIND, PLURAL, SINGULAR
from according.reading.coreference.pairs import ALONE, NEAR, PAIR, REACH, alone, pairs


def test_widths_are_as_promised(made):
    mentions = made(5)
    assert alone(mentions, np.zeros(5, np.float32)).shape == (5, ALONE)
    assert pairs(mentions, 0, 5).features.shape == (10, PAIR)
    assert alone(made(0), np.zeros(0, np.float32)).shape == (0, ALONE)
    assert pairs(made(0), 0, 0).features.shape == (0, PAIR)


def test_pairs_are_with_mentions_before(made):
    found = pairs(made(4), 0, 4)
    assert list(zip(found.a.tolist(), found.b.tolist(), strict=True)) == [
        (1, 0),
        (2, 0),
        (2, 1),
        (3, 0),
        (3, 1),
        (3, 2),
    ]


def test_far_ones_only_where_a_word_is_shared(made):
    count = REACH + 20
    bag = [frozenset({0}) if at in (5, 100, count - 1) else frozenset() for at in range(count)]
    noun = [-1 if each else at for at, each in enumerate(bag)]
    found = pairs(made(count, bag=bag, noun=noun), count - 1, count)
    reached = set(found.b.tolist())
    assert reached == {100, *range(count - 1 - NEAR, count - 1)}


def test_pieces_of_a_report_give_the_same_pairs(made):
    kinds = [KIND["name"], KIND["he"], KIND["definite"], KIND["it"], KIND["name"], KIND["she"]]
    numbers = [SINGULAR, SINGULAR, PLURAL, SINGULAR, PLURAL, SINGULAR]
    mentions = made(6, kind=kinds, number=numbers, gender=[0, 1, 3, 3, 4, 2])
    whole, parts = pairs(mentions, 0, 6), [pairs(mentions, 0, 3), pairs(mentions, 3, 6)]
    for name in ("a", "b", "features"):
        joined = np.concatenate([getattr(each, name) for each in parts])
        assert (getattr(whole, name) == joined).all()


def test_numbers_that_clash_are_told(made):
    clash = pairs(made(2, number=[SINGULAR, PLURAL]), 0, 2).features
    agree = pairs(made(2, number=[SINGULAR, SINGULAR]), 0, 2).features
    assert (clash != agree).any()

import random

from hypothesis import given
from hypothesis import strategies as st

from according.linking.grouping import group

NAMES = "abcdefgh"
PAIRS = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(
        lambda pair: pair[0] < pair[1]
    ),
    st.floats(-3, 3),
    max_size=16,
)


def sets(found):
    return {"".join(sorted(each)) for each in found}


def test_likely_pairs_are_one_group():
    assert sets(group("abc", {("a", "b"): 2.0, ("b", "c"): -1.0})) == {"ab", "c"}


def test_a_group_is_joined_by_the_mean_of_its_pairs():
    odds = {("a", "b"): 2.0, ("b", "c"): 1.0, ("a", "c"): -2.0}
    assert sets(group("abc", odds)) == {"ab", "c"}
    assert sets(group("abc", odds | {("a", "c"): -0.5})) == {"abc"}


def test_what_is_barred_is_never_joined_by_way_of_a_third():
    odds = {("a", "b"): 2.0, ("b", "c"): 1.0}
    assert sets(group("abc", odds)) == {"abc"}
    assert sets(group("abc", odds, barred=[("a", "c")])) == {"ab", "c"}


def test_a_person_outweighs_odds_and_bars():
    assert sets(group("ab", {("a", "b"): -3.0}, joined=[("b", "a")])) == {"ab"}
    assert sets(group("ab", {}, barred=[("a", "b")], joined=[("a", "b")])) == {"ab"}
    assert sets(group("ab", {("a", "b"): 3.0}, barred=[("a", "b")])) == {"a", "b"}


def test_the_threshold_is_of_the_mean():
    assert sets(group("ab", {("a", "b"): 1.0}, threshold=1.5)) == {"a", "b"}


def test_names_that_are_not_asked_for_are_left_out():
    assert sets(group("ab", {("a", "z"): 3.0}, [("a", "z")], [("b", "z")])) == {"a", "b"}


@given(PAIRS, PAIRS, st.randoms())
def test_the_order_of_names_and_pairs_changes_nothing(odds, bars, chance):
    before = group(NAMES, odds, bars)
    names, pairs, barred = list(NAMES), list(odds.items()), list(bars)
    for each in (names, pairs, barred):
        chance.shuffle(each)
    assert group(names, dict(pairs), barred) == before


@given(PAIRS, PAIRS)
def test_no_group_has_a_barred_pair(odds, bars):
    for members in group(NAMES, odds, bars):
        assert not any(set(pair) <= members for pair in bars)


def test_a_thousand_copies_are_grouped_in_no_time():
    names = [f"{each:04}" for each in range(1000)]
    chance = random.Random(3)
    odds = {
        tuple(sorted((each, chance.choice(names[:6])))): 3.0 for each in names if each > names[5]
    }
    assert len(group(names, odds)) <= 6

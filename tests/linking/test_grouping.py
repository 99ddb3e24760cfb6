import random
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from according.linking.grouping import group

NAMES = "abcdefgh"
PAIRS = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(
        lambda pair: pair[0] < pair[1]
    ),
    st.integers(-12, 12).map(lambda quarters: quarters / 4),
    max_size=16,
)
FAR = -3.0


def grouped(names, odds, barred=(), joined=(), threshold=0.0):
    bars = {tuple(sorted(each)) for each in barred}

    def between(a, b):
        return None if (a, b) in bars else odds.get((a, b), FAR)

    near = [pair for pair, value in odds.items() if value >= threshold]
    return group(names, near, between, joined, threshold)


def sets(found):
    return {"".join(sorted(each)) for each in found}


def test_likely_pairs_are_one_group():
    assert sets(grouped("abc", {("a", "b"): 2.0, ("b", "c"): -1.0})) == {"ab", "c"}


def test_a_group_is_joined_by_the_mean_of_all_its_pairs():
    odds = {("a", "b"): 2.0, ("b", "c"): 1.0, ("a", "c"): -2.0}
    assert sets(grouped("abc", odds)) == {"ab", "c"}
    assert sets(grouped("abc", odds | {("a", "c"): -0.5})) == {"abc"}


def test_what_nothing_speaks_for_counts_against_a_merger():
    assert sets(grouped("abc", {("a", "b"): 2.0, ("b", "c"): 1.0})) == {"ab", "c"}


def test_what_is_barred_is_never_joined_by_way_of_a_third():
    odds = {("a", "b"): 2.0, ("b", "c"): 1.0, ("a", "c"): 1.0}
    assert sets(grouped("abc", odds)) == {"abc"}
    assert sets(grouped("abc", odds, barred=[("a", "c")])) == {"ab", "c"}


def test_a_person_outweighs_odds_and_bars():
    assert sets(grouped("ab", {("a", "b"): -3.0}, joined=[("b", "a")])) == {"ab"}
    assert sets(grouped("ab", {}, barred=[("a", "b")], joined=[("a", "b")])) == {"ab"}
    assert sets(grouped("ab", {("a", "b"): 3.0}, barred=[("a", "b")])) == {"a", "b"}


def test_the_threshold_is_of_the_mean():
    assert sets(grouped("ab", {("a", "b"): 1.0}, threshold=1.5)) == {"a", "b"}


def test_names_that_are_not_asked_for_are_left_out():
    assert sets(grouped("ab", {("a", "z"): 3.0}, [("a", "z")], [("b", "z")])) == {"a", "b"}


@given(PAIRS, PAIRS, PAIRS, st.randoms())
def test_the_order_of_names_and_pairs_changes_nothing(odds, bars, joined, chance):
    before = grouped(NAMES, odds, bars, joined)
    names, pairs, barred, put = list(NAMES), list(odds.items()), list(bars), list(joined)
    for each in (names, pairs, barred, put):
        chance.shuffle(each)
    assert grouped(names, dict(pairs), barred, put) == before


@given(PAIRS, PAIRS)
def test_no_group_has_a_barred_pair(odds, bars):
    for members in grouped(NAMES, odds, bars):
        assert not any(set(pair) <= members for pair in bars)


@given(PAIRS)
def test_pairs_below_the_threshold_bring_nothing_together(odds):
    every = list(combinations(NAMES, 2))
    found = group(NAMES, every, lambda a, b: odds.get((a, b), FAR))
    assert found == grouped(NAMES, odds)


def test_a_thousand_copies_are_grouped_in_no_time():
    names = [f"{each:04}" for each in range(1000)]
    chance = random.Random(3)
    near = [tuple(sorted((each, chance.choice(names[:6])))) for each in names if each > names[5]]
    assert len(group(names, near, lambda a, b: 3.0)) <= 6

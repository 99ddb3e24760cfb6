"""Events that fall apart without one pair of accounts."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from according.linking.events import SURE
from according.linking.grouping import group
from according.reviewing.hanging import WHOLE, _bridges, hanging


def hang(accounts, odds, joined=(), floor=-4.0):
    near = {pair: value for pair, value in odds.items() if value >= 0}
    return hanging(accounts, near, lambda a, b: odds.get((a, b), floor), joined, 0.0)


def test_two_accounts_hang_on_their_pair():
    found = hang("ab", {("a", "b"): 0.7})
    assert (found.pair, found.odds, found.side) == (("a", "b"), 0.7, frozenset("a"))


def test_a_word_of_a_person_or_shared_text_is_sure():
    assert hang("ab", {("a", "b"): 0.7}, [("b", "a")]) is None
    assert hang("ab", {("a", "b"): SURE + 1}) is None


def test_three_that_hold_one_another_hang_on_none():
    assert hang("abc", dict.fromkeys(combinations("abc", 2), 1.0)) is None


def test_it_may_be_the_mean_that_falls():
    """Without b and c the third is held by a pair that speaks against it."""
    odds = {("a", "b"): 3.0, ("b", "c"): 2.0, ("a", "c"): -1.0}
    found = hang("abc", odds)
    assert found.pair == ("b", "c")
    assert found.side == frozenset("ab")


def test_what_is_outside_or_was_never_held_says_nothing():
    assert hang("ab", {("a", "x"): 2.0, ("a", "b"): -1.0}) is None
    assert hang("a", {}) is None


def test_of_many_accounts_two_halves_hang_on_the_bridge():
    left, right = "abcdefgh", "jklmnopq"
    odds = {pair: 2.0 for half in (left, right) for pair in combinations(half, 2)}
    odds["h", "j"] = 1.5
    found = hang(left + right, odds)
    assert len(left + right) > WHOLE
    assert (found.pair, found.side) == (("h", "j"), frozenset(left))


names = st.sampled_from("abcdefg")


@settings(deadline=None)
@given(st.sets(st.tuples(names, names).filter(lambda pair: pair[0] < pair[1])))
def test_bridges_are_pairs_without_which_more_is_apart(pairs):
    def parts(some):
        return len(group("abcdefg", some, lambda _a, _b: 1.0))

    whole = parts(pairs)
    wanted = {pair for pair in pairs if parts(pairs - {pair}) > whole}
    assert _bridges("abcdefg", pairs) == wanted

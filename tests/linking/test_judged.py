"""What stands of what people joined and told apart."""

import json
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from according.linking.judged import JOIN, SPLIT, judged
from according.model import Judgement

NUMBERS = count(1)


def said(decision, these, others):
    number = next(NUMBERS)
    value = {
        side: [[name, f"report of {name}", 0] for name in names]
        for side, names in (("these", these), ("others", others))
    }
    at = datetime(2024, 3, 20, tzinfo=UTC) + timedelta(minutes=number)
    about = ("event", "e" * 64)
    return Judgement(f"{number:064x}", about, decision, "ana", at, None, json.dumps(value))


def found(*rows, gone=""):
    return judged(rows, lambda anchor: anchor[0] if anchor[0] not in gone else None)


def sets(*rows, gone=""):
    return ["".join(sorted(each)) for each in found(*rows, gone=gone).joined]


def test_a_join_is_one_set_however_large():
    made = found(said(JOIN, "abc", "def"))
    assert sets(said(JOIN, "abc", "def")) == ["abcdef"]
    assert len(list(made.pairs("abcdef"))) == 5


def test_those_that_are_there_are_held_together_also_by_others():
    assert list(found(said(JOIN, "ab", "cd")).pairs("xdb")) == [("b", "d")]
    assert list(found(said(JOIN, "ab", "cd")).pairs("xa")) == []


def test_joins_that_share_an_account_are_one_set():
    rows = (said(JOIN, "a", "b"), said(JOIN, "c", "d"), said(JOIN, "x", "y"), said(JOIN, "d", "a"))
    assert sets(*rows) == ["abcd", "xy"]


def test_a_join_with_nothing_that_is_there_any_more_holds_nothing_together():
    assert sets(said(JOIN, "ab", "c"), gone="c") == []
    assert sets(said(JOIN, "ab", "cd"), gone="c") == ["abd"]


def test_the_last_word_on_a_pair_counts():
    assert sets(said(JOIN, "ab", "cd"), said(SPLIT, "a", "bcd")) == ["bcd"]
    made = found(said(SPLIT, "a", "bc"), said(JOIN, "a", "b"))
    assert made.joined == (frozenset("ab"),)
    assert made.apart == {("a", "c")}


def test_a_join_outweighs_all_that_was_told_apart_before():
    made = found(said(SPLIT, "a", "bcd"), said(JOIN, "ax", "bcd"))
    assert (made.joined, made.apart) == ((frozenset("abcdx"),), frozenset())


@pytest.mark.parametrize("order", [1, -1])
def test_what_another_join_holds_stays_when_one_is_told_apart(order):
    """Of a, b, c one was told apart from the others, and is joined with d alone."""
    rows = [said(JOIN, "b", "c"), said(JOIN, "ab", "c")][::order]
    assert sets(*rows, said(SPLIT, "a", "bc"), said(JOIN, "d", "a")) == ["ad", "bc"]


def test_an_account_is_not_joined_with_itself():
    assert list(found(said(JOIN, "a", "a")).pairs("a")) == []

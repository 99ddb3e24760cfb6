from according.linking.actors import ActorJoin
from according.linking.judged_actors import APART, SAME, as_judged, judged_actors

JOINS = [
    ActorJoin("a1", "one", "body:one", "same name"),
    ActorJoin("a2", "one", "body:one", "same name"),
    ActorJoin("b1", "two", "body:two", "same name"),
    ActorJoin("b2", "two", "body:two", "same name"),
    ActorJoin("c1", "three", "body:three", "same name"),
]
MACHINE = {each.actor_id: each.canonical_id for each in JOINS}


def groups(*said):
    found = as_judged(JOINS, judged_actors(said), MACHINE)
    by = {}
    for each in found:
        by.setdefault(each.canonical_id, set()).add(each.actor_id)
    return sorted(map(sorted, by.values()))


def test_nothing_decided_changes_nothing():
    assert as_judged(JOINS, judged_actors([]), MACHINE) == JOINS


def test_the_second_of_two_that_are_not_the_same_leaves_alone():
    assert groups((("a1", "a2"), False)) == [["a1"], ["a2"], ["b1", "b2"], ["c1"]]


def test_two_that_are_the_same_bring_all_that_are_joined_with_them():
    assert groups((("a1", "b1"), True)) == [["a1", "a2", "b1", "b2"], ["c1"]]
    chain = (("b2", "c1"), True), (("a2", "b1"), True)
    assert groups(*chain) == groups(*reversed(chain)) == [["a1", "a2", "b1", "b2", "c1"]]


def test_who_leaves_one_can_be_put_to_another():
    said = (("a1", "a2"), False), (("a2", "b1"), True)
    assert groups(*said) == [["a1"], ["a2", "b1", "b2"], ["c1"]]


def test_the_last_word_on_a_pair_counts_whoever_is_named_first():
    said = (("a1", "b1"), True), (("b1", "a1"), False)
    assert groups(*said) == [["a1"], ["a2"], ["b1", "b2"], ["c1"]]
    assert groups((("a1", "a2"), False), (("a2", "a1"), True)) == groups((("a1", "a2"), True))


def test_what_is_decided_of_actors_that_are_gone_waits():
    assert groups((("a1", "z9"), True), (("z8", "z9"), False)) == groups()


def test_a_decision_is_the_reason():
    found = as_judged(JOINS, judged_actors([(("a1", "a2"), False), (("b1", "c1"), True)]), MACHINE)
    assert [each.reason for each in found] == ["same name", APART, SAME, "same name", SAME]

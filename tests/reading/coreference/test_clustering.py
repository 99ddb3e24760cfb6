from dataclasses import replace

import numpy as np
import pytest

from according.reading.coreference.attributes import KIND, PLURAL, SINGULAR
from according.reading.coreference.clustering import clusters
from according.reading.coreference.entities import NOBODY
from according.reading.coreference.lexicon import FEMALE, MALE, PERSON, SEVERAL, THING
from according.reading.coreference.scoring import Weighed


def weighed(*pairs):
    a, b, odds = zip(*sorted(pairs), strict=True) if pairs else ((), (), ())
    return Weighed(np.array(a, int), np.array(b, int), np.array(odds, np.float32))


def nobody(count):
    return np.full(count, NOBODY)


def test_a_mention_goes_to_its_likeliest_antecedent(made):
    found, _ = clusters(weighed((2, 0, 1.0), (2, 1, 2.0)), made(3), nobody(3))
    assert found == (0, 1, 1)


def test_a_mention_that_none_speaks_for_is_new(made):
    found, _ = clusters(weighed((1, 0, -1.0)), made(2), nobody(2))
    assert found == (0, 1)


def test_mentions_of_one_entity_speak_together(made):
    # One antecedent of odds 2 against two of odds 1.5 that mean the same.
    pairs = weighed((2, 0, 3.0), (3, 1, 2.0), (3, 0, 1.5), (3, 2, 1.5))
    found, _ = clusters(pairs, made(4), nobody(4))
    assert found == (0, 1, 0, 0)


def test_two_known_actors_stay_two_whatever_speaks_for_one(made):
    pairs = weighed((1, 0, 9.0), (2, 1, 9.0), (3, 0, 9.0), (3, 2, 1.0))
    found, entities = clusters(pairs, made(4), np.array([7, 8, 7, NOBODY]), {7: 0, 8: 0})
    assert found == (0, 1, 0, 0)
    assert (entities.actor[0], entities.actor[1]) == (7, 8)


def test_a_description_before_the_name_is_the_named_actors(made):
    found, entities = clusters(weighed((1, 0, 1.0)), made(2), np.array([NOBODY, 0]), [PERSON])
    assert found == (0, 0)
    assert entities.actor[0] == 0


def test_a_later_name_does_not_take_another_actors_mentions(made):
    pairs = weighed((1, 0, 3.0), (2, 1, 3.0))
    found, _ = clusters(pairs, made(3), np.array([0, NOBODY, 1]), [0, 0])
    assert found == (0, 0, 2)


@pytest.mark.parametrize(("known", "entity"), [(MALE, 2), (FEMALE, 0)])
def test_she_is_nobody_who_was_he(made, known, entity):
    kinds = [KIND["name"], KIND["who"], KIND["she"]]
    mentions = made(3, kind=kinds, gender=[0, known, FEMALE])
    found, _ = clusters(weighed((1, 0, 5.0), (2, 0, 5.0)), mentions, nobody(3))
    assert found == (0, 0, entity)


def test_she_is_rather_a_person_than_an_organisation(made):
    mentions = made(3, kind=[KIND["name"], KIND["name"], KIND["she"]], gender=[0, 0, FEMALE])
    pairs = weighed((2, 0, 1.0), (2, 1, 2.0))
    found, _ = clusters(pairs, mentions, np.array([0, 1, NOBODY]), [PERSON, THING])
    assert found == (0, 1, 0)
    # What is known of an actor's kind may be wrong: much that speaks for it outweighs it.
    found, _ = clusters(weighed((2, 1, 6.0)), mentions, np.array([0, 1, NOBODY]), [PERSON, THING])
    assert found == (0, 1, 1)


def test_nothing_is_in_nothing(made):
    assert clusters(weighed(), made(0), nobody(0))[0] == ()


def test_they_are_rather_several_than_one_man_and_he_rather_one_than_several(made):
    kinds = [KIND["name"], KIND["name"], KIND["they"], KIND["he"]]
    mentions = made(4, kind=kinds, gender=[MALE, 0, 0, MALE], number=[SINGULAR, 0, PLURAL, 0])
    pairs = weighed((2, 0, 2.0), (2, 1, 1.0), (3, 0, 1.0), (3, 1, 2.0))
    found, _ = clusters(pairs, mentions, np.array([0, 1, -1, -1]), [PERSON, SEVERAL])
    assert found == (0, 1, 1, 0)


def test_who_said_something_last_is_likelier_who_says_something_next(made):
    kinds = [KIND["name"], KIND["name"], KIND["he"]]
    pairs = weighed((2, 0, 1.0), (2, 1, 1.5))
    silent = made(3, kind=kinds)
    says = replace(silent, source=np.array([1, 0, 1], np.float32))
    assert clusters(pairs, silent, nobody(3))[0] == (0, 1, 1)
    assert clusters(pairs, says, nobody(3))[0] == (0, 1, 0)


def test_whom_the_speaker_is_of_has_said_nothing(made):
    # "Lindqvist of Velden said": Velden lies within the source, and is not who says it.
    mentions = made(3, kind=[KIND["name"], KIND["name"], KIND["he"]], last=[2, 2, 3])
    mentions = replace(mentions, source=np.ones(3, np.float32))
    assert clusters(weighed((2, 0, 1.0), (2, 1, 1.5)), mentions, nobody(3))[0] == (0, 1, 0)

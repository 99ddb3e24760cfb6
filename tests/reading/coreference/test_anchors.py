import pytest

from according.reading.coreference.anchors import Anchor, actors_of
from according.reading.coreference.words import words

TEXT = "President Mara Lindqvist spoke. The mayor of Velden was there."


@pytest.fixture
def parsed(parser):
    return words(parser.parse(TEXT))


def anchor(quote, actor):
    start = TEXT.index(quote)
    return Anchor(start, start + len(quote), actor)


def named(parsed, *anchors):
    found = actors_of(anchors, parsed)
    return {parsed.lower[at]: actor for at, actor in enumerate(found.tolist()) if actor >= 0}


def test_heads_of_names_are_their_actors(parsed):
    found = named(parsed, anchor("Mara Lindqvist", 0), anchor("Velden", 1))
    assert found == {"lindqvist": 0, "velden": 1}


def test_of_names_with_one_head_the_longest_counts(parsed):
    assert named(parsed, anchor("Mara Lindqvist", 0), anchor("Lindqvist", 1)) == {"lindqvist": 0}
    assert named(parsed, anchor("Lindqvist", 1), anchor("Mara Lindqvist", 0)) == {"lindqvist": 0}


def test_no_anchors_name_nobody(parsed):
    assert named(parsed) == {}

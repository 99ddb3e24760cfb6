import pytest

from according.reading.coreference.anchors import Anchor, anchored
from according.reading.coreference.words import words

TEXT = "President Mara Lindqvist spoke. The mayor of Velden was there."


@pytest.fixture
def parsed(parser):
    return words(parser.parse(TEXT))


def anchor(quote, actor):
    start = TEXT.index(quote)
    return Anchor(start, start + len(quote), actor)


def heads(parsed, made, *nouns):
    at = [parsed.lower.index(noun) for noun in nouns]
    return made(len(at), head=at)


def test_a_longer_mention_with_the_same_head_names_the_actor(parsed, made):
    mentions = heads(parsed, made, "lindqvist", "mayor", "velden")
    found = anchored([anchor("Mara Lindqvist", 0), anchor("Velden", 1)], mentions, parsed)
    assert found.tolist() == [0, -1, 1]


def test_of_anchors_with_one_head_the_longest_counts(parsed, made):
    mentions = heads(parsed, made, "lindqvist")
    found = anchored([anchor("Mara Lindqvist", 0), anchor("Lindqvist", 1)], mentions, parsed)
    assert found.tolist() == [0]


def test_without_mentions_or_anchors(parsed, made):
    assert anchored([anchor("Velden", 0)], made(0), parsed).tolist() == []
    assert anchored([], heads(parsed, made, "mayor"), parsed).tolist() == [-1]

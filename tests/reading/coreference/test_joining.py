from dataclasses import replace

import pytest

from according.model import (
    Actor,
    ActorKind,
    Evidence,
    Mention,
    MentionForm,
    Report,
    actor_id,
)
from according.model.naming import check_actors
from according.reading.coreference.attributes import KIND, PLURAL, SINGULAR
from according.reading.coreference.finding import Found
from according.reading.coreference.joining import MEANT, anchors, genders, join
from according.reading.coreference.lexicon import PERSON, SEVERAL, THING, UNKNOWN
from according.reading.lexicon import load_lexicon

TEXT = "Lindqvist left Velden. She was tired. The officer saw the train. He said it was late."
REPORT = Report(TEXT, language="en")
LEXICON = load_lexicon()

KINDS = {
    "Lindqvist": "name",
    "Velden": "name",
    "She": "she",
    "The officer": "definite",
    "the train": "definite",
    "He": "he",
    "it": "it",
}
NUMBER = {name: at for at, name in enumerate(KINDS)}


def evidence(quote):
    start = TEXT.index(quote + " ") if quote == "it" else TEXT.index(quote)
    return Evidence.at(REPORT, start, start + len(quote))


def actor(quote, kind):
    found = evidence(quote)
    named = Actor(actor_id(found), kind, found)
    return Mention(found, kind, MentionForm.NAME, named.id), named


@pytest.fixture
def named():
    """Mentions and actors that rules found."""
    pairs = [actor("Lindqvist", ActorKind.UNKNOWN), actor("Velden", ActorKind.PLACE)]
    return [mention for mention, _ in pairs], [each for _, each in pairs]


@pytest.fixture
def found(made):
    """A function from entities, as groups of quotes, to what coreference found."""

    def find(*groups):
        quotes = list(KINDS)
        entity = list(range(len(quotes)))
        for group in groups:
            for quote in group:
                entity[NUMBER[quote]] = NUMBER[group[0]]
        known = {0: 0, 1: 1}
        anchor = [known.get(at, -1) for at in range(len(quotes))]
        spans = tuple((evidence(each).start, evidence(each).end) for each in quotes)
        heads = tuple(evidence(each).end - len(each.split()[-1]) for each in quotes)
        nouns = tuple(each.lower().split()[-1] for each in quotes)
        kinds = [KIND[KINDS[each]] for each in quotes]
        mentions = made(len(quotes), kind=kinds, number=[SINGULAR] * len(quotes))
        actors = tuple(known.get(each, -1) for each in entity)
        return Found(spans, heads, nouns, mentions, tuple(entity), tuple(anchor), actors)

    return find


def shown(mentions, actors):
    check_actors(mentions, actors)
    return {
        each.name.quote: [
            (mention.evidence.quote, mention.form.value)
            for mention in mentions
            if mention.actor_id == each.id
        ]
        for each in actors
    }


def test_a_pronoun_goes_to_the_actor(named, found):
    joined = join(REPORT, found(["Lindqvist", "She"]), *named, LEXICON)
    assert shown(*joined) == {
        "Lindqvist": [("Lindqvist", "name"), ("She", "pronoun")],
        "Velden": [("Velden", "name")],
    }


def test_a_description_goes_to_the_actor_with_its_reason(named, found):
    mentions, actors = join(REPORT, found(["Lindqvist", "The officer"]), *named, LEXICON)
    assert ("The officer", "nominal") in shown(mentions, actors)["Lindqvist"]
    assert actors[0].reasons == (("The officer", MEANT),)
    assert actors[0].id == named[1][0].id


def test_who_is_described_more_than_once_is_an_actor(named, found):
    mentions, actors = join(REPORT, found(["The officer", "He"]), *named, LEXICON)
    assert shown(mentions, actors)["The officer"] == [
        ("The officer", "nominal"),
        ("He", "pronoun"),
    ]
    assert actors[-1].kind is ActorKind.PERSON
    assert mentions[2].evidence.quote == "The officer"


def test_who_is_described_once_is_none(named, found):
    assert set(shown(*join(REPORT, found(), *named, LEXICON))) == {"Lindqvist", "Velden"}


def test_a_thing_is_no_actor(named, found):
    joined = join(REPORT, found(["the train", "it"]), *named, LEXICON)
    assert set(shown(*joined)) == {"Lindqvist", "Velden"}


def test_pronouns_alone_are_no_actor(named, found):
    joined = join(REPORT, found(["She", "He"]), *named, LEXICON)
    assert set(shown(*joined)) == {"Lindqvist", "Velden"}


def test_officers_are_a_group(named, found):
    group = found(["The officer", "He"])
    group.mentions.number[NUMBER["The officer"]] = PLURAL
    group.mentions.kind[NUMBER["He"]] = KIND["they"]
    assert join(REPORT, group, *named, LEXICON)[1][-1].kind is ActorKind.GROUP


def test_what_rules_found_is_kept_as_it_is(named, found):
    mentions, actors = join(REPORT, found(), *named, LEXICON)
    assert (list(mentions), list(actors)) == named


def test_anchors_are_the_mentions_by_actor(named):
    assert [(each.start, each.end, each.actor) for each in anchors(*named)] == [
        (0, 9, 0),
        (15, 21, 1),
    ]


def test_kinds_say_whom_a_pronoun_may_mean():
    kinds = (ActorKind.PERSON, ActorKind.PLACE, ActorKind.GROUP, ActorKind.UNKNOWN)
    found = [actor("Lindqvist", kind)[1] for kind in kinds]
    assert genders(found) == [PERSON, THING, SEVERAL, UNKNOWN]


def test_what_says_something_of_somebody_is_no_mention(named, found):
    group = found(["Lindqvist", "The officer"])
    group.mentions.kind[NUMBER["The officer"]] = KIND["indefinite"]
    assert shown(*join(REPORT, group, *named, LEXICON))["Lindqvist"] == [("Lindqvist", "name")]


def test_a_persons_description_is_no_places(named, found):
    joined = join(REPORT, found(["Velden", "The officer"]), *named, LEXICON)
    assert shown(*joined)["Velden"] == [("Velden", "name")]


def test_a_person_is_not_it(named, found):
    mentions, actors = named
    person = [replace(each, kind=ActorKind.PERSON) for each in actors[:1]] + actors[1:]
    kinds = {each.id: each.kind for each in person}
    mentions = [replace(each, kind=kinds[each.actor_id]) for each in mentions]
    joined = join(REPORT, found(["Lindqvist", "it", "She"]), mentions, person, LEXICON)
    assert shown(*joined)["Lindqvist"] == [("Lindqvist", "name"), ("She", "pronoun")]


def test_an_actor_of_unknown_kind_who_is_she_is_a_person(named, found):
    assert named[1][0].kind is ActorKind.UNKNOWN
    mentions, actors = join(REPORT, found(["Lindqvist", "She"]), *named, LEXICON)
    assert actors[0].kind is mentions[0].kind is ActorKind.PERSON

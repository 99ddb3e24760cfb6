"""Which actor a source's words name."""

import pytest

from according.model import ActorKind, Evidence, Mention, MentionForm, Report
from according.reading.attribution.sources import actor_of

TEXT = "Kralj's wife, Ana Brecht, said so. The mayor of Velden, Ian Holt, agreed. He left."
REPORT = Report(TEXT, language="en")
PERSON, PLACE, UNKNOWN = ActorKind.PERSON, ActorKind.PLACE, ActorKind.UNKNOWN
NAME, NOMINAL, PRONOUN = MentionForm.NAME, MentionForm.NOMINAL, MentionForm.PRONOUN


def mention(quote, actor, kind, form):
    start = TEXT.index(quote)
    return Mention(Evidence.at(REPORT, start, start + len(quote)), kind, form, actor)


MENTIONS = sorted(
    [
        mention("Kralj's wife", "ana", UNKNOWN, NOMINAL),
        mention("Kralj", "kralj", PERSON, NAME),
        mention("Ana Brecht", "ana", UNKNOWN, NAME),
        mention("The mayor of Velden", "holt", PERSON, NOMINAL),
        mention("Velden", "velden", PLACE, NAME),
        mention("Ian Holt", "holt", PERSON, NAME),
        mention("He", "holt", PERSON, PRONOUN),
    ],
    key=lambda each: (each.evidence.start, -each.evidence.end),
)


@pytest.mark.parametrize(
    ("source", "actor"),
    [
        ("He", "holt"),
        ("Ana Brecht", "ana"),
        ("Kralj's wife, Ana Brecht,", "ana"),
        ("The mayor of Velden, Ian Holt,", "holt"),
        ("said so", None),
    ],
)
def test_the_actor_of_a_source(source, actor):
    start = TEXT.index(source)
    assert actor_of((start, start + len(source)), MENTIONS) == actor


def test_without_mentions_there_is_none():
    assert actor_of((0, 5), []) is None

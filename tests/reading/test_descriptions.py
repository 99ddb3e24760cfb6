"""Governments that are described rather than named, on invented reports."""

import pytest

from according.model import ActorKind, Report


@pytest.fixture
def governments(reader):
    """A function from a text to the quotes of each government in it."""

    def read(text: str) -> list[list[str]]:
        reading = reader.read(Report(text, language="en"))
        return [
            [mention.evidence.quote for mention in reading.mentions_of(actor.id)]
            for actor in reading.actors
            if actor.kind is ActorKind.GOVERNMENT
        ]

    return read


@pytest.mark.parametrize(
    "text",
    [
        "Hamas officials in Lebanon met.",
        "UN officials in Lebanon agreed.",
        "Officials in Lebanon agreed.",
        "The opposition leadership in Syria refused.",
        "The opposition leadership of Syria refused.",
        "The Hamas political leadership of Syria refused.",
        "Local authorities in Albania closed the road.",
        "The Harbour League's government of Albania was a joke.",
    ],
)
def test_describe_others_in_a_country_are_not_its_government(governments, text):
    assert governments(text) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("On Monday authorities in Albania closed the road.", "authorities in Albania"),
        ("Later the authorities in Albania closed the road.", "the authorities in Albania"),
        ("They met the leadership of Syria on Monday.", "the leadership of Syria"),
        ("They met the new government of Syria on Monday.", "government of Syria"),
        ("They met the Albanian authorities in Greece.", "the Albanian authorities"),
    ],
)
def test_describe_government_of_a_country(governments, text, quote):
    assert governments(text) == [[quote]]


def test_describe_government_of_a_people_that_no_table_has(governments):
    found = governments(
        "The Sarovian government met in Velden. The Albanian government did not. "
        "The Sarovian authorities gave no reason."
    )
    assert found == [
        ["The Sarovian government", "The Sarovian authorities"],
        ["The Albanian government"],
    ]


def test_describe_leaders_of_a_party_are_no_government(governments):
    assert governments("The Republican leadership met. The Islamic State fell.") == []

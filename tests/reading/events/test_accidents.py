"""What kills and hurts without being done by anybody is no assault, and nobody is blamed."""

import pytest

from according.model import FigureKind, Report, Role


def read(reader, text):
    return reader.read(Report(text, language="en"))


def typed(reading, *words):
    return {each.type for each in reading.events if each.trigger.quote in words}


@pytest.mark.parametrize(
    "text",
    [
        "Fourteen people were killed when the passenger ferry Osk Queen capsized near Izmir.",
        "The ferry Saxon sank off Chios on Monday, killing at least 14 and injuring 30.",
        "An earthquake killed 23 people in the town of Velden on Tuesday.",
        "A fire at a factory in Izmir killed nine workers.",
        "Hurricane Maria killed 40 people in Lagos on Monday.",
        "Floods swept through Lagos and killed 12 people.",
        "The dam's collapse killed dozens of villagers.",
        "Cholera has killed 300 people in Aden since May.",
        "The crash of a bus in Tirana killed six people, police said.",
        "A military helicopter crashed near Izmir on Monday, killing five soldiers.",
        "Firefighters battled a blaze at a warehouse in Izmir that killed four workers.",
        "The storm hit Lagos on Monday. Four people were killed, officials said.",
        "Six people were killed near Tirana on Monday. Their bus had overturned.",
    ],
)
def test_an_accident_is_no_assault(reader, text):
    reading = read(reader, text)
    assert typed(reading, "killed", "killing", "injuring", "fire", "blaze", "swept") == {None}
    assert not reading.blames
    assert any(each.kind is FigureKind.KILLED for each in reading.figures)
    harm = [each for each in reading.events if each.trigger.quote.startswith("kill")]
    assert not [role for each in harm for role in each.roles if role.role is Role.ACTOR]


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed six people in Tirana.",
        "Rebels shot down a helicopter, which crashed, killing five soldiers.",
        "Police in Lagos killed two protesters after the floods.",
        "Troops opened fire on protesters in Lagos, killing four people.",
        "The army killed 12 people in Izmir. A fire broke out in the barracks.",
        "A ferry sank on Monday. In Izmir, gunmen killed two people.",
        "Machine-gun fire killed four people in Tirana.",
        "Ebola is in the valley. Ina Holm killed her husband in Izmir, police said.",
    ],
)
def test_violence_stays_violence(reader, text):
    assert "ASSAULT" in typed(read(reader, text), "killed", "killing")


def test_blame_for_violence_stays_beside_an_accident(reader):
    reading = read(
        reader, "Police killed two protesters in Lagos. Later a bus crashed, killing six."
    )
    assert [each.evidence.quote for each in reading.blames] == ["Police"]


def test_those_aboard_are_not_the_killed(reader):
    text = "The ferry Saxon sank off Chios with 140 people aboard, killing at least 14."
    (figure,) = read(reader, text).figures
    assert figure.evidence.quote == "at least 14"
    text = "The ship was carrying 140 people when it sank, killing 14."
    (figure,) = read(reader, text).figures
    assert figure.evidence.quote == "14"
    text = "All 140 people on board were killed when the ship sank."
    (figure,) = read(reader, text).figures
    assert (figure.low, figure.kind) == (140, FigureKind.KILLED)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "No fewer than 14 people lost their lives and scores of shoppers were hurt yesterday "
            "when an explosion ripped apart the market.",
            {"No fewer than 14": "killed", "scores": "wounded"},
        ),
        ("Scores of people were hurt on Monday.", {"Scores": "wounded"}),
        (
            "Twelve people lost their lives and dozens of villagers have been injured.",
            {"Twelve": "killed", "dozens": "wounded"},
        ),
        ("Police found 12 bodies, and six men were arrested.", {"12": "killed", "six": "detained"}),
    ],
)
def test_what_stands_behind_a_group_is_told_of_it(reader, text, kinds):
    figures = read(reader, text).figures
    assert {each.evidence.quote: each.kind.value for each in figures} == kinds
    for each in figures:
        if each.evidence.quote.lower() == "scores":
            assert (each.low, each.high) == (40, None)

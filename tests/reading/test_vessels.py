"""A name of a ship is no place and nobody."""

import pytest

from according.model import ActorKind, Report, Span
from according.reading.parse import Parser
from according.reading.vessels import vessels
from according.settings import Settings


@pytest.fixture(scope="module")
def parser():
    return Parser(Settings().pipeline)


def found(parser, text):
    spans = vessels(parser.parse(text), frozenset({"captain"}))
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The ferry Saxon sank on Monday.", ["Saxon"]),
        ("The fishing boat Lower Osk was found adrift.", ["Lower Osk"]),
        ("They left the tanker “Bremen” at noon.", ["Bremen"]),
        ("The yacht *Verona* burned.", ["Verona"]),
        ("The freighter Spirit of Palermo ran aground.", ["Spirit of Palermo"]),
        ("Two were hurt on HMS Plymouth.", ["HMS Plymouth"]),
        ("The cargo ship MV Lisbon sank.", ["MV Lisbon"]),
        ("Those aboard the Ostend were saved.", ["Ostend"]),
        ("The Chios Star, a passenger ferry, left at dawn.", ["Chios Star"]),
        ("The aircraft carrier Ravenna left.", ["Ravenna"]),
        ("The frigate Marquis de Osk left.", ["Marquis de Osk"]),
        # Known once, known again; a place where a preposition without an article says so.
        ("The ferry Saxon sank. Saxon had no radio, and the Saxon is old.", ["Saxon"] * 3),
        ("The ferry Ostend sank off Ostend.", ["Ostend"]),
        ("The ferry Ostend Queen sank. The Ostend was old.", ["Ostend Queen", "Ostend"]),
        ("The ship MV Lisbon sank. The Lisbon was old.", ["MV Lisbon", "Lisbon"]),
    ],
)
def test_names_of_vessels(parser, text, names):
    assert found(parser, text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The ferry to Chios sank.",
        "The Chios ferry sank.",
        "The ferry Monday was late.",
        "They saw the boat. Izmir is near.",
        "From the boat Captain Osk saw it.",
        "He was aboard the Osk ferry.",
        "He was aboard the Boeing 737 at noon.",
        "The carrier Quay Air cut flights.",
        "The Lower Osk Tanker Company denied it.",
        "The boat Lindqvist hid under was old.",
        "From the boat Greek guards saw the island.",
        "Ferry Sinks Off Chios, Killing Fourteen Passengers",
        "The Harbour Board, a body of boat owners, met.",
        "Two died in Izmir.",
    ],
)
def test_what_is_no_name_of_a_vessel(parser, text):
    assert found(parser, text) == []


def test_a_vessel_is_no_place_and_no_person(reader):
    text = (
        "The ferry Palermo sank off Malta on Monday with 140 people aboard, killing 14. "
        "The Palermo left Lisbon at dawn."
    )
    reading = reader.read(Report(text, language="en"))
    (ship,) = (each for each in reading.actors if each.name.quote == "Palermo")
    assert ship.kind is ActorKind.UNKNOWN
    assert len(reading.mentions_of(ship.id)) == 2
    assert {each.evidence.quote for each in reading.toponyms} == {"Malta", "Lisbon"}


def test_a_vessel_and_the_town_of_its_name_are_two(reader):
    text = "The ferry Ostend sank off Ostend. In Ostend, the mayor said the Ostend was old."
    reading = reader.read(Report(text, language="en"))
    kinds = sorted(each.kind.value for each in reading.actors if each.name.quote == "Ostend")
    assert kinds == ["place", "unknown"]
    starts = {each.evidence.span for each in reading.toponyms}
    assert Span(10, 16) not in starts


def test_a_common_noun_that_opens_a_sentence_names_nobody(named):
    found = named(
        "Ferry captain Osman Reis was held. Pilots and a steward were let go. Pilots left."
    )
    assert "Ferry" not in found
    assert "Osman Reis" in found

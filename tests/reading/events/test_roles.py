"""Of what type events are, how they are done, and who and what has part in them."""

import pytest

import according
from according.model import EventMention, Reading, Role


def read(text: str) -> Reading:
    return according.read(text, outlet="Quay Post", published="2024-03-14")


def event(reading: Reading, word: str) -> EventMention:
    return next(each for each in reading.events if each.trigger.quote == word)


def filled(told: EventMention, role: Role) -> list[str]:
    return [each.evidence.quote for each in told.roles if each.role is role]


@pytest.mark.parametrize(
    ("text", "word", "kind", "mode"),
    [
        ("Police arrested nine students in Aleppo on Monday.", "arrested", "COERCE", "arrest"),
        ("A car bomb killed nine people in Aleppo.", "killed", "ASSAULT", "explosives"),
        ("Thousands marched through Tirana against the tax.", "marched", "PROTEST", "demo"),
        ("Warplanes bombed the market in Aleppo.", "bombed", "ASSAULT", "aerial"),
    ],
)
def test_type_and_mode(text, word, kind, mode):
    told = event(read(text), word)
    assert (told.type, told.mode) == (kind, mode)


def test_who_did_what_to_whom_where_and_when():
    told = event(read("Gunmen kidnapped two engineers in Kano on Monday."), "kidnapped")
    assert filled(told, Role.ACTOR) == ["Gunmen"]
    assert any("engineers" in each for each in filled(told, Role.RECIPIENT))
    assert filled(told, Role.PLACE) == ["Kano"]
    assert filled(told, Role.TIME) == ["Monday"]


def test_what_is_done_by_saying_it_is_an_event_of_its_source():
    reading = read("The Harbour Union accused the ministry of hiding the report.")
    told = event(reading, "accused")
    assert told.type == "ACCUSE"
    assert filled(told, Role.ACTOR) == ["The Harbour Union"]
    assert told.id not in {each for one in reading.accounts for each in one.event_mention_ids}


def test_no_filler_is_the_word_that_tells_of_the_event():
    reading = read(
        "An attack on a mosque in Kano killed six worshippers, police said. The attackers fled."
    )
    assert any(each.roles for each in reading.events)
    for told in reading.events:
        for filler in told.roles:
            assert not filler.evidence.span.overlaps(told.trigger.span)

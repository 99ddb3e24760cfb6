"""Acronyms that a report defines, on invented reports."""

import pytest

from according.model import ActorKind
from according.reading.acronyms import is_acronym


@pytest.mark.parametrize("word", ["HRL", "U.N.", "A&B", "PoW", "SNO-B"])
def test_is_acronym(word):
    assert is_acronym(word)


@pytest.mark.parametrize("word", ["A", "Holdt", "hrl", "H2O", "ABCDEFGHI", "", "..."])
def test_is_no_acronym(word):
    assert not is_acronym(word)


def test_definitions_of_an_organisation_in_another_language(named):
    found = named(
        "Nurses met the Kamnik Harbour Authority (QXR) on Monday. Police thanked the QXR."
    )
    kind, quotes, reasons = found["Kamnik Harbour Authority"]
    assert kind is ActorKind.ORGANISATION
    assert quotes == ["Kamnik Harbour Authority", "QXR", "QXR"]
    assert reasons == {"QXR": "acronym in brackets after the name"}


def test_definitions_several_in_one_report(named):
    found = named(
        "The Harbour Rescue League (HRL) and the Sarovian National Council (SNC) met. The HRL "
        "left first. The SNC gave no reason."
    )
    assert found["Harbour Rescue League"][1] == ["Harbour Rescue League", "HRL", "HRL"]
    assert found["Sarovian National Council"][1] == ["Sarovian National Council", "SNC", "SNC"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Crown Prince Mohammed bin Salmon (MBS)", ActorKind.PERSON),
        ("The Movement of Builders and Surgeons Union (MBSU)", ActorKind.ORGANISATION),
    ],
)
def test_definitions_letters_are_what_the_long_form_is(named, name, kind):
    letters = name[name.index("(") + 1 : -1]
    found = named(f"{name} met nurses in Riyadh. Later {letters} spoke.")
    assert [each for each, quotes, _ in found.values() if letters in quotes] == [kind]

import pytest

from according.errors import DataError
from according.reading.encoder.outputs import TYPES
from according.reading.events import ontology
from according.reading.events.ontology import QUADS, load_ontology


def test_its_types_are_those_that_are_read():
    found = load_ontology()
    assert set(found) == set(TYPES) - {"OTHER"}
    assert {each.quad for each in found.values()} == set(QUADS)


def test_modes_have_words_of_their_own():
    for root in load_ontology().values():
        for mode in root.modes.values():
            assert mode.definition
            assert mode.words


@pytest.mark.parametrize(
    ("words", "told"),
    [("air strike", True), ("two warplanes", True), ("strike", False), ("unfair strike", False)],
)
def test_a_mode_is_told_by_the_beginnings_of_words(words, told):
    assert load_ontology()["ASSAULT"].modes["aerial"].is_told(words) is told


@pytest.mark.parametrize(
    "damage",
    [
        {},
        {"types": {"ASSAULT": {"quad": "material conflict", "is": "x", "modes": {}}}},
        {"types": {"ASSAULT": {"quad": "war", "is": "x", "modes": {}}}},
        {"types": []},
    ],
)
def test_a_damaged_file_is_told(monkeypatch, damage):
    monkeypatch.setattr(ontology, "load_json", lambda name: damage)
    load_ontology.cache_clear()
    with pytest.raises(DataError, match="damaged"):
        load_ontology()
    load_ontology.cache_clear()

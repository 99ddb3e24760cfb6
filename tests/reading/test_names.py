"""Which words are part of a name, on invented reports."""

import pytest

from according.reading.lexicon import load_lexicon
from according.reading.names import comparable, surname_start


@pytest.fixture
def quotes(named):
    """A function from a text to the quotes of all names in it."""

    def read(text: str) -> set[str]:
        return {quote for _, found, _ in named(text).values() for quote in found}

    return read


def test_spot_crown_is_part_of_a_title(quotes):
    found = quotes("Crown Prince Mahmud bin Tarif met Deputy Prime Minister Edi Korva in Berlin.")
    assert {"Mahmud bin Tarif", "Edi Korva"} <= found


def test_spot_crown_alone_is_a_name(quotes):
    assert "Crown" in quotes("Lawyers for the Crown spoke to reporters. The Crown gave no reason.")


def test_spot_particle_within_a_longer_name_is_not_the_surname(quotes):
    found = quotes("They walked along Paseo de Montavo on Monday. Police closed it.")
    assert "de Montavo" not in found


@pytest.mark.parametrize(
    ("words", "start"),
    [
        (("Omar", "bin", "Tarif"), 1),
        (("Piet", "van", "der", "Molen"), 1),
        (("Van", "Molen"), 0),
        (("Edi", "Korva"), 1),
        (("Korva",), 0),
    ],
)
def test_surname_start(words, start):
    assert surname_start(words, load_lexicon()) == start


def test_comparable_leaves_articles_case_and_points_out():
    assert comparable("al-Tamadi") == comparable("Al-TAMADI") == comparable("Tamadi")
    assert comparable("U.S.") == "us"
    assert comparable("al-Om") == "al-om"

"""Reports in capitals, invented."""

import time

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from according.model import ActorKind, Report
from according.reading.capitals import in_capitals, small, with_small_letters

IN_CAPITALS = (
    "MARYAM HOLDT CONDEMNED THE RAID ON THE VILLAGE OF TULCEA ON MONDAY. PRIME MINISTER EDI "
    "KORVA SAID THE HARBOUR RESCUE LEAGUE (HRL) HAD WARNED HIM. HOLDT MET KORVA IN BERLIN, AND "
    "THE HRL WENT TO THE UNITED STATES."
)
BLANK = spacy.blank("en")


@given(st.text())
def test_small_keeps_every_code_point_in_place(text):
    copy = small(text)
    assert len(copy) == len(text)
    assert all(one == other or one == other.lower() for one, other in zip(copy, text, strict=True))


def test_small_keeps_letters_whose_small_form_is_longer():
    assert small("İZMİR, U.S. AT 5 P.M.") == "İzmİr, U.S. at 5 p.m."


@given(
    st.lists(
        st.sampled_from(
            [
                "İZMİR ",
                "THE ",
                "(HRL) ",
                "ΣΑΣ ",
                "ẞ",
                "U.S. ",
                "ŐSI ",
                "\n\n",
                "\n",
                "😀 ",
                "ǅ",
                "word ",
            ]
        ),
        min_size=20,
        max_size=80,
    ).map("".join)
)
def test_with_small_letters_has_the_length_of_the_text(text):
    copy = with_small_letters(text, BLANK)
    assert len(copy) == len(text)
    assert all(one in (other, *other.lower()) for one, other in zip(copy, text, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "Two people died at the Velden bridge on Monday, the Harbour Rescue League (HRL) said.",
        "TULCEA, Romania (MNA) - A hall burned in Tulcea on Monday, and nobody was hurt in it.",
        "TWO DIE",
        "ABCDEFGHIJKLMNOP" * 20,
        "",
    ],
)
def test_with_small_letters_leaves_prose_and_letters_alone(text):
    assert not in_capitals(text)
    assert with_small_letters(text, BLANK) == text


def test_with_small_letters_of_one_paragraph():
    text = f"Two people died on Monday.\n\n{IN_CAPITALS}\n\nNobody else was hurt in Kamnik. " + (
        "Police said so on Monday, and nurses too. " * 30
    )
    copy = with_small_letters(text, BLANK)
    assert not in_capitals(text)
    assert copy != text
    assert copy.replace("\n", " ").casefold() == text.replace("\n", " ").casefold()
    assert copy.endswith(text[-800:])


def test_reading_report_in_capitals(named):
    found = named(IN_CAPITALS)
    assert found["MARYAM HOLDT"][:2] == (ActorKind.PERSON, ["MARYAM HOLDT", "HOLDT"])
    assert found["EDI KORVA"][:2] == (ActorKind.PERSON, ["EDI KORVA", "HIM", "KORVA"])
    kind, quotes, _ = found["HARBOUR RESCUE LEAGUE"]
    assert kind is ActorKind.ORGANISATION
    assert quotes == ["HARBOUR RESCUE LEAGUE", "HRL", "HRL"]
    assert found["TULCEA"][0] is ActorKind.PLACE
    assert found["UNITED STATES"][0] is ActorKind.PLACE
    assert len(found) == 6


@pytest.mark.parametrize(
    "text", [IN_CAPITALS * 80, "AB " * 2_000, "THE (HRL) " * 700], ids=["prose", "AB", "HRL"]
)
def test_reading_long_report_in_capitals_is_read_in_time(reader, text):
    before = time.process_time()
    reader.read(Report(text, language="en"))
    assert time.process_time() - before < 30

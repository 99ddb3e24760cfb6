"""A name is put out letter for letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from according.errors import SettingsError
from according.forgetting.names import Names, parts_left, put_out_of
from according.model import Credit, Report

ANA = Names(("Ana Kolarova", "Kolarova"))


def test_every_other_character_keeps_its_place() -> None:
    text = "Dr. Ana  Kolarova’s clinic: KOLAROVA said “14”, Ana\nKolarova added. Kolarovas stayed."
    made = ANA.put_out(text)
    assert made == (
        "Dr. Xxx  Xxxxxxxx’s clinic: XXXXXXXX said “14”, Xxx\nXxxxxxxx added. Kolarovas stayed."
    )


@given(st.text(), st.text())
def test_length_is_kept_and_no_form_is_left(before: str, behind: str) -> None:
    text = f"{before} Ana Kolarova {behind}"
    made = ANA.put_out(text)
    assert len(made) == len(text)
    assert not ANA.found_in(made)


def test_each_person_has_letters_of_their_own() -> None:
    veiled = {Names(("Ana Kolarova",), number).pseudonym for number in range(512)}
    assert len(veiled) == 512


@pytest.mark.parametrize("form", ["", "  ", "Al", "123", "---"])
def test_what_is_no_name(form: str) -> None:
    with pytest.raises(SettingsError, match="no name"):
        Names((form,))


def test_headline_credit_byline_and_address() -> None:
    text = "Kolarova resigns\n\n(Kolarova Press) Ana Kolarova resigned."
    report = Report(
        text,
        outlet="Quay Post",
        title="Kolarova resigns",
        byline="by Ana Kolarova",
        url="https://quay.example/2024/ana-kolarova-resigns",
        credits=(Credit(18, 34, "(Kolarova Press)", "Kolarova Press"),),
    )
    made = put_out_of(report, ANA)
    assert made.text == "Xxxxxxxx resigns\n\n(Xxxxxxxx Press) Xxx Xxxxxxxx resigned."
    assert (made.title, made.byline, made.url) == ("Xxxxxxxx resigns", None, None)
    assert made.credits == (Credit(18, 34, "(Xxxxxxxx Press)", "Xxxxxxxx Press"),)
    assert made.id != report.id


def test_an_address_that_only_looks_like_it_stays() -> None:
    report = Report("Rain fell.", url="https://quay.example/kolarovas-bridge", byline="Ben Ost")
    assert put_out_of(report, ANA) == report


def test_single_words_that_are_left_are_counted() -> None:
    texts = ("Kolarova spoke.", "Nobody spoke.", "Ana and Kolarova spoke.")
    assert parts_left(texts, Names(("Ana Kolarova",))) == {"Kolarova": 2}

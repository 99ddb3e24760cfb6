import pytest

import according
from according.model import BlameCertainty, Reading


def read(text: str) -> Reading:
    return according.read(text, outlet="Quay Post", published="2024-03-14")


def blamed(text: str) -> set[tuple[str, str]]:
    return {(each.evidence.quote, each.certainty.value) for each in read(text).blames}


def test_who_does_it_in_the_outlets_voice():
    assert ("Rebels", "asserted") in blamed("Rebels killed two guards at the mill in Osk.")


def test_the_killed_are_not_to_blame():
    assert not blamed("Eight guards were killed at the mill in Osk.")


def test_somebody_unknown_is_not_blamed():
    assert not blamed("A gunman killed two guards at the mill in Osk.")


def test_who_claims_it():
    text = "The Harbour Front claimed responsibility for the bombing that killed two guards in Osk."
    certainties = {each.certainty for each in read(text).blames}
    assert BlameCertainty.CLAIMED in certainties


def test_what_another_says_is_an_accusation():
    text = "The mayor said that rebels had killed two guards at the mill in Osk."
    found = [each for each in read(text).blames if "rebels" in each.evidence.quote]
    assert {each.certainty for each in found} == {BlameCertainty.ACCUSED}
    assert all(each.holder.attribution_ids for each in found)


def test_whoever_is_accused_in_so_many_words_is_blamed():
    reading = read("The Harbour Union accused the police of the murder of two guards in Osk.")
    (blame,) = (each for each in reading.blames if "police" in each.evidence.quote)
    assert blame.certainty is BlameCertainty.ACCUSED


def test_whom_it_was_done_to_is_not_blamed():
    reading = read("Security forces kill a ringleader in Osk raid, ministry says.")
    assert all("ringleader" not in each.evidence.quote for each in reading.blames)


def test_means_are_nobody():
    reading = read("A drone strike killed nine people in Aleppo on Monday.")
    assert [each.evidence.quote for each in reading.blames] == []


def test_they_in_a_quote_are_not_those_who_speak():
    reading = read("The rebel commander said: “Soldiers came and they killed my brother.”")
    assert reading.blames
    assert BlameCertainty.CLAIMED not in {each.certainty for each in reading.blames}


def test_who_says_that_another_is_responsible_claims_nothing():
    text = "The opposition claimed that the government was responsible for the bombing in Osk."
    assert all(certainty != "claimed" for _, certainty in blamed(text))


def test_whoever_has_not_claimed_it_does_not_claim_it():
    text = (
        "The Harbour Front has not claimed responsibility for the bombing that killed two "
        "guards in Osk."
    )
    assert all(certainty != "claimed" for _, certainty in blamed(text))


def test_a_place_that_no_gazetteer_has_is_not_blamed():
    assert not blamed("Twelve people were killed in Wagga on Monday.")


def test_who_did_it_may_be_told_of_what_it_was_done_in():
    assert ("rebels", "asserted") in blamed("Six people were killed in air strikes by rebels.")


def test_whom_a_headline_tells_of_in_the_passive_is_not_blamed():
    assert not blamed("Village elder shot dead in Osk")


def test_whoever_breaks_a_leg_is_not_blamed():
    assert not blamed("She broke both legs in the fire.")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("A bomb killed six people in Osk. Police blamed fighters of the Harbour Front.", "fight"),
        ("The elder blamed the attack on rebels.", "rebels"),
        ("Police charged Karim Osk with murdering three people.", "Karim Osk"),
    ],
)
def test_accusations_of_other_forms(text, who):
    assert any(quote.startswith(who) and how == "accused" for quote, how in blamed(text))


def test_whoever_is_not_accused_is_not_blamed():
    assert not blamed("The council did not accuse the police of the murder of two guards in Osk.")


def test_who_may_have_done_it():
    assert ("rebels", "possible") in blamed("Suspected rebels killed two guards in Osk.") or (
        "Suspected rebels",
        "possible",
    ) in blamed("Suspected rebels killed two guards in Osk.")


def test_of_what_is_planned_nobody_is_to_blame():
    assert not blamed("Rebels plan to attack the mill in Osk on Friday.")

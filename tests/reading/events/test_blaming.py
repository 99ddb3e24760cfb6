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
    reading = read("Mara Lindqvist said: “They came and killed my brother with guns.”")
    assert BlameCertainty.CLAIMED not in {each.certainty for each in reading.blames}

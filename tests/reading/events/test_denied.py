import pytest

import according
from according.model import OUTLET


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The ministry denied that its soldiers had killed two farmers in Osk.", "killed"),
        ("No one has been arrested in Osk.", "arrested"),
        ("The blast in Osk did not kill anyone, police said.", "kill"),
    ],
)
def test_what_is_told_not_to_have_happened_is_denied(text, word):
    reading = according.read(text, outlet="Quay Post", published="2024-03-14")
    held = {each.trigger.quote: each.certainty for each in reading.events}
    assert held[word] == "denied"


def certainties(text: str) -> dict[str, str]:
    reading = according.read(text, outlet="Quay Post", published="2024-03-14")
    return {each.trigger.quote: each.certainty.value for each in reading.events}


def test_what_a_denial_takes_for_granted_is_not_denied():
    text = (
        "The owner of a mill in Osk denied on Tuesday that the gates had been locked "
        "when a fire killed 17 workers."
    )
    reading = according.read(text, outlet="Quay Post", published="2024-03-14")
    (figure,) = reading.figures
    assert (figure.best, figure.holder) == (17, OUTLET)
    assert certainties(text)["killed"] == "asserted"
    assert certainties(text)["locked"] == "denied"


def test_who_denies_responsibility_does_not_deny_the_deed():
    text = "The army denied responsibility for the bombing that killed two people in Osk."
    reading = according.read(text, outlet="Quay Post", published="2024-03-14")
    assert certainties(text)["killed"] == "asserted"
    assert {(each.evidence.quote, each.certainty.value) for each in reading.blames} == {
        ("The army", "denied")
    }


def test_rejecting_is_denying():
    text = "The ministry rejected the accusation that police had beaten marchers in Osk."
    assert certainties(text)["beaten"] == "denied"


def test_a_negation_holds_for_what_is_joined_to_it():
    found = certainties("No one was killed or wounded in the raid on Osk.")
    assert (found["killed"], found["wounded"]) == ("denied", "denied")


def test_not_only_is_no_negation():
    found = certainties("Rebels not only killed two guards in Osk but burned the mill.")
    assert found["killed"] == "asserted"


def test_what_nobody_says_is_nobodys_word():
    reading = according.read("No group has claimed the bombing in Osk. It killed nine people.")
    assert not reading.blames
    assert all("group" not in each.source.quote for each in reading.attributions if each.source)

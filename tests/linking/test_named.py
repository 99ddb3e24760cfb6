"""The actors of a reading as linking needs them."""

from datetime import date

import pytest

from according.linking.named import named_actors, plain_named, to_named
from according.linking.offices import beside_countries, countries_in, home_of, owner_before
from according.model import ActorKind, Report

TEXT = (
    "Albanian Foreign Minister Ana Petrova met envoys of the Harbour Rescue League (HRL) in Tirana "
    "on Monday. Petrova said the government would pay. Albania's lenders agreed, she said."
)


@pytest.fixture(scope="module")
def named(reader):
    report = Report(TEXT, published=date(2024, 3, 12), language="en")
    return {each.name: each for each in named_actors(reader.read(report))}


def test_names_come_with_offices_acronyms_day_and_country(named):
    petrova = named["Ana Petrova"]
    assert petrova.kind is ActorKind.PERSON
    assert any("Foreign Minister" in each for each in petrova.offices)
    assert (petrova.day, petrova.home, petrova.damaged) == (date(2024, 3, 12), "Albania", False)
    assert named["Harbour Rescue League"].acronyms == (("HRL", "Harbour Rescue League"),)


def test_an_actor_comes_back_as_it_was(named):
    for each in named.values():
        assert to_named(plain_named(each)) == each


def test_words_that_stand_in_small_letters_and_adjectives_are_no_names(reader):
    text = (
        "Barrel bombs kill six in Velden\nA barrel bomb fell on Velden on Monday, the Quay Fund "
        "said. Albanian-backed fighters denied it."
    )
    report = Report(text, published=date(2024, 3, 12), language="en")
    names = {each.name for each in named_actors(reader.read(report))}
    assert not names & {"Barrel", "Albanian-backed"}


def test_a_text_without_apostrophes_is_damaged(reader):
    report = Report("Albanias lenders met Ana Petrovas aides in Velden.", language="en")
    assert all(each.damaged for each in named_actors(reader.read(report)))


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("Albania and the Albanians of Tirana, and Greece.", "Albania"),
        ("Albania and Greece.", None),
        ("A car bomb. The car burned. Us and them, in Albania.", "Albania"),
        ("Nobody is named.", None),
        ("Albanias ministers.", "Albania"),
    ],
)
def test_the_country_that_a_text_is_mostly_about(text, home):
    assert home_of(text) == home


@pytest.mark.parametrize(
    ("before", "owner"),
    [
        ("On Monday Albania's ", "Albania"),
        ("said Tirana’s ", "Albania"),
        ("the South Korean ", "South Korea"),
        ("Albanias ", None),
        ("in Albania ", None),
        ("the ", None),
        ("", None),
    ],
)
def test_the_country_before_a_bodys_name_owns_it(before, owner):
    text = f"{before}Defense Ministry"
    assert owner_before(text, len(before), damaged=False) == owner


def test_a_possessive_that_lost_its_apostrophe_owns_too():
    assert owner_before("Albanias Police", len("Albanias "), damaged=True) == "Albania"


def test_countries_are_told_from_the_words_beside_them():
    assert countries_in("the South Korean envoy") == {"South Korea"}
    assert beside_countries("Bosnia and Herzegovina and its allies") == ("and", "its", "allies")

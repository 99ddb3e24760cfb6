"""FollowTheMoney entities, against the model that Aleph has."""

import json
from collections import Counter

import pytest

from according.export.formats.choosing import choose
from according.export.formats.ftm import FORMAT
from according.export.formats.languages import alpha_3
from according.export.formats.writing import write
from according.store.wanted import Wanted

# Of followthemoney 4's model (MIT): what the schemata have that are written here, and what they
# cannot be without. The library itself needs ICU to be built, and another of its parts is not under
# a permissive licence; where it is installed, the next tests use it.
ENTITIES = {"proof", "addressEntity", "involved", "document", "entity", "resolved"}
THING = {"name", "alias", "country", "notes", "proof", "summary", "description", "alephUrl"}
DOCUMENT = THING | {
    *("title", "fileName", "mimeType", "publisher", "author", "publishedAt", "language"),
    *("sourceUrl", "bodyText", "processingAgent"),
}
SCHEMATA = {
    "Article": (DOCUMENT, set()),
    "Person": (THING, {"name"}),
    "Organization": (THING, {"name"}),
    "PublicBody": (THING, {"name"}),
    "LegalEntity": (THING, {"name"}),
    "Address": (THING | {"full", "latitude", "longitude", "remarks"}, set()),
    "Mention": ({"document", "name", "resolved", "detectedSchema"}, {"document", "name"}),
    "Event": (
        THING | {"startDate", "endDate", "location", "addressEntity", "involved", "recordId"},
        {"name"},
    ),
    "Documentation": (
        {"document", "entity", "role", "summary", "date", "publisher"},
        {"document", "entity"},
    ),
}


@pytest.fixture
def entities(record, tmp_path):
    def made(wanted=None, **options):
        path = tmp_path / "entities.json"
        with choose(record, wanted) as chosen:
            written = write(FORMAT, chosen, str(path), options, force=True)
        found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        assert written.rows == len(found)
        return found

    return made


def test_entities_are_of_the_model(entities):
    for each in entities():
        known, required = SCHEMATA[each["schema"]]
        assert set(each["properties"]) <= known, each
        assert required <= set(each["properties"]), each
        for values in each["properties"].values():
            assert values
            assert all(isinstance(value, str) and value for value in values)


def test_ids_are_once_and_lead_somewhere(entities):
    found = entities()
    ids = Counter(each["id"] for each in found)
    assert set(ids.values()) == {1}
    for each in found:
        for name in ENTITIES & set(each["properties"]):
            assert set(each["properties"][name]) <= set(ids), each


def test_the_same_record_gives_the_same_entities(entities):
    assert entities() == entities()


def test_an_event_is_proven_by_its_reports(record, entities):
    found = {each["id"]: each for each in entities()}
    line = max(
        (each for each in record.across.events() if str(each.earliest) == "2024-03-12"),
        key=lambda each: len(each.reports),
    )
    event = found[f"according-event-{line.id}"]["properties"]
    assert set(event["proof"]) == {f"according-report-{each}" for each in line.reports}
    assert event["country"] == ["ro"]
    assert event["notes"] == ["read by a machine alone"]
    assert "killed: at least 14 (" in event["summary"][0]
    told = [
        each["properties"]
        for each in found.values()
        if each["schema"] == "Documentation"
        and each["properties"]["entity"] == [f"according-event-{line.id}"]
    ]
    assert len(told) == len(line.reports)
    texts = {each: record.report(each).text for each in line.reports}
    for each in told:
        report = each["document"][0].removeprefix("according-report-")
        assert each["summary"][0] in texts[report]


def test_who_had_part_is_named(entities):
    found = {each["id"]: each for each in entities()}
    events = [each["properties"] for each in found.values() if each["schema"] == "Event"]
    involved = {
        found[each]["properties"]["name"][0] for one in events for each in one.get("involved", ())
    }
    assert "Delta Front" in involved


def test_texts_can_stay_here(entities):
    assert any("bodyText" in each["properties"] for each in entities())
    assert not any("bodyText" in each["properties"] for each in entities(texts="no"))


def test_what_was_not_chosen_is_not_referred_to(entities):
    found = entities(Wanted(outlet="Capital Standard"))
    ids = {each["id"] for each in found}
    assert sum(each["schema"] == "Article" for each in found) == 1
    for each in found:
        for name in ENTITIES & set(each["properties"]):
            assert set(each["properties"][name]) <= ids


def test_languages_have_three_letters():
    assert alpha_3()["en"] == "eng"
    assert len(set(alpha_3().values())) == len(alpha_3())


def test_the_library_takes_every_value(entities):
    pytest.importorskip("followthemoney")
    from followthemoney import model

    for each in entities():
        proxy = model.get_proxy(each, cleaned=False)
        assert proxy.schema.name == each["schema"]
        proxy.schema.validate(each)
        for name, values in each["properties"].items():
            if name not in ("bodyText", "summary", "location", "full"):
                assert len(proxy.get(name)) == len(set(values)), (name, values)
            assert proxy.get(name), (name, values)

"""Findings as W3C Web Annotations: where they stand, and who says so."""

import json

import pytest

from according.export.formats.choosing import choose
from according.export.formats.webannotation import FILE, FORMAT
from according.export.formats.writing import write
from according.reviewing.deciding import decide
from according.reviewing.findings import Kind, findings
from according.reviewing.roles import Role, Viewer
from according.reviewing.settled import Verdict

ANA = Viewer("ana", Role.CODER)


@pytest.fixture
def collection(record, tmp_path):
    def made(**options):
        with choose(record) as chosen:
            written = write(FORMAT, chosen, str(tmp_path / "out"), options, force=True)
        found = json.loads((tmp_path / "out" / FILE).read_text("utf-8"))
        assert written.rows == found["total"] == len(found["first"]["items"])
        return found

    return made


def targets(annotation):
    found = annotation["target"]
    return found if isinstance(found, list) else [found]


def test_positions_and_quotes_are_those_of_the_texts_beside(record, collection, tmp_path):
    items = collection()["first"]["items"]
    texts = {each: record.report(each).text for each in record.report_ids()}
    for each in items:
        for target in targets(each):
            name = target["source"]
            path = tmp_path / "out" / name
            text = path.read_bytes().decode("utf-8")
            assert text == texts[path.stem]
            position, quote = target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert text[position["start"] - len(quote["prefix"]) :].startswith(around)


def test_annotations_are_as_the_recommendation_has_them(collection):
    found = collection()
    assert found["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert found["type"] == "AnnotationCollection"
    assert found["first"]["type"] == "AnnotationPage"
    items = found["first"]["items"]
    assert len({each["id"] for each in items}) == len(items)
    for each in items:
        assert each["type"] == "Annotation"
        assert each["motivation"] in ("identifying", "linking", "classifying", "tagging")
        assert each["creator"]["type"] == "Software"
        assert each["according:decided"] == "by nobody"
        plain = [one for one in each["body"] if one.get("format") == "application/json"]
        assert isinstance(json.loads(plain[0]["value"]), dict)


def test_every_finding_with_words_is_there(record, collection):
    kinds = [each["according:kind"] for each in collection()["first"]["items"]]
    counts = record.counts()
    for kind, table in (("mention", "mentions"), ("figure", "figures"), ("time", "times")):
        assert kinds.count(kind) == counts[table]
    assert kinds.count("event-mention") == counts["events"]


def test_a_place_is_identified_by_its_address_at_geonames(collection):
    sources = {
        body["source"]
        for each in collection()["first"]["items"]
        for body in each["body"]
        if each["according:kind"] == "toponym" and "source" in body
    }
    assert "https://sws.geonames.org/664518/" in sources


def test_what_a_person_decided_is_an_annotation_of_theirs(record, collection):
    report, figure = next(
        (each, one)
        for each in record.report_ids()
        for one in findings(record.reading(each))
        if one.anchor.kind is Kind.FIGURE and one.quote == "at least 14"
    )
    made = decide(record, ANA, figure.anchor, Verdict.CORRECT, "count", "15", "counted anew")
    items = collection()["first"]["items"]
    (person,) = [each for each in items if each["creator"]["type"] == "Person"]
    assert person["id"] == f"urn:according:judgement:{made.id}"
    assert (person["motivation"], person["creator"]["nickname"]) == ("editing", "ana")
    assert "15" in person["body"][0]["value"]
    assert "counted anew" in person["body"][0]["value"]
    decided = json.loads(person["body"][1]["value"])
    assert decided["counts"] is True
    (machine,) = [each for each in items if each["id"] == f"urn:according:figure:{figure.id}"]
    assert machine["according:decided"] == "correct"
    assert json.loads(machine["body"][-1]["value"])["low"] == 14
    assert targets(machine) == targets(person)
    assert report in targets(person)[0]["source"]


def test_texts_can_stay_here(collection, tmp_path):
    collection(texts="no")
    assert not (tmp_path / "out" / "texts").exists()

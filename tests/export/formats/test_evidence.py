"""Claims with their words and who read or decided them."""

import json

import pytest

from according.export.formats.choosing import choose
from according.export.formats.evidence import CONTEXT, FORMAT, PROGRAM
from according.export.formats.writing import write
from according.reviewing.deciding import decide
from according.reviewing.findings import Kind, findings
from according.reviewing.roles import Role, Viewer
from according.reviewing.settled import Verdict

ANA = Viewer("ana", Role.CODER)


@pytest.fixture
def graph(record, tmp_path):
    def made(**options):
        path = tmp_path / "out.jsonld"
        with choose(record) as chosen:
            written = write(FORMAT, chosen, str(path), options, force=True)
        found = json.loads(path.read_text("utf-8"))
        assert found["@context"] == CONTEXT
        nodes = found["@graph"]
        assert written.rows == len(nodes) == len({each["@id"] for each in nodes})
        return {each["@id"]: each for each in nodes}

    return made


def of_type(nodes, kind):
    return [each for each in nodes.values() if kind in each["@type"]]


def refs(value):
    """All references in a node, to others."""
    if isinstance(value, dict):
        if set(value) == {"@id"}:
            yield value["@id"]
        for each in value.values():
            yield from refs(each)
    elif isinstance(value, list):
        for each in value:
            yield from refs(each)


def test_claims_have_their_words_in_a_report(record, graph):
    nodes = graph()
    claims = of_type(nodes, "Claim")
    assert claims
    for each in claims:
        words = each["prov:wasQuotedFrom"]
        position, quote = words["oa:hasSelector"]
        report = each["appearance"]["@id"]
        assert words["oa:hasSource"]["@id"] == report
        text = record.report(report.removeprefix("urn:according:report:")).text
        assert text[position["oa:start"] : position["oa:end"]] == quote["oa:exact"]
        assert each["prov:wasAttributedTo"] == [{"@id": PROGRAM}]


def test_references_lead_somewhere(graph):
    nodes = graph()
    for each in nodes.values():
        assert set(refs({key: value for key, value in each.items() if key != "@id"})) <= set(nodes)


def test_reports_derive_from_bytes_with_their_checksum(record, graph):
    nodes = graph()
    for each in record.report_ids():
        node = nodes[f"urn:according:report:{each}"]
        sums = {one.sha256 for one in record.captures(each)}
        assert {one["@id"] for one in node["prov:wasDerivedFrom"]} == {
            f"urn:sha256:{one}" for one in sums
        }
        assert all(nodes[f"urn:sha256:{one}"]["sha256"] == one for one in sums)
        assert "articleBody" not in node


def test_texts_are_there_if_they_are_wanted(record, graph):
    nodes = graph(texts="yes")
    for each in record.report_ids():
        text = nodes[f"urn:according:report:{each}"]["articleBody"]
        assert text == record.report(each).text


def test_a_person_is_another_agent_than_the_machine(record, graph):
    figures = [
        one
        for each in record.report_ids()
        for one in findings(record.reading(each))
        if one.anchor.kind is Kind.FIGURE and one.quote == "at least 14"
    ]
    made = decide(record, ANA, figures[0].anchor, Verdict.CORRECT, "count", "15", "counted anew")
    nodes = graph()
    judgement = nodes[f"urn:according:judgement:{made.id}"]
    (person,) = of_type(nodes, "prov:Person")
    assert person["name"] == "ana"
    assert judgement["prov:wasAssociatedWith"] == {"@id": person["@id"]}
    ours = [
        each
        for each in of_type(nodes, "Claim")
        if {"@id": judgement["@id"]} in each.get("prov:wasGeneratedBy", [])
    ]
    assert {each["text"] for each in ours} == {"killed: 15"}
    assert all(each["prov:wasAttributedTo"] == [{"@id": person["@id"]}] for each in ours)
    ended = [
        each
        for each in of_type(nodes, "Claim")
        if each.get("prov:wasInvalidatedBy") == {"@id": judgement["@id"]}
    ]
    assert {each["text"] for each in ended} == {"killed: at least 14"}
    assert {one["@id"] for each in ours for one in each["prov:wasRevisionOf"]} == {
        each["@id"] for each in ended
    }


def test_other_programs_read_it(graph, tmp_path):
    rdflib = pytest.importorskip("rdflib")
    nodes = graph()
    found = rdflib.Graph().parse(tmp_path / "out.jsonld", format="json-ld")
    kind = rdflib.URIRef("https://schema.org/Claim")
    assert len(set(found.subjects(rdflib.RDF.type, kind))) == len(of_type(nodes, "Claim"))

"""Origins and actors as a graph, as networkx reads it."""

from dataclasses import replace

import networkx
import pytest

from according import judging
from according.export.formats.choosing import choose
from according.export.formats.graphml import FORMAT
from according.export.formats.writing import write
from according.linking.origins import DERIVED


@pytest.fixture
def graph(record, tmp_path):
    def made():
        with choose(record) as chosen:
            written = write(FORMAT, chosen, str(tmp_path / "graph.graphml"), force=True)
        found = networkx.read_graphml(tmp_path / "graph.graphml")
        assert written.rows == found.number_of_nodes() + found.number_of_edges()
        return found

    return made


def of_kind(found, kind):
    return {name: each for name, each in found.nodes(data=True) if each["kind"] == kind}


def test_reports_actors_and_origins_are_nodes_with_types(record, graph):
    found = graph()
    reports = of_kind(found, "report")
    assert set(reports) == {f"report-{each}" for each in record.report_ids()}
    actors = of_kind(found, "actor")
    assert all(isinstance(each["reports"], int) for each in actors.values())
    assert any(each["outlets"] > 1 for each in actors.values())
    assert all(name in reports or name in actors or "origin" in name for name in found)


def test_copies_are_of_one_origin(record, graph):
    found = graph()
    edges = [each for *_, each in found.edges(data=True) if each["kind"] == "text"]
    links = record.across.links()
    assert len(edges) == len(links)
    derived = [each for each in links if each.relation in DERIVED]
    assert sum(each["derived"] for each in edges) == len(derived)
    for link in derived:
        ends = (f"report-{link.a}", f"report-{link.b}")
        around = [set(found[each]) & set(of_kind(found, "origin")) for each in ends]
        assert around[0] == around[1] != set()


def test_what_a_person_said_is_no_copy_is_none(record, graph):
    link = next(each for each in record.across.links() if each.relation in DERIVED)
    judging.not_a_copy(record, link.a, link.b, "ana")
    edges = graph().get_edge_data(f"report-{link.a}", f"report-{link.b}")
    (edge,) = [each for each in edges.values() if each["kind"] == "text"]
    assert (edge["relation"], edge["derived"], edge["by"]) == ("not a copy", False, "people")


def test_characters_that_xml_cannot_hold_are_counted(record, graph, tmp_path):
    report = record.report(next(iter(record.report_ids())))
    other = replace(report, outlet='Quay\x01 <Post> & "Sons"')
    with record._writing() as connection:
        from according.store import schema

        table = schema.reports
        connection.execute(
            table.update().where(table.c.id == report.id).values(outlet=other.outlet)
        )
    assert graph().nodes[f"report-{report.id}"]["outlet"] == 'Quay\ufffd <Post> & "Sons"'
    assert "U+FFFD" in (tmp_path / "graph.graphml.losses.json").read_text("utf-8")

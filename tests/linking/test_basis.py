from dataclasses import replace

from according.linking.basis import Ground, Telling, basis, common_sources
from according.linking.events import by_reports
from according.model import Evidence, OriginLink, Relation, Report
from tests.linking.test_pairs import BLAST


def telling(name, sources=(), agencies=(), outlet=None):
    sketch = replace(BLAST, report_id=name, sources=frozenset(sources))
    return Telling(name, outlet or f"outlet {name}", frozenset(agencies), (sketch,))


def found(*told, links=()):
    rests = basis(told, by_reports(links))
    return rests.low, rests.origins, rests.high


def test_named_sources_of_their_own_are_independent():
    assert found(telling("a", ["harbo guard"]), telling("b", ["navy spoke"])) == (2, 2, 2)


def test_the_same_single_source_is_one_origin_though_the_texts_are_two():
    assert found(telling("a", ["harbo guard"]), telling("b", ["harbo guard"])) == (1, 1, 2)


def test_a_source_in_common_beside_others_leaves_it_open():
    both = telling("a", ["harbo guard", "navy spoke"]), telling("b", ["harbo guard"])
    assert found(*both) == (1, 2, 2)


def test_where_nobody_is_credited_it_may_come_from_the_other():
    assert found(telling("a", ["harbo guard"]), telling("b")) == (1, 2, 2)


def test_one_agency_is_one_origin():
    assert found(telling("a", ["x y"], ["MNA"]), telling("b", ["z w"], ["MNA"])) == (1, 1, 1)


def test_copies_are_one_origin_and_a_shared_quotation_is_not():
    a, b = Report("The quay burned.", outlet="A"), Report("The quay burned.", outlet="B")
    told = telling(a.id, ["harbo guard"]), telling(b.id, ["navy spoke"])
    words = [Evidence.at(each, 0, 8) for each in (a, b)]
    for relation, count in ((Relation.COPY, 1), (Relation.REWRITE, 1), (Relation.QUOTATION, 2)):
        link = OriginLink(a.id, b.id, relation, (words[0],), (words[1],))
        assert found(*told, links=[link]) == (count, count, count)


def test_every_tie_says_why():
    rests = basis([telling("a", ["harbo guard"]), telling("b", ["harbo guard"])], {})
    (tie,) = rests.ties
    assert (tie.a, tie.b, tie.ground, tie.what) == ("a", "b", Ground.SOURCE, "harbo guard")


def test_outlets_are_counted_once_and_nameless_ones_each():
    told = [telling("a", outlet="X"), telling("b", outlet="X"), telling("c")]
    assert basis(told, {}).outlets == 2


def test_a_longer_name_is_the_same_source():
    assert common_sources(frozenset({"mihai dobre"}), frozenset({"prefe mihai dobre"}))
    assert not common_sources(frozenset({"dobre"}), frozenset({"elena dobre"}))

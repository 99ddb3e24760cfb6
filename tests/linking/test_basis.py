import time
from dataclasses import replace

from according.linking.basis import Ground, Telling, basis, common_sources
from according.linking.sketches import Bounds, source_key
from tests.linking.test_pairs import BLAST


def telling(name, sources=(), agencies=(), outlet=None):
    sketch = replace(BLAST, report_id=name, sources=frozenset(sources))
    return Telling(name, outlet or f"outlet {name}", frozenset(agencies), (sketch,))


def found(*told, texts=None):
    rests = basis(told, texts or {})
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


def test_an_agencys_own_report_is_of_the_origin_of_those_who_print_it():
    own, printed = telling("a", ["x y"], outlet="Blue Strait Lines"), telling("b", ["z w"])
    assert found(own, printed) == (2, 2, 2)
    for credit in ("Blue Strait Lines", "BSL"):
        assert found(own, replace(printed, agencies=frozenset({credit}))) == (1, 1, 1)


def test_reports_of_one_text_are_one_origin_whomever_they_credit():
    told = telling("a", ["harbo guard"]), telling("b", ["navy spoke"])
    assert found(*told) == (2, 2, 2)
    assert found(*told, texts={"a": "a", "b": "a"}) == (1, 1, 1)


def test_who_credits_nobody_but_the_other_outlet_has_it_from_there():
    a, b = (
        telling("a", ["harbo guard"], outlet="Quay Post"),
        telling("b", [source_key("Quay Post")]),
    )
    assert found(a, b) == (1, 1, 2)
    (tie,) = basis([a, b], {}).ties
    assert tie.ground is Ground.REPORTED
    others = replace(b.sketches[0], sources=frozenset({source_key("Quay Post"), "navy spoke"}))
    assert found(a, replace(b, sketches=(others,))) == (1, 2, 2)


def test_who_credits_an_agency_in_its_words_is_of_its_origin():
    a, b = telling("a", ["x y"], ["Meridian News"]), telling("b", [source_key("Meridian News")])
    assert found(a, b) == (1, 1, 2)


def test_the_same_odd_figure_leaves_it_open():
    a, b = telling("a", ["harbo guard"]), telling("b", ["navy spoke"])

    def counting(each, number):
        return replace(
            each, sketches=(replace(each.sketches[0], figures=(Bounds("killed", number, number),)),)
        )

    assert found(counting(a, 347), counting(b, 347)) == (1, 2, 2)
    assert found(counting(a, 340), counting(b, 340)) == (2, 2, 2)
    assert found(counting(a, 14), counting(b, 14)) == (2, 2, 2)


def test_a_thousand_copies_are_weighed_in_no_time():
    told = [telling(f"{number:04}", ["harbo guard"]) for number in range(1000)]
    began = time.perf_counter()
    assert found(*told, texts=dict.fromkeys((each.report_id for each in told), "a")) == (1, 1, 1)
    assert time.perf_counter() - began < 1


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

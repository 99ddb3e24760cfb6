import json
from dataclasses import replace
from datetime import date, datetime

import numpy as np
import pytest

from according.errors import DataError
from according.linking import pairs
from according.linking.events import grouped, keys, odds
from according.linking.pairs import FEATURES, alike, barred, compare, figures, load_weights
from according.linking.sketches import Bounds, Sketch, Spot, plain_sketch, to_sketch
from according.model import Evidence, OriginLink, Relation, Report, Span

VARNA = Spot(1, "Varna", 43.2, 27.9, False, "BG")
BURGAS = Spot(2, "Burgas", 42.5, 27.5, False, "BG")
SOFIA = Spot(3, "Sofia", 42.7, 23.3, False, "BG")
BLAST = Sketch(
    account_id="a1",
    report_id="r1",
    number=0,
    published=date(2024, 3, 12),
    earliest=datetime(2024, 3, 12),
    latest=datetime(2024, 3, 12, 23, 59),
    course=False,
    asserted=True,
    in_head=True,
    types=frozenset({"ASSAULT"}),
    triggers=frozenset({"blast", "kille"}),
    actors=frozenset({"guard"}),
    who=frozenset({"guard of osk"}),
    words=frozenset({"blast", "harbo", "kille", "zelni"}),
    names=frozenset({"varna", "zelni"}),
    spots=(VARNA,),
    figures=(Bounds("killed", 4, 4),),
    evidence=(Span(0, 5),),
    scene=VARNA,
    report_names=frozenset({"varna", "zelni", "orlov"}),
    sources=frozenset(),
    unsourced=True,
)
OTHER = replace(BLAST, account_id="a2", report_id="r2")


def value(name, a, b, links=()):
    return compare(a, b, links)[FEATURES.index(name)]


def test_the_same_told_twice_is_one_happening():
    assert odds(BLAST, OTHER, {}) > 0
    assert grouped([BLAST, OTHER], []) == [frozenset({"a1", "a2"})]


def test_other_place_and_words_are_another():
    elsewhere = replace(
        OTHER,
        spots=(BURGAS,),
        scene=BURGAS,
        triggers=frozenset({"march"}),
        types=frozenset({"PROTEST"}),
        words=frozenset({"march"}),
        names=frozenset({"burga"}),
        report_names=frozenset({"burga"}),
        actors=frozenset(),
        who=frozenset(),
        figures=(),
    )
    assert odds(BLAST, elsewhere, {}) < 0
    assert len(grouped([BLAST, elsewhere], [])) == 2


def test_comparing_is_the_same_either_way():
    later = replace(OTHER, spots=(BURGAS,), latest=None, figures=(Bounds("killed", 9, None),))
    assert compare(BLAST, later) == compare(later, BLAST)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"report_id": "r1"}, "two accounts of one report"),
        ({"spots": (SOFIA,)}, "places 378 km apart"),
        (
            {"earliest": datetime(2024, 3, 16), "latest": datetime(2024, 3, 17)},
            "times 4 days apart",
        ),
    ],
)
def test_what_bars_is_said(change, why):
    assert barred(BLAST, replace(OTHER, **change)) == why


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"spots": (BURGAS,)},
        {"spots": ()},
        {"earliest": None, "latest": None},
        {"earliest": datetime(2024, 3, 13, 8), "latest": datetime(2024, 3, 13, 9)},
    ],
)
def test_what_may_be_one_is_not_barred(change):
    assert barred(BLAST, replace(OTHER, **change)) is None


def test_text_that_both_share_outweighs_a_place_far_off():
    one, other = Report("blast at the quay", outlet="A"), Report("blast at the quay", outlet="B")
    a, b = replace(BLAST, report_id=one.id), replace(OTHER, report_id=other.id, spots=(SOFIA,))
    both = [Evidence.at(each, 0, 17) for each in (one, other)]
    link = OriginLink(one.id, other.id, Relation.COPY, (both[0],), (both[1],))
    assert barred(a, b) == "places 378 km apart"
    assert barred(a, b, [link]) is None
    assert value("shared text", a, b, [link]) == value("shared text", b, a, [link]) == 1


@pytest.mark.parametrize(
    ("a", "b", "stand"),
    [
        ((4, 4), (4, 4), "same"),
        ((16, None), (22, 22), "compatible"),
        ((16, 16), (22, None), "near"),
        ((4, 4), (52, 52), "conflict"),
    ],
)
def test_how_figures_stand(a, b, stand):
    assert figures([Bounds("killed", *a)], [Bounds("killed", *b)]) == stand
    assert figures([Bounds("killed", *a)], [Bounds("wounded", *b)]) is None


def test_rare_words_weigh_more_than_common_ones():
    assert alike(frozenset({"syria", "zzzzz"}), frozenset({"syria"})) < 0.5
    assert alike(frozenset({"syria", "zzzzz"}), frozenset({"zzzzz"})) > 0.9
    assert alike(frozenset(), frozenset({"zzzzz"})) == 0


def dated(first, last=None):
    days = {"earliest": datetime(2024, *first), "latest": datetime(2024, *(last or first))}
    return keys(replace(OTHER, names=frozenset(), **days)).keys()


def test_accounts_find_each_other_where_their_times_may_be_one():
    sunday, monday, later = (3, 17), (3, 18), (3, 26)
    assert dated(sunday) & dated(monday)
    assert not dated(sunday) & dated(later)
    assert dated(sunday, later) & dated(sunday)
    assert dated(sunday, later) & dated(later)
    assert dated((3, 1), (3, 31)) & dated((3, 14))


def test_the_time_of_an_account_of_months_is_that_of_its_publication():
    year = dated((1, 1), (12, 31))
    assert len(year) == len(dated((1, 1), (12, 30))) <= 9
    assert year & keys(BLAST).keys()


def test_an_account_without_day_or_publication_has_no_keys_and_breaks_nothing():
    undated = replace(OTHER, published=None, earliest=None, latest=None)
    assert keys(undated) == {}
    assert np.isfinite(compare(BLAST, undated)).all()


def test_a_sketch_comes_back_from_json_as_it_was():
    for sketch in (BLAST, replace(OTHER, published=None, earliest=None, scene=None, figures=())):
        assert to_sketch(json.loads(json.dumps(plain_sketch(sketch)))) == sketch


def test_damaged_weights_are_said(monkeypatch):
    load_weights.cache_clear()
    monkeypatch.setattr(pairs, "load_json", lambda name: {"weights": {}, "threshold": 0})
    with pytest.raises(DataError, match=r"linking/events\.json is damaged"):
        load_weights()
    load_weights.cache_clear()

import json
import random
import tracemalloc
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from according.export.coded import code
from according.export.compared import Doubt, Fit, How, compare, pairing, plain_compared, read_file
from according.export.compared.assigning import assign
from according.export.compared.pairing import SURE
from according.export.compared.plain import CSV, csv_lines
from according.linking.aliases import load_aliases
from according.model import BlameCertainty, Place
from tests.export.coded.world import TULN, event, telling
from tests.export.compared.test_theirs import file_of
from tests.long import LONG

FOURTEEN = ("at least 14", 14, 14, None)


@pytest.fixture(scope="module")
def aliases():
    return load_aliases()


def ours(number=1, **told):
    """An event of one report, coded, with an id of its own."""
    told = {"killed": FOURTEEN, "blamed": "Reed Front", **told}
    return replace(code(event(telling(**told))), id=f"{number:064x}", number=number)


def compared(tmp_path, aliases, events, *rows, form="ged"):
    return compare(events, read_file(file_of(tmp_path / "a.csv", form, *rows)), aliases)


def only(found):
    ((pair, differing),) = found.pairs
    return pair, {each.field: each for each in differing}


def test_a_match_and_how_it_differs(tmp_path, aliases):
    pair, fields = only(compared(tmp_path, aliases, [ours()], {"latitude": "45.1"}))
    assert pair.doubt is Doubt.MATCH
    assert pair.fits.fields == {
        "days": Fit.SAME,
        "place": Fit.SAME,
        "deaths": Fit.FITS,
        "actors": Fit.SAME,
        "kind": Fit.UNKNOWN,
    }
    assert (fields["date"].how, fields["actor"].how) == (How.AGREE, How.AGREE)
    assert fields["place"].note.startswith("11 km apart")
    best = fields["killed, best"]
    assert (best.ours, best.theirs, best.how) == ("14", "16", How.DIFFER)
    assert best.note == "here by Quay Post itself in Quay Post"
    assert fields["killed, high"].note.endswith("more may be")
    assert fields["killed, low"].how is How.AGREE


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"date_start": "2024-03-15", "date_end": "2024-03-16"}, {}),
        ({"latitude": "47.5"}, {}),
        ({}, {"on": None, "at": None}),
        ({"date_start": "2023-03-12", "date_end": "2023-03-12"}, {"on": None}),
    ],
)
def test_what_cannot_be_one(tmp_path, aliases, row, told):
    found = compared(tmp_path, aliases, [ours(**told)], row)
    assert found.pairs == ()
    assert (len(found.only_here), len(found.only_there)) == (1, 1)


def test_a_day_apart_can_be_one(tmp_path, aliases):
    row = {"date_start": "2024-03-13", "date_end": "2024-03-13"}
    pair, fields = only(compared(tmp_path, aliases, [ours()], row))
    assert (pair.doubt, pair.fits.days, fields["date"].how) == (Doubt.MATCH, Fit.FITS, How.DIFFER)


def test_how_far_apart_hangs_on_the_precision_of_both(tmp_path, aliases):
    far = {"latitude": "45.6"}
    assert compared(tmp_path, aliases, [ours()], far).pairs == ()
    pair, _ = only(compared(tmp_path, aliases, [ours()], far | {"where_prec": "4"}))
    assert (pair.doubt, pair.fits.place, round(pair.fits.km)) == (Doubt.MATCH, Fit.FITS, 67)


@pytest.mark.parametrize(
    ("told", "row"),
    [
        ({"on": None}, {}),
        ({"at": None}, {}),
        ({"blamed": "Hill League"}, {}),
        ({"blamed": None, "killed": None}, {}),
        (
            {"blamed": None, "killed": ("14", 14, 14, 14)},
            {"low": "90", "best": "90", "high": "90"},
        ),
    ],
)
def test_less_than_a_match_is_a_possible_one(tmp_path, aliases, told, row):
    pair, _ = only(compared(tmp_path, aliases, [ours(**told)], row))
    assert pair.doubt is Doubt.POSSIBLE


def test_deaths_may_differ_where_the_actors_are_the_same(tmp_path, aliases):
    row = {"low": "90", "best": "90", "high": "90"}
    told = {"killed": ("14", 14, 14, 14)}
    pair, fields = only(compared(tmp_path, aliases, [ours(**told)], row))
    assert (pair.doubt, pair.fits.deaths) == (Doubt.MATCH, Fit.DIFFERS)
    assert fields["killed, high"].how is How.DIFFER


@pytest.mark.parametrize(
    ("ours_", "theirs", "fits"),
    [
        ("Reed Front", "RF: Reed Front", Fit.SAME),
        ("the Reed Front", "Reed Front (Romania)", Fit.SAME),
        ("Taliban", "Taleban", Fit.SAME),
        ("Syrian army", "Government of Syria", Fit.SAME),
        ("Syrian police", "Military Forces of Syria (2000-)", Fit.SAME),
        ("Syrian army", "Government of Turkey", Fit.DIFFERS),
        ("Reed Front", "Hill League", Fit.DIFFERS),
        ("villagers", "Civilians (Romania)", Fit.FITS),
        ("gunmen", "Hill League", Fit.UNKNOWN),
    ],
)
def test_actors(tmp_path, aliases, ours_, theirs, fits):
    told = {"blamed": None, "to": None}
    # Sorts of people have no actor of their own, as readings have it.
    told |= {"of_whom": ours_} if ours_ in ("villagers", "gunmen") else {"blamed": ours_}
    row = {"side_a": theirs, "side_b": ""}
    pair, _ = only(compared(tmp_path, aliases, [ours(**told)], row))
    assert pair.fits.actors is fits


def test_who_is_said_not_to_have_done_it_is_nobody(tmp_path, aliases):
    told = {"certainty": BlameCertainty.DENIED}
    pair, _ = only(compared(tmp_path, aliases, [ours(**told)], {}))
    assert pair.fits.actors is Fit.UNKNOWN


def test_very_many_are_compared_in_bounded_memory(tmp_path, aliases):
    """Of as many rows as events, spread over two years and four hundred towns. In its long form of
    twenty thousand: ACCORDING_LONG=1."""
    many = 20_000 if LONG else 500
    like, chance = ours(), random.Random(19)
    first = like.when.first
    events, rows = [], []
    for number in range(many):
        day = first + timedelta(days=chance.randrange(700))
        latitude, longitude = chance.randrange(20) * 2.0 - 20, chance.randrange(20) * 2.0
        place = replace(like.where.place, latitude=latitude, longitude=longitude)
        days = {"first": day, "last": day, "earliest": day, "latest": day}
        when, where = replace(like.when, **days), replace(like.where, place=place)
        one = replace(like, id=f"{number:064x}", number=number, when=when, where=where)
        events.append(one)
        said = {"date_start": day.isoformat(), "date_end": day.isoformat()}
        place_said = {"latitude": str(latitude), "longitude": str(longitude)}
        rows.append({"id": str(number), **said, **place_said})
    theirs = read_file(file_of(tmp_path / "a.csv", "ged", *rows))
    tracemalloc.start()
    found = compare(events, theirs, aliases)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found.pairs) == many
    assert most < 10_000 * many


def test_of_rows_that_could_be_anything_each_still_finds_its_own(tmp_path, aliases, monkeypatch):
    """More could be one than are looked at: equals do not all take the same ones."""
    monkeypatch.setattr(pairing, "MOST", 3)
    events = [ours(number) for number in range(12)]
    rows = [{"id": str(number)} for number in range(12)]
    assert len(compared(tmp_path, aliases, events, *rows).pairs) == 12


def test_each_is_paired_once_and_the_whole_fits_best(tmp_path, aliases):
    """The first event fits both rows, the second one only the first row."""
    events = [ours(1, killed=("16", 16, 16, 16)), ours(2, killed=("16", 16, 16, 16), on=(11, 12))]
    rows = {"id": "1"}, {"id": "2", "date_start": "2024-03-13", "date_end": "2024-03-13"}
    found = compared(tmp_path, aliases, events, *rows)
    assert {(each.ours.number, each.theirs.id) for each, _ in found.pairs} in (
        {(1, "1"), (2, "2")},
        {(1, "2"), (2, "1")},
    )
    assert found.only_here == found.only_there == ()


def test_another_that_fits_as_well_is_told(tmp_path, aliases):
    found = compared(tmp_path, aliases, [ours()], {"id": "1"}, {"id": "2"})
    pair, _ = only(found)
    assert len(pair.as_well) == 1
    assert pair.as_well[0].startswith("row ")
    assert len(found.only_there) == 1


def test_acled(tmp_path, aliases):
    told = {"mode": "explosives", "to": "police", "blamed": "Reed Front"}
    found = compared(tmp_path, aliases, [ours(**told)], {}, form="acled")
    pair, fields = only(found)
    assert pair.doubt is Doubt.MATCH
    assert pair.fits.kind is Fit.DIFFERS
    assert (fields["kind"].ours, fields["kind"].theirs) == ("Explosions/Remote violence", "Battles")
    assert "killed, low" not in fields


def test_what_a_form_has_no_rows_for_is_counted_apart(tmp_path, aliases):
    quiet = ours(killed=None, at=Place(None, "Far", 0.0, 0.0, 1, "a test"))
    found = compared(tmp_path, aliases, [quiet], {})
    assert found.only_here == ()
    assert sum(found.beyond.values()) == 1


def test_nothing_is_lost(tmp_path, aliases):
    events = [ours(each, on=(each, each)) for each in range(1, 9)]
    rows = [{"id": str(each), "date_start": f"2024-03-{each:02}"} for each in range(5, 13)]
    found = compared(tmp_path, aliases, events, *rows)
    plain = json.loads(json.dumps(plain_compared(found)))
    counts = plain["counts"]
    pairs = counts["matches"] + counts["possible_matches"]
    assert pairs + counts["only_here"] == 8
    assert pairs + counts["only_there"] == counts["rows"] == 8
    lines = list(csv_lines(found))
    assert all(len(each) == len(CSV) for each in lines)
    named = {each[2] for each in lines[1:] if each[2]}
    assert named == {str(each) for each in range(5, 13)}


def test_events_compared_with_their_own_export_are_the_same(tmp_path, aliases):
    own = ours(killed=("14", 14, 14, 14), at=TULN)
    row = {"id": str(own.number), "low": "14", "best": "14", "high": "14"}
    pair, fields = only(compared(tmp_path, aliases, [own], row))
    assert pair.doubt is Doubt.MATCH
    agreeing = ("date", "place", "killed, low", "killed, best", "killed, high", "actor")
    assert {fields[name].how for name in agreeing if name != "place"} == {How.AGREE}


@pytest.mark.parametrize("seed", range(60))
def test_assignments_are_the_best_there_are(seed):
    random = np.random.default_rng(seed)
    rows, columns = random.integers(1, 9, 2)
    table = random.integers(-4, 8, (rows, columns)).clip(0).astype(float)
    points = {(int(a), int(b)): float(table[a, b]) for a, b in zip(*table.nonzero(), strict=True)}
    found = assign(points)
    assert len(set(found.values())) == len(found)
    assert all(pair in points for pair in found.items())
    a, b = linear_sum_assignment(table, maximize=True)
    assert sum(points[pair] for pair in found.items()) == table[a, b].sum()


def test_a_match_outweighs_two_possible_matches():
    points = {(0, 0): 2.0 + SURE, (0, 1): 8.0, (1, 0): 8.0}
    assert assign(points) == {0: 0}

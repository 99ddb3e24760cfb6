"""Events and places as areas."""

import json
import math
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from according.export.formats.choosing import choose
from according.export.formats.circles import circle
from according.export.formats.geojson import FORMAT
from according.export.formats.writing import write
from according.model.place import kilometres
from according.reviewing.deciding import decide, locate
from according.reviewing.roles import Viewer
from according.reviewing.settled import Verdict


def rings(geometry):
    """The outer rings of a geometry; no area here has holes."""
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    assert all(len(each) == 1 for each in polygons)
    return [each[0] for each in polygons]


def check(geometry):
    """As RFC 7946 has it: closed, at least four positions, against the clock, within the world."""
    for ring in rings(geometry):
        assert ring[0] == ring[-1]
        assert len(ring) >= 4
        pairs = list(pairwise(ring))
        assert sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in pairs) > 0
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(1, 400))
def test_circles_are_as_the_standard_wants_them(latitude, longitude, radius):
    check(circle(latitude, longitude, radius))


@given(st.floats(-80, 80), st.floats(-170, 170), st.floats(1, 400))
def test_every_corner_is_as_far_as_the_radius(latitude, longitude, radius):
    for ring in rings(circle(latitude, longitude, radius)):
        for x, y in ring:
            if abs(x) != 180:
                far = kilometres(latitude, longitude, y, x)
                assert math.isclose(far, radius, rel_tol=0.02, abs_tol=0.01)


def test_a_circle_across_the_antimeridian_is_cut():
    found = circle(-17.0, 179.9, 100)
    assert found["type"] == "MultiPolygon"
    east, west = sorted(rings(found), key=lambda ring: ring[0][0])
    assert max(x for x, _ in east) < 0 < min(x for x, _ in west)


def test_a_circle_around_a_pole_is_a_cap():
    (ring,) = rings(circle(89.9, 10, 100))
    assert {y for _, y in ring} >= {90.0}
    assert {x for x, _ in ring} == {-180.0, 180.0}


@pytest.fixture
def features(record, tmp_path):
    def made(**options):
        with choose(record) as chosen:
            path = tmp_path / f"{len(list(tmp_path.iterdir()))}.geojson"
            written = write(FORMAT, chosen, str(path), options)
        found = json.loads(path.read_text("utf-8"))
        assert found["type"] == "FeatureCollection"
        assert written.rows == len(found["features"])
        return found["features"], written.losses.plain()

    return made


def test_events_are_areas_with_code_and_reason(record, features):
    found, losses = features()
    assert {each["properties"]["event"] for each in found} == {
        each.id for each in record.across.events()
    }
    assert len({each["id"] for each in found}) == len(found)
    with_place = [each for each in found if each["geometry"]]
    for each in with_place:
        check(each["geometry"])
        assert each["properties"]["precision_reason"]
        assert each["properties"]["radius_km"] > 0
        assert each["properties"]["by"] == "machine"
    without = [each for each in found if not each["geometry"]]
    (told,) = [each for each in losses if each["field"] == "event.place"]
    assert told["count"] == len(without)


def test_the_bombing_is_in_its_town(features):
    found, _ = features()
    (town,) = [
        each["properties"]
        for each in found
        if each["properties"].get("geonames_id") == 664518 and each["properties"]["reports"] > 4
    ]
    assert town["precision"] == 1
    assert (town["country"], town["place"]) == ("RO", "Tulcea")
    # "At least 40" was told by one too: the range is open.
    assert (town["killed_low"], town["killed_high"]) == (14, None)


def test_points_say_that_they_look_exact(features):
    found, losses = features(**{"as": "points"})
    assert {each["geometry"]["type"] for each in found if each["geometry"]} == {"Point"}
    assert any(each["field"] == "place.precision" and each["count"] for each in losses)


def test_places_are_there_once(features):
    found, _ = features(of="places")
    assert len({each["id"] for each in found}) == len(found) > 5
    assert found[0]["properties"]["reports"] >= found[-1]["properties"]["reports"]
    for each in found:
        check(each["geometry"])


def test_a_place_that_people_reject_or_correct_is_so(record, tmp_path):
    def places():
        out = tmp_path / "places.geojson"
        with choose(record) as chosen:
            write(FORMAT, chosen, str(out), {"of": "places", "as": "points"}, force=True)
        found = [each["properties"] for each in json.loads(out.read_text())["features"]]
        return {each["geonames_id"]: each for each in found}

    before = places()
    with choose(record) as chosen:
        toponyms = [each for one in chosen.readings() for each in one.toponyms]
    usable = [each for each in toponyms if each.place and each.says_where]
    named = Counter(each.place.geonames_id for each in usable)
    once = next(each for each in usable if named[each.place.geonames_id] == 1)
    most, _ = named.most_common(1)[0]
    other = next(each for each in usable if each.place.geonames_id == most)
    for each, verdict in ((once, Verdict.REJECT), (other, Verdict.ACCEPT)):
        words = each.evidence
        anchor = locate(record, f"toponym:{words.report_id}:{words.start}-{words.end}")
        decide(record, Viewer("ana"), anchor, verdict)
    after = places()
    assert once.place.geonames_id in before
    assert once.place.geonames_id not in after
    assert {each["by"] for each in before.values()} == {"machine"}
    assert [each for each in after if after[each]["by"] == "people"] == [most]

"""Relative descriptions, in invented sentences."""

import time

import pytest

from according.model import Discrepancy
from according.reading.places.compass import Compass, half_width_deg
from according.reading.places.sphere import distance_km


@pytest.fixture(scope="module")
def compass():
    return Compass()


@pytest.mark.parametrize(
    ("text", "km", "deg", "slack"),
    [
        ("30 kilometers west of Tirana", 30, 270, 5),
        ("30 km west of Tirana", 30, 270, 5),
        ("about 30 km west of Tirana", 30, 270, 10),
        ("30 kilometres (19 miles) north-west of Tirana", 30, 315, 5),
        ("30 kilometers to the west of Tirana", 30, 270, 5),
        ("45km south of Homs", 45, 180, 2.5),
        ("7 miles northeast of Homs", 7 * 1.609344, 45, 0.5 * 1.609344),
        ("2.5 km north-northeast of Homs", 2.5, 22.5, 0.5),
        ("a 12-mile (19 km) east of Homs", 12 * 1.609344, 90, 0.5 * 1.609344),
        ("some 20 km outside Homs", 20, None, 10),
        ("twenty kilometres from Homs", 20, None, 5),
        ("two hundred miles from Homs", 200 * 1.609344, None, 25 * 1.609344),
        ("1,200 km from Homs", 1200, None, 25),
        ("500 metres from Homs", 0.5, None, 0.025),
        ("north of Homs", None, 0, 0),
        ("south-east of the city", None, 135, 0),
    ],
)
def test_phrases(compass, text, km, deg, slack):
    (phrase,) = compass.phrases(text)
    assert phrase.distance_km == (km if km is None else pytest.approx(km))
    assert phrase.bearing_deg == deg
    assert phrase.slack_km == pytest.approx(slack)


@pytest.mark.parametrize(
    "text",
    [
        "30 people west of Tirana",
        "the west of",
        "northern Syria",
        "20 kmh from here",
        "he ran 30 kilometers",
        "version 2.30 km",
        "in the north offering",
    ],
)
def test_no_phrases(compass, text):
    assert [each.distance_km for each in compass.phrases(text)] in ([], [None])


def test_unit_words_are_bounded(compass):
    assert half_width_deg(270) > half_width_deg(292.5)


def relatives(found):
    return {each.evidence.quote: each.relative for each in found if each.relative is not None}


def test_a_town_30_kilometers_west_of_the_capital(located):
    text = "The group moved to Manza, a small hill town 30 kilometers west of capital Tirana."
    found = {each.evidence.quote: each for each in located(text)}
    place, relative = found["Manza"].place, found["Manza"].relative
    assert place is not None
    assert place.geonames_id == 3184801
    assert (relative.distance_km, relative.bearing_deg) == (30, 270)
    assert relative.anchor.quote == "Tirana"
    assert relative.evidence.quote == "30 kilometers west of capital Tirana"
    middle = (relative.region.latitude, relative.region.longitude)
    assert distance_km((41.3275, 19.81889), middle) == pytest.approx(30, abs=0.1)
    assert relative.discrepancy == Discrepancy(30, 270, 21.9, 300.9)


@pytest.mark.parametrize("name", ["Manez", "Manza", "Manzë"])
@pytest.mark.parametrize(
    "text",
    [
        "They live in {}, a small hill town 30 kilometers west of capital Tirana.",
        "They live in {} (a hill town), a place 30 kilometers west of Tirana, Albania.",
        "They live in {}, about 35 km west of the Albanian capital Tirana.",
        "Albania sent them to {}, a town 30 kilometres to the west of Tirana.",
    ],
)
def test_the_description_tells_namesakes_apart_and_is_compared(located, text, name):
    found = {each.evidence.quote: each for each in located(text.format(name))}
    assert found[name].place.geonames_id == 3184801
    assert found[name].relative.discrepancy.found_km == 21.9
    assert round(found[name].relative.discrepancy.found_deg) == 301


def test_a_description_that_fits_is_no_discrepancy(located):
    text = "The camp is in Manzë, a town some 22 km northwest of Tirana, Albania."
    found = relatives(located(text))
    assert found["Manzë"].region is not None
    assert found["Manzë"].discrepancy is None


def test_a_description_without_a_name_is_a_region_of_its_own(located):
    text = "Two people died in a village 45 kilometres south of Ljubljana, Slovenia."
    found = {each.evidence.quote: each for each in located(text)}
    toponym = found["45 kilometres south of Ljubljana"]
    assert toponym.place is None
    assert toponym.says_where
    region = toponym.relative.region
    assert region.latitude < 45.7
    assert region.radius_km < 45


def test_a_distance_without_a_direction_is_a_circle_about_the_anchor(located):
    text = "The convoy stopped 20 km outside Homs, Syria."
    relative = relatives(located(text))["20 km outside Homs"]
    assert relative.bearing_deg is None
    assert relative.region.radius_km == 25
    assert (round(relative.region.latitude, 1), round(relative.region.longitude, 1)) == (34.7, 36.7)


def test_a_direction_alone_has_no_region(located):
    found = located("Fighting went on in Taji, north of Baghdad, Iraq.")
    described = [each for each in found if each.relative is not None]
    assert all(each.relative.region is None for each in described)


def test_an_anchor_that_is_not_known_gives_no_region(located):
    found = located("They met 30 km west of Veldermarsh on Monday.")
    assert all(each.relative is None or each.relative.region is None for each in found)


@pytest.mark.parametrize(
    "text",
    [
        "30 km " * 17_000,
        "30 kilometers (" * 7_000,
        "about " * 16_000,
        "north-" * 16_000,
        "1" * 100_000,
        "30 kilometers west of " * 4_500,
        "a a a a " * 12_500,
        "30 km (" + "x" * 100_000,
        " " * 100_000,
        "30\t" * 33_000,
    ],
    ids=["units", "brackets", "hedges", "points", "digits", "phrases", "articles", "bracket",
         "blanks", "tabs"],
)  # fmt: skip
def test_phrases_of_hostile_text_take_linear_time(compass, text):
    before = time.process_time()
    sum(1 for _ in compass.phrases(text))
    assert time.process_time() - before < 2

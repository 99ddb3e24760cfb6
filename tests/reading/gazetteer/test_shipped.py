"""The gazetteer that is shipped."""

import time

import pytest

from according.reading.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer()


def test_it_opens_in_well_under_a_tenth_of_a_second():
    Gazetteer()  # once, so that the file is in the system's cache
    before = time.process_time()
    Gazetteer()
    assert time.process_time() - before < 0.1


def test_it_is_small_enough_to_ship(gazetteer):
    assert gazetteer.path.stat().st_size <= 25 * 1024 * 1024
    assert "CC BY 4.0" in gazetteer.about["licence"]
    assert len(gazetteer) > 250_000


@pytest.mark.parametrize(
    ("name", "geonames_id"),
    [
        ("Manzë", 3184801),
        ("Manez", 3184801),
        ("Aleppo", 170063),
        ("Idlib", 169387),
        ("Syria", 163843),
        ("U.S.", 6252001),
        ("Gaza Strip", 281132),
        ("Africa", 6255146),
        ("Los Angeles County", 5368381),
        ("Damascus Countryside", 170652),
    ],
)
def test_it_has(gazetteer, name, geonames_id):
    found = {gazetteer.entry(number).geonames_id for number, _ in gazetteer.numbers(name)}
    assert geonames_id in found


def test_it_has_no_camp_ashraf(gazetteer):
    assert "Camp Ashraf" not in gazetteer


def test_every_place_is_on_earth_and_named(gazetteer):
    for number in range(0, len(gazetteer), 97):
        entry = gazetteer.entry(number)
        assert entry.name
        assert -90 <= entry.latitude <= 90
        assert -180 <= entry.longitude <= 180


def test_towns_lie_in_their_divisions(gazetteer):
    (aleppo,) = (
        entry
        for number, _ in gazetteer.numbers("Aleppo")
        for entry in [gazetteer.entry(number)]
        if entry.feature == "PPLA"
    )
    assert gazetteer.entry(aleppo.adm1).geonames_id == 170062

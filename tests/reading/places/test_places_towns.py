"""A town and the area of its name."""

import pytest

from according.model import Report


@pytest.fixture(scope="module")
def places(reader):
    def read(text):
        found = reader.read(Report(text, language="en")).toponyms
        return {each.evidence.quote: each for each in found}

    return read


def test_places_what_is_called_a_capital_is_the_town(places):
    found = places(
        "Talks with the Tirana government go on. They met in the capital Tirana in June."
    )
    assert found["Tirana"].place.geonames_id == 3183875


def test_places_a_distance_is_told_from_the_town(places):
    found = places(
        "The camp is near Manze, a small hill town 30 kilometers west of capital Tirana."
    )
    gap = found["Manze"].relative.discrepancy
    assert gap.found_km == pytest.approx(21.9, abs=0.05)
    assert gap.found_deg == pytest.approx(301, abs=0.5)
    assert (gap.said_km, gap.said_deg) == (30, 270)

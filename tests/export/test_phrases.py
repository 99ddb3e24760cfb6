"""Findings in plain words."""

from datetime import datetime

import pytest

from according.export.phrases import described, differs, how_many, resolved_from, when, where
from according.model import (
    Discrepancy,
    Evidence,
    Modifier,
    Place,
    PlaceKind,
    Quantity,
    Relative,
    Report,
    TimeExpression,
    TimexType,
    Toponym,
)

REPORT = Report("Thirty km west of Velden, in March 2024, a day after Monday, 14 people met.")


def at(words: str) -> Evidence:
    start = REPORT.text.index(words)
    return Evidence.at(REPORT, start, start + len(words))


def time(earliest=None, latest=None, type_=TimexType.DATE, value=None, **more):
    return TimeExpression(at("March 2024"), type_, value, earliest, latest, **more)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (time(datetime(2024, 3, 12), datetime(2024, 3, 12, 23, 59, 59)), "2024-03-12"),
        (
            time(datetime(2024, 3, 1), datetime(2024, 3, 31, 23, 59, 59)),
            "2024-03-01 to 2024-03-31",
        ),
        (
            time(datetime(2024, 3, 12, 9, 40), datetime(2024, 3, 12, 9, 40)),
            "2024-03-12 09:40",
        ),
        (
            time(datetime(2024, 3, 12, 9, 40), datetime(2024, 3, 12, 9, 40, 59)),
            "2024-03-12 09:40",
        ),
        (
            time(datetime(2024, 3, 12, 18), datetime(2024, 3, 12, 23, 59, 59)),
            "2024-03-12 18:00 to 23:59",
        ),
        (
            time(datetime(2024, 3, 12, 20), datetime(2024, 3, 13, 5)),
            "2024-03-12 20:00 to 2024-03-13 05:00",
        ),
        (time(datetime(1979, 1, 1)), "from 1979-01-01"),
        (time(latest=datetime(1979, 12, 31, 23, 59)), "until 1979-12-31"),
        (time(), "not resolved"),
        (time(type_=TimexType.DURATION, value="P3D"), "3 days"),
        (time(type_=TimexType.DURATION, value="P1Y"), "1 year"),
        (time(type_=TimexType.DURATION, value="PXY"), "some years"),
        (time(type_=TimexType.DURATION, value="P1DT2H30M"), "1 day 2 hours 30 minutes"),
        (time(type_=TimexType.DURATION, value="nonsense"), "not resolved"),
        (
            time(type_=TimexType.DURATION, value="P10Y", modifier=Modifier.MORE_THAN),
            "10 years (more than that)",
        ),
    ],
)
def test_when(found, said):
    assert when(found) == said


@pytest.mark.parametrize("modifier", Modifier)
def test_when_has_words_for_every_modifier(modifier):
    found = time(datetime(2024, 3, 1), datetime(2024, 3, 31), modifier=modifier)
    assert when(found).endswith(")")


def test_resolved_from():
    assert resolved_from(time(anchor=at("Monday"))) == "counted from “Monday”"
    said = resolved_from(time(anchored_to_publication=True))
    assert said == "counted from the day of publication"
    assert resolved_from(time()) is None


@pytest.mark.parametrize(
    ("low", "high", "unit", "said"),
    [
        (14, 14, None, "14"),
        (12, 15, None, "12 to 15"),
        (17_001, None, None, "17,001 or more"),
        (None, 30, None, "30 or fewer"),
        (None, None, None, "not resolved"),
        (30, 30, "kilometre", "30 kilometre"),
        (2.5, 2.5, "percent", "2.5 percent"),
    ],
)
def test_how_many(low, high, unit, said):
    assert how_many(Quantity(at("14"), low, None, high, "exact", unit=unit)) == said


VELDEN = Place(7, "Velden", 46.5, 14.25, 1, "the place itself", PlaceKind.POPULATED, "PPL", "XX")


def test_where():
    assert where(Toponym(at("Velden"), VELDEN, 0.9)) == (
        "Velden, XX: 46.500, 14.250",
        "GeoNames 7, populated place",
        "precision 1: the place itself, score 0.90",
    )
    assert where(Toponym(at("Velden"))) == ("no place of the gazetteer fits",)


def test_relative():
    gap = Discrepancy(30, 270, 21.9, 301.4)
    found = Relative(at("Thirty km west of Velden"), 30, 270, at("Velden"), discrepancy=gap)
    assert described(found) == "described as 30 km west of “Velden”"
    assert differs(found) == (
        "the report says 30 km west of “Velden”; by the gazetteer it is 21.9 km northwest (301°)"
    )
    assert differs(Relative(at("Thirty"), 30, None, at("Velden"))) is None
    assert where(Toponym(at("Thirty"), relative=found)) == ()

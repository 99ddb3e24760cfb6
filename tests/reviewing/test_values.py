"""What a field can be corrected to, and what it cannot."""

import pytest

from according.errors import JudgementError
from according.model import Report
from according.reviewing.findings import Kind, parse_anchor
from according.reviewing.values import Context, Located, field_of

VELDEN = Located(2762372, "Velden", 46.61, 14.04)
CONTEXT = Context(
    Report("Two died at Velden, Mara Lindqvist said. Mara Lindqvist gave no names."),
    {VELDEN.geonames_id: VELDEN}.get,
)


def read(kind, name, given):
    return field_of(kind, name).read(given, CONTEXT)


def bounds(low, best, high):
    return {"low": low, "best": best, "high": high}


@pytest.mark.parametrize(
    ("given", "wanted", "said"),
    [
        ("14", bounds(14, 14, 14), "14"),
        ("1,400", bounds(1400, 1400, 1400), "1,400"),
        ("14-20", bounds(14, None, 20), "14 to 20, best None"),
        ("14 to 20", bounds(14, None, 20), ""),
        ("14+", bounds(14, 14, None), "at least 14"),
        ("at least 14", bounds(14, 14, None), "at least 14"),
        ("at most 20", bounds(None, None, 20), "at most 20"),
        ("14/16/20", bounds(14, 16, 20), "14 to 20, best 16"),
        ("14//", bounds(14, None, None), "at least 14"),
        ({"low": "14", "best": 16, "high": ""}, bounds(14, 16, None), "at least 14, best 16"),
        ("0", bounds(0, 0, 0), "0"),
    ],
)
def test_figures(given, wanted, said):
    assert read(Kind.FIGURE, "count", given) == wanted
    if "None" not in said and said:
        assert field_of(Kind.FIGURE, "count").said(wanted) == said


@pytest.mark.parametrize(
    "given",
    ["", "many", "20-14", "20/14/16", "-3", "//", "3.5", {"low": -1}, {"low": "x"}, "9" * 12, {}],
)
def test_no_figures(given):
    with pytest.raises(JudgementError):
        read(Kind.FIGURE, "count", given)


@pytest.mark.parametrize(
    "given",
    ["9" * 5000, f"1-{'9' * 5000}", f"{'9' * 5000}/1/1", {"low": "9" * 5000}, 10**5000],
    ids=["one", "range", "three", "mapping", "number"],
)
def test_a_figure_of_thousands_of_digits_is_told_to_be_too_large(given):
    with pytest.raises(JudgementError, match="no figure is above"):
        read(Kind.FIGURE, "count", given)


@pytest.mark.parametrize("given", ["9" * 5000, {"geonames_id": "9" * 5000}])
def test_a_place_of_thousands_of_digits_is_none(given):
    with pytest.raises(JudgementError, match=r"no place with GeoNames id 9{40};"):
        read(Kind.TOPONYM, "place", given)


def test_an_anchor_of_thousands_of_digits_is_none():
    with pytest.raises(JudgementError, match="names no finding"):
        parse_anchor(f"figure:abc:0-{'9' * 5000}")


def test_places_by_id_and_by_coordinates():
    wanted = {"geonames_id": 2762372, "name": "Velden", "latitude": 46.61, "longitude": 14.04}
    assert read(Kind.TOPONYM, "place", "2762372") == wanted
    assert read(Kind.TOPONYM, "place", {"geonames_id": 2762372}) == wanted
    mill = read(Kind.TOPONYM, "place", "46.6123456, -14.05 the old mill")
    assert mill == {
        "geonames_id": None,
        "name": "the old mill",
        "latitude": 46.61235,
        "longitude": -14.05,
    }
    assert read(Kind.TOPONYM, "place", {"latitude": 1, "longitude": 2})["name"] is None
    assert "the old mill" in field_of(Kind.TOPONYM, "place").said(mill)


@pytest.mark.parametrize("given", ["7", "999999999999", "91, 0", "0, 181", "Velden", "1;2", {}])
def test_no_places(given):
    with pytest.raises(JudgementError):
        read(Kind.TOPONYM, "place", given)


def test_precision_is_1_to_7():
    assert read(Kind.TOPONYM, "precision", "3") == 3
    for given in ("0", "8", "", None, "near"):
        with pytest.raises(JudgementError):
            read(Kind.TOPONYM, "precision", given)


@pytest.mark.parametrize(
    ("given", "earliest", "latest", "said"),
    [
        ("2024-03-11", "2024-03-11T00:00:00", "2024-03-11T23:59:59", "2024-03-11"),
        (
            "2024-03-11/2024-03-13",
            "2024-03-11T00:00:00",
            "2024-03-13T23:59:59",
            "2024-03-11 to 2024-03-13",
        ),
        ("2024-03-11T14:30", "2024-03-11T14:30:00", "2024-03-11T14:30:00", "2024-03-11 14:30"),
        ("../2024-03-13", None, "2024-03-13T23:59:59", "open to 2024-03-13"),
        ("2024-03-11/..", "2024-03-11T00:00:00", None, "2024-03-11 to open"),
        (
            {"earliest": "2024-03-11", "latest": None},
            "2024-03-11T00:00:00",
            None,
            "2024-03-11 to open",
        ),
    ],
)
def test_times(given, earliest, latest, said):
    found = read(Kind.TIME, "interval", given)
    assert found == {"earliest": earliest, "latest": latest}
    assert field_of(Kind.TIME, "interval").said(found) == said


@pytest.mark.parametrize(
    "given",
    ["", "Monday", "../..", "2024-03-13/2024-03-11", "2024-02-30", "2024-03-11T10:00+02:00", {}],
)
def test_no_times(given):
    with pytest.raises(JudgementError):
        read(Kind.TIME, "interval", given)


@pytest.mark.parametrize(
    ("kind", "name", "given", "wanted"),
    [
        (Kind.MENTION, "type", "assault", "ASSAULT"),
        (Kind.MENTION, "mode", "drone", "drone"),
        (Kind.MENTION, "certainty", "denied", "denied"),
        (Kind.ROLE, "role", "recipient", "recipient"),
        (Kind.FIGURE, "kind", "wounded", "wounded"),
        (Kind.BLAME, "certainty", "accused", "accused"),
        (Kind.ATTRIBUTION, "source kind", "named", "named"),
    ],
)
def test_words_for_it(kind, name, given, wanted):
    assert read(kind, name, given) == wanted
    with pytest.raises(JudgementError, match="there are: "):
        read(kind, name, "something else")


def test_holders_are_words_of_the_report():
    assert read(Kind.FIGURE, "holder", "Outlet") == "outlet"
    wanted = {"start": 20, "end": 34, "quote": "Mara Lindqvist"}
    assert read(Kind.FIGURE, "holder", "Mara Lindqvist") == wanted
    second = {"start": 41, "end": 55}
    assert read(Kind.FIGURE, "holder", second)["quote"] == "Mara Lindqvist"
    for given in ("Petar Zelnik", "", {"start": 70, "end": 900}, {"start": 1}, {"start": "a"}):
        with pytest.raises(JudgementError):
            read(Kind.FIGURE, "holder", given)


def test_no_such_field():
    with pytest.raises(JudgementError, match="there are: count, kind, holder"):
        field_of(Kind.FIGURE, "colour")

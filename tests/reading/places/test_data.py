"""The data files that places go by."""

import json
from importlib import resources

import pytest

from according.errors import DataError
from according.model import PlaceKind
from according.reading.places.address import country_of
from according.reading.places.kinds import load_kinds
from according.reading.places.precision import _code, load_precision
from according.reading.places.ranker import load_weights
from according.reading.places.usage import load_metonymy
from according.reading.places.words import checked_list, load_words


def test_words_load():
    words = load_words()
    assert words.peoples["Turkish"] == "Turkey"
    assert words.peoples["European"] == "Europe"
    assert words.capitals["Tirana"] == "Albania"
    assert "in" in words["in"]


def test_every_people_has_a_place_in_the_gazetteer(places):
    words = load_words()
    missing = [word for word in words.peoples if not places._candidates.of_people(word)]
    assert not missing


@pytest.mark.parametrize("values", [None, [], ["x", "x"], ["X"], "x"])
def test_a_bad_list_is_refused(values):
    with pytest.raises(DataError):
        checked_list("f.json", "n", values)


def test_metonymy_loads():
    lists = load_metonymy()
    assert "rejected" in lists.verbs
    assert "talks" in lists.company


def test_every_kind_has_a_precision_code():
    precision = load_precision()
    assert set(precision.named) == set(PlaceKind)
    assert precision.near[0] == 2
    assert precision.waters[0] == 7
    assert precision.across[0] is None
    with pytest.raises(ValueError, match="8"):
        _code([8, "too high"])


def test_every_feature_of_the_gazetteer_has_a_kind(gazetteer):
    kinds = load_kinds()
    spots = {code for code in gazetteer._features if kinds.of(code) is PlaceKind.SPOT}
    assert spots <= {"AIRP", "BLDG", "MT"}


def test_weights_load_and_must_fit_the_features():
    text = resources.files("according.data").joinpath("places/ranker.json").read_text("utf-8")
    content = json.loads(text)
    assert load_weights(content) == load_weights()
    del content["together"]["near"]
    with pytest.raises(DataError, match="together"):
        load_weights(content)


@pytest.mark.parametrize(
    ("url", "country"),
    [
        ("https://www.quay.co.uk/a", "GB"),
        ("http://post.ca", "CA"),
        ("https://quay.com", None),
        ("https://radio.tv/x", None),
        ("no address", None),
        ("http://[bad", None),
        (None, None),
    ],
)
def test_country_of_an_address(url, country):
    assert country_of(url) == country

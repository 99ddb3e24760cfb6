import pytest

from according.errors import EvidenceError
from according.model import Evidence, Place, Region, Relative, Report, Toponym, Usage

REPORT = Report("They left Velden, 30 km west of Kamnik.")
VELDEN = Evidence.at(REPORT, 10, 16)
PLACE = Place(7, "Velden", 46.0, 14.0, 1, "named")


@pytest.mark.parametrize(
    ("latitude", "longitude", "precision"), [(91, 0, 1), (0, -181, 1), (0, 0, 0), (0, 0, 8)]
)
def test_place_off_the_earth_or_the_scale_is_refused(latitude, longitude, precision):
    with pytest.raises(EvidenceError):
        Place(1, "x", latitude, longitude, precision, "")


def test_a_place_larger_than_a_country_has_no_code():
    assert Place(6255146, "Africa", 7.2, 21.1, None, "no code").precision is None


@pytest.mark.parametrize("score", [-0.1, 1.1])
def test_scores_are_probabilities(score):
    with pytest.raises(EvidenceError):
        Toponym(VELDEN, score=score)


def test_what_says_where():
    relative = Relative(VELDEN, 30, 270, VELDEN, Region(46.0, 13.6, 20))
    assert Toponym(VELDEN, PLACE).says_where
    assert Toponym(VELDEN, relative=relative).says_where
    assert not Toponym(VELDEN).says_where
    assert not Toponym(VELDEN, relative=Relative(VELDEN, None, 270, VELDEN)).says_where
    for usage in (Usage.METONYMIC, Usage.ADJECTIVAL, Usage.IN_NAME):
        assert not Toponym(VELDEN, PLACE, usage=usage).says_where

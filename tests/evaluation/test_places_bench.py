import numpy as np
import pytest

from according.errors import BenchError
from according.model import Place
from according.settings import Settings
from evaluation.places_bench import (
    COLUMNS,
    STEPS,
    calibration_error,
    files,
    is_exact,
    is_near,
    measured,
    reliability,
    run,
)
from evaluation.places_corpora import Gold

TRNEWS = """<articles><article docid="1"><url>https://quay.example</url>
<text>A fire in Paris, Texas, killed two people, Texas police said.</text><toponyms>
<toponym><start>10</start><end>15</end><phrase>Paris</phrase>
<gaztag geonameid="4717560"><lat>33.66</lat><lon>-95.56</lon></gaztag></toponym>
<toponym><start>17</start><end>22</end><phrase>Texas</phrase>
<gaztag geonameid="4736286"><lat>31.25</lat><lon>-99.25</lon></gaztag></toponym>
<toponym><start>43</start><end>48</end><phrase>Texas</phrase></toponym>
</toponyms></article></articles>"""

GEOVIRUS = """<articles><article><source>https://wiki.example/Out</source>
<text>Doctors in Canada flew to Nairobi.</text><locations>
<location><name>Canada</name><start>12</start><end>18</end><lat>60</lat><lon>-95</lon>
<page>https://wiki.example/Canada</page></location>
<location><name>Nairobi</name><start>27</start><end>34</end><lat>-1.28</lat><lon>36.82</lon>
<page>https://wiki.example/Nairobi</page></location></locations></article></articles>"""


def place(gid, latitude=0.0, longitude=0.0):
    return Place(gid, "Velden", latitude, longitude, 1, "named")


def test_right_is_by_id_or_within_161_km():
    gold = Gold(0, 6, 7, (10.0, 10.0))
    assert is_exact(place(7), gold)
    assert is_near(place(7, 60, 60), gold)
    assert is_near(place(8, 10.0, 11.4), gold)
    assert not is_near(place(8, 10.0, 11.6), gold)
    assert not is_exact(place(8), gold)
    assert not is_exact(place(None), Gold(0, 6))
    assert not is_near(None, gold)
    assert not is_near(place(7), Gold(0, 6))


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "places"
    folder.mkdir()
    (folder / "TR-News.xml").write_text(TRNEWS, encoding="utf-8")
    (folder / "GeoVirus.xml").write_text(GEOVIRUS, encoding="utf-8")
    return tmp_path


def test_run_scores_what_is_there(data):
    result = run(data, "dev", Settings())
    assert result.items == 2
    value = {name: figure.value for name, figure in result.figures.items()}
    # Of three toponyms two have an id; the third cannot be right, and counts.
    assert value["trnews_exact_id"] == pytest.approx(2 / 3)
    assert value["trnews_exact_id_in_gazetteer"] == 1
    assert value["trnews_raw_exact_id"] == pytest.approx(2 / 3)
    assert value["trnews_most_populous_exact_id"] == pytest.approx(1 / 3)
    assert "geovirus_exact_id" not in value
    # Canada's middle is farther off than 161 km, but it is Canada.
    assert value["geovirus_acc161"] == 0.5
    assert value["geovirus_same_place"] == 1
    assert value["geovirus_raw_precision"] == 0.5


def test_files_are_those_that_are_there(data, tmp_path):
    assert [path.name for path in files(data, "dev")] == ["TR-News.xml", "GeoVirus.xml"]
    brat = data / "places" / "GeoWebNews"
    brat.mkdir()
    (brat / "1.ann").write_text("", encoding="utf-8")
    assert files(data, "test")[-1].name == "1.ann"
    with pytest.raises(BenchError, match="none of"):
        files(tmp_path / "nowhere", "dev")


def test_measured_shares():
    rows = np.zeros((1, len(COLUMNS)))
    for name, count in {
        "gold": 10,
        "exact": 5,
        "raw exact": 4,
        "raw found": 8,
        "raw right": 4,
    }.items():
        rows[0][COLUMNS.index(name)] = count
    value = {name: figure.value for name, figure in measured("x", rows, True).items()}
    assert value["x_exact_id"] == 0.5
    assert value["x_raw_f1"] == pytest.approx(2 * 0.4 * 0.5 / 0.9)
    assert value["x_exact_id_in_gazetteer"] == 0  # nothing is held


def test_reliability_of_known_answers():
    answers = [[(0.95, True), (0.95, True)], [(0.55, True), (0.55, False), (1.0, True)]]
    value = {name: figure.value for name, figure in reliability(answers).items()}
    assert value["right_at_0.9"] == 1
    assert value["right_at_0.5"] == 0.5
    assert set(value) == {"right_at_0.5", "right_at_0.9", "calibration_error"}
    assert value["calibration_error"] == pytest.approx((0.1 + 0.1) / 5)
    assert calibration_error(np.zeros(3 * STEPS)) == 0

import csv
import io
import json

import pytest

from according.linker import link
from tests.test_linker import REPORTS, filled


@pytest.fixture(scope="module")
def linked(tmp_path_factory, reader):
    path = tmp_path_factory.mktemp("compared") / "record.db"
    with filled(path, [reader.read(each) for each in REPORTS]) as record:
        link(record)
    return path


@pytest.fixture
def others(according, linked, tmp_path):
    """What is exported, as if others had coded it: one with another number, one of elsewhere, one
    that cannot be read."""
    assert according("export", "ged", linked, "--out", tmp_path / "ged").code == 0
    with (tmp_path / "ged" / "events.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    first = next(each for each in rows if each["date_start"] and each["latitude"])
    high = str(int(first["high"]) + 7)
    elsewhere = {"id": "2", "date_start": "2019-01-01", "date_end": "2019-01-01"}
    changed = [first | {"id": "1", "high": high}, first | elsewhere, first | {"best": "many"}]
    with (tmp_path / "others.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(first))
        writer.writeheader()
        writer.writerows(changed)
    return tmp_path / "others.csv", first, high


def test_compare_coding_lists_all_of_both(according, linked, others):
    name, first, high = others
    ran = according("compare-coding", name, linked)
    assert ran.code == 0, ran.err
    assert f"event {first['relid'][:10]} and row 1 (line 2)" in ran.out
    assert high in ran.out
    assert "Rows only there" in ran.out
    assert "line 4  best: 'many'" in ran.out
    assert "nobody is said to be right" in ran.out


def test_compare_coding_as_json_and_csv(according, linked, others):
    name, first, high = others
    found = json.loads(according("compare-coding", name, linked, "--json").out)
    assert (found["counts"]["rows"], found["counts"]["bad_rows"]) == (2, 1)
    (pair,) = found["pairs"]
    assert (pair["row"], pair["event"]) == ("1", first["relid"])
    assert {each["row"] for each in found["only_there"]} == {"2"}
    lines = list(
        csv.DictReader(io.StringIO(according("compare-coding", name, linked, "--csv").out))
    )
    (line,) = [each for each in lines if each["field"] == "killed, high"]
    assert (line["here"], line["there"], line["how"]) == (first["high"], high, "differ")
    (bad,) = [each for each in lines if each["what"] == "bad row"]
    assert (bad["line"], bad["field"]) == ("4", "best")


def test_compare_coding_codes_as_it_is_told(according, linked, others):
    ran = according("compare-coding", others[0], linked, "--json", "--option", "best=highest")
    assert json.loads(ran.out)["rules"]["best"] == "the highest number that is given"
    ran = according("compare-coding", others[0], linked, "--option", "bust=highest")
    assert (ran.code, "no option 'bust'" in ran.err) == (1, True)


def test_compare_coding_of_no_table(according, linked, tmp_path):
    name = tmp_path / "notes.csv"
    name.write_text("a,b\n1,2\n")
    ran = according("compare-coding", name, linked)
    assert (ran.code, "columns of neither UCDP GED nor ACLED" in ran.err) == (1, True)


def test_compare_coding_codes_as_the_form_does(according, linked, tmp_path):
    assert according("export", "acled", linked, "--out", tmp_path / "acled").code == 0
    name = tmp_path / "acled" / "events.csv"
    found = json.loads(according("compare-coding", name, linked, "--json").out)
    assert found["form"] == "acled"
    assert found["rules"]["best"] == "the lowest number that is given"
    assert found["rules"]["vague words"] == "convention acled"

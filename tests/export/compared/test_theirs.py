import csv
from datetime import date

import pytest

from according.errors import SettingsError
from according.export.compared import read_file
from according.export.formats.coders import columns

GED = {
    "id": "7001",
    "type_of_violence": "3",
    "side_a": "Reed Front",
    "side_b": "Civilians",
    "where_prec": "1",
    "where_coordinates": "Tuln town",
    "latitude": "45.0",
    "longitude": "28.0",
    "country": "Romania",
    "date_start": "2024-03-12",
    "date_end": "2024-03-12",
    "low": "14",
    "best": "16",
    "high": "19",
}
ACLED = {
    "event_id_cnty": "ROU12",
    "event_date": "2024-03-12",
    "time_precision": "1",
    "event_type": "Battles",
    "actor1": "Military Forces of Romania (2021-)",
    "actor2": "RF: Reed Front",
    "latitude": "45.0",
    "longitude": "28.0",
    "geo_precision": "1",
    "location": "Tuln",
    "fatalities": "16",
}


def file_of(path, form, *rows, delimiter=",", encoding="utf-8"):
    base = dict.fromkeys(columns(form), "")
    usual = GED if form == "ged" else ACLED
    with path.open("w", newline="", encoding=encoding) as file:
        writer = csv.DictWriter(file, list(base), delimiter=delimiter)
        writer.writeheader()
        writer.writerows({**base, **usual, **each} for each in rows)
    return path


def test_a_ged_row(tmp_path):
    found = read_file(file_of(tmp_path / "a.csv", "ged", {}))
    (row,) = found.rows
    assert found.form == "ged"
    assert (row.line, row.id, row.a, row.b) == (2, "7001", "Reed Front", "Civilians")
    assert (row.first, row.last) == (date(2024, 3, 12), date(2024, 3, 12))
    assert (row.low, row.best, row.high) == (14, 16, 19)
    assert (row.latitude, row.longitude, row.precision) == (45.0, 28.0, 1)


def test_numbers_and_days_as_programs_write_them(tmp_path):
    row = {"id": "7001.0", "best": "16.0", "where_prec": "1.0", "type_of_violence": "3.0"}
    days = {"date_start": "2024-03-12 00:00:00.000", "date_end": "2024-03-13 00:00:00.000"}
    name = file_of(tmp_path / "a.csv", "ged", row | days, delimiter=";", encoding="utf-8-sig")
    (found,) = read_file(name).rows
    assert (found.id, found.best, found.precision, found.kind) == ("7001", 16, 1, "3")
    assert found.last == date(2024, 3, 13)


@pytest.mark.parametrize(
    ("day", "precision", "first", "last"),
    [
        ("2024-03-12", "1", date(2024, 3, 12), date(2024, 3, 12)),
        ("12-03-2024", "1", date(2024, 3, 12), date(2024, 3, 12)),
        ("12 March 2024", "2", date(2024, 3, 6), date(2024, 3, 18)),
        ("2024-02-12", "3", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_days_of_acled(tmp_path, day, precision, first, last):
    row = {"event_date": day, "time_precision": precision}
    (found,) = read_file(file_of(tmp_path / "a.csv", "acled", row)).rows
    assert (found.first, found.last) == (first, last)
    assert (found.low, found.best, found.high) == (16, 16, 16)


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        ({"date_start": "12 Marzo"}, "date_start", "no day"),
        ({"date_end": "2024-03-01"}, "date_end", "before date_start"),
        ({"latitude": "north"}, "latitude", "north"),
        ({"latitude": "91"}, "latitude", "-90 to 90"),
        ({"longitude": "nan"}, "longitude", "degrees"),
        ({"best": "many"}, "best", "many"),
        ({"best": "-1"}, "best", "whole number"),
        ({"best": "1.5"}, "best", "whole number"),
        ({"best": "inf"}, "best", "whole number"),
        ({"where_prec": "9"}, "where_prec", "1 to 7"),
    ],
)
def test_bad_rows_are_told_and_the_others_read(tmp_path, row, column, why):
    found = read_file(file_of(tmp_path / "a.csv", "ged", {}, row, {"id": "7003"}))
    assert [each.id for each in found.rows] == ["7001", "7003"]
    (bad,) = found.bad
    assert (bad.line, bad.column) == (3, column)
    assert why in bad.why


def test_a_row_of_another_length_is_bad(tmp_path):
    name = file_of(tmp_path / "a.csv", "ged", {})
    with name.open("a", encoding="utf-8") as file:
        file.write("1,2,3\n")
    found = read_file(name)
    assert len(found.rows) == 1
    assert (found.bad[0].line, "cells" in found.bad[0].why) == (3, True)


def test_a_file_that_is_damaged_is_read_to_there(tmp_path):
    name = file_of(tmp_path / "a.csv", "ged", {})
    with name.open("a", encoding="utf-8") as file:
        file.write('"never closed')
    found = read_file(name)
    assert len(found.rows) == 1
    assert len(found.bad) == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"a,b\n1,2\n", "columns of neither"),
        (b"", "columns of neither"),
        (b"id,date_start,date_end,latitude,longitude,best\n", "lacks low, high"),
        (b"caf\xe9,b\n", "not UTF-8"),
    ],
)
def test_files_that_are_none(tmp_path, content, why):
    name = tmp_path / "a.csv"
    name.write_bytes(content)
    with pytest.raises(SettingsError, match=why):
        read_file(name)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(SettingsError, match="cannot be read"):
        read_file(tmp_path / "none.csv")


def test_all_of_what_was_published_is_read(shared):
    found = read_file(shared / "schemas" / "ucdpged.csv")
    assert (found.form, len(found.rows), found.bad) == ("ged", 1000, ())
    found = read_file(shared / "schemas" / "acled_old_dummy.csv")
    assert (found.form, len(found.rows), found.bad) == ("acled", 326, ())

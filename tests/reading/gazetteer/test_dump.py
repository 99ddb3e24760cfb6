"""Importing a dump in GeoNames' layout; all rows are invented."""

import random
import time
import zipfile

import pytest

from according.errors import DataError
from according.reading.gazetteer import Gazetteer
from according.reading.gazetteer.dump import RowRefused, import_dump, latin_names, parse_row
from according.reading.gazetteer.layout import NameKind


def row(gid="1", name="Velden", alternates="", lat="46.1", lon="14.2", feature="PPL", **cells):
    values = [""] * 19
    values[0:6] = [gid, name, name, alternates, lat, lon]
    values[6:9] = ["P", feature, cells.get("country", "SX")]
    values[10:12] = [cells.get("adm1", "01"), cells.get("adm2", "")]
    values[14] = cells.get("population", "700")
    values[17:19] = ["Europe/Nowhere", "2024-03-11"]
    return "\t".join(values)


ROWS = [
    row("10", "Velden am Quay", "Veldenn,Велден,VLD,wldn", adm2="E"),
    row("2", "Upper Sarovia", feature="ADM1"),
    row("3", "East District", feature="ADM2", adm2="E"),
    row("1", "Sarovia", feature="PCLI", adm1="00", population="2000000"),
    row("11", "Hotel Quay", feature="HTL"),
    row("12", "Kamnik Camp", feature="CMPRF", population=""),
]
BAD = {
    "not 19 columns": "1\tVelden",
    "no id": row("x"),
    "no name": row(name="   "),
    "no coordinates": row(lat="north"),
    "no population": row(population="-5"),
}


def zipped(path, rows, name="allCountries.txt"):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, "\n".join(rows) + "\n")
    return path


def test_a_dump_becomes_a_gazetteer(tmp_path):
    dump = zipped(tmp_path / "allCountries.zip", ROWS)
    counts = import_dump(dump, tmp_path / "own.bin")
    assert (counts.rows, counts.kept, counts.left_out) == (6, 5, 1)
    assert not counts.refused
    gazetteer = Gazetteer(tmp_path / "own.bin")
    assert [entry.geonames_id for entry in gazetteer.entries()] == [1, 2, 3, 10, 12]
    ((number, kind),) = gazetteer.numbers("Veldenn")
    velden = gazetteer.entry(number)
    assert kind is NameKind.OTHER
    assert gazetteer.entry(velden.adm1).name == "Upper Sarovia"
    assert gazetteer.entry(velden.adm2).name == "East District"
    assert "east" in gazetteer  # the bare name of a district
    for left_out in ("Велден", "VLD", "wldn", "Hotel Quay"):
        assert left_out not in gazetteer


def test_bad_rows_are_counted_with_their_reasons(tmp_path):
    dump = zipped(tmp_path / "all.zip", [*ROWS, *BAD.values()])
    counts = import_dump(dump, tmp_path / "own.bin")
    assert counts.refused == dict.fromkeys(BAD, 1)
    assert counts.rows == counts.kept + counts.left_out + sum(counts.refused.values())


@pytest.mark.parametrize(("reason", "line"), BAD.items())
def test_a_bad_row_says_why(reason, line):
    with pytest.raises(RowRefused, match=reason):
        parse_row(line.encode())


@pytest.mark.parametrize(
    "line",
    [
        row(lat="nan"), row(lat="91"), row(lon="-180.1"), row(lon="inf"), row(lat="1e400"),
        row("0"), row(str(2**32)), row("٣"), row(name="x" * 201), row(population="٣"), "",
    ],
)  # fmt: skip
def test_rows_at_the_limits_are_refused(line):
    with pytest.raises(RowRefused):
        parse_row(line.encode())


def test_a_row_that_is_not_utf8_is_refused():
    with pytest.raises(RowRefused, match="UTF-8"):
        parse_row(b"1\t\xff\xfe" + b"\t" * 17)


def test_a_plain_table_is_read_too(tmp_path):
    table = tmp_path / "SX.txt"
    table.write_text("\n".join(ROWS), encoding="utf-8")
    assert import_dump(table, tmp_path / "own.bin").kept == 5


def test_a_line_without_end_is_refused_in_bounded_memory(tmp_path):
    table = tmp_path / "SX.txt"
    table.write_text("x" * 3_000_000 + "\n" + "\n".join(ROWS), encoding="utf-8")
    counts = import_dump(table, tmp_path / "own.bin")
    assert counts.refused["not 19 columns"] == 1
    assert counts.kept == 5


@pytest.mark.parametrize(
    ("content", "wrong"),
    [(b"", "not one of 0 rows"), (b"PK\x03\x04 cut", "not one of"), (b"a\tb\n", "not one of")],
)
def test_files_without_a_usable_row_are_refused(tmp_path, content, wrong):
    dump = tmp_path / "all.zip"
    dump.write_bytes(content)
    with pytest.raises(DataError, match=wrong):
        import_dump(dump, tmp_path / "own.bin")
    assert not (tmp_path / "own.bin").exists()


def test_an_archive_of_several_tables_is_refused(tmp_path):
    dump = tmp_path / "all.zip"
    with zipfile.ZipFile(dump, "w") as archive:
        archive.writestr("a.txt", ROWS[0])
        archive.writestr("b.txt", ROWS[0])
    with pytest.raises(DataError, match="has 2 tables"):
        import_dump(dump, tmp_path / "own.bin")


def test_a_damaged_archive_is_refused(tmp_path):
    dump = zipped(tmp_path / "all.zip", ROWS * 50)
    content = bytearray(dump.read_bytes())
    content[60] ^= 0xFF
    dump.write_bytes(content)
    with pytest.raises(DataError):
        import_dump(dump, tmp_path / "own.bin")


def test_a_missing_dump_is_refused(tmp_path):
    with pytest.raises(DataError, match="cannot be read"):
        import_dump(tmp_path / "none.zip", tmp_path / "own.bin")


def test_progress_is_told(tmp_path):
    told = []
    dump = zipped(tmp_path / "all.zip", ROWS)
    import_dump(dump, tmp_path / "own.bin", lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 0


def test_names_are_latin_and_no_codes():
    names = latin_names("Velden", ["VELDEN", "Велден", "swldw", "VLD", "Feldn", "", "Vélden"])
    assert dict(names) == {
        "VELDEN": NameKind.MAIN,
        "Feldn": NameKind.OTHER,
        "Vélden": NameKind.MAIN,
    }


@pytest.mark.slow
def test_many_rows_take_linear_time(tmp_path):
    chance = random.Random(7)
    rows = [row(str(at + 1), f"Place {chance.randrange(10**9)}") for at in range(60_000)]
    dump = zipped(tmp_path / "all.zip", rows)
    before = time.process_time()
    assert import_dump(dump, tmp_path / "own.bin").kept == 60_000
    assert time.process_time() - before < 30

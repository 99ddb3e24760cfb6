"""The binary format: what is written is what is read, and damage is seen."""

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from according.errors import DataError
from according.reading.gazetteer import Gazetteer
from according.reading.gazetteer.layout import MAGIC, NameKind
from according.reading.gazetteer.names import normal
from according.reading.gazetteer.writer import Entry, Writer, rank

names = st.text(string.ascii_letters + "éøłß '-", min_size=1, max_size=20).filter(normal)
entries = st.builds(
    Entry,
    geonames_id=st.integers(0, 2**32 - 1),
    name=names,
    latitude=st.integers(-9_000_000, 9_000_000).map(lambda value: value / 100_000),
    longitude=st.integers(-18_000_000, 18_000_000).map(lambda value: value / 100_000),
    feature=st.sampled_from(["PCLI", "ADM1", "ADM2", "PPL", "PPLC", "SEA"]),
    country=st.sampled_from(["", "SY", "AL"]),
    adm1=st.sampled_from(["", "01", "02"]),
    adm2=st.sampled_from(["", "A", "B"]),
    population=st.integers(0, 2**32 - 1),
    names=st.lists(st.tuples(names, st.sampled_from(NameKind)), max_size=4).map(tuple),
)


def write(path, rows):
    with Writer({"sources": ["invented"]}) as writer:
        for row in sorted(rows, key=lambda row: row.rank):
            writer.add(row)
        return writer.finish(path)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(entries, max_size=30))
def test_what_is_written_is_read(tmp_path, rows):
    path = tmp_path / "g.bin"
    sha256 = write(path, rows)
    gazetteer = Gazetteer(path)
    assert gazetteer.sha256 == sha256
    assert len(gazetteer) == len(rows)
    ordered = sorted(rows, key=lambda row: row.rank)
    for row, read in zip(ordered, gazetteer.entries(), strict=True):
        assert (read.name, read.feature, read.country) == (row.name, row.feature, row.country)
        assert (read.geonames_id or 0, read.population) == (row.geonames_id, row.population)
        assert (read.latitude, read.longitude) == (row.latitude, row.longitude)
        for name, kind in ((row.name, NameKind.MAIN), *row.names):
            found = dict(gazetteer.numbers(name))
            assert found[read.number] <= kind
        for number in (read.adm1, read.adm2):
            assert number is None or rank(gazetteer.entry(number).feature) < row.rank


def place(gid, name, feature="PPL", adm1="", adm2=""):
    return Entry(gid, name, 1.0, 2.0, feature, "SY", adm1, adm2)


def test_divisions_are_linked(tmp_path):
    rows = [
        place(1, "Sarovia", "PCLI"),
        place(2, "Upper", "ADM1", "01"),
        place(3, "Upper East", "ADM2", "01", "E"),
        place(4, "Velden", adm1="01", adm2="E"),
        place(5, "Lost", adm1="99", adm2="E"),
    ]
    write(tmp_path / "g.bin", rows)
    _, upper, east, velden, lost = Gazetteer(tmp_path / "g.bin").entries()
    assert upper.adm1 is None
    assert (east.adm1, east.adm2) == (upper.number, None)
    assert (velden.adm1, velden.adm2) == (upper.number, east.number)
    assert (lost.adm1, lost.adm2) == (None, None)


def test_same_places_are_the_same_bytes(tmp_path):
    rows = [place(1, "Velden"), place(2, "Kamnik")]
    assert write(tmp_path / "a.bin", rows) == write(tmp_path / "b.bin", rows)
    assert (tmp_path / "a.bin").read_bytes() == (tmp_path / "b.bin").read_bytes()


def test_countries_must_come_first(tmp_path):
    with Writer({}) as writer:
        writer.add(place(1, "Velden"))
        with pytest.raises(DataError, match="must come first"):
            writer.add(place(2, "Sarovia", "PCLI"))


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "g.bin"
    write(path, [place(1, "Velden"), place(2, "Kamnik")])
    return path


def test_names_that_nobody_bears(small):
    gazetteer = Gazetteer(small)
    assert gazetteer.numbers("Nowhere") == []
    assert gazetteer.numbers("") == []
    assert "velden" in gazetteer


@pytest.mark.parametrize("at", [len(MAGIC) + 20, 200, -40, -1])
def test_a_flipped_bit_is_seen(small, at):
    content = bytearray(small.read_bytes())
    content[at] ^= 1
    small.write_bytes(content)
    with pytest.raises(DataError, match="damaged"):
        Gazetteer(small)


@pytest.mark.parametrize("content", [b"", b"x", MAGIC, b"PK\x03\x04" * 100, MAGIC + b"\xff" * 200])
def test_other_files_are_refused(tmp_path, content):
    path = tmp_path / "g.bin"
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"g\.bin"):
        Gazetteer(path)


def test_a_cut_file_is_refused(small):
    small.write_bytes(small.read_bytes()[:-100])
    with pytest.raises(DataError, match="damaged"):
        Gazetteer(small)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(DataError, match="cannot be read"):
        Gazetteer(tmp_path / "none.bin")


def test_a_failed_write_leaves_no_file(tmp_path):
    with pytest.raises(FileNotFoundError):
        write(tmp_path / "no" / "g.bin", [place(1, "Velden")])
    assert list(tmp_path.iterdir()) == []

"""Real reports go out and come back equal: as UIMA one by one, the whole record as JSON lines and
as Parquet.

Of the reports in ``../shared`` two dozen are read. In its long form, ``ACCORDING_LONG=1``, all of
them; ``ACCORDING_REPORTS`` names a linked record that is there, to save the reading.
"""

import os
import shutil
from itertools import islice, zip_longest

import pytest

from according import linker
from according.export.formats import jsonl, parquet, uima
from according.export.formats.choosing import choose
from according.export.formats.importing import read_back
from according.export.formats.losses import Losses
from according.export.formats.tables import OWN_KEYS
from according.export.formats.uima_reading import read_xmi
from according.export.formats.writing import write
from according.pipeline import run
from according.settings import Settings
from according.store import Record
from tests.conftest import ROOT
from tests.long import LONG

REPORTS = ROOT.parent / "shared" / "data" / "reports" / "articles.jsonl"
FEW = 24


@pytest.fixture(scope="module")
def path(tmp_path_factory, request):
    """A linked record of real reports."""
    folder = tmp_path_factory.mktemp("real")
    there = os.environ.get("ACCORDING_REPORTS")
    if there:
        shutil.copy(there, folder / "record.db")
        return folder / "record.db"
    if not REPORTS.is_file():
        pytest.skip(f"no {REPORTS}")
    many = None if LONG else FEW
    with REPORTS.open(encoding="utf-8") as lines:
        (folder / "reports.jsonl").write_text("".join(islice(lines, many)), "utf-8")
    reader = request.getfixturevalue("reader")
    with Record(str(folder / "record.db"), create=True) as record:
        run([str(folder / "reports.jsonl")], record, reader, Settings())
        linker.link(record)
    return folder / "record.db"


def test_every_reading_comes_back_from_uima(path, tmp_path):
    with Record(str(path)) as record, choose(record) as chosen:
        seen = 0
        for reading in chosen.readings():
            losses = Losses()
            with (tmp_path / "one.xmi").open("w", encoding="utf-8", newline="") as file:
                uima.write_xmi(reading, file, losses)
            assert read_xmi(tmp_path / "one.xmi") == reading
            seen += 1
        assert seen == chosen.reports > 0


def _said(record):
    """Every row of what a record says; of what version a database's tables are is its own."""
    return (
        (table, row) for table, row in record.dump() if table != "meta" or row[0] not in OWN_KEYS
    )


@pytest.mark.parametrize("form", [jsonl.FORMAT, parquet.FORMAT], ids=lambda each: each.name)
def test_every_row_comes_back(path, tmp_path, form):
    with Record(str(path)) as record:
        with choose(record) as chosen:
            write(form, chosen, str(tmp_path / "out"))
        read_back(tmp_path / "out", str(tmp_path / "back.db"), lambda *_: None)
        with Record(str(tmp_path / "back.db")) as back:
            count = 0
            for one, other in zip_longest(_said(record), _said(back)):
                assert one == other
                count += 1
    assert count > 100

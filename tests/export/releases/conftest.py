"""A record of a few invented reports, and releases of it."""

import json
from datetime import UTC, datetime

import pytest

from according.export.formats.choosing import choose
from according.export.releases.making import make
from tests.test_linker import REPORTS, filled


@pytest.fixture(scope="session")
def readings(reader):
    return [reader.read(each) for each in REPORTS]


@pytest.fixture
def record(tmp_path, readings):
    with filled(tmp_path / "record.db", readings) as opened:
        yield opened


AT = datetime(2024, 3, 20, 9, tzinfo=UTC)


def released(record, series, wanted=None, tables=None):
    with choose(record, wanted, whole=True) as chosen:
        return make(chosen, series, tables=tables, at=AT)


def rows(folder, name="changes.jsonl"):
    return [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]

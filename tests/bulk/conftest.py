"""What tests of the bulk lane share."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from according.bulk import flow, reading, rows, shuffle
from according.bulk.storage import Storage
from according.settings import Settings
from tests import demo_record
from tests.bulk import here


@pytest.fixture(scope="session")
def demo_file(request, tmp_path_factory):
    """The record of the demo's reports."""
    return demo_record.made(tmp_path_factory, lambda: request.getfixturevalue("reader"))


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Settings of a reader that finds nothing; children find it too."""
    monkeypatch.syspath_prepend(str(here.offered(tmp_path / "path")))
    return Settings(reader=here.READER)


def link(readings, out: Path, buckets: int, parts: int = 1, engine=None):
    """The dataset of some readings, put in as so many parts, in whatever order."""
    storage = Storage(str(out))
    for part in range(parts):
        some = [
            rows.Row(each.report.id, 0, number, True, rows.of_reading(each))
            for number, each in enumerate(readings)
            if number % parts == part
        ]
        to = [shuffle.bucket_of(shuffle.number_of(each.key), buckets) for each in some]
        name = shuffle.file_of(reading.STAGE, part)
        arrow = rows.to_arrow(some)
        shuffle.write(storage, name, arrow, np.array(to, dtype=np.int64), buckets)
    stages = flow.Stages(storage, engine or here.Here(), lambda *_: None)
    return flow.link(stages, storage, buckets)


def rows_of(out: Path, table, buckets: int):
    """All rows of a table of a dataset."""
    storage = Storage(str(out))
    return [
        each for bucket in range(buckets) for each in rows.get(storage, table, bucket).to_pylist()
    ]


def stories(path: Path, count: int, copies: int = 5) -> Path:
    """JSON lines of invented reports, each ``copies``-th the text of the one before at another
    outlet; every tenth line is blank, and one is no JSON."""
    words = ("river", "bridge", "council", "harbour", "league", "union", "north", "velden")
    lines = []
    text = ""
    for number in range(count):
        if number % copies != copies - 1:
            text = " ".join(
                f"{words[(number * 3 + each) % 8]} {words[(number + each * each) % 8]} {number}"
                for each in range(20)
            )
        report = {"text": f"At {text}.", "outlet": f"Quay Post {number % 7}"}
        lines.append(json.dumps({**report, "published": f"2024-03-{number % 28 + 1:02}"}))
        if number % 10 == 9:
            lines.append("")
    lines.insert(count // 2, "{no json")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path

"""The benchmark of records: sums, a second run, and quotes compared with the rows alone."""

import json
import sqlite3
from contextlib import closing

from according.model import Capture, Report
from according.settings import Settings
from according.store import Record
from evaluation import record_bench

TEXT = "At least 14 people died in Velden on Monday, the Harbour Rescue League (HRL) said."


def filled(path, reader):
    reading = reader.read(Report(TEXT, outlet="Quay Post", language="en"))
    with Record(str(path), create=True) as record:
        record.add(reading, Capture("ab" * 32, "text/plain", "a.txt"), TEXT.encode())
    return reading


def test_record_compare_counts_every_quote_once(tmp_path, reader):
    reading = filled(tmp_path / "record.db", reader)
    spans, wrong = record_bench.compare(tmp_path / "record.db")
    assert wrong == 0
    assert spans > sum(1 for _ in reading.evidence()) + len(reading.actors)


def test_record_compare_sees_a_quote_that_differs_at_any_depth(tmp_path, reader):
    filled(tmp_path / "record.db", reader)
    with closing(sqlite3.connect(tmp_path / "record.db")) as raw:
        raw.execute(
            "UPDATE mentions SET quote = 'sheep' WHERE start = (SELECT min(start) FROM mentions)"
        )
        (detail,) = raw.execute("SELECT detail FROM quantities").fetchone()
        changed = json.loads(detail)
        changed["counted"]["quote"] = "sheep"
        raw.execute("UPDATE quantities SET detail = ?", [json.dumps(changed)])
        raw.commit()
    assert record_bench.compare(tmp_path / "record.db")[1] == 2


def test_record_run(tmp_path):
    (tmp_path / "reports").mkdir()
    rows = [{"text": TEXT}, {"text": TEXT}, {"text": ""}, {"text": "Two died. " + TEXT}]
    path = tmp_path / "reports" / "articles.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = record_bench.run(tmp_path, "dev", Settings(workers=1)).figures
    values = {name: figure.value for name, figure in found.items()}
    assert values["reports_in"] == 4
    assert (values["stored"], values["already_there"], values["refused"]) == (2, 1, 1)
    assert (values["sum_right"], values["added_again"], values["wrong_spans"]) == (1, 0, 0)
    assert values["spans"] > 10
    assert values["reports_per_second"] > 0
    assert 50 < values["peak_mib"] < 4_000

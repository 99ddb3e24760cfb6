"""For every stored span of real reports, the quote equals the text. A sample of them.

``according check`` does the same for a whole record.
"""

import json
import random

import pytest

from according.intake import text_report
from according.model import Capture
from according.store import Record
from evaluation.record_bench import compare

SAMPLE = 20
SEED = 2026


@pytest.fixture(scope="module")
def sample(shared):
    """Real reports, drawn by chance but always the same."""
    lines = (shared / "reports" / "articles.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in random.Random(SEED).sample(lines, SAMPLE)]
    return [text_report(row["text"], title=row["title"], outlet=row["outlet"]) for row in rows]


@pytest.mark.slow
def test_every_stored_span_says_what_stands_there(sample, reader, tmp_path):
    with Record(str(tmp_path / "record.db"), create=True) as record:
        for report in sample:
            record.add(reader.read(report), Capture(report.id, "text/plain", report.id), b"")
        readings = [record.reading(identity) for identity in record.report_ids()]
    # By the rows alone: a record that is read back has been checked on the way.
    quotes, wrong = compare(tmp_path / "record.db")
    assert wrong == 0
    assert quotes > 2_000
    assert len(readings) == len({report.id for report in sample})
    spans = 0
    for reading in readings:
        text = reading.report.text
        for span in (*reading.sentences, *reading.tokens):
            words = text[span.start : span.end]
            assert words
            assert words == words.strip()
            spans += 1
        # Tokens lie one behind the other, and nothing that can be seen lies between them.
        seen = "".join(text[span.start : span.end] for span in reading.tokens)
        assert "".join(seen.split()) == "".join(text.split()) or reading.unread
    assert spans > 10_000

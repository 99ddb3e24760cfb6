"""For every stored span of real reports, the quote equals the text. A sample of them.

``according check`` does the same for a whole record.
"""

import json
import random

import pytest

from according.intake import text_report
from according.model import Capture
from according.store import Record

SAMPLE = 60
SEED = 2026


@pytest.fixture(scope="module")
def sample(shared):
    """Real reports, drawn by chance but always the same."""
    lines = (shared / "reports" / "articles.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in random.Random(SEED).sample(lines, SAMPLE)]
    return [text_report(row["text"], title=row["title"], outlet=row["outlet"]) for row in rows]


@pytest.mark.slow
def test_every_stored_span_says_what_stands_there(sample, reader, tmp_path):
    spans = mentions = 0
    with Record(str(tmp_path / "record.db"), create=True) as record:
        for report in sample:
            record.add(reader.read(report), Capture(report.id, "text/plain", report.id), b"")
        stored = {table: [] for table in ("reports", "mentions", "actors", "credits")}
        for table, cells in record.dump():
            if table in stored:
                stored[table].append(cells)
        texts = {identity: record.report(identity).text for identity in record.report_ids()}
        readings = [record.reading(identity) for identity in texts]
    assert len(texts) == len({report.id for report in sample})
    for reading in readings:
        text = texts[reading.report.id]
        for each in (*reading.mentions, *reading.actors):
            evidence = each.evidence if hasattr(each, "evidence") else each.name
            assert text[evidence.start : evidence.end] == evidence.quote
            mentions += 1
        for span in (*reading.sentences, *reading.tokens):
            words = text[span.start : span.end]
            assert words
            assert words == words.strip()
            spans += 1
        # Tokens lie one behind the other, and nothing that can be seen lies between them.
        seen = "".join(text[span.start : span.end] for span in reading.tokens)
        assert "".join(seen.split()) == "".join(text.split()) or reading.unread
    assert mentions == len(stored["mentions"]) + len(stored["actors"]) > 1_000
    assert spans > 20_000

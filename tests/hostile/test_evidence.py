"""Every finding quotes its report, also where the report's text was spoilt.

The long form reads 5,000 spoilt pieces of real reports, where these lie beside the checkout.
"""

from __future__ import annotations

import json
import random
from collections import Counter

import pytest

from according.intake import Source, Taken, take
from according.model import Reading, Report
from according.settings import Settings
from tests.hostile.casts import Exchange, pair
from tests.hostile.mutating import MUTATIONS, evidence_in, mutated
from tests.long import EXAMPLES, LONG

MANY = 60 if LONG else 3
REAL = min(5_000, EXAMPLES)
PIECE = 1_500
"""Characters of a real report that are spoilt and read: most rules look no farther."""


def checked(reading: Reading) -> int:
    """How much evidence there is; all of it was held against the text."""
    text, count = reading.report.text, 0
    for each in evidence_in(reading):
        assert text[each.start : each.end] == each.quote
        assert each.report_id == reading.report.id
        count += 1
    spans = [*reading.sentences, *reading.tokens]
    assert all(text[each.start : each.end].strip() for each in reading.tokens)
    assert all(0 <= each.start < each.end <= len(text) for each in spans)
    return count


def test_all_of_it_is_looked_at(reader):
    reading = reader.read(pair(0, Exchange.SIDES)[0].report)
    found = list(evidence_in(reading))
    assert {id(each) for each in reading.evidence()} <= {id(each) for each in found}
    assert len(found) > len(list(reading.evidence())) > 20


def test_each_mutation_changes_something():
    text = pair(1, Exchange.SIDES)[0].report.text
    for name, change in MUTATIONS.items():
        some = {change(text, at, random.Random(at)) for at in range(0, len(text), 7)}
        assert len(some - {text}) > 5, name
    assert mutated(text, 3) == mutated(text, 3) != text


@pytest.mark.parametrize("number", range(MANY))
def test_findings_quote_a_written_report(reader, number):
    text = pair(number, Exchange.SIDES)[0].report.text
    assert checked(reader.read(Report(text, language="en"))) > 10
    for seed in range(3):
        spoilt = mutated(text, 10 * number + seed)
        assert checked(reader.read(Report(spoilt, language="en"))) >= 0


@pytest.mark.parametrize("number", range(MANY))
def test_findings_quote_what_intake_made_of_it(reader, tmp_path, number):
    text = mutated(pair(number, Exchange.SIDES)[0].report.text, 1_000 + number)
    path = tmp_path / "one.txt"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    for found in take(Source(str(path)), Settings()):
        if isinstance(found, Taken):
            checked(reader.read(found.report))


@pytest.mark.skipif(not LONG, reason="the long form")
def test_findings_quote_real_reports(reader, shared):
    with (shared / "reports" / "articles.jsonl").open(encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    failures, counts = [], Counter()
    for seed in range(REAL):
        text = texts[seed % len(texts)]
        start = random.Random(seed).randrange(max(1, len(text) - PIECE))
        spoilt = mutated(text[start : start + PIECE], seed)
        if not spoilt.strip():
            continue
        try:
            counts["evidence"] += checked(reader.read(Report(spoilt, language="en")))
        except Exception as error:  # noqa: BLE001  all of them are told at the end
            failures.append((seed, repr(error)[:200]))
        counts["reports"] += 1
        if seed % 250 == 249:
            print(f"{dict(counts)}, {len(failures)} failures", flush=True)
    assert not failures
    assert counts["reports"] > 0.99 * REAL

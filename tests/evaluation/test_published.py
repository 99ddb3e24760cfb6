import json

import pytest

from according.errors import BenchError
from evaluation import coref_bench, pins, timex_bench
from evaluation.benches import BENCHES
from evaluation.published import FILE, note, published

FIGURES = {"coref": set(coref_bench.MEASURES), "timex": set(timex_bench.FIGURES)}


def test_every_benchmark_has_an_entry_and_no_other_has():
    assert set(json.loads(FILE.read_text(encoding="utf-8"))) == set(BENCHES)


@pytest.mark.parametrize("bench", sorted(BENCHES))
def test_figures_are_facts_with_a_source_or_there_is_a_note(bench):
    entries = published(bench)
    assert entries or note(bench)
    pinned = pins.load().get(bench)
    assert set(entries) <= FIGURES.get(bench, set(pinned.figures) if pinned else set())
    for rows in entries.values():
        for row in rows:
            assert 0 <= row.value <= 1
            assert row.source


def test_a_malformed_file_is_refused(tmp_path):
    path = tmp_path / "published.json"
    for text in (
        "{",
        '{"coref": {"figures": {"conll_f1": [{"system": "x", "value": 0.5}]}}}',
        '{"coref": {"figures": {"conll_f1": [{"system": "x", "value": 0.5, "source": ""}]}}}',
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(BenchError):
            published("coref", path)

import pytest

bench = pytest.importorskip("evaluation.queue_scale_bench")


def test_a_small_record_has_all_that_is_measured():
    figures = bench.measure(300).figures
    assert set(figures) == {
        *("fill_ms", "page_p50_ms", "page_p95_ms"),
        *("judge_p95_ms", "page_after_p95_ms", "counts_ms", "waiting"),
    }
    assert all(each.value > 0 for each in figures.values())
    assert 30 < figures["waiting"].value < 300

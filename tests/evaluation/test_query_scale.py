import pytest

from according.export.query import query

bench = pytest.importorskip("evaluation.query_scale_bench")


def test_a_small_dataset_has_all_that_is_measured():
    figures = bench.measure(300, times=1).figures
    asked = ("events_by_origins", "figures_in_conflict", "naming", "sql")
    wanted = {f"{each}_{part}_s" for each in asked for part in ("p50", "p95")}
    assert set(figures) == wanted | {"rows", "dataset_mib"}
    assert all(each.value > 0 for each in figures.values())


def test_every_question_has_an_answer_of_rows(tmp_path):
    bench.fill(tmp_path, 300)
    found = query(tmp_path, "events-by-origins").to_pylist()
    assert {row["origins_at_most"]: row["events"] for row in found} == {1: 40, 2: 40, 7: 20}
    # Of each fifteen reports three events are told by several, and each has two in conflict.
    found = query(tmp_path, "figures-in-conflict").to_pylist()
    assert len(found) == 20 * 3 * 2
    assert {row["kind"] for row in found} == {"killed", "wounded"}
    assert query(tmp_path, "naming", of="Actor 13").num_rows > 0

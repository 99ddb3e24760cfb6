import pytest

from according.export.query import query

bench = pytest.importorskip("evaluation.query_scale_bench")

SHARED = ((0, 8), (8, 11), (11, 13))


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
    # Of those of eight, three and two that tell one event, killed are given as made up; the
    # wounded have no most, the detained are one everywhere.
    groups = [range(15 * at + first, 15 * at + end) for at in range(20) for first, end in SHARED]
    killed = [{each * 31 % 9 for each in group} for group in groups]
    found = query(tmp_path, "figures-in-conflict").to_pylist()
    assert {row["kind"] for row in found} == {"killed"}
    assert len(found) == sum(len(each) > 1 for each in killed)
    assert {(row["least"], row["most"]) for row in found} == {
        (min(each), max(each)) for each in killed if len(each) > 1
    }
    assert query(tmp_path, "naming", of="Actor 13").num_rows > 0

"""The benchmark of the bulk lane, in small."""

import json

import pytest

from tests.bulk.here import Here

bench = pytest.importorskip("evaluation.scale_bench")
made_up = pytest.importorskip("evaluation.made_up")


@pytest.fixture
def here(monkeypatch):
    """Without other processes."""
    monkeypatch.setattr(bench, "Processes", lambda _: Here())
    monkeypatch.setattr(bench, "WARM", 20)
    monkeypatch.setattr(bench, "PART", 40)
    monkeypatch.setattr(bench, "_apart", lambda task, *given: task(*given))
    monkeypatch.setattr(bench.planning, "buckets_of", lambda _: 1)


def test_reports_that_are_streamed_are_those_in_memory(tmp_path):
    made_up.write(tmp_path, 100, 30)
    lines = [
        each for path in sorted(tmp_path.glob("*.jsonl")) for each in path.read_text().splitlines()
    ]
    reports, planted = made_up.made(100)
    assert [json.loads(each)["text"] for each in lines] == [each.text for each in reports]
    assert bench.np.load(tmp_path / made_up.PAIRS).tolist() == list(map(list, planted))
    ids = bench.np.load(tmp_path / made_up.IDS).tolist()
    assert ids == [int(each.id[:16], 16) for each in reports]
    assert not (tmp_path / "sentences").exists()


def test_planted_reports_are_found_and_all_is_measured(here):
    found = bench.origins(200, 200)
    assert (found["recall"], found["precision"]) == (1, 1)
    assert found["peak_mib"] > 20
    assert found["times_datasketch"] > 0
    assert {"putting_in_us", "comparing_texts_us", "origins_us"} <= set(found)


def test_cost_and_weak_scaling_are_ratios(here):
    assert bench.cost([50, 100])["growth"] > 0
    found = bench.weak(50, ["local"], 1)
    assert found["efficiency_local"] == found["local_1_s"] / found["local_2_s"]

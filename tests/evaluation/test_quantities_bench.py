import json
from dataclasses import replace

import pytest

from according.errors import BenchError
from according.settings import Settings
from evaluation import quantities_bench
from evaluation.quantities_bench import files, run, score
from evaluation.quantity_items import OWN, Item, Labelled, items, paths

TEXT = "At least 14 people left Route 66 in 3 trucks."
FIRST = Labelled(0, 11, "count", 14, 14, None, None, (12, 18))
SECOND = Labelled(36, 37, "count", 3, 3, 3, None, (38, 44))
ITEM = Item("x", TEXT, (FIRST, SECOND), ((30, 32),))
SPURIOUS = Labelled(30, 32, "count", 66, 66, 66)


def values(*read):
    return {name: figure.value for name, figure in score([ITEM], lambda text: read).items()}


def test_the_labels_as_answer_are_perfect():
    reached = values(FIRST, SECOND)
    assert reached.pop("spurious_rate") == 0
    assert set(reached.values()) == {1}


def test_each_figure_asks_for_more_than_the_one_before():
    reached = values(replace(FIRST, low=15, best=None), replace(SECOND, counted=None))
    assert reached["span_f1"] == 1
    assert reached["bounds_f1"] == 0.5
    assert reached["bounds_and_counted_f1"] == 0
    assert reached["items_right"] == 0


def test_what_is_read_too_much_costs_precision_and_is_spurious():
    reached = values(FIRST, SECOND, SPURIOUS)
    assert reached["span_f1"] == pytest.approx(4 / 5)
    assert reached["spurious_rate"] == 1


def test_a_labelled_quantity_is_met_once():
    assert values(FIRST, FIRST)["span_f1"] == 0.5


def test_kind_and_unit_are_part_of_the_bounds():
    assert values(replace(FIRST, kind="measure"), SECOND)["bounds_f1"] == 0.5
    assert values(replace(FIRST, unit="mile"), SECOND)["bounds_f1"] == 0.5


def test_measures_may_be_rounded_and_counts_may_not():
    third = Labelled(0, 11, "percent", 33.3, 33.3, 33.3, "percent")
    item = Item("y", TEXT, (third,), ())
    close = replace(third, low=100 / 3, best=100 / 3, high=100 / 3)
    assert score([item], lambda text: [close])["bounds_f1"].value == 1
    assert values(replace(FIRST, low=14.01), SECOND)["bounds_f1"] == 0.5


def row(**changes):
    counted = {"start": 12, "end": 18, "quote": "people"}
    quantity = {"start": 0, "end": 11, "quote": "At least 14", "kind": "count", "low": 14,
                "best": 14, "high": None, "unit": None, "counted": counted}  # fmt: skip
    line = {"id": "x", "text": TEXT, "quantities": [{**quantity, **changes}]}
    return json.dumps({**line, "not": [{"start": 30, "end": 32, "quote": "66"}]})


def test_items_are_read(tmp_path):
    path = tmp_path / "dev.jsonl"
    path.write_text(row() + "\n\n", encoding="utf-8")
    assert list(items(path)) == [Item("x", TEXT, (FIRST,), ((30, 32),))]


def test_quotes_alone_are_found(tmp_path):
    path = tmp_path / "any.jsonl"
    open_ = {"quote": "At least 14", "low": 14, "best": 14, "high": None, "counted": "people"}
    other = {"quote": "3", "low": 3, "best": 3, "high": 3, "counted": {"quote": "trucks"}}
    path.write_text(json.dumps({"text": TEXT, "quantities": [open_, other]}), encoding="utf-8")
    (item,) = items(path)
    assert item.quantities == (FIRST, SECOND)
    assert paths(tmp_path, "dev") == paths(tmp_path, "test") == [path]


@pytest.mark.parametrize(
    "line",
    ["{", "{}", row(quote="14"), row(counted="nobody"), row(start=1)],
)
def test_malformed_items_are_refused_with_their_line(tmp_path, line):
    path = tmp_path / "dev.jsonl"
    path.write_text(row() + "\n" + line, encoding="utf-8")
    with pytest.raises(BenchError, match=r"dev\.jsonl, line 2"):
        list(items(path))


def test_the_project_s_own_set_is_taken_where_there_is_no_other(tmp_path):
    assert files(tmp_path, "dev") == [OWN / "dev.jsonl"]
    assert files(tmp_path, "test") == [OWN / "held.jsonl"]
    (tmp_path / "quantities").mkdir()
    other = tmp_path / "quantities" / "test.jsonl"
    other.write_text(row(), encoding="utf-8")
    assert files(tmp_path, "test") == [other]
    with pytest.raises(BenchError, match="no split 'train'"):
        files(tmp_path, "train")


def test_the_project_s_own_set_holds_together():
    halves = {split: list(items(paths(OWN, split)[0])) for split in ("dev", "test")}
    ids = [item.id for each in halves.values() for item in each]
    assert len(ids) == len(set(ids)) >= 440
    for item in (*halves["dev"], *halves["test"]):
        for each in item.quantities:
            ends = [bound for bound in (each.low, each.best, each.high) if bound is not None]
            assert ends == sorted(ends)
            assert not any(a < each.end and each.start < b for a, b in item.nots)


def test_run_scores_every_item(tmp_path, monkeypatch):
    (tmp_path / "dev.jsonl").write_text(row(), encoding="utf-8")
    monkeypatch.setattr(quantities_bench, "reader", lambda settings: lambda text: [FIRST])
    result = run(tmp_path, "dev", Settings())
    assert (result.bench, result.split, result.items) == ("quantities", "dev", 1)
    assert result.figures["bounds_and_counted_f1"].value == 1


def test_the_reader_answers(tmp_path):
    assert quantities_bench.reader(Settings())(TEXT) == [FIRST, SECOND]

import pytest

from according.store import Record
from evaluation.figures_scale import fill

bench = pytest.importorskip("evaluation.export_scale_bench")


def test_a_small_record_has_all_that_is_measured():
    figures = bench.measure(1000).figures
    assert set(figures) == {
        *("faces_s", "rows", "parquet_s", "parquet_mib"),
        *("csv_s", "csv_mib", "csv_figures_s", "csv_figures_mib"),
    }
    assert all(each.value > 0 for each in figures.values())
    assert figures["rows"].value > 1000


def test_the_record_is_one_that_can_be_read(tmp_path):
    fill(tmp_path / "record.db", 400)
    with Record(str(tmp_path / "record.db")) as record:
        assert record.counts()["figures"] == 400
        for line in record.across.events():
            assert line.reports
        for row in record.dump():
            if row[0] == "figures":
                assert row[1]

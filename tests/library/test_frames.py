"""Rows as data frames: types hold with empty cells, and a missing package is told plainly."""

import sys
from datetime import UTC, date, datetime

import pytest

from according.errors import SettingsError
from according.library import AccountRow, EventRow, FigureRow, OriginRow, ReportRow, Rows

NOON = datetime(2024, 3, 11, 12, tzinfo=UTC)
ROWS = Rows(
    AccountRow,
    [
        AccountRow("a", None, "r", "Quay Post", date(2024, 3, 13), 0, 4, "<b>", NOON, None, False),
        AccountRow("b", "e", "r", None, None, 5, 9, "told", None, datetime(9999, 12, 31), True),
    ],
)
NONE = [Rows(kind, []) for kind in (AccountRow, EventRow, FigureRow, OriginRow, ReportRow)]


def test_frames_pandas():
    frame = ROWS.to_pandas()
    assert list(frame.columns) == list(ROWS.columns)
    assert frame["start"].tolist() == [0, 5]
    assert frame["outlet"].isna().tolist() == [False, True]
    assert frame["published"].dtype == "datetime64[us]"
    assert frame["course"].tolist() == [False, True]
    assert frame["earliest"][0].to_pydatetime() == NOON.replace(tzinfo=None)
    assert frame["latest"][1].year == 9999
    figures = Rows(FigureRow, []).to_pandas()
    assert str(figures["low"].dtype) == "Int64"


def test_frames_polars():
    frame = ROWS.to_polars()
    assert frame.columns == list(ROWS.columns)
    assert frame["published"].to_list() == [date(2024, 3, 13), None]
    assert frame["earliest"].to_list() == [NOON.replace(tzinfo=None), None]
    assert frame["event_id"].to_list() == [None, "e"]


def test_frames_arrow():
    table = ROWS.to_arrow()
    assert table.column_names == list(ROWS.columns)
    assert str(table.schema.field("published").type) == "date32[day]"
    assert table.to_pylist()[1]["latest"] == datetime(9999, 12, 31)
    assert table.to_pylist()[1]["course"] is True


@pytest.mark.parametrize("rows", NONE, ids=lambda each: each._of.__name__)
def test_frames_of_nothing_have_their_columns(rows):
    assert list(rows.to_pandas().columns) == list(rows.columns)
    assert rows.to_polars().columns == rows.to_arrow().column_names == list(rows.columns)


@pytest.mark.parametrize(
    ("module", "extra", "method"),
    [("pandas", "pandas", "to_pandas"), ("polars", "polars", "to_polars"),
     ("pyarrow", "arrow", "to_arrow")],
)  # fmt: skip
def test_frames_without_the_package(monkeypatch, module, extra, method):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(SettingsError, match=rf"{module} is not installed.*according\[{extra}\]"):
        getattr(ROWS, method)()


def test_frames_notebooks_have_every_cell_escaped():
    html = ROWS._repr_html_()
    assert "&lt;b&gt;" in html
    assert "<b>2</b>" in html

"""The record as tables that people filter: csv and xlsx."""

import csv
import io
import json
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from according.errors import SettingsError
from according.export.formats import csv_folder, csv_rows, xlsx
from according.export.formats.choosing import choose
from according.export.formats.losses import Losses
from according.export.formats.writing import MANIFEST, write
from according.export.sheets import beside, columns
from according.export.sheets.columns import NAMES, SHEETS, page
from according.happening import happening
from according.judging import not_a_copy
from according.reviewing.coding import assign
from according.reviewing.deciding import adjudicate, decide, event_items, locate
from according.reviewing.roles import Role, Viewer
from according.reviewing.settled import Verdict
from according.reviewing.weighed import weighed
from according.store import schema
from according.store.wanted import Wanted
from tests.conftest import ROOT
from tests.export.formats.test_jsonl import OUTLET

ANA, BEN, CAT = (
    Viewer("ana", Role.CODER),
    Viewer("ben", Role.CODER),
    Viewer("cat", Role.ADJUDICATOR),
)
PAGES = "http://127.0.0.1:8417"


def made(record, out, wanted=None, kind=csv_folder.FORMAT, pages=None, **options):
    with choose(record, wanted, faces=True, pages=pages) as chosen:
        return write(kind, chosen, str(out), options)


def table(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_page_of_the_guide_is_made_of_the_columns():
    assert (ROOT / "docs" / "columns.md").read_text("utf-8") == page()


def test_every_column_is_described_once():
    for sheet in SHEETS:
        names = [each.name for each in sheet.columns]
        assert len(names) == len(set(names)), sheet.name
        assert all(each.what.strip() for each in sheet.columns), sheet.name
    assert columns.sheet("figures").what


def test_tables_have_all_rows_and_their_columns(record, tmp_path):
    done = made(record, tmp_path / "out")
    counts = record.counts()
    rows = {name: table(tmp_path / "out", name) for name in NAMES}
    for name, of in (
        *(("accounts", "accounts"), ("mentions", "events"), ("figures", "figures")),
        *(("blames", "blames"), ("places", "toponyms"), ("times", "times")),
        *(("attributions", "attributions"), ("reports", "reports"), ("refusals", "refusals")),
        ("wordings", "wordings"),
    ):
        assert len(rows[name]) == counts[of] > 0, name
    assert len(rows["events"]) == len(record.across.events())
    assert len(rows["origins"]) == len(record.across.links())
    for name in NAMES:
        header = (tmp_path / "out" / f"{name}.csv").read_text("utf-8").splitlines()[0]
        assert header.split(",") == [each.name for each in columns.sheet(name).columns]
    manifest = json.loads((tmp_path / "out" / MANIFEST).read_text("utf-8"))
    assert manifest["tables"] == {name: len(each) for name, each in rows.items()}
    assert sum(manifest["tables"].values()) == done.rows


def test_reports_are_each_with_what_is_their_own(record, tmp_path):
    made(record, tmp_path / "out", tables="reports", inert="no")
    seen = set()
    for row in table(tmp_path / "out", "reports"):
        report = record.report(row["report_id"])
        said = {each.agency for each in report.credits}
        assert sorted(filter(None, row["agencies"].split("; "))) == sorted(said)
        own = (report.outlet, report.title, report.byline, report.language, report.url)
        shown = (row["outlet"], row["title"], row["byline"], row["language"], row["url"])
        assert shown == tuple(each or "" for each in own)
        assert int(row["characters"]) == len(report.text)
        seen.add(frozenset(said))
    assert len(seen) > 1


def test_quotes_stand_where_they_say(record, tmp_path):
    made(record, tmp_path / "out", inert="no")
    for name in ("accounts", "mentions", "figures", "blames", "places", "times", "wordings"):
        for row in table(tmp_path / "out", name):
            text = record.report(row["report_id"]).text
            assert text[int(row["start"]) : int(row["end"])] == row["quote"], name
    for row in table(tmp_path / "out", "origins"):
        for side in ("a", "b"):
            text = record.report(row[f"report_{side}"]).text
            stretch = text[int(row[f"start_{side}"]) : int(row[f"end_{side}"])]
            assert stretch == row[f"quote_{side}"]


def test_figures_are_those_of_the_event_with_holder_and_origin(record, tmp_path):
    made(record, tmp_path / "out")
    rows = {row["figure_id"]: row for row in table(tmp_path / "out", "figures")}
    events = {row["event_id"]: row for row in table(tmp_path / "out", "events")}
    for line in record.across.events(reports=2):
        found = happening(record, line.id)
        event = events[line.id]
        assert (int(event["origins_low"]), int(event["origins_high"])) == (
            found.basis.low,
            found.basis.high,
        )
        assert int(event["origins"]) == found.basis.origins
        for told in found.told:
            for figure in told.figures:
                row = rows[figure.id]
                assert (row["event_id"], int(row["origin"])) == (line.id, told.origin)
                assert row["holder"] == told.holder(figure.holder).removesuffix(" itself")
                assert (
                    row["low"]
                    == row["machine_low"]
                    == ("" if figure.low is None else str(figure.low))
                )
                assert (row["decided_by"], row["decision"]) == ("machine", "")


def test_what_people_decide_stands_beside_the_machine(record, tmp_path):
    line = record.across.events(limit=1)[0]
    counts = [each for each in event_items(record, ANA, line.id) if each.field == "count"]
    corrected, rejected, differing = (each.anchor for each in counts[:3])
    decide(record, ANA, corrected, Verdict.CORRECT, "count", {"low": 15, "best": 16, "high": 17})
    decide(record, ANA, rejected, Verdict.REJECT)
    decide(record, ANA, differing, Verdict.ACCEPT, "count")
    decide(record, BEN, differing, Verdict.REJECT, "count")
    report = record.report(corrected.report_id)
    at = report.text.rindex(" ") + 1
    added = locate(record, f"figure:{report.id}:{at}-{len(report.text)}/displaced")
    decide(record, ANA, added, Verdict.ADD, "count", {"low": 3, "best": 3, "high": 3})
    not_a_copy(record, *line.reports[:2], "cat")
    made(record, tmp_path / "out")
    figures = table(tmp_path / "out", "figures")

    def row(anchor):
        (only,) = (
            each
            for each in figures
            if (each["report_id"], each["start"]) == (anchor.report_id, str(anchor.start))
            and each["machine_kind"] == anchor.which.split("#")[0].replace("-", " ")
        )
        return only

    assert [row(corrected)[each] for each in ("low", "best", "high", "decided_by", "decision")] == [
        *("15", "16", "17", "ana", "correct")
    ]
    assert row(corrected)["machine_low"] not in ("", "15")
    assert [row(rejected)[each] for each in ("low", "decided_by", "decision")] == [
        *("", "ana", "reject")
    ]
    assert row(rejected)["machine_low"]
    assert row(differing)["decided_by"] == "coders differ"
    assert row(differing)["low"] == row(differing)["machine_low"]
    (by_hand,) = (each for each in figures if not each["figure_id"])
    assert [by_hand[each] for each in ("kind", "low", "decision", "quote", "machine_low")] == [
        *("displaced", "3", "add", report.text[at:], "")
    ]
    decisions = table(tmp_path / "out", "decisions")
    assert [each["decision"] for each in decisions] == [
        *("correct", "reject", "accept", "reject", "add", "not a copy")
    ]
    event = next(each for each in table(tmp_path / "out", "events") if each["event_id"] == line.id)
    # That on which coders differ does not count.
    assert int(event["decisions"]) == 3
    rows = {each["figure_id"]: each for each in figures}
    for told in weighed(record, line).told:
        for figure in told.figures:
            if figure.id in rows:
                assert rows[figure.id]["origin"] == str(told.origin)
    adjudicate(record, CAT, differing, Verdict.REJECT, "count")
    made(record, tmp_path / "again")
    figures = table(tmp_path / "again", "figures")
    assert (row(differing)["decided_by"], row(differing)["low"]) == ("cat", "")


def test_a_report_that_tells_nothing_by_decision_has_no_origin(record, tmp_path):
    line = record.across.events(limit=1)[0]
    gone = line.reports[0]
    for each in event_items(record, ANA, line.id):
        if each.anchor.report_id == gone and each.field is None:
            decide(record, ANA, each.anchor, Verdict.REJECT)
    found = weighed(record, line)
    assert gone in {each.id for each in found.withdrawn}
    made(record, tmp_path / "out")
    origins = {
        row["report_id"]: row["origin"]
        for row in table(tmp_path / "out", "accounts")
        if row["event_id"] == line.id
    }
    assert origins.pop(gone) == ""
    assert origins == {each.reading.report.id: str(each.origin) for each in found.told}


def test_coders_who_are_not_done_are_not_told_of(record, tmp_path):
    line = record.across.events(limit=1)[0]
    assign(record, CAT, line.id, ["ana", "ben"])
    first = next(each for each in event_items(record, ANA, line.id) if each.field == "count")
    decide(record, ANA, first.anchor, Verdict.REJECT, "count")
    done = made(record, tmp_path / "out")
    assert {each["decided_by"] for each in table(tmp_path / "out", "figures")} == {"machine"}
    assert table(tmp_path / "out", "decisions") == []
    assert any(
        "are not done" in each and each.startswith("decisions: 1") for each in done.losses.lines()
    )


def spoilt(record):
    """Titles and names as somebody makes them who wants a spreadsheet to do something."""
    cells = ("=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1", "5", 'a,"b"\nc')
    table = schema.reports
    with record.engine.begin() as connection:
        ids = connection.execute(table.select()).all()
        for row, title in zip(ids, cells, strict=False):
            connection.execute(table.update().where(table.c.id == row.id).values(byline=title))
    return {row.id: title for row, title in zip(ids, cells, strict=False)}


def test_no_cell_is_a_formula_and_numbers_are_numbers(record, tmp_path):
    spoiled = spoilt(record)
    done = made(record, tmp_path / "out")
    rows = {each["report_id"]: each["byline"] for each in table(tmp_path / "out", "reports")}
    for report, title in spoiled.items():
        formula = title[0] in csv_rows.FORMULAS
        assert rows[report] == (f"'{title}" if formula else title)
    assert any("begins as a formula" in each for each in done.losses.lines())
    for name in NAMES:
        for row in table(tmp_path / "out", name):
            for column in columns.sheet(name).columns:
                cell = row[column.name]
                if cell and column.kind in ("integer", "number"):
                    float(cell)
                elif cell:
                    assert not cell.startswith(csv_rows.FORMULAS)
    made(record, tmp_path / "raw", inert="no")
    rows = {each["report_id"]: each["byline"] for each in table(tmp_path / "raw", "reports")}
    assert all(rows[report] == title for report, title in spoiled.items())


@pytest.mark.parametrize(
    "cells",
    [
        ("a", None, 3, 0.5, True, date(2024, 3, 11)),
        ("a,b", 'say "so"', "two\nlines", "a\rb", "a\0b", ""),
        ("\0", "", None, "", "", ""),
        ('"', " a ", "a\tb", "ü–“”", "'", ";"),
    ],
)
def test_rows_are_as_the_library_writes_them(cells):
    fast, careful = io.StringIO(), io.StringIO()
    sheet = columns.Sheet("any", "any", columns._text(*(f"{each}: any" for each in "abcdef")))
    rows = csv_rows.CsvRows(fast, sheet, Losses(), inert=False)
    rows.write([cells, cells])
    rows.write([])
    csv.writer(careful).writerows(["abcdef", cells, cells])
    assert fast.getvalue() == careful.getvalue()


def test_a_second_process_changes_no_byte(record, tmp_path, monkeypatch):
    with record.engine.begin() as connection:
        connection.execute(schema.figures.update().values(of_whom="=people, and"))
    one = made(record, tmp_path / "one", pages=PAGES, bom="yes")
    monkeypatch.setattr(beside, "MANY", 1)
    two = made(record, tmp_path / "two", pages=PAGES, bom="yes")
    assert two.rows == one.rows
    assert two.losses.plain() == one.losses.plain()
    assert two.files == one.files
    for name in NAMES:
        files = (tmp_path / each / f"{name}.csv" for each in ("one", "two"))
        assert len({each.read_bytes() for each in files}) == 1, name


def test_no_second_process_writes_of_another_moment(record, tmp_path, monkeypatch):
    monkeypatch.setattr(beside, "MANY", 1)
    task = beside.Task(record.url, None, 1, pow, (), str(tmp_path), ())
    with choose(record) as chosen:
        with record.engine.begin() as connection:
            connection.execute(schema.meta.insert().values(key="new", value="1"))
        with beside.beside(chosen, task) as second:
            assert second is None


def test_a_byte_order_mark_is_an_option(record, tmp_path):
    made(record, tmp_path / "out", tables="reports", bom="yes")
    assert (tmp_path / "out" / "reports.csv").read_bytes().startswith(b"\xef\xbb\xbfreport_id,")
    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == [MANIFEST, "reports.csv"]
    with pytest.raises(SettingsError, match="no table 'none'"):
        made(record, tmp_path / "none", tables="none")


def test_links_lead_to_the_pages(record, tmp_path):
    made(record, tmp_path / "out", pages=PAGES)
    row = table(tmp_path / "out", "figures")[0]
    at = f"?start={row['start']}&end={row['end']}#here"
    assert row["page"] == f"{PAGES}/report/{row['report_id']}{at}"
    assert table(tmp_path / "out", "events")[0]["page"].startswith(f"{PAGES}/event/")


def test_only_what_was_chosen(record, tmp_path):
    done = made(record, tmp_path / "out", Wanted(outlet=OUTLET))
    for name in ("accounts", "figures", "places", "reports"):
        rows = table(tmp_path / "out", name)
        assert rows
        assert {each["outlet"] for each in rows} == {OUTLET}
    assert {each["outlet"] for each in table(tmp_path / "out", "actors")} == {OUTLET}
    assert table(tmp_path / "out", "refusals") == []
    assert any(each.startswith("refusals") for each in done.losses.lines())


def test_a_workbook_has_the_same_cells(record, tmp_path):
    spoiled = spoilt(record)
    made(record, tmp_path / "out", inert="no")
    made(record, tmp_path / "out.xlsx", kind=xlsx.FORMAT)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["columns", *NAMES]
    for name in NAMES:
        rows = list(book[name].iter_rows(values_only=True))
        assert list(rows[0]) == [each.name for each in columns.sheet(name).columns]
        texts = table(tmp_path / "out", name)
        assert len(rows) - 1 == len(texts)
        for row, text in zip(rows[1:], texts, strict=True):
            for column, cell in zip(columns.sheet(name).columns, row, strict=True):
                assert said(cell, column.kind) == close(text[column.name], column.kind)
    for row in book["reports"].iter_rows(min_row=2):
        byline = row[6]
        assert byline.data_type in ("s", "n")
        if (spoiled.get(row[0].value) or " ")[0] in csv_rows.FORMULAS:
            assert (unescape(byline.value), byline.quotePrefix) == (spoiled[row[0].value], True)


def said(cell, kind):
    if cell is None:
        return ""
    if kind == "boolean":
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return (cell.date() if kind == "day" else cell.replace(microsecond=0)).isoformat()
    return round(float(cell), 12) if kind in ("integer", "number") else unescape(str(cell))


def close(text, kind):
    if not text or kind not in ("integer", "number", "moment"):
        return text
    return text.partition(".")[0] if kind == "moment" else round(float(text), 12)


def test_a_full_sheet_goes_on_in_the_next(record, tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "ROWS", 41)
    monkeypatch.setattr(xlsx, "LETTERS", 20)
    done = made(record, tmp_path / "out.xlsx", kind=xlsx.FORMAT, tables="figures")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx", read_only=True)
    assert book.sheetnames == ["columns", "figures", "figures 2"]
    rows = [row for name in book.sheetnames[1:] for row in book[name].iter_rows(min_row=2)]
    assert len(rows) == record.counts()["figures"]
    assert any("the rest is cut off" in each for each in done.losses.lines())


def test_days_before_excels_are_text(tmp_path):
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    writing = xlsx._Writing(book, Losses())
    sheet = writing._page(columns.sheet("reports"), 1)
    writing._cell(sheet, 1, 2, date(1848, 3, 13), columns.sheet("reports"))
    writing._cell(sheet, 2, 2, date(2024, 3, 13), columns.sheet("reports"))
    book.close()
    rows = openpyxl.load_workbook(tmp_path / "a.xlsx")["reports"]
    assert rows.cell(2, 3).value == "1848-03-13"
    assert rows.cell(3, 3).value == datetime(2024, 3, 13)

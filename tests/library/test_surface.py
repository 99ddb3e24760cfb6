"""The public surface: names and signatures that change only with a major version."""

import dataclasses
import inspect
from pathlib import Path

import according
from according.library import (
    AccountRow,
    EventRow,
    FigureRow,
    OpenRecord,
    OriginRow,
    ReportRow,
    Rows,
)
from according.library.record import Filters
from according.model import Notes, ReportReader
from according.settings import Chat, Settings

SIGNATURES = {
    according.read: "(text: 'str', *, outlet: 'str | None' = None, "
    "published: 'date | str | None' = None, title: 'str | None' = None, "
    "reader: 'ReportReader | None' = None) -> 'Reading'",
    according.open_record: "(url: 'str') -> 'OpenRecord'",
    according.make_reader: "(settings: 'Settings | None' = None) -> 'ReportReader'",
    according.query: "(folder: 'str | Path', question: 'str', **given: 'str') -> 'pyarrow.Table'",
    OpenRecord.reports: "(self, **filters: 'Unpack[Filters]') -> 'Rows[ReportRow]'",
    OpenRecord.events: "(self, **filters: 'Unpack[Filters]') -> 'Rows[EventRow]'",
    OpenRecord.accounts: "(self, **filters: 'Unpack[Filters]') -> 'Rows[AccountRow]'",
    OpenRecord.figures: "(self, **filters: 'Unpack[Filters]') -> 'Rows[FigureRow]'",
    OpenRecord.origins: "(self) -> 'Rows[OriginRow]'",
    OpenRecord.event: "(self, event_id: 'str') -> 'EventDetail'",
    OpenRecord.report: "(self, report_id: 'str') -> 'Report'",
    OpenRecord.reading: "(self, report_id: 'str') -> 'Reading'",
    OpenRecord.report_ids: "(self) -> 'Iterator[str]'",
    OpenRecord.find: "(self, short: 'str') -> 'str'",
    OpenRecord.captures: "(self, report_id: 'str') -> 'tuple[Capture, ...]'",
    OpenRecord.refusals: "(self) -> 'tuple[Refusal, ...]'",
    OpenRecord.close: "(self) -> 'None'",
    Rows.to_dicts: "(self) -> 'list[dict[str, Any]]'",
    Rows.to_pandas: "(self) -> 'pandas.DataFrame'",
    Rows.to_polars: "(self) -> 'polars.DataFrame'",
    Rows.to_arrow: "(self) -> 'pyarrow.Table'",
    ReportReader.read: "(self, report: 'Report') -> 'Reading'",
}

COLUMNS = {
    ReportRow: "id outlet published title byline url language characters reader unread",
    EventRow: "id type words place country latitude longitude earliest latest published reports "
    "outlets origins_low origins_high killed_low killed_high differing",
    AccountRow: "id event_id report_id outlet published start end quote earliest latest course",
    FigureRow: "id kind low best high event_id account_id report_id outlet published start end "
    "quote of_whom holder part_of superseded",
    OriginRow: "origin_id report_id outlet published title reports",
    Notes: "report_id reader requests tokens_in tokens_out seconds taken refused failed",
    Chat: "url model seconds tries pause text_chars answer_tokens answer_bytes price_in price_out "
    "local",
    Settings: "given columns limits fetching pipeline gazetteer encoder workers reader chat",
}


def test_surface_names():
    assert according.__all__ == ["__version__", "make_reader", "open_record", "query", "read"]
    assert list(Filters.__annotations__) == [
        *("words", "outlet", "actor", "place", "kind", "first", "last"),
        *("origins", "reports", "differing"),
    ]


def test_surface_signatures():
    found = {each: str(inspect.signature(each)) for each in SIGNATURES}
    assert found == SIGNATURES


def test_surface_columns():
    found = {kind: [each.name for each in dataclasses.fields(kind)] for kind in COLUMNS}
    assert found == {kind: names.split() for kind, names in COLUMNS.items()}


def test_surface_is_typed():
    assert Path(according.__file__).with_name("py.typed").exists()

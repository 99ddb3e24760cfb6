"""What an export is of is what the search finds."""

from datetime import date

from sqlalchemy import select

from according.export.formats.choosing import EVENTS, choose
from according.store import schema
from according.store.finding import Finding
from according.store.shelves import is_prepared
from according.store.wanted import Wanted
from tests.export.formats.test_jsonl import OUTLET


def test_without_a_wish_all_is_chosen_and_no_shelves_are_made(record):
    with choose(record) as chosen:
        assert sorted(chosen.report_ids()) == list(record.report_ids())
        assert set(chosen.event_ids()) == {each.id for each in record.across.events()}
        assert chosen.is_all
        assert (chosen.reports, chosen.events) == (18, len(record.across.events()))
    assert not is_prepared(record.engine)


def test_reports_come_by_day_and_readings_with_them(record):
    told = []
    with choose(record, on_progress=lambda *each: told.append(each)) as chosen:
        readings = list(chosen.readings())
    days = [each.report.published or date.max for each in readings]
    assert days == sorted(days)
    assert told[-1] == ("reports", 17, 18)


def test_what_is_chosen_is_what_the_search_finds(record):
    for wanted in (
        Wanted(outlet=OUTLET.lower()),
        Wanted(kind="ASSAULT"),
        Wanted(origins=2),
        Wanted(first=date(2024, 3, 13)),
        Wanted(place="Tulcea", last=date(2024, 3, 13)),
        Wanted(actor="Delta Front", reports=3),
        Wanted(differing=True),
    ):
        with choose(record, wanted) as chosen:
            reports, events = set(chosen.report_ids()), set(chosen.event_ids())
        finding = Finding(record.url, record.engine)
        assert reports == {each.id for each in finding.reports(wanted, size=500).rows}
        assert events == {each.event_id for each in finding.events(wanted, size=500).rows}
        assert 0 < len(reports) < 18 or not events, wanted


def test_whole_adds_all_reports_of_the_events(record):
    wanted = Wanted(outlet=OUTLET)
    with choose(record, wanted) as chosen:
        few = set(chosen.report_ids())
    with choose(record, wanted, whole=True) as chosen:
        more = set(chosen.report_ids())
        told = {each for one in chosen.happenings() for each in one.line.reports}
    assert few < more
    assert more == few | told


def test_what_comes_later_is_not_seen(record):
    with choose(record) as chosen:
        before = chosen.events
        with record.engine.begin() as connection:
            connection.execute(schema.event_lines.delete())
        rows = list(chosen.rows(select(schema.event_lines)))
        joined = select(EVENTS.c.event_id).join(
            schema.event_lines, schema.event_lines.c.event_id == EVENTS.c.event_id
        )
        assert len(rows) == len(list(chosen.rows(joined))) == before


def test_an_event_that_is_regrouped_meanwhile_is_told_as_it_was(record):
    with choose(record) as chosen:
        events = list(chosen.event_ids())
        with record.engine.begin() as connection:
            connection.execute(schema.event_accounts.update().values(event_id="f" * 64))
            connection.execute(schema.event_lines.delete())
        assert [each.line.id for each in chosen.happenings()] == events
        assert chosen.missed == []


def test_links_lead_to_pages(record):
    with choose(record, pages="http://127.0.0.1:8417/") as chosen:
        assert chosen.link("event", "ab") == "http://127.0.0.1:8417/event/ab"
    with choose(record) as chosen:
        assert chosen.link("event", "ab") is None

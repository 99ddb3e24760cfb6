"""A record that is asked from Python answers as its pages and commands do."""

from datetime import date
from html.parser import HTMLParser

import pytest

from according.errors import NotFound
from according.export.formats.choosing import choose
from according.happening import of_one_text
from according.library import EventRow
from according.store.finding import Finding
from according.store.wanted import Wanted


def test_record_events_are_those_of_the_search(record):
    every = record.events()
    assert {each.id for each in every} == {each.id for each in record.across.events()}
    finding = Finding(record.url, record.engine)
    for filters in (
        {"kind": "ASSAULT"},
        {"origins": 2},
        {"first": "2024-03-13", "last": date(2024, 3, 14)},
        {"place": "Tulcea", "reports": 2},
        {"words": "blast"},
        {"differing": True},
    ):
        days = {"first": date(2024, 3, 13)} if "first" in filters else {}
        wanted = Wanted(**{**filters, **days})
        found = {each.event_id for each in finding.events(wanted, size=500).rows}
        assert {each.id for each in record.events(**filters)} == found, filters
    with choose(record) as chosen:
        assert [each.id for each in every] == list(chosen.event_ids())


def test_record_reports(record):
    every = record.reports()
    assert len(every) == 18
    assert {each.id for each in every} == set(record.report_ids())
    one = every[0]
    assert one.characters == len(record.report(one.id).text)
    assert one.reader.startswith("according-")
    own = record.reports(outlet=one.outlet)
    assert {each.outlet for each in own} == {one.outlet}
    assert 0 < len(own) < 18


def test_record_accounts_and_figures_hang_together(record):
    accounts, figures = record.accounts(), record.figures()
    readings = [record.reading(each) for each in record.report_ids()]
    assert {each.id for each in accounts} == {a.id for r in readings for a in r.accounts}
    assert len(figures) == sum(len(each.figures) for each in readings)
    by_id = {each.id: each for each in accounts}
    told = [each for each in figures if each.account_id]
    assert told
    for each in told:
        assert by_id[each.account_id].event_id == each.event_id
        text = record.report(each.report_id).text
        assert text[each.start : each.end] == each.quote
    plain = {each.id: each for each in readings[0].figures}
    for each in figures:
        if each.id in plain:
            assert (each.holder is None) == (not plain[each.id].holder.attribution_ids)
            assert each.superseded == plain[each.id].superseded


def test_record_figures_of_some_events_are_theirs_alone(record):
    events = {each.id for each in record.events(place="Tulcea")}
    assert events
    for rows in (record.figures(place="Tulcea"), record.accounts(place="Tulcea")):
        assert rows
        assert {each.event_id for each in rows} <= events
    assert len(record.figures(place="Tulcea")) < len(record.figures())
    assert len(record.figures(place="Nowhere")) == 0


def test_record_origins_are_groups(record):
    groups, _ = of_one_text(record)
    rows = record.origins()
    assert len(rows) == sum(len(each.report_ids) for each in groups) > 0
    assert {each.origin_id for each in rows} == {each.id for each in groups}
    first = [each for each in rows if each.origin_id == rows[0].origin_id]
    assert len(first) == rows[0].reports > 1


def test_record_origins_are_in_the_order_of_time(record):
    rows = record.origins()
    by_group = {each.origin_id: [] for each in rows}
    for each in rows:
        report = record.report(each.report_id)
        by_group[each.origin_id].append((each.published, report.published_at, each.report_id))
    for some in by_group.values():
        assert [each[0] for each in some] == sorted(each[0] for each in some)
    groups, _ = of_one_text(record)
    order = {each.id: list(each.report_ids) for each in groups}
    assert {name: [each[2] for each in some] for name, some in by_group.items()} == order


def test_record_a_place_is_found_without_its_accents(record):
    assert [each.id for each in record.events(place="galati")] == [
        each.id for each in record.events(place="Galaţi")
    ]
    assert len(record.events(place="galati")) > 0
    assert len(record.reports(place="GALAŢI")) == len(record.reports(place="Galati")) > 0


def test_record_what_python_prints_is_short(record):
    row = record.events()[0]
    event = record.event(row.id)
    reading = event.told[0].reading
    for each in (record, event, reading, reading.report):
        assert len(repr(each)) < 300
    assert row.id[:10] in repr(event)
    assert record.url in repr(record)


def test_record_one_event(record):
    row = max(record.events(), key=lambda each: each.reports)
    event = record.event(row.id[:16])
    assert event.id == row.id
    assert len(event.told) == row.reports
    assert event.label in event._repr_html_()
    with pytest.raises(NotFound):
        record.event("ffffffffffff")


def test_record_filters_that_there_are_not(record):
    with pytest.raises(ValueError, match="no filter is called town; there are words, outlet"):
        record.events(town="Tulcea")
    with pytest.raises(ValueError, match="isoformat"):
        record.events(first="yesterday")


def test_record_rows_are_a_sequence(record):
    events = record.events()
    assert isinstance(events[0], EventRow)
    assert list(events[:2]) == list(events)[:2]
    assert repr(events[:2]) == "<2 rows of EventRow>"
    assert events.to_dicts()[0]["id"] == events[0].id
    assert list(events.to_dicts()[0]) == list(events.columns)


class Tags(HTMLParser):
    """Checks that tags are closed, and keeps their names."""

    def __init__(self, html):
        super().__init__()
        self.open, self.seen = [], set()
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        assert {name for name, _ in attrs} <= {"style"}
        self.open.append(tag)
        self.seen.add(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_record_notebooks_are_shown_small_tables(record):
    shown = (record, record.events(), record.figures(), record.event(record.events()[0].id))
    reading = record.reading(next(record.report_ids()))
    for each in (*shown, reading):
        html = each._repr_html_()
        assert Tags(html).seen <= {"div", "b", "span", "table", "thead", "tbody", "tr", "th", "td"}
        assert len(html) < 20_000
    many = record.figures()
    assert f"12 of {len(many):,}" in many._repr_html_()

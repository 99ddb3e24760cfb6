"""A record of four invented reports, two of one text, to review."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from according import linker
from according.model import Judgement
from according.reviewing.findings import Kind, findings
from according.reviewing.roles import Role, Viewer
from according.store import schema
from tests.test_linker import REPORTS, opened_copy

ANA, BEN = Viewer("ana", Role.CODER), Viewer("ben", Role.CODER)
CAT = Viewer("cat", Role.ADJUDICATOR)
READER = Viewer("rea", Role.READER)
START = datetime(2024, 3, 20, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def readings(reader):
    return [reader.read(each) for each in REPORTS]


@pytest.fixture
def record(kind, tmp_path, readings, request):
    with opened_copy(kind, tmp_path, readings, request) as opened:
        yield opened


@pytest.fixture
def bombing(record):
    wanted = {REPORTS[0].id, REPORTS[1].id}
    return next(each for each in record.across.events() if wanted <= set(each.reports))


def anchor(record, report, kind, quote):
    """The anchor of a finding by its words."""
    return next(
        each.anchor
        for each in findings(record.reading(report.id))
        if each.anchor.kind is Kind(kind) and quote in each.quote
    )


@pytest.fixture
def killed(record):
    return anchor(record, REPORTS[0], "figure", "14")


def item(found, anchor, field):
    """One of many items."""
    (only,) = [each for each in found if (each.anchor, each.field) == (anchor, field)]
    return only


def reread(record, reading):
    """Put another reading of a report in place of the one that a record has, and link anew."""
    with record._writing() as connection:
        tables = [each for each in schema.metadata.sorted_tables if "report_id" in each.c]
        own = {"mentions", "actor_reasons", "credits", "captures"}
        for table in reversed(tables):
            foreign = {key.target_fullname for key in table.foreign_keys}
            if "readings.report_id" in foreign or table.name in own - {"credits", "captures"}:
                connection.execute(table.delete().where(table.c.report_id == reading.report.id))
        rows = schema.readings
        connection.execute(rows.delete().where(rows.c.report_id == reading.report.id))
        record._add_reading(connection, reading)
    record.across.forget()
    linker.link(record)


def judgement(number, anchor, decision, by="ana", field="count", value=None, undoes=None, at=None):
    """A judgement as a row holds it, made by hand."""
    plain = json.dumps({"quote": "14", "machine": {"low": 14}, "value": value})
    return Judgement(
        f"{number:064x}",
        anchor.about,
        decision,
        by,
        START + timedelta(minutes=number if at is None else at),
        field,
        None if undoes is not None else plain,
        None,
        f"{undoes:064x}" if undoes is not None else None,
    )

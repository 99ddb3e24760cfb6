"""Days as people put them, in the exports that have no machine's value beside."""

import json

import pytest

from according.export.formats import evidence, ftm, geojson
from according.export.formats.choosing import choose
from according.export.formats.writing import write
from according.happening import of_line
from according.reviewing.deciding import decide
from according.reviewing.findings import Kind, findings
from according.reviewing.roles import Role, Viewer
from according.reviewing.settled import Verdict
from according.reviewing.weighed import weighed

ANA = Viewer("ana", Role.CODER)


@pytest.fixture
def exported(record, tmp_path):
    def made(form, **options):
        path = tmp_path / f"out{form.extension}"
        with choose(record) as chosen:
            write(form, chosen, str(path), options, force=True)
        return path.read_text("utf-8")

    return made


def days_of(exported, event):
    """The first and last day of an event in each of the three."""
    (feature, *_) = (
        each["properties"]
        for each in json.loads(exported(geojson.FORMAT))["features"]
        if each["properties"]["event"] == event
    )
    (entity,) = (
        each["properties"]
        for each in map(json.loads, exported(ftm.FORMAT).splitlines())
        if each["id"] == f"according-event-{event}"
    )
    (node,) = (
        each
        for each in json.loads(exported(evidence.FORMAT))["@graph"]
        if each["@id"] == f"urn:according:event:{event}"
    )
    return [
        (feature["earliest"], feature["latest"]),
        tuple(entity.get(name, [None])[0] for name in ("startDate", "endDate")),
        (node.get("startDate"), node.get("endDate")),
    ]


@pytest.fixture
def dated(record):
    """An event of one report that is put at its day by words, and the anchor of these words."""
    for line in record.across.events():
        found = of_line(record, line)
        when = [
            held for each in found.fields if each.name == "when" for held in each.values[0].held
        ]
        if len(line.reports) != 1 or len(when) != 1:
            continue
        for one in findings(record.reading(line.reports[0])):
            span = (one.anchor.start, one.anchor.end)
            if one.anchor.kind is Kind.TIME and span == (when[0].words.start, when[0].words.end):
                return line, one.anchor
    raise AssertionError("the demo has no such event")


def test_days_are_the_machines_until_people_decide(dated, exported):
    line, _ = dated
    ours = (line.earliest.isoformat(), line.latest.isoformat())
    assert days_of(exported, line.id) == [ours] * 3


def test_days_that_people_corrected(record, dated, exported):
    line, anchor = dated
    decide(record, ANA, anchor, Verdict.CORRECT, "interval", "2021-02-03")
    assert days_of(exported, line.id) == [("2021-02-03", "2021-02-03")] * 3


def test_days_that_are_gone(record, dated, exported):
    line, anchor = dated
    decide(record, ANA, anchor, Verdict.REJECT, "interval")
    first, last = weighed(record, line).days
    plain = (first and first.isoformat(), last and last.isoformat())
    assert plain != (line.earliest.isoformat(), line.latest.isoformat())
    assert days_of(exported, line.id) == [plain] * 3

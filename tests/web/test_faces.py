"""Faces of events say what the events come to."""

import pytest

from according.faces import Faces
from according.happening import happening
from according.reviewing.deciding import decide, event_items, undo
from according.reviewing.findings import Anchor, Kind
from according.reviewing.roles import Viewer
from according.reviewing.settled import Verdict
from according.reviewing.weighed import weighed
from according.store.looking import Trigger
from according.store.wanted import Wanted
from according.titles import titled, what_of
from according.web.changes import catch_up
from according.weighing import Standing

ANA = Viewer("ana")


@pytest.fixture
def faces(state):
    state.faces.catch_up()
    return {each.event_id: each for each in state.finding.events(Wanted(), size=500).rows}


def test_there_is_one_for_each_event(state, faces):
    assert set(faces) == {each.id for each in state.record.across.events()}


def test_they_rest_on_what_the_event_rests_on(state, faces):
    for line in state.record.across.events(reports=2):
        face, found = faces[line.id], happening(state.record, line.id)
        assert (face.reports, face.outlets) == (found.basis.reports, found.basis.outlets)
        assert (face.low, face.high) == (found.basis.low, found.basis.high)


def test_of_very_many_reports_figures_are_of_all_and_each_text_may_be_an_origin(
    state, faces, monkeypatch
):
    monkeypatch.setattr("according.faces.LAID_OUT", 1)
    few = Faces(state.record, state.looking)
    line = max(state.record.across.events(), key=lambda each: each.reports)
    (made,) = few._made([line.id])
    face = faces[line.id]
    assert (made["killed_low"], made["killed_high"]) == (face.killed_low, face.killed_high)
    assert (made["place"], made["earliest"]) == (face.place, face.earliest)
    assert face.high <= made["high"] <= face.reports


def test_places_and_days_are_among_those_of_the_event(state, faces):
    for line in state.record.across.events(reports=2):
        face, found = faces[line.id], happening(state.record, line.id)
        said = {field.name: [each.said for each in field.values] for field in found.fields}
        if face.place:
            assert any(each.startswith(face.place) for each in said["where"])
        if face.earliest:
            assert any(str(face.earliest.date()) in each for each in said["when"])


def test_they_conflict_where_the_event_does(state, faces):
    """One rule for lists and pages."""
    seen = set()
    for line in state.record.across.events():
        face, found = faces[line.id], weighed(state.record, line)
        odds = [each.name for each in found.fields if each.standing is Standing.CONFLICT]
        assert face.conflicts.split(", ") == (sorted(odds, key=_order) or [""])
        killed = next((each for each in found.fields if each.name == "killed"), None)
        said = (killed.low, killed.high) if killed else (None, None)
        assert (face.killed_low, face.killed_high) == said
        seen.update(odds)
    assert "killed" in seen


def _order(name):
    return (name not in ("where", "when"), name if name not in ("where", "when") else "")


def test_they_are_called_as_the_event_is(state, faces):
    for line in state.record.across.events():
        known = titled(weighed(state.record, line))
        names = ("type", "words", "place", "country", "earliest", "latest")
        face = faces[line.id]
        assert [getattr(face, each) for each in names] == [getattr(known, each) for each in names]


def test_the_words_are_of_the_reports(state, faces):
    for line in state.record.across.events(reports=2):
        texts = " ".join(state.record.report(each).text.lower() for each in line.reports)
        assert all(word in texts for word in faces[line.id].words.split(", "))


def test_what_people_decided_of_figures_counts_in_lists_until_it_is_taken_back(state, faces):
    line, killed = next(
        (line, found)
        for line in state.record.across.events(reports=2)
        if (found := _killed(state.record, line.id))
    )
    before = faces[line.id]
    made = [decide(state.record, ANA, each, Verdict.CORRECT, "count", "54321") for each in killed]
    state.faces.catch_up()
    changed = state.looking.face(line.id)
    assert (changed.killed_low, changed.killed_high) == (54321, 54321)
    assert (before.killed_low, before.killed_high) != (54321, 54321)
    for each in made:
        undo(state.record, ANA, each.id)
    state.faces.catch_up()
    assert state.looking.face(line.id) == before


def _killed(record, event):
    found = [each.anchor for each in event_items(record, ANA, event)]
    return sorted({each for each in found if each.which == "killed"})


def test_a_report_that_tells_nothing_of_an_event_by_decision_is_not_counted(state, faces):
    line = next(each for each in state.record.across.events(reports=2))
    before = faces[line.id]
    (told, *_) = weighed(state.record, line).told
    report = told.reading.report.id
    for mention in told.mentions:
        words = Anchor(report, mention.trigger.start, mention.trigger.end, Kind.MENTION)
        decide(state.record, ANA, words, Verdict.REJECT)
    state.faces.catch_up()
    assert state.looking.face(line.id).reports == before.reports - 1


def test_a_page_waits_for_a_few_at_most(state):
    total = state.finding.events(Wanted(), size=1).total
    assert state.faces.catch_up(5) == 5
    assert state.finding.events(Wanted(), size=1).total == total + 5


def test_pairs_are_compared_a_few_at_a_time_and_go_with_their_links(state, monkeypatch):
    left = state.looking.count_uncompared()
    monkeypatch.setattr("according.web.changes.AT_ONCE", 2)
    assert catch_up(state, 0) == left - 2
    assert catch_up(state, 100) == 0
    assert 0 < state.browsing.summary().changed < left
    state.record.across.forget()
    assert state.browsing.changed(size=9).total == 0
    assert state.looking.uncompared(9) == []


def told(*words):
    return [Trigger(f"report {at}", word, kind, None) for at, (word, kind) in enumerate(words)]


def test_an_accident_has_no_sort_and_is_told_by_its_own_word():
    words = told(
        ("killed", None), ("sank", None), ("killed", None), ("sinking", None), ("banned", "COERCE")
    )
    found = what_of(words)
    assert found["type"] is None
    assert found["words"].split(", ")[0] in ("sank", "sinking")


def test_violence_keeps_its_sort_beside_an_accident():
    words = told(("shot", "ASSAULT"), ("killed", "ASSAULT"), ("crashed", None))
    assert what_of(words)["type"] == "ASSAULT"

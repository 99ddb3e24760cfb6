"""Decisions on findings: kept apart from the machine's reading, taken back, found again."""

from dataclasses import replace

import pytest

from according import judging
from according.errors import Ambiguous, JudgementError, NotAllowed, NotFound
from according.model import Evidence, FigureKind
from according.reviewing import grouping
from according.reviewing.deciding import (
    adjudicate,
    decide,
    event_items,
    locate,
    report_items,
    undo,
)
from according.reviewing.findings import Anchor, How, Kind, find, findings
from according.reviewing.history import history
from according.reviewing.roles import Role, Viewer
from according.reviewing.settled import State, Verdict
from tests.postgres import BOTH
from tests.reviewing.conftest import ANA, BEN, CAT, READER, anchor, item, reread
from tests.test_linker import REPORTS

DATABASES = BOTH

AT_LEAST = {"low": 14, "best": 14, "high": None}


def test_every_finding_has_words_and_another_anchor(record):
    for report in REPORTS:
        known = findings(record.reading(report.id))
        assert known
        assert len({each.anchor for each in known}) == len(known)
        for each in known:
            assert report.text[each.anchor.start : each.anchor.end] == each.quote
            assert find(each.anchor, known) == (each, How.SAME)
            assert Anchor.of(each.anchor.about) == each.anchor
            assert locate(record, str(each.anchor)) == each.anchor


def test_what_the_machine_read_and_what_people_decide_are_two_things(record, killed):
    before = record.reading(REPORTS[0].id)
    opened = item(report_items(record, ANA, killed.report_id), killed, "count")
    assert (opened.state, opened.by_people, opened.value) == (State.OPEN, False, AT_LEAST)
    decide(record, ANA, killed, Verdict.CORRECT, "count", "16", "the hospital's list")
    found = item(report_items(record, ANA, killed.report_id), killed, "count")
    assert (found.state, found.by_people) == (State.ONE, True)
    assert (found.machine, found.value) == (AT_LEAST, {"low": 16, "best": 16, "high": 16})
    assert record.reading(REPORTS[0].id) == before


def test_accept_reject_and_note(record, killed):
    decide(record, ANA, killed, Verdict.ACCEPT)
    decide(record, ANA, killed, Verdict.REJECT, "holder", why="the fire service said so")
    decide(record, ANA, killed, Verdict.NOTE, "count", why="ask the hospital")
    found = report_items(record, ANA, killed.report_id)
    assert item(found, killed, None).decided.verdict is Verdict.ACCEPT
    holder = item(found, killed, "holder")
    assert (holder.rejected, holder.value) == (True, None)
    assert holder.machine["quote"] == "Mayor Petar Zelnik"
    noted = item(found, killed, "count")
    assert noted.state is State.OPEN
    assert [each.judgement.why for each in noted.notes] == ["ask the hospital"]


def test_the_last_word_of_a_coder_counts_and_what_was_before_comes_back(record, killed):
    decide(record, ANA, killed, Verdict.ACCEPT, "count")
    second = decide(record, ANA, killed, Verdict.CORRECT, "count", "16")
    assert item(report_items(record, ANA, killed.report_id), killed, "count").value["low"] == 16
    undo(record, ANA, second.id[:12])
    back = item(report_items(record, ANA, killed.report_id), killed, "count")
    assert back.decided.verdict is Verdict.ACCEPT


def test_history_has_who_when_what_why_and_what_was_taken_back(record, killed):
    first = decide(record, ANA, killed, Verdict.CORRECT, "count", "15", "misread")
    gone = undo(record, ANA, first.id, "a slip")
    decide(record, BEN, killed, Verdict.ACCEPT, "count")
    decide(record, BEN, killed, Verdict.ACCEPT, "kind")
    found = history(record, CAT, killed, "count")
    assert [(each.judgement.by, each.judgement.decision) for each in found] == [
        ("ana", "correct"),
        ("ben", "accept"),
    ]
    assert (found[0].judgement.why, found[0].undone) == ("misread", gone)
    assert found[1].undone is None
    assert found[0].judgement.at < gone.at < found[1].judgement.at
    assert len(history(record, CAT, killed)) == 3


def test_two_coders_agree_or_differ_and_an_adjudicator_stands_above(record, killed):
    decide(record, ANA, killed, Verdict.CORRECT, "count", "14+")
    decide(record, BEN, killed, Verdict.ACCEPT, "count")
    found = item(report_items(record, CAT, killed.report_id), killed, "count")
    assert (found.state, found.value) == (State.AGREE, AT_LEAST)
    decide(record, BEN, killed, Verdict.CORRECT, "count", "16")
    differing = item(report_items(record, CAT, killed.report_id), killed, "count")
    assert (differing.state, differing.by_people) == (State.DIFFER, False)
    assert differing.value == AT_LEAST, "where coders differ, the machine's reading is what it was"
    made = adjudicate(record, CAT, killed, Verdict.CORRECT, "count", "16", "the later list")
    above = item(report_items(record, CAT, killed.report_id), killed, "count")
    assert (above.state, above.value["low"], len(above.decisions)) == (State.ADJUDICATED, 16, 3)
    undo(record, CAT, made.id)
    assert item(report_items(record, CAT, killed.report_id), killed, "count").state is State.DIFFER


def test_the_last_adjudicator_counts_and_coding_later_changes_nothing_of_it(record, killed):
    adjudicate(record, CAT, killed, Verdict.CORRECT, "count", "16")
    adjudicate(record, Viewer("dan"), killed, Verdict.CORRECT, "count", "17")
    decide(record, CAT, killed, Verdict.CORRECT, "count", "18")
    found = item(report_items(record, ANA, killed.report_id), killed, "count")
    assert (found.state, found.value["low"], found.decided.by) == (State.ADJUDICATED, 17, "dan")
    assert [each.by for each in found.decisions] == ["dan", "cat"]
    first = next(
        each.judgement.id
        for each in history(record, CAT, killed, "count")
        if each.judgement.by == "dan"
    )
    undo(record, CAT, first, "an adjudicator takes back another's")
    found = item(report_items(record, ANA, killed.report_id), killed, "count")
    assert (found.state, found.value["low"]) == (State.ADJUDICATED, 16)


def test_a_part_of_an_event_can_be_decided(record, bombing, killed):
    found = event_items(record, ANA, bombing.id)
    kinds = {each.anchor.kind.value for each in found}
    assert {"figure", "toponym", "event-mention", "role", "time"} <= kinds
    assert {each.anchor.report_id for each in found} == set(bombing.reports)
    assert item(found, killed, "count").machine == AT_LEAST


def test_only_ones_own_is_taken_back(record, killed, bombing):
    made = decide(record, ANA, killed, Verdict.ACCEPT, "count")
    with pytest.raises(NotAllowed, match="ana decided that"):
        undo(record, BEN, made.id)
    with pytest.raises(NotAllowed, match="ana decided that"):
        undo(record, CAT, made.id)
    whole = judging.split(record, bombing.id, REPORTS[1].id, "ana")
    with pytest.raises(NotAllowed, match="may not take back"):
        undo(record, BEN, whole.id)
    assert undo(record, CAT, whole.id).undoes == whole.id
    with pytest.raises(NotFound):
        undo(record, CAT, whole.id)
    with pytest.raises(NotFound):
        undo(record, ANA, "")


def test_what_may_not_be_or_is_not_there_is_said(record, killed):
    with pytest.raises(NotAllowed, match="rea, a reader, may not decide"):
        decide(record, READER, killed, Verdict.ACCEPT)
    with pytest.raises(NotAllowed, match="may not decide where coders differ"):
        adjudicate(record, ANA, killed, Verdict.ACCEPT)
    for verdict, field, value, why in (
        (Verdict.CORRECT, None, "14", None),
        (Verdict.CORRECT, "count", None, None),
        (Verdict.CORRECT, "colour", "red", None),
        (Verdict.ACCEPT, "count", "14", None),
        (Verdict.REJECT, "count", "14", None),
        (Verdict.NOTE, "count", None, "  "),
    ):
        with pytest.raises(JudgementError):
            decide(record, ANA, killed, verdict, field, value, why)
    with pytest.raises(NotFound, match=r"no figure is read at 0-1, where .* nearest are figure:"):
        decide(record, ANA, replace(killed, start=0, end=1), Verdict.ACCEPT)
    assert record.across.judgements() == []


def test_findings_are_named_by_kind_report_and_words(record, killed):
    short = f"{killed.report_id[:10]}:{killed.start}-{killed.end}"
    assert locate(record, f"figure:{short}") == killed
    assert locate(record, f"figure:{short}/killed") == killed
    with pytest.raises(JudgementError, match="names no finding"):
        locate(record, "the figure")
    with pytest.raises(JudgementError, match="names no finding"):
        locate(record, f"number:{short}")
    with pytest.raises(NotFound):
        locate(record, f"{killed.report_id[:10]}:0-1")
    varna = anchor(record, REPORTS[0], "toponym", "Varna")
    with pytest.raises(Ambiguous, match=r"toponym.*role|role.*toponym"):
        locate(record, f"{varna.report_id[:10]}:{varna.start}-{varna.end}")


def test_a_place_is_corrected_by_the_shipped_gazetteer(record):
    varna = anchor(record, REPORTS[0], "toponym", "Varna")
    decide(record, ANA, varna, Verdict.CORRECT, "place", "727011")
    found = item(report_items(record, ANA, varna.report_id), varna, "place")
    assert (found.value["name"], found.machine["name"]) == ("Sofia", "Varna")
    with pytest.raises(JudgementError, match="no place with GeoNames id 1"):
        decide(record, ANA, varna, Verdict.CORRECT, "place", "1")


def test_a_finding_that_is_rejected_has_no_values(record, killed):
    decide(record, ANA, killed, Verdict.CORRECT, "count", "16")
    whole = decide(record, ANA, killed, Verdict.REJECT, why="the fourteenth of the month")
    found = report_items(record, ANA, killed.report_id)
    fields = [each for each in found if each.anchor == killed and each.field]
    assert [(each.value, each.by_people) for each in fields] == [(None, True)] * 3
    assert item(found, killed, "count").machine == AT_LEAST
    undo(record, ANA, whole.id)
    found = report_items(record, ANA, killed.report_id)
    assert item(found, killed, "count").value["low"] == 16


def test_what_the_machine_did_not_read_is_added(record, killed):
    at = REPORTS[0].text.index("Nobody")
    new = Anchor(REPORTS[0].id, at, at + 6, Kind.FIGURE, "missing")
    decide(record, ANA, new, Verdict.ADD, "count", "0", "none, it says")
    found = item(report_items(record, BEN, new.report_id), new, "count")
    assert (found.how, found.machine, found.quote) == (How.ADDED, None, "Nobody")
    assert (found.value["low"], found.by_people, found.state) == (0, True, State.ONE)
    decide(record, BEN, new, Verdict.CORRECT, "count", "1")
    found = item(report_items(record, BEN, new.report_id), new, "count")
    assert (found.state, found.value) == (State.DIFFER, None)
    decide(record, BEN, new, Verdict.ADD, "count", "0")
    assert item(report_items(record, BEN, new.report_id), new, "count").state is State.AGREE
    assert locate(record, str(new)) == new
    for wrong, verdict, value in (
        (killed, Verdict.ADD, "1"),
        (replace(new, which="lost"), Verdict.ADD, "1"),
        (replace(new, start=99_990, end=99_999), Verdict.ADD, "1"),
        (replace(new, kind=Kind.ROLE), Verdict.ADD, "1"),
        (new, Verdict.ACCEPT, None),
        (new, Verdict.ADD, None),
    ):
        with pytest.raises(JudgementError):
            decide(record, BEN, wrong, verdict, "count", value)


def test_what_was_added_and_is_read_later_is_one(record, killed):
    reading = record.reading(REPORTS[0].id)
    reread(record, changed(reading, lambda each: None))
    decide(record, ANA, killed, Verdict.ADD, "count", "14+")
    reread(record, reading)
    found = item(report_items(record, ANA, killed.report_id), killed, "count")
    assert (found.how, found.machine, found.value) == (How.SAME, AT_LEAST, AT_LEAST)


def test_one_person_is_one_coder_however_the_name_is_written(record, killed):
    decide(record, Viewer("Ana", Role.CODER), killed, Verdict.ACCEPT, "count")
    decide(record, Viewer(" ANA ", Role.CODER), killed, Verdict.CORRECT, "count", "16")
    found = item(report_items(record, ANA, killed.report_id), killed, "count")
    assert [each.by for each in found.decisions] == ["ana"]


def test_grouping_needs_a_coder(record, bombing):
    other = next(each for each in record.across.events() if each.id != bombing.id)
    for work in (
        lambda viewer: grouping.split(record, viewer, bombing.id, REPORTS[1].id),
        lambda viewer: grouping.not_a_copy(record, viewer, REPORTS[0].id, REPORTS[1].id),
        lambda viewer: grouping.join(record, viewer, bombing.id, other.id, "one raid"),
    ):
        with pytest.raises(NotAllowed, match="may not decide what is one happening"):
            work(READER)
        made = work(ANA)
        assert made.by == "ana"
        undo(record, ANA, made.id)
    for work in (grouping.same, grouping.not_the_same):
        with pytest.raises(NotAllowed):
            work(record, READER, "a", "b")
        with pytest.raises(NotFound):
            work(record, ANA, "ffff", "eeee")


def test_one_place_is_one_however_it_was_given(record):
    varna = anchor(record, REPORTS[0], "toponym", "Varna")
    machine = item(report_items(record, ANA, varna.report_id), varna, "place").machine
    decide(record, ANA, varna, Verdict.ACCEPT, "place")
    decide(record, BEN, varna, Verdict.CORRECT, "place", str(machine["geonames_id"]))
    found = item(report_items(record, ANA, varna.report_id), varna, "place")
    assert found.state is State.AGREE
    near = f"{machine['latitude']}, {machine['longitude']} the market"
    decide(record, BEN, varna, Verdict.CORRECT, "place", near)
    found = item(report_items(record, ANA, varna.report_id), varna, "place")
    assert found.state is State.DIFFER


# ---- another reading of the same report


def changed(reading, figure):
    figures = tuple(
        figure(each) if each.low == 14 and each.kind is FigureKind.KILLED else each
        for each in reading.figures
    )
    figures = tuple(each for each in figures if each is not None)
    ids = {old.id: new.id for old, new in zip(reading.figures, figures, strict=False)}
    kept = {each.id for each in figures}

    def own(names):
        moved = (ids.get(each, each) for each in names)
        return tuple(each for each in moved if each in kept)

    events = tuple(replace(each, figure_ids=own(each.figure_ids)) for each in reading.events)
    accounts = tuple(replace(each, figure_ids=own(each.figure_ids)) for each in reading.accounts)
    return replace(reading, figures=figures, events=events, accounts=accounts, reader="another")


def test_decisions_outlive_a_reading_that_says_the_same(record, killed, bombing):
    decide(record, ANA, killed, Verdict.CORRECT, "count", "16")
    reread(record, replace(record.reading(REPORTS[0].id), reader="another"))
    assert item(report_items(record, ANA, killed.report_id), killed, "count").value["low"] == 16


def test_a_reading_that_says_otherwise_changes_nothing_of_what_was_decided(record, killed):
    decide(record, ANA, killed, Verdict.ACCEPT, "count")
    other = changed(record.reading(REPORTS[0].id), lambda each: replace(each, high=20))
    reread(record, other)
    found = item(report_items(record, ANA, killed.report_id), killed, "count")
    assert found.machine == {"low": 14, "best": 14, "high": 20}
    assert (found.value, found.reread) == (AT_LEAST, True), "what was accepted is what was read"


def test_the_same_words_read_as_something_else_are_found(record, killed):
    decide(record, ANA, killed, Verdict.CORRECT, "count", "16")
    reading = record.reading(REPORTS[0].id)
    reread(record, changed(reading, lambda each: replace(each, kind=FigureKind.MISSING)))
    moved = replace(killed, which="missing")
    found = item(report_items(record, ANA, killed.report_id), moved, "count")
    assert (found.how, found.value["low"]) == (How.OTHERWISE, 16)
    assert [each.judgement.by for each in history(record, ANA, moved)] == ["ana"]


def test_other_words_for_it_are_found(record, killed):
    decide(record, ANA, killed, Verdict.CORRECT, "count", "16")
    reading = record.reading(REPORTS[0].id)
    wider = Evidence.at(reading.report, killed.start, killed.end + len(" people"))
    narrower = Evidence.at(reading.report, killed.end - 2, killed.end)
    for words in (wider, narrower):
        if words.span in {each.evidence.span for each in reading.figures}:
            continue
        reread(record, changed(reading, lambda each, words=words: replace(each, evidence=words)))
        moved = replace(killed, start=words.start, end=words.end)
        found = item(report_items(record, ANA, killed.report_id), moved, "count")
        assert (found.how, found.value["low"]) == (How.MOVED, 16)


def test_what_is_gone_is_said_and_nothing_lost(record, killed, bombing):
    made = decide(record, ANA, killed, Verdict.CORRECT, "count", "16", "the list")
    reread(record, changed(record.reading(REPORTS[0].id), lambda each: None))
    found = item(report_items(record, ANA, killed.report_id), killed, "count")
    assert (found.how, found.machine, found.value["low"]) == (How.GONE, None, 16)
    assert "14" in found.quote
    assert found.decisions[0].machine == AT_LEAST
    assert [each.judgement.id for each in history(record, ANA, killed)] == [made.id]
    assert locate(record, str(killed)) == killed
    undo(record, ANA, made.id)
    gone = [each for each in report_items(record, ANA, killed.report_id) if each.how is How.GONE]
    assert gone == []

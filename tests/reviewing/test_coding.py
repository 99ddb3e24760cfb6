"""Two coders, independently; then all is seen, and what they had decided by then counts."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from according import judging, linker
from according.errors import JudgementError, NotAllowed, NotFound
from according.export.decisions import decisions
from according.reviewing.agreement import agreement
from according.reviewing.coding import assign, codings, finish, reopen, withdraw
from according.reviewing.deciding import adjudicate, decide, event_items, undo
from according.reviewing.history import all_judgements, event_history, history
from according.reviewing.queue import page
from according.reviewing.reasons import Why
from according.reviewing.roles import Role, Viewer
from according.reviewing.settled import State, Verdict
from according.store import Record, schema
from according.store.review import Review
from tests.postgres import BOTH
from tests.reviewing.conftest import ANA, BEN, CAT, READER, anchor, item
from tests.test_linker import REPORTS

DATABASES = BOTH


@pytest.fixture
def assigned(record, bombing):
    assign(record, CAT, bombing.id, ["ana", "ben"])
    return bombing


def state(record, viewer, event, anchor, field="count"):
    return item(event_items(record, viewer, event.id), anchor, field).state


def test_coders_do_not_see_one_another_until_both_are_done(record, assigned, killed):
    decide(record, ANA, killed, Verdict.CORRECT, "count", "16")
    decide(record, BEN, killed, Verdict.ACCEPT, "count")
    for viewer in (ANA, BEN):
        found = item(event_items(record, viewer, assigned.id), killed, "count")
        assert [each.by for each in found.decisions] == [viewer.name]
        assert [each.judgement.by for each in history(record, viewer, killed)] == [viewer.name]
    for viewer in (READER, Viewer("dan", Role.CODER)):
        assert state(record, viewer, assigned, killed) is State.OPEN
        assert history(record, viewer, killed) == []
    assert state(record, CAT, assigned, killed) is State.DIFFER
    finish(record, ANA, assigned.id)
    assert state(record, ANA, assigned, killed) is State.ONE
    assert state(record, BEN, assigned, killed) is State.ONE
    finish(record, BEN, assigned.id)
    for viewer in (ANA, BEN, READER):
        assert state(record, viewer, assigned, killed) is State.DIFFER
        assert len(history(record, viewer, killed)) == 2


def test_no_list_shows_what_is_hidden(record, assigned, killed):
    decide(record, ANA, killed, Verdict.CORRECT, "count", "16")
    mine = decide(record, BEN, killed, Verdict.ACCEPT, "count")
    undo(record, BEN, mine.id)
    judging.not_a_copy(record, REPORTS[0].id, REPORTS[1].id, "cat")
    assert [each.by for each in all_judgements(record, BEN)] == ["ben", "ben", "cat"]
    assert [each.by for each in all_judgements(record, READER)] == ["cat"]
    assert [each.by for each in decisions(record)] == ["cat"]
    finish(record, ANA, assigned.id)
    finish(record, BEN, assigned.id)
    assert {each.by for each in all_judgements(record, READER)} == {"ana", "ben", "cat"}


def test_taking_back_tells_nothing_of_what_is_hidden(record, assigned, killed):
    hidden = decide(record, ANA, killed, Verdict.CORRECT, "count", "16")
    for short in (hidden.id, hidden.id[:6]):
        with pytest.raises(NotFound) as none:
            undo(record, BEN, short)
        assert str(none.value).replace(short, "") == _nothing(record, BEN)
    # What one may not see is not in the way of one's own.
    first = hidden.id[0]
    while not (mine := decide(record, BEN, killed, Verdict.ACCEPT, "count")).id.startswith(first):
        pass
    assert undo(record, BEN, first).undoes == mine.id
    finish(record, ANA, assigned.id)
    finish(record, BEN, assigned.id)
    with pytest.raises(NotAllowed, match="ana decided that"):
        undo(record, BEN, hidden.id)


def _nothing(record, viewer):
    with pytest.raises(NotFound) as none:
        undo(record, viewer, "f" * 64)
    return str(none.value).replace("f" * 64, "")


def test_the_history_of_an_event_has_all_that_one_may_see(record, assigned, killed):
    decide(record, ANA, killed, Verdict.CORRECT, "count", "16")
    mine = decide(record, BEN, killed, Verdict.ACCEPT, "count")
    undo(record, BEN, mine.id)
    split = judging.split(record, assigned.id, REPORTS[2].id, "cat", "another blast")
    undo(record, CAT, split.id)

    def told(viewer):
        found = event_history(record, viewer, assigned.id)
        return [
            (each.judgement.by, each.judgement.decision, each.undone is not None) for each in found
        ]

    assert told(ANA) == [("ana", "correct", False), ("cat", "split", True)]
    assert told(BEN) == [("ben", "accept", True), ("cat", "split", True)]
    finish(record, ANA, assigned.id)
    finish(record, BEN, assigned.id)
    assert told(READER) == [
        ("ana", "correct", False),
        ("ben", "accept", True),
        ("cat", "split", True),
        ("ana", "done", False),
        ("ben", "done", False),
    ]


def test_an_adjudicator_who_codes_is_as_blind_as_any(record, bombing, killed):
    assign(record, CAT, bombing.id, ["ana", "cat"])
    decide(record, ANA, killed, Verdict.CORRECT, "count", "16")
    assert state(record, CAT, bombing, killed) is State.OPEN


def test_who_is_not_done_keeps_the_adjudicator_waiting(record, assigned, killed):
    decide(record, ANA, killed, Verdict.CORRECT, "count", "16")
    finish(record, ANA, assigned.id)
    with pytest.raises(NotAllowed, match="still coding: ben"):
        adjudicate(record, CAT, killed, Verdict.ACCEPT, "count")
    withdraw(record, CAT, assigned.id, "ben")
    adjudicate(record, CAT, killed, Verdict.ACCEPT, "count")
    assert state(record, ANA, assigned, killed) is State.ADJUDICATED


def test_done_is_taken_back_only_before_all_is_seen(record, assigned):
    finish(record, ANA, assigned.id)
    with pytest.raises(NotFound, match="does not wait for ana"):
        finish(record, ANA, assigned.id)
    reopen(record, ANA, assigned.id)
    with pytest.raises(NotFound, match="is not done"):
        reopen(record, ANA, assigned.id)
    made = finish(record, ANA, assigned.id)
    with pytest.raises(NotAllowed, match="review withdraw"):
        undo(record, ANA, made.id)
    finish(record, BEN, assigned.id)
    with pytest.raises(NotAllowed, match="see one another"):
        reopen(record, ANA, assigned.id)


def test_what_is_decided_after_all_was_seen_does_not_count_for_agreement(record, assigned):
    anchors = {each.anchor for each in event_items(record, CAT, assigned.id)}
    figures = sorted(each for each in anchors if each.kind.value == "figure")
    for each in figures:
        decide(record, ANA, each, Verdict.ACCEPT, "kind")
        decide(record, BEN, each, Verdict.ACCEPT, "kind")
    decide(record, BEN, figures[0], Verdict.CORRECT, "kind", "missing")
    assert agreement(record, CAT) == []
    finish(record, ANA, assigned.id)
    finish(record, BEN, assigned.id)
    (before,) = agreement(record, CAT)
    assert (before.name, before.coders) == ("figure: kind", ("ana", "ben"))
    assert before.alpha.units == len(figures)
    assert 0 < before.alpha.value < 1
    assert "too few for an interval" in before.alpha.why
    decide(record, BEN, figures[0], Verdict.ACCEPT, "kind")
    assert agreement(record, CAT) == [before]
    assert state(record, ANA, assigned, figures[0], "kind") is State.AGREE


def test_agreement_on_figures_compares_bounds_and_leaves_out_what_is_none(record, assigned):
    anchors = {each.anchor for each in event_items(record, CAT, assigned.id)}
    first, second, third, *_ = sorted(each for each in anchors if each.kind.value == "figure")
    for viewer, values in ((ANA, ("14", "30", None)), (BEN, ("14", "33", "9"))):
        for one, value in zip((first, second, third), values, strict=True):
            verdict = Verdict.CORRECT if value else Verdict.REJECT
            decide(record, viewer, one, verdict, "count", value)
        finish(record, viewer, assigned.id)
    found = {each.name: each for each in agreement(record, READER)}
    assert set(found) == {"figure: count, low", "figure: count, best", "figure: count, high"}
    best = found["figure: count, best"]
    assert (best.alpha.units, best.left_out) == (2, 1)
    # The values are 14, 14, 30 and 33.
    far = (3 / 63) ** 2
    pairs = 2 * (far + 2 * (16 / 44) ** 2 + 2 * (19 / 47) ** 2)
    assert best.alpha.value == pytest.approx(1 - 3 * 2 * far / pairs)


def test_an_assignment_outlives_linking_anew_and_another_name(record, assigned, killed):
    record.across.forget()
    assert [each.event_id for each in codings(record)] == [None, None]
    linker.link(record)
    assert {each.event_id for each in codings(record)} == {record.across.event(assigned.id).id}
    judging.split(record, assigned.id, REPORTS[1].id, "cat")
    events = {each.event_id for each in codings(record)}
    assert len(events) == 1
    assert REPORTS[0].id in record.across.event(events.pop()).reports


def test_an_event_is_assigned_once_to_each(record, assigned):
    assert assign(record, CAT, assigned.id, ["ana", " ana", "dan"])[0].coder == "dan"
    assert len(codings(record)) == 3
    withdraw(record, CAT, assigned.id, "dan", "is away")
    assert [each.coder for each in codings(record)] == ["ana", "ben"]
    assert [each.coder for each in assign(record, CAT, assigned.id, ["dan"])] == ["dan"]
    with pytest.raises(NotFound):
        withdraw(record, CAT, assigned.id, "eve")
    with pytest.raises(JudgementError, match="name a coder"):
        assign(record, CAT, assigned.id, [" "])


def test_assigning_at_the_same_time_assigns_once(record, bombing, monkeypatch):
    url, start = record.url, threading.Barrier(4)
    looked = Review.assignments

    def slow(self, *args):
        found = looked(self, *args)
        # All have looked before any of them writes.
        start.wait(20)
        return found

    def one(_):
        with Record(url) as own:
            return assign(own, CAT, bombing.id, ["ana", "ben"])

    with monkeypatch.context() as patched, ThreadPoolExecutor(4) as pool:
        patched.setattr(Review, "assignments", slow)
        made = [each for some in pool.map(one, range(4)) for each in some]
    assert sorted(each.coder for each in made) == ["ana", "ben"]
    assert [each.coder for each in codings(record)] == ["ana", "ben"]


@pytest.fixture
def twice(record, assigned):
    """Two events of the same coders that became one."""
    other = next(each for each in record.across.events() if REPORTS[3].id in each.reports)
    assign(record, CAT, other.id, ["ana", "ben"])
    judging.join(record, assigned.id, other.id, "cat")
    assert len({each.event_id for each in codings(record)}) == 1
    return record.across.event(codings(record)[0].event_id)


def test_who_has_an_event_twice_is_done_with_it_once(record, twice):
    finish(record, ANA, twice.id)
    done = {(each.coder, each.is_done) for each in codings(record)}
    assert done == {("ana", True), ("ben", False)}
    withdraw(record, CAT, twice.id, "ben")
    assert {each.coder for each in codings(record)} == {"ana"}
    reopen(record, ANA, twice.id)
    assert [each.is_open for each in codings(record)].count(True) == 1
    finish(record, ANA, twice.id)
    assert not any(each.is_open for each in codings(record))


def test_where_there_are_users_coders_are_among_them(record, bombing):
    now = datetime(2024, 3, 20, tzinfo=UTC)
    for name, role in (("ana", "coder"), ("rea", "reader"), ("gone", "coder")):
        record.people.add(name, role, "hash", now)
    record.people.change("gone", removed_at=now)
    for name in ("ben", "rea", "gone"):
        with pytest.raises(NotFound, match=f"no coder {name} among the users"):
            assign(record, CAT, bombing.id, ["ana", name])
    assert codings(record) == []
    assert [each.coder for each in assign(record, CAT, bombing.id, ["Ana"])] == ["ana"]


def test_who_may_not_is_told(record, bombing, assigned):
    for viewer in (ANA, READER):
        with pytest.raises(NotAllowed, match="may not say who codes what"):
            assign(record, viewer, bombing.id, ["ana"])
        with pytest.raises(NotAllowed):
            withdraw(record, viewer, bombing.id, "ana")
    with pytest.raises(NotAllowed):
        finish(record, READER, bombing.id)
    with pytest.raises(NotFound, match="does not wait for dan"):
        finish(record, Viewer("dan", Role.CODER), bombing.id)


def test_only_the_events_reports_are_hidden(record, assigned):
    elsewhere = anchor(record, REPORTS[3], "figure", "nine")
    decide(record, BEN, elsewhere, Verdict.ACCEPT, "count")
    assert [each.judgement.by for each in history(record, ANA, elsewhere)] == ["ben"]


@pytest.fixture
def gone(record, assigned):
    """The event that was assigned; no event has its words any more."""
    with record._writing() as connection:
        for table in (schema.event_accounts, schema.event_lines):
            connection.execute(table.delete().where(table.c.event_id == assigned.id))
    return assigned


def test_an_event_that_is_gone_keeps_nobody_waiting(record, gone, killed):
    decide(record, ANA, killed, Verdict.CORRECT, "count", "16")
    assert [each.is_open for each in codings(record)] == [False, False]
    adjudicate(record, CAT, killed, Verdict.ACCEPT, "count")
    assert len(history(record, BEN, killed)) == 2


@pytest.mark.parametrize("named", ["event", "assignment"])
def test_what_is_gone_can_be_taken_from_its_coders(record, gone, named):
    ana, _ = codings(record)
    short = gone.id[:12] if named == "event" else ana.assignment.id[:12]
    with pytest.raises(NotFound, match="not assigned to eve"):
        withdraw(record, CAT, short, "eve")
    withdraw(record, CAT, short, "ana")
    assert [each.coder for each in codings(record)] == ["ben"]
    for name in ("", "ffffffffffff"):
        with pytest.raises(NotFound):
            withdraw(record, CAT, name, "ben")


def test_what_is_away_while_events_are_made_anew_stays_hidden(record, assigned, killed):
    decide(record, ANA, killed, Verdict.CORRECT, "count", "16")
    record.across.forget()
    assert [each.is_open for each in codings(record)] == [True, True]
    assert history(record, BEN, killed) == []


@pytest.fixture
def grown(record, assigned):
    """The event, with a report more than when it was assigned."""
    other = next(each for each in record.across.events() if REPORTS[3].id in each.reports)
    assert REPORTS[3].id not in assigned.reports
    judging.join(record, assigned.id, other.id, "cat")
    (event,) = {each.event_id for each in codings(record)}
    line = record.across.event(event)
    assert {REPORTS[0].id, REPORTS[3].id} <= set(line.reports)
    return line


def test_what_comes_to_an_event_while_it_is_coded_is_hidden_too(record, grown):
    came = anchor(record, REPORTS[3], "figure", "nine")
    decide(record, BEN, came, Verdict.CORRECT, "count", "8")
    for viewer in (ANA, READER):
        assert history(record, viewer, came) == []
        assert all_judgements(record, viewer)[-1].by == "cat"
        assert state(record, viewer, grown, came) is State.OPEN
    assert [each.judgement.by for each in history(record, CAT, came)] == ["ben"]
    decide(record, ANA, came, Verdict.ACCEPT, "count")
    assert not waiting_for_differing(record, grown)
    with pytest.raises(NotAllowed, match="still coding: ana, ben"):
        adjudicate(record, CAT, came, Verdict.ACCEPT, "count")
    finish(record, ANA, grown.id)
    finish(record, BEN, grown.id)
    assert len(history(record, ANA, came)) == 2
    assert len(waiting_for_differing(record, grown)) == 1
    assert agreement(record, CAT) == [], "when it came to it nobody knows"
    adjudicate(record, CAT, came, Verdict.ACCEPT, "count")


def waiting_for_differing(record, line):
    return page(record, READER, 500, event=line.id, why=Why.DIFFER).waiting

"""What matters first, and nothing that is settled."""

import pytest

from according import judging, linker
from according.errors import JudgementError, NotAllowed, NotFound
from according.happening import happening
from according.linking.judged import Judged
from according.reviewing.coding import assign, finish
from according.reviewing.deciding import adjudicate, decide, event_items, locate, undo
from according.reviewing.queue import confirm, page, refresh
from according.reviewing.reasons import RANKS, Why
from according.reviewing.settled import State, Verdict
from according.reviewing.waiting import Batch
from according.store import schema
from according.weighing import Standing
from tests.postgres import BOTH
from tests.reviewing.conftest import ANA, BEN, CAT, READER, item
from tests.test_linker import filled, report

DATABASES = BOTH

FEWER = report(
    "Nine people died in the bombing of the fish market in Varna on Tuesday, police told Mayor "
    "Petar Zelnik. Forty others were wounded when the bomb exploded in the covered hall by the "
    "Asparuh bridge, the director of the county hospital, Ana Kolarova, said.",
    "Port Gazette",
    12,
)
VAGUE = report(
    "Rebels freed 12 hostages, the group said. It did not say where they had been held. A "
    "spokesman for the families gave no names.",
    "Lantern Live",
    14,
)
SMALL = report(
    "A landslide killed three people near Milin on 4 March 2024, the rescue service said. Milin "
    "has 200 inhabitants, and the road to Kamnik was closed.",
    "Valley Messenger",
    5,
)


@pytest.fixture(scope="module")
def more(reader):
    return [reader.read(each) for each in (FEWER, VAGUE, SMALL)]


@pytest.fixture
def record(tmp_path, readings, more):
    with filled(tmp_path / "record.db", [*readings, *more]) as opened:
        yield opened


def reasons(found):
    return [each.reason for each in found.waiting]


def waiting(record, viewer, event, why, **options):
    found = page(record, viewer, 500, event=event, **options)
    return [each for each in found.waiting if each.reason == why.value]


def decide_all(record, viewer, row):
    for name, field in row.detail["rests"]:
        decide(record, viewer, locate(record, name), Verdict.ACCEPT, field)


def test_conflicts_first_then_the_rest_each_with_its_reason(record):
    found = page(record, READER, 500)
    assert set(reasons(found)) == {
        Why.CONFLICT.value,
        Why.DOUBTFUL.value,
        Why.UNCERTAIN.value,
    }
    for words in ("killed: 17 (Harbour Mirror) against 9 (Port Gazette)", "“Kamnik” taken for"):
        assert any(words in each.said for each in found.waiting)
    ranks = [each.rank for each in found.waiting]
    assert ranks == sorted(ranks)
    assert [each.cursor for each in found.waiting] == sorted(each.cursor for each in found.waiting)
    assert found.next is None
    assert found.changed == 0
    assert all(each.said and each.rank == RANKS[Why(each.reason)] for each in found.waiting)


def test_what_is_in_conflict_is_what_the_event_shows(record):
    refresh(record)
    for line in record.across.events():
        shown = {
            each.name
            for each in happening(record, line.id).fields
            if each.standing is Standing.CONFLICT
        }
        rows = waiting(record, READER, line.id, Why.CONFLICT)
        assert {each.said.split(":")[0] for each in rows} == shown
        for each in rows:
            assert each.detail["rests"], "whoever looks at it has something to decide"


def test_pages_hang_together_and_stay(record):
    whole = [each.id for each in page(record, READER, 500).waiting]
    assert len(whole) > 4
    after, parts = None, []
    while True:
        part = page(record, READER, 2, after)
        parts += [each.id for each in part.waiting]
        if part.next is None:
            break
        after = part.next
    assert parts == whole
    record.review.touch(each.reports[0] for each in record.across.events())
    assert [each.id for each in page(record, READER, 500).waiting] == whole


def test_linking_and_judging_mark_what_they_change(record, bombing, killed):
    refresh(record)
    assert record.review.stale_count() == 0
    decide(record, ANA, killed, Verdict.ACCEPT, "count")
    assert [event for event, _ in record.review.stale(9)] == [bombing.id]
    refresh(record)
    other = next(each for each in record.across.events() if each.id != bombing.id)
    judging.join(record, bombing.id, other.id, "cat")
    assert {event for event, _ in record.review.stale(9)} == {bombing.id, other.id}
    refresh(record)
    assert waiting(record, READER, other.id, Why.CONFLICT) == []
    record.across.forget()
    assert (page(record, READER).waiting, record.review.stale_count()) == ((), 0)
    linker.link(record)
    assert record.review.stale_count() == len(record.across.events())


def test_a_change_while_it_is_looked_at_is_not_lost(record, bombing):
    refresh(record)
    record.review.touch([bombing.reports[0]])
    ((event, mark),) = record.review.stale(9)
    record.review.touch([bombing.reports[0]])
    record.review.put_queue(Batch(record, {event: mark}, Judged()).made())
    assert record.review.stale_count() == 1
    assert refresh(record) == 1
    assert record.review.stale_count() == 0


def some_row(record):
    """Something that waits and rests on findings."""
    return next(each for each in page(record, READER, 500).waiting if each.detail["rests"])


def test_what_somebody_decided_on_waits_no_more_until_it_is_taken_back(record):
    row = some_row(record)
    decide_all(record, ANA, row)
    assert row.id not in {each.id for each in page(record, READER, 500).waiting}
    undo(record, ANA, record.across.judgements()[0].id)
    assert row in page(record, READER, 500).waiting


def test_an_assigned_event_waits_for_its_coders_alone_and_for_each(record):
    row = some_row(record)
    assign(record, CAT, row.event_id, ["ana", "ben"])

    def has(viewer):
        return row.id in {each.id for each in page(record, viewer, 500, own=True).waiting}

    assert (has(ANA), has(BEN), has(READER), has(CAT)) == (True, True, False, False)
    decide_all(record, ANA, row)
    assert (has(ANA), has(BEN)) == (False, True)
    finish(record, BEN, row.event_id)
    assert (has(ANA), has(BEN)) == (False, False)


def test_where_coders_differ_waits_first_once_both_are_done(record, bombing, killed):
    assign(record, CAT, bombing.id, ["ana", "ben"])
    decide(record, ANA, killed, Verdict.CORRECT, "count", "16")
    decide(record, BEN, killed, Verdict.REJECT, "count")
    finish(record, ANA, bombing.id)
    assert waiting(record, CAT, bombing.id, Why.DIFFER) == []
    finish(record, BEN, bombing.id)
    first = page(record, CAT, 1).waiting[0]
    assert first.rank == RANKS[Why.DIFFER]
    assert (first.reason, first.event_id) == (Why.DIFFER.value, bombing.id)
    for words in ("ana 16", "ben rejects it", "count"):
        assert words in first.said
    assert item(event_items(record, CAT, bombing.id), killed, "count").state is State.DIFFER
    adjudicate(record, CAT, killed, Verdict.CORRECT, "count", "16")
    assert waiting(record, CAT, bombing.id, Why.DIFFER) == []


def test_an_event_that_hangs_on_one_link_is_confirmed(tmp_path, readings, more):
    with filled(tmp_path / "two.db", [readings[0], more[0]]) as record:
        event = next(each for each in record.across.events() if len(each.reports) == 2)
        (row,) = waiting(record, READER, event.id, Why.HANGING)
        for words in ("one event only by", "Quay Agency", "Port Gazette", "to 1"):
            assert words in row.said
        with pytest.raises(NotAllowed):
            confirm(record, READER, row.id)
        made = confirm(record, ANA, row.id[:12], "the same market")
        assert waiting(record, READER, event.id, Why.HANGING) == []
        assert record.across.event(event.id) == event
        undo(record, CAT, made.id)
        assert waiting(record, READER, event.id, Why.HANGING) == [row]


def test_what_was_split_since_is_not_confirmed(tmp_path, readings, more):
    with filled(tmp_path / "two.db", [readings[0], more[0]]) as record:
        event = next(each for each in record.across.events() if len(each.reports) == 2)
        (row,) = waiting(record, READER, event.id, Why.HANGING)
        judging.split(record, event.id, FEWER.id, "ben", "another market")
        before = sorted(each.account_ids for each in record.across.events())
        with pytest.raises(NotFound, match="has changed"):
            confirm(record, ANA, row.id)
        assert sorted(each.account_ids for each in record.across.events()) == before


def test_three_that_hold_one_another_hang_on_no_link(record, bombing):
    refresh(record)
    assert waiting(record, READER, bombing.id, Why.HANGING) == []


def test_only_links_are_confirmed(record):
    row = some_row(record)
    with pytest.raises(JudgementError, match="waits because of"):
        confirm(record, ANA, row.id)
    for name in ("", "ffffffff"):
        with pytest.raises(NotFound):
            confirm(record, ANA, name)


def test_a_damaged_report_keeps_nobody_from_the_rest(record, bombing):
    whole = page(record, READER, 500)
    with record._writing() as connection:
        own = schema.reports.c.id == FEWER.id
        connection.execute(schema.reports.update().where(own).values(outlet="Another"))
    record.review.touch(each.reports[0] for each in record.across.events())
    found = page(record, READER, 500)
    assert (found.waiting[0].reason, found.waiting[0].event_id) == (Why.DAMAGED.value, bombing.id)
    assert "differs from what its id was made of" in found.waiting[0].said
    others = [each for each in whole.waiting if each.event_id != bombing.id]
    assert [each for each in found.waiting if each.event_id != bombing.id] == others


def test_it_can_be_made_anew_in_parts(record):
    with record._writing() as connection:
        connection.execute(schema.queue_stale.delete())
    record.review.touch(each.reports[0] for each in record.across.events())
    events = record.review.stale_count()
    assert events > 1
    assert refresh(record, 1) == 1
    told = []
    assert refresh(record, on_progress=lambda done, of: told.append((done, of))) == events - 1
    assert told[-1] == (events - 1, events - 1)

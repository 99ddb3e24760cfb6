"""Whatever is judged and taken back, in whatever order rows come: what stands is the same."""

import json
import multiprocessing
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from according.model import Report
from according.model.record import standing
from according.reviewing.deciding import decide, report_items, undo
from according.reviewing.findings import Anchor, Finding, Kind
from according.reviewing.roles import Role, Viewer
from according.reviewing.settled import State, Verdict, items
from according.store import Record
from tests.postgres import BOTH
from tests.reviewing.conftest import anchor, item, judgement
from tests.test_linker import REPORTS, filled

DATABASES = BOTH

WORDS = Report("14 people and 30 more")
HERE = Anchor(WORDS.id, 0, 2, Kind.FIGURE, "killed")
THERE = Anchor(WORDS.id, 14, 16, Kind.FIGURE, "wounded")
KNOWN = [
    Finding(each, "14", {"count": {"low": 14}, "kind": "killed"}, "") for each in (HERE, THERE)
]


@st.composite
def rows(draw):
    """Judgements by three people of two figures, some of which take back others."""
    made = []
    for number in range(draw(st.integers(0, 14))):
        before = list(made)
        if before and draw(st.integers(0, 2)) == 0:
            target = draw(st.sampled_from(range(len(before))))
            of = before[target]
            made.append(
                judgement(
                    *(number, Anchor.of(of.about), "undo", of.by, of.field, None, target),
                    at=draw(st.integers(0, 6)),
                )
            )
        else:
            field = draw(st.sampled_from(["count", "kind", None]))
            words = ["accept", "correct", "reject", "note"]
            verdict = draw(
                st.sampled_from(words if field else [w for w in words if w != "correct"])
            )
            value = None
            if verdict == "correct":
                value = draw(st.integers(0, 3))
                bounds = dict.fromkeys(("low", "best", "high"), value)
                value = bounds if field == "count" else f"kind {value}"
            who = draw(st.sampled_from(["ana", "ben", "cat"]))
            where = draw(st.sampled_from([HERE, THERE]))
            at = draw(st.integers(0, 6))
            made.append(judgement(number, where, verdict, who, field, value, at=at))
    return made


def by_definition(made):
    """Those that nothing that stands takes back, asked one by one."""

    def stands(each):
        return not any(other.undoes == each.id and stands(other) for other in made)

    return {each.id for each in made if each.undoes is None and stands(each)}


@settings(deadline=None)
@given(rows(), st.randoms(use_true_random=False))
def test_what_stands_hangs_on_no_order_of_rows(made, chance):
    shuffled = list(made)
    chance.shuffle(shuffled)
    assert {each.id for each in standing(made)} == by_definition(made)
    assert {each.id for each in standing(shuffled)} == by_definition(made)
    assert items(KNOWN, shuffled) == items(KNOWN, made)


@settings(deadline=None)
@given(rows())
def test_taking_back_what_was_just_judged_leaves_all_as_it_was(made):
    before = items(KNOWN, made)
    late = judgement(100, HERE, "correct", "ana", "count", {"low": 99})
    after = items(KNOWN, [*made, late])
    assert item(after, HERE, "count") != item(before, HERE, "count")
    gone = judgement(101, HERE, "undo", "ana", "count", None, 100)
    assert items(KNOWN, [*made, late, gone]) == before
    # And what takes back can be taken back.
    again = judgement(102, HERE, "undo", "ana", "count", None, 101)
    assert items(KNOWN, [*made, late, gone, again]) == after


@settings(deadline=None)
@given(rows())
def test_the_state_follows_from_the_last_word_of_each(made):
    for each in items(KNOWN, made):
        last = {}
        for row in sorted(made, key=lambda one: (one.at, one.id)):
            own = (Anchor.of(row.about), row.field) == (each.anchor, each.field)
            if own and row.id in by_definition(made) and row.decision != "note":
                last[row.by] = row
        assert {one.by: one.judgement.id for one in each.decisions} == {
            name: row.id for name, row in last.items()
        }
        said = {
            "rejected" if row.decision == "reject" else str(json.loads(row.value)["value"])
            for row in last.values()
        }
        wanted = (
            (State.OPEN if not last else State.ONE)
            if len(last) < 2
            else (State.AGREE if len(said) == 1 else State.DIFFER)
        )
        assert each.state is wanted


def test_a_long_chain_of_taking_back_is_followed():
    chain = [judgement(0, HERE, "accept")]
    chain += [judgement(n, HERE, "undo", undoes=n - 1) for n in range(1, 5001)]
    assert [each.id for each in standing(chain)] == [chain[0].id]
    assert standing(chain[:-1]) == []


# ---- in a record


def test_the_record_comes_to_what_a_fresh_replay_comes_to(record, killed):
    chance = random.Random(7)
    people = [Viewer(name, Role.CODER) for name in ("ana", "ben", "dan")]
    for _ in range(60):
        viewer = chance.choice(people)
        mine = [
            each
            for each in standing(record.review.judgements_of([killed.report_id]))
            if each.by == viewer.name
        ]
        if mine and chance.random() < 0.4:
            undo(record, viewer, chance.choice(mine).id)
        else:
            value = str(chance.randint(1, 3))
            decide(record, viewer, killed, Verdict.CORRECT, "count", value)
    shown = item(report_items(record, people[0], killed.report_id), killed, "count")
    rows = record.review.judgements_of([killed.report_id])
    assert len(rows) == 60
    chance.shuffle(rows)
    fresh = [Finding(killed, shown.quote, {"count": shown.machine}, "")]
    assert item(items(fresh, rows), killed, "count") == shown


def judge_many(url, anchor, name, barrier):
    with Record(url) as opened:
        viewer = Viewer(name, Role.CODER)
        barrier.wait(60)
        for number in range(25):
            made = decide(opened, viewer, anchor, Verdict.CORRECT, "count", str(number))
            if number % 5 == 4:
                undo(opened, viewer, made.id)


def test_two_processes_that_judge_at_once_lose_nothing(database, readings):
    url = database
    filled(url, readings).close()
    with Record(url) as record:
        killed = anchor(record, REPORTS[0], "figure", "14")
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(2)
    both = [
        context.Process(target=judge_many, args=(url, killed, name, barrier))
        for name in ("ana", "ben")
    ]
    for each in both:
        each.start()
    for each in both:
        each.join(120)
    assert [each.exitcode for each in both] == [0, 0]
    with Record(url) as record:
        rows = record.review.judgements_of([killed.report_id])
        assert len(rows) == 2 * 30
        moments = [each.at for each in rows]
        assert len(set(moments)) == len(moments), "each has a moment of its own"
        found = item(report_items(record, Viewer("cat"), killed.report_id), killed, "count")
        # The last of each, 24, was taken back.
        assert {each.by: each.value["low"] for each in found.decisions} == {"ana": 23, "ben": 23}
        assert found.state is State.AGREE
        assert record.review.stale_count() > 0

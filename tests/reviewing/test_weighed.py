"""Events as they stand: what people decided counts before what the machine read, and is told
apart."""

import pytest

from according.happening import happening
from according.linking.judged import KINDS
from according.model import FigureKind
from according.reviewing.coding import assign, finish
from according.reviewing.deciding import adjudicate, decide, undo
from according.reviewing.findings import Anchor, Kind
from according.reviewing.queue import page
from according.reviewing.settled import Verdict
from according.reviewing.weighed import weighed
from according.weighing import Standing
from tests.reviewing.conftest import ANA, BEN, CAT, anchor, reread
from tests.test_linker import CHANGED, OWN, REPORTS


def field(found, name):
    return next((each for each in found.fields if each.name == name), None)


def said(found, name):
    """(value, outlet, by people) of a field."""
    return {
        (value.said, held.outlet, held.by_people)
        for value in field(found, name).values
        for held in value.held
    }


@pytest.fixture
def event(record, bombing):
    """The event as everybody sees it now."""

    def now(**of):
        wanted = set(bombing.reports)
        line = next(each for each in record.across.events() if wanted & set(each.reports))
        return weighed(record, line, **of)

    return now


@pytest.fixture
def changed(record):
    """The figure that the copy has otherwise: at least 16."""
    return anchor(record, REPORTS[1], "figure", "16")


@pytest.fixture
def seventeen(record):
    return anchor(record, REPORTS[2], "figure", "Seventeen")


def test_without_decisions_it_is_the_machines_reading(record, bombing, event):
    found, read = event(), happening(record, bombing.id)
    assert found.fields == found.read == read.fields
    assert (found.aside, found.withdrawn) == ((), ())
    assert not any(
        held.by_people for each in found.fields for value in each.values for held in value.held
    )


def test_a_corrected_toll_resolves_a_conflict_and_is_told_apart(
    record, bombing, event, killed, seventeen
):
    # The record as the machine reads it has figures that meet: a person makes them conflict first.
    wrong = decide(record, ANA, seventeen, Verdict.CORRECT, "count", "9")
    found = event()
    assert field(found, "killed").standing is Standing.CONFLICT
    assert (field(found, "killed").low, field(found, "killed").high) == (9, None)
    decide(record, ANA, seventeen, Verdict.CORRECT, "count", "17", "the list says so")
    right = event()
    assert field(right, "killed").standing is not Standing.CONFLICT
    (held,) = [
        held
        for value in field(right, "killed").values
        for held in value.held
        if held.report_id == REPORTS[2].id
    ]
    (decided,) = held.decided
    assert (decided.by, decided.verdict, decided.why) == ("ana", "correct", "the list says so")
    assert decided.judgement != wrong.id
    assert (decided.machine, decided.value) == ("17", "17")
    assert decided.finding == str(seventeen)
    assert happening(record, bombing.id).fields == right.read, "the machine's reading stays"


def test_a_correction_takes_the_place_of_the_machines_value_which_is_set_aside(
    record, event, killed
):
    decide(record, ANA, killed, Verdict.CORRECT, "count", "15")
    found = event()
    outlet = REPORTS[0].outlet
    assert ("15", outlet, True) in said(found, "killed")
    assert not any(
        (value, where) == ("at least 14", outlet) for value, where, _ in said(found, "killed")
    )
    (aside,) = found.aside
    assert (aside.field, aside.said, aside.held.outlet) == ("killed", "at least 14", outlet)
    assert [(each.by, each.value) for each in aside.decided] == [("ana", "15")]
    assert ("at least 14", outlet) in {
        (value.said, held.outlet)
        for each in found.read
        if each.name == "killed"
        for value in each.values
        for held in value.held
    }


def test_a_rejected_figure_vanishes_from_the_range(record, event, killed, changed, seventeen):
    before = field(event(), "killed")
    assert (before.low, before.high) == (14, None)
    made = [
        decide(record, ANA, killed, Verdict.REJECT),
        decide(record, ANA, changed, Verdict.REJECT, "count"),
    ]
    found = event()
    left = field(found, "killed")
    assert (left.low, left.high, left.standing) == (17, 17, Standing.ONE)
    assert {each.said for each in found.aside} == {"at least 14", "at least 16"}
    decide(record, ANA, seventeen, Verdict.REJECT)
    assert field(event(), "killed") is None
    assert len(event().aside) == 3
    for each in made:
        undo(record, ANA, each.id)
    assert (field(event(), "killed").low, field(event(), "killed").high) == (14, None)


def test_undo_restores_what_the_machine_read(record, event, killed, seventeen):
    before = event()
    made = [
        decide(record, ANA, killed, Verdict.CORRECT, "count", "15"),
        decide(record, ANA, killed, Verdict.CORRECT, "kind", "wounded"),
        decide(record, ANA, seventeen, Verdict.REJECT),
    ]
    assert event() != before
    for each in made:
        undo(record, ANA, each.id)
    after = event()
    assert (after.fields, after.told, after.basis) == (before.fields, before.told, before.basis)


def test_what_was_decided_stands_after_the_report_is_read_again(record, readings, event, killed):
    decide(record, ANA, killed, Verdict.CORRECT, "count", "15")
    decide(record, ANA, anchor(record, REPORTS[2], "figure", "Seventeen"), Verdict.REJECT)
    before = event()
    for reading in (readings[0], readings[2]):
        reread(record, reading)
    after = event()
    assert said(after, "killed") == said(before, "killed")
    assert ("15", REPORTS[0].outlet, True) in said(after, "killed")
    assert len(after.aside) == len(before.aside) == 2


def test_an_added_figure_counts(record, event):
    at = OWN.index("burns")
    words = Anchor(REPORTS[2].id, at, at + 5, Kind.FIGURE, FigureKind.MISSING.value)
    assert field(event(), "missing") is None
    made = decide(record, ANA, words, Verdict.ADD, "count", "3")
    found = field(event(), "missing")
    assert (found.low, found.high) == (3, 3)
    (held,) = found.values[0].held
    (decided,) = held.decided
    assert (decided.verdict, decided.by, decided.machine) == ("add", "ana", None)
    assert (held.words.quote, held.outlet) == ("burns", REPORTS[2].outlet)
    decide(record, ANA, words, Verdict.CORRECT, "holder", "the county hospital")
    (held,) = field(event(), "missing").values[0].held
    assert "county hospital" in held.holder
    undo(record, ANA, made.id)
    assert field(event(), "missing") is None


def test_an_added_place_and_time_count(record, event):
    at = OWN.index("covered hall")
    place = Anchor(REPORTS[2].id, at, at + len("covered hall"), Kind.TOPONYM)
    decide(record, ANA, place, Verdict.ADD, "place", "43.205, 27.92 the covered hall")
    assert ("the covered hall", REPORTS[2].outlet, True) in said(event(), "where")
    at = CHANGED.index("noon")
    noon = Anchor(REPORTS[1].id, at, at + 4, Kind.TIME)
    decide(record, ANA, noon, Verdict.CORRECT, "interval", "2024-03-10")
    assert ("2024-03-10", REPORTS[1].outlet, True) in said(event(), "when")


def test_places_times_and_parts_are_corrected(record, event):
    place = anchor(record, REPORTS[2], "toponym", "Varna")
    decide(record, ANA, place, Verdict.CORRECT, "place", "727011")
    found = event()
    assert ("Sofia, BG", REPORTS[2].outlet, True) in said(found, "where")
    assert field(found, "where").standing is Standing.CONFLICT
    time = anchor(record, REPORTS[0], "time", "Tuesday")
    decide(record, ANA, time, Verdict.CORRECT, "interval", "2024-03-05")
    found = event()
    assert ("2024-03-05", REPORTS[0].outlet, True) in said(found, "when")
    assert field(found, "when").standing is Standing.CONFLICT
    decide(record, ANA, time, Verdict.REJECT, "interval")
    assert not any(outlet == REPORTS[0].outlet for _, outlet, _ in said(event(), "when"))


def test_another_kind_of_figure_and_another_holder(record, event, killed):
    decide(record, ANA, killed, Verdict.CORRECT, "kind", "missing")
    decide(record, ANA, killed, Verdict.CORRECT, "holder", "outlet")
    found = event()
    (value,) = field(found, "missing").values
    assert (value.said, value.held[0].holder) == ("at least 14", f"{REPORTS[0].outlet} itself")
    assert {each.field for each in value.held[0].decided} == {"kind", "holder"}
    assert not any(outlet == REPORTS[0].outlet for _, outlet, _ in said(found, "killed"))


def test_a_report_that_tells_nothing_of_it_counts_as_no_origin(record, event):
    before = event()
    assert before.basis.reports == 3
    for each in before.told:
        if each.reading.report.id == REPORTS[2].id:
            for mention in each.mentions:
                words = Anchor(
                    REPORTS[2].id, mention.trigger.start, mention.trigger.end, Kind.MENTION
                )
                decide(record, ANA, words, Verdict.REJECT)
    found = event()
    assert (found.basis.reports, [each.id for each in found.withdrawn]) == (2, [REPORTS[2].id])
    assert REPORTS[2].outlet not in {outlet for _, outlet, _ in said(found, "killed")}
    assert any(each.held.report_id == REPORTS[2].id for each in found.aside)


def test_where_coders_differ_the_machine_counts_and_above_them_an_adjudicator(
    record, event, killed
):
    decide(record, ANA, killed, Verdict.CORRECT, "count", "15")
    decide(record, BEN, killed, Verdict.CORRECT, "count", "13")
    assert ("at least 14", REPORTS[0].outlet, False) in said(event(), "killed")
    adjudicate(record, CAT, killed, Verdict.CORRECT, "count", "13")
    found = event()
    assert ("13", REPORTS[0].outlet, True) in said(found, "killed")
    decided = {
        one.by
        for value in field(found, "killed").values
        for held in value.held
        for one in held.decided
    }
    assert decided == {"cat"}


def test_two_who_agree_are_both_named(record, event, killed):
    decide(record, ANA, killed, Verdict.ACCEPT, "count")
    decide(record, BEN, killed, Verdict.ACCEPT, "count")
    decided = [
        one.by
        for value in field(event(), "killed").values
        for held in value.held
        for one in held.decided
    ]
    assert decided == ["ana", "ben"]


def test_while_coders_are_at_it_each_weighs_with_their_own(record, bombing, event, killed):
    assign(record, CAT, bombing.id, ["ana", "ben"])
    decide(record, ANA, killed, Verdict.CORRECT, "count", "15")
    mine, others = ("15", REPORTS[0].outlet, True), ("at least 14", REPORTS[0].outlet, False)
    assert mine in said(event(viewer=ANA), "killed")
    assert others in said(event(viewer=BEN), "killed")
    assert others in said(event(), "killed")
    for each in (ANA, BEN):
        finish(record, each, bombing.id)
    assert mine in said(event(), "killed")


def test_a_decision_that_makes_or_ends_a_conflict_moves_it_in_the_queue(
    record, event, seventeen, killed, changed
):
    def conflicts():
        return [
            each.said for each in page(record, CAT).waiting if each.reason == "accounts in conflict"
        ]

    before = conflicts()
    decide(record, ANA, seventeen, Verdict.CORRECT, "count", "9")
    now = conflicts()
    assert [each for each in now if each.startswith("killed: ") and "9 (" in each]
    assert now != before
    decide(record, ANA, seventeen, Verdict.REJECT)
    assert not [each for each in conflicts() if each.startswith("killed")]


def test_joins_of_events_are_no_decisions_on_fields(record, bombing, event):
    assert not record.across.standing(KINDS)
    assert event().fields == happening(record, bombing.id).fields

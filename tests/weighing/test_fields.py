from dataclasses import replace
from datetime import date

import pytest

from according.model import (
    OUTLET,
    Account,
    Blame,
    BlameCertainty,
    Certainty,
    EventMention,
    Evidence,
    Figure,
    FigureKind,
    Reading,
    Report,
)
from according.weighing import Standing, Told, fields
from according.weighing.checks import check_copies, check_event, check_report


def told(origin, words, low, high, day=12, outlet="Quay Post", kind=FigureKind.KILLED, **of_figure):
    """A report whose one figure is ``words``."""
    text = f"The blast killed {words} at the quay, {outlet} says."
    report = Report(text, outlet=outlet, published=date(2024, 3, day))
    trigger = Evidence.at(report, 4, 9)
    at = text.index(words)
    best = low if low == high else None
    evidence = Evidence.at(report, at, at + len(words))
    figure = Figure(evidence, kind, low, best, high, **of_figure)
    mention = EventMention(trigger, "ASSAULT", Certainty.ASSERTED, figure_ids=(figure.id,))
    account = Account(report.id, (mention.id,), (figure.id,))
    reading = Reading(report, "a test", events=(mention,), figures=(figure,), accounts=(account,))
    return Told(reading, (account,), origin)


def killed(*given):
    (field,) = [each for each in fields(given) if each.name.startswith("killed")]
    return field


@pytest.mark.parametrize(
    ("a", "b", "standing"),
    [
        (("14 people", 14, 14), ("14 men", 14, 14), Standing.AGREE),
        (("at least 16", 16, None), ("22 people", 22, 22), Standing.COMPATIBLE),
        (("16 people", 16, 16), ("at least 22", 22, None), Standing.CONFLICT),
        (("16 people", 16, 16), ("52 people", 52, 52), Standing.CONFLICT),
    ],
)
def test_how_two_figures_stand(a, b, standing):
    assert killed(told(1, *a), told(2, *b, outlet="Osk Daily")).standing is standing


def test_a_higher_toll_of_a_later_day_supersedes():
    early, late = told(1, "14 people", 14, 14), told(2, "19 people", 19, 19, day=15)
    assert killed(early, late).standing is Standing.SUPERSEDED
    assert killed(late, early).standing is Standing.SUPERSEDED


def test_a_toll_that_rose_is_told_by_its_days():
    early, late = told(1, "14 people", 14, 14), told(2, "17 people", 17, 17, day=15, outlet="B")
    between = told(3, "at least 14", 14, None, day=13, outlet="C")
    assert killed(late, early).course == "14, later 17"
    assert killed(late, between, early).course == "14 or at least 14, later 17"
    assert killed(early).course == ""
    risen = told(4, "21 people", 21, 21, day=16, outlet="D")
    assert killed(risen, late, early).course == "14, later 17, later 21"


def test_an_older_toll_of_one_report_comes_first():
    old, new = told(1, "14 people", 14, 14, superseded=True), told(1, "17 people", 17, 17)
    assert killed(new, old).course == "14, later 17"


def test_a_lower_toll_of_a_later_day_does_not():
    early, late = told(1, "14 people", 14, 14), told(2, "9 people", 9, 9, day=15)
    assert killed(early, late).standing is Standing.CONFLICT


def test_who_repeats_the_old_toll_later_makes_no_conflict_of_it():
    first, risen = told(1, "14 people", 14, 14), told(2, "19 people", 19, 19, day=15, outlet="B")
    late = told(3, "14 people", 14, 14, day=16, outlet="C")
    for given in ((first, risen, late), (late, risen, first), (risen, late, first)):
        assert killed(*given).standing is Standing.SUPERSEDED


def test_more_detained_on_a_later_day_are_a_conflict():
    kind = {"kind": FigureKind.DETAINED}
    early, late = told(1, "9 people", 9, 9, **kind), told(2, "12 people", 12, 12, day=15, **kind)
    (field,) = [each for each in fields([early, late]) if each.is_figure]
    assert field.standing is Standing.CONFLICT


def test_one_report_alone_has_nothing_to_agree_with():
    assert killed(told(1, "14 people", 14, 14)).standing is Standing.ONE


def test_what_one_origin_says_that_goes_together_agrees_with_nobody():
    both = told(1, "at least 16", 16, None), told(1, "22 people", 22, 22, outlet="Osk Daily")
    assert killed(*both).standing is Standing.ONE
    apart = told(1, "16 people", 16, 16), told(1, "9 people", 9, 9, outlet="Osk Daily")
    assert killed(*apart).standing is Standing.CONFLICT


@pytest.mark.parametrize(
    ("certainties", "standing"),
    [
        (("accused", "accused"), Standing.AGREE),
        (("accused", "claimed"), Standing.AGREE),
        (("accused", "denied"), Standing.DISPUTED),
        (("denied", "denied"), Standing.AGREE),
    ],
)
def test_an_accusation_and_its_denial_do_not_agree(certainties, standing):
    (who,) = [each for each in fields(list(blamed(certainties))) if each.name == "who"]
    assert who.standing is standing


def blamed(certainties):
    """Reports that say of one group that it did it, or that it did not."""
    for number, certainty in enumerate(certainties, 1):
        report = Report(f"Report {number}: a blast by the Osk Front.", outlet=f"Outlet {number}")
        mention = EventMention(Evidence.at(report, 13, 18), "ASSAULT", Certainty.ASSERTED)
        at = report.text.index("Osk")
        words = Evidence.at(report, at, at + 9)
        blame = Blame(words, mention.id, OUTLET, BlameCertainty(certainty))
        account = Account(report.id, (mention.id,), (), (blame.id,))
        made = Reading(report, "a test", events=(mention,), blames=(blame,), accounts=(account,))
        yield Told(made, (account,), number)


def test_copies_are_one_origin_of_a_value():
    field = killed(told(1, "14 people", 14, 14), told(1, "14 people", 14, 14, outlet="Osk Daily"))
    (value,) = field.values
    assert value.origins == (1,)
    assert [each.outlet for each in value.held] == ["Quay Post", "Osk Daily"]
    assert field.standing is Standing.ONE


def test_the_range_is_open_where_one_value_is():
    field = killed(told(1, "16 people", 16, 16), told(2, "at least 22", 22, None, outlet="B"))
    assert (field.low, field.high) == (16, None)


def test_every_value_has_its_words():
    field = killed(told(1, "14 people", 14, 14))
    held = field.values[0].held[0]
    assert (held.words.quote, held.holder) == ("14 people", "Quay Post itself")


def test_parts_are_a_field_of_their_own_and_no_conflict():
    total = told(1, "16 people", 16, 16)
    parts = [
        told(2, "four children", 4, 4, outlet="B", part_of="0" * 64),
        told(3, "nine men", 9, 9, outlet="C", part_of="0" * 64),
    ]
    found = {each.name: each.standing for each in fields([total, *parts])}
    assert found == {"killed": Standing.ONE, "killed (part of a total)": Standing.COMPATIBLE}


def test_a_part_that_another_gives_as_the_whole_is_said():
    part = told(1, "nine men", 9, 9, part_of="0" * 64)
    (check,) = check_event([part, told(2, "nine people", 9, 9, outlet="B")])
    assert check.kind == "total and part"
    assert [each.quote for each in check.words] == ["nine men", "nine people"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It closed on Monday, March 12, 2024.", "2024-03-12 was a Tuesday"),
        ("It closed on Monday 12 March 2024.", "2024-03-12 was a Tuesday"),
        ("It closed on Tuesday, March 12, 2024.", None),
        ("It closed on Tuesday, February 31, 2024.", None),
    ],
)
def test_weekdays_are_held_against_dates(text, said):
    found = [each.said for each in check_report(Reading(Report(text), "a test"))]
    assert found == ([said] if said else [])


def test_a_part_above_its_total_is_said():
    report = Report("It killed 4 people, 9 of them children.")
    total = Figure(Evidence.at(report, 10, 11), FigureKind.KILLED, 4, 4, 4)
    part = Figure(Evidence.at(report, 20, 21), FigureKind.KILLED, 9, 9, 9, part_of=total.id)
    (check,) = check_report(Reading(report, "a test", figures=(total, part)))
    assert check.said == "a part, 9, above its total, 4"
    fitting = replace(part, low=3, best=3, high=3)
    assert not list(check_report(Reading(report, "a test", figures=(total, fitting))))


def test_a_figure_that_drifts_along_copies_is_followed_from_the_first():
    chain = [
        told(1, "14 people", 14, 14, day=12, outlet="A"),
        told(1, "16 people", 16, 16, day=13, outlet="B"),
        told(1, "61 people", 61, 61, day=14, outlet="C"),
    ]
    first, second, third = (each.figures[0].evidence for each in chain)
    (check,) = check_copies(chain, [(third, second), (first, second)])
    assert [each.quote for each in check.words] == ["14 people", "16 people", "61 people"]
    assert check.said.startswith("“14 people” in A, 2024-03-12, then “16 people” in B")
    apart = check_copies(chain, [(first, second), (third, second), (first, third)])
    assert len(list(apart)) == 1
    assert not list(check_copies(chain, []))

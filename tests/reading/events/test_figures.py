import pytest

import according
from according.model import FigureKind, Reading


def read(text: str, **given) -> Reading:
    return according.read(text, outlet="Quay Post", published="2024-03-14", **given)


@pytest.mark.parametrize(
    ("text", "kind", "low", "high"),
    [
        ("At least 58 people were killed near Osk.", "killed", 58, None),
        ("The raid left 15 farmers dead near Osk.", "killed", 15, 15),
        ("A bomb wounded dozens of them near Osk.", "wounded", 24, None),
        ("The death toll rose to 72 on Tuesday.", "killed", 72, 72),
        ("Police arrested 40 students in Osk.", "detained", 40, 40),
        ("Six fishermen are missing off Osk.", "missing", 6, 6),
        ("Ten children were among those killed in Osk.", "killed", 10, 10),
        ("Police evacuated 200 villagers from Osk.", "evacuated", 200, 200),
    ],
)
def test_what_became_of_whom(text, kind, low, high):
    (figure,) = read(text).figures
    assert figure.kind is FigureKind(kind)
    assert (figure.low, figure.high) == (low, high)


def test_a_part_is_tied_to_its_total():
    figures = read("In Osk 58 people, among them 11 children, were killed.").figures
    total, part = sorted(figures, key=lambda each: -(each.best or 0))
    assert part.part_of == total.id
    assert part.kind is FigureKind.KILLED


def test_those_who_kill_are_not_the_killed():
    figures = read("Twelve gunmen killed two guards at the mill in Osk.").figures
    assert [each.evidence.quote for each in figures if each.kind is FigureKind.KILLED] == ["two"]


def test_a_figure_has_its_holder():
    text = "The Harbour League said on Monday that 12 people had been killed in Osk."
    reading = read(text)
    (figure,) = reading.figures
    (chain,) = figure.holder.attribution_ids
    source = next(each.source for each in reading.attributions if each.id == chain)
    assert source is not None
    assert "Harbour League" in source.quote


def test_what_a_headline_repeats_is_one_figure_of_its_account():
    title = "Blast kills 9 in Osk"
    reading = read("A bomb killed at least nine people in Osk on Monday.", title=title)
    counted = {each.id: each for each in reading.figures}
    told = [[counted[one].low for one in each.figure_ids] for each in reading.accounts]
    assert [each for each in told if each] == [[9]]


def test_the_toll_of_a_war_is_a_course_of_things():
    reading = read("More than 40,000 people have been killed in the conflict since 2011.")
    assert [each.course for each in reading.accounts if each.figure_ids] == [True]


def test_some_of_those_before_share_what_became_of_them():
    text = "At least 20 people were killed including 13 civilians and more than 30 wounded in Osk."
    found = {each.evidence.quote: each.kind for each in read(text).figures}
    assert found["13"] is FigureKind.KILLED
    assert found["more than 30"] is FigureKind.WOUNDED


@pytest.mark.parametrize(
    "text",
    [
        "A mill owner was killed by two men on a motorcycle in Osk.",
        "Two men on a motorcycle shot dead a mill owner in Osk.",
    ],
)
def test_killers_are_not_counted_among_the_killed(text):
    assert all(each.best != 2 for each in read(text).figures)


def test_two_groups_of_one_number_are_two_figures():
    reading = read("Gunmen killed three soldiers and three farmers in Osk on Monday.")
    (account,) = (each for each in reading.accounts if each.figure_ids)
    assert len(account.figure_ids) == 2


def test_what_is_counted_since_a_year_lasts_until_today():
    reading = read("Since 2015 more than 4,000 people have been killed in Osk.")
    (account,) = (each for each in reading.accounts if each.figure_ids)
    assert account.course
    assert account.latest is not None
    assert account.latest.date().isoformat() == "2024-03-14"


def test_a_first_paragraph_is_no_headline():
    reading = read("A bomb killed 12 people in Osk.\n\nTwo of the people killed were guards.")
    numbers = {each.best for each in reading.figures if _is_in(reading, each.id)}
    assert 12 in numbers


def _is_in(reading: Reading, figure: str) -> bool:
    return any(figure in each.figure_ids for each in reading.accounts)


def test_more_than_the_total_is_no_part_of_it():
    text = "Two watchmen were killed in Osk in 2016; five men were convicted two years later."
    assert [each.best for each in read(text).figures] == [2]


def test_an_account_is_of_the_days_before_the_report_not_of_what_they_are_compared_with():
    reading = read(
        "A bomb killed nine people in Osk on Monday. The bomb in Osk was the worst since the "
        "bomb that killed four people in Osk at 3 p.m. on June 3, 2019."
    )
    told = [each for each in reading.accounts if each.latest and each.latest.year == 2024]
    assert any(len(each.event_mention_ids) > 1 for each in told)


def test_one_toll_of_years_among_others_makes_no_course_of_an_account():
    reading = read(
        "A bomb killed nine people and wounded 30 in Osk on Monday. In Osk bombs have killed more "
        "than 4,000 people since 2015."
    )
    assert any(not each.course for each in reading.accounts if each.figure_ids)


def test_an_age_between_commas_counts_nobody():
    reading = read("The captain of the ferry, 52, was detained in Osk on Monday.")
    assert not reading.figures
    reading = read("Police detained 52, among them the captain, in Osk on Monday.")
    assert [each.best for each in reading.figures] == [52]

"""Hedges and ranges, in sentences with invented places."""

import pytest

CASES = [
    ("At least 14 boats sank.", "At least 14", "at least"),
    ("No fewer than 14 boats sank.", "No fewer than 14", "at least"),
    ("Fourteen or more boats sank.", "Fourteen or more", "at least"),
    ("The 14-plus boats sank.", "14-plus", "at least"),
    ("More than 14 boats sank.", "More than 14", "more than"),
    ("Well over 14 boats sank.", "Well over 14", "more than"),
    ("The toll climbed past 14 on Monday.", "past 14", "more than"),
    ("Up to 14 boats sank.", "Up to 14", "up to"),
    ("As many as 14 boats sank.", "As many as 14", "up to"),
    ("No more than 14 boats sank.", "No more than 14", "up to"),
    ("Fewer than 14 boats sank.", "Fewer than 14", "fewer than"),
    ("Under 14 boats sank.", "Under 14", "fewer than"),
    ("About 14 boats sank.", "About 14", "about"),
    ("Some 14 boats sank.", "Some 14", "about"),
    ("In the region of 14 boats sank.", "In the region of 14", "about"),
    ("14 or so boats sank.", "14 or so", "about"),
    ("14-odd boats sank.", "14-odd", "about"),
    ("Nearly 14 boats sank.", "Nearly 14", "nearly"),
    ("Just over 14 boats sank.", "Just over 14", "just over"),
    ("Just under 14 boats sank.", "Just under 14", "just under"),
    ("Between 12 and 14 boats sank.", "Between 12 and 14", "between"),
    ("About 12 to 14 boats sank.", "About 12 to 14", "between"),
    ("Twelve or fourteen boats sank.", "Twelve or fourteen", "between"),
    ("12–14 boats sank.", "12–14", "between"),
    ("Up to about 14 boats sank.", "Up to about 14", "up to"),
    ("At least some 14 boats sank.", "At least some 14", "at least"),
    ("All 14 boats sank.", "14", "exact"),
    ("A total of 14 boats sank.", "14", "exact"),
    ("Another 14 boats sank.", "14", "exact"),
]


@pytest.mark.parametrize(("text", "words", "rule"), CASES)
def test_hedge_gives_the_rule(read, text, words, rule):
    (found,) = read(text)
    assert (found.evidence.quote, found.rule) == (words, rule)
    assert bool(found.hedge) == (rule not in ("exact", "between") or text.startswith("About"))
    assert all(each.quote in words for each in found.hedge)


def test_a_scale_word_is_shared_by_a_range(read):
    (found,) = read("Between two and three million voters stayed away.")
    assert found.stated == (2_000_000, 3_000_000)


def test_a_suspended_hyphen_is_a_range(read):
    (found,) = read("The 500- to 900-pound stones fell on the mill.")
    assert (found.evidence.quote, found.unit) == ("500- to 900-pound", "pound")
    assert (found.low, found.high) == (500, 900)


def test_a_change_is_two_numbers(shown):
    found = shown("The number of dead rose from 20 to 32 overnight.")
    assert [each[:4] for each in found] == [("20", 20, 20, 20), ("32", 32, 32, 32)]


def test_a_hedge_does_not_reach_over_a_blank_line(shown):
    assert shown("Story continued below\n\nSeveral came late.")[0][0] == "Several"


def test_over_as_a_preposition_of_time_is_no_hedge(shown):
    assert shown("Loans over 10 years were agreed.") == [("10 years", 10, 10, 10, None)]
    assert shown("They waited for over 10 years.") == [("over 10 years", 10, None, None, None)]
    assert shown("In the past 24 hours it rained.")[0][0] == "24 hours"


def test_a_vague_word_keeps_its_bounds_under_a_hedge(shown):
    assert shown("At least several boats sank.") == [("At least several", 3, None, None, "boats")]
    assert shown("Up to several boats sank.") == [("Up to several", None, None, None, "boats")]


def test_a_hedge_of_the_next_number_is_not_taken(shown):
    found = shown("Held on 14 counts, at least 3 of them grave.")
    assert [each[0] for each in found] == ["14", "at least 3"]

"""People counted without a number."""

import pytest


@pytest.mark.parametrize(
    ("text", "words", "counted"),
    [
        ("A policeman was wounded near Osk.", "A", "policeman"),
        ("Gunmen killed a Sarovian judge.", "a", "Sarovian judge"),
        ("Shells took the life of a woman.", "a", "woman"),
        ("An elderly woman died in the fire.", "An", "elderly woman"),
        ("One of the attackers was killed.", "One", "the attackers"),
    ],
)
def test_one_person_is_harmed(shown, text, words, counted):
    assert shown(text) == [(words, 1, 1, 1, counted)]


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman for the league spoke.",
        "A resident told the paper that the street was empty.",
        "A gunman opened fire on a bus.",
        "A gunman has killed nobody yet.",
        "A motorcycle bomber killed his way out.",
        "One of the attackers spoke.",
    ],
)
def test_nobody_is_counted_where_nobody_is_harmed(shown, text):
    assert shown(text) == []


def test_a_part_of_a_list_is_counted(read):
    found = read("65 people were killed, among them a nurse and two guards.")
    assert [(each.evidence.quote, each.low) for each in found] == [("65", 65), ("a", 1), ("two", 2)]


@pytest.mark.parametrize(
    ("text", "words", "counted"),
    [
        ("No one was killed in Osk.", "No one", None),
        ("Nobody has been hurt.", "Nobody", None),
        ("There were no casualties.", "no", "casualties"),
        ("No civilians were killed.", "No", "civilians"),
        ("None of the passengers was hurt.", "None", "the passengers"),
    ],
)
def test_none(shown, text, words, counted):
    assert shown(text) == [(words, 0, 0, 0, counted)]


@pytest.mark.parametrize(
    "text",
    [
        "No one will ever know.",
        "No guards stood beside the burned shop.",
        "There were no immediate reports of casualties.",
        "None of it matters.",
    ],
)
def test_no_is_not_always_none(shown, text):
    assert shown(text) == []


def test_an_ordinal_tells_a_total(read):
    (found,) = read("An eleventh person died on Friday.")
    assert (found.evidence.quote, found.low, found.kind.value) == ("An eleventh", 11, "ordinal")
    assert found.counted.quote == "person"


@pytest.mark.parametrize(
    ("text", "total", "numbers"),
    [
        ("A man and his two sons were found dead.", "A man and his two sons", [3, 1, 2]),
        ("They held a judge and his wife.", "a judge and his wife", [2, 1]),
        (
            "Gunmen killed a nurse, her husband and their three children.",
            "a nurse, her husband and their three children",
            [5, 1, 3],
        ),
        (
            "The raid killed three women and their five children.",
            "three women and their five children",
            [8, 3, 5],
        ),
    ],
)
def test_household(read, text, total, numbers):
    found = read(text)
    assert (found[0].evidence.quote, found[0].rule) == (total, "sum")
    assert [each.best for each in found] == numbers


def test_no_total_where_nobody_belongs_to_anybody(read):
    found = read("Eight soldiers and three rebels were killed.")
    assert [each.rule for each in found] == ["exact", "exact"]
    assert [each.rule for each in read("A man and his dogs left.")] == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("22 people, including four children, died.", {"four": "22"}),
        ("22 people died, six of them children.", {"six": "22"}),
        ("22 people, among them 4 women and a boy, died.", {"4": "22", "a": "22"}),
        ("At least 18 of the 270 captives died.", {"At least 18": "270"}),
        ("Four members of one family died.", {}),
        ("22 people died. Six of them ran.", {}),
        ("22 people died and 30 were hurt.", {}),
        ("22 pages, including 4 maps, in 3 weeks", {"4": "22"}),
    ],
)
def test_parts_of_totals(read, text, parts):
    found = {each.evidence.quote: each.part_of.quote for each in read(text) if each.part_of}
    assert found == parts

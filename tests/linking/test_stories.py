import random
from datetime import date

from according.linking.stories import likeness, stories

MARKET = (
    "The fish market of Velden burned on Monday.",
    "Velden's fish market burned, and its fishmongers wept.",
)
VOTE = (
    "The council of Osk voted for a new harbour tax.",
    "A harbour tax was voted by the council of Osk.",
)
DAY = date(2024, 3, 12)


def test_reports_of_one_matter_are_a_story():
    assert stories([*MARKET, *VOTE], [DAY] * 4) == [[0, 1], [2, 3]]


def test_the_same_words_of_another_month_are_another_story():
    assert stories(MARKET, [DAY, date(2024, 5, 1)]) == [[0], [1]]
    assert stories([*MARKET, *VOTE], [DAY, None, DAY, None]) == [[0, 1], [2, 3]]


def test_the_order_changes_nothing():
    texts = [*MARKET, *VOTE]
    wanted = {frozenset(texts[at] for at in each) for each in stories(texts, [DAY] * 4)}
    random.Random(2).shuffle(texts)
    assert {frozenset(texts[at] for at in each) for each in stories(texts, [DAY] * 4)} == wanted


def test_a_text_is_like_itself_and_one_without_words_like_none():
    found = likeness([*MARKET, "..."])
    assert round(float(found[0, 0]), 6) == 1
    assert float(found[2, 0]) == 0
    assert stories([], []) == []

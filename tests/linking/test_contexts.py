from datetime import date

import pytest

from according.linking.contexts import context, one_story, plain_context, to_context
from according.model import Report

BRIDGE = (
    "Two people died at the Velden bridge on Monday when a barge rammed its northern pier. The "
    "barge, laden with gravel, had lost its rudder in the flood, the lock keeper of Velden said."
)
AGAIN = (
    "The barge that rammed the pier of the bridge at Velden had no working rudder, the lock keeper "
    "said on Tuesday. Gravel still blocks the lock. Two people were killed."
)
ELSEWHERE = (
    "A court in Sofia sentenced nine smugglers of cigarettes to prison on Tuesday. The prosecutor "
    "had asked for longer terms and said she would appeal."
)


def report(text, day):
    return context(Report(text, published=day and date(2024, 3, day), language="en"))


def test_reports_of_one_matter_are_one_story_and_others_are_not():
    assert one_story(report(BRIDGE, 12), report(AGAIN, 13))
    assert not one_story(report(BRIDGE, 12), report(ELSEWHERE, 13))


@pytest.mark.parametrize("day", [None, 28])
def test_reports_of_other_days_or_none_are_of_no_story(day):
    assert not one_story(report(BRIDGE, 12), report(AGAIN, day))


def test_which_is_asked_of_first_changes_nothing():
    one, other = report(BRIDGE, 12), report(AGAIN, 13)
    assert one_story(one, other) is one_story(other, one)


def test_a_context_comes_back_as_it_was():
    for day in (12, None):
        one = report(BRIDGE, day)
        assert to_context(one.report_id, plain_context(one)) == one


def test_a_text_without_words_has_a_context():
    assert not report("12 34 56 78", 12).words

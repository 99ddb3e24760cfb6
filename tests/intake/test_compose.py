from datetime import date

import pytest
from hypothesis import given, strategies

from according.errors import InputRefused, Reason
from according.intake import text_report
from according.settings import Limits
from tests.intake.helpers import SENTENCE


def test_a_headline_goes_in_front_of_the_text():
    found = text_report(SENTENCE, title=" Two die\nat bridge ", outlet="Quay Post")
    assert found.title == "Two die at bridge"
    assert found.text == f"Two die at bridge\n\n{SENTENCE}"


def test_a_headline_that_is_there_is_not_put_twice():
    assert text_report("Two die\n\nIt is said.", title="Two die").text == "Two die\n\nIt is said."


def test_a_word_that_goes_on_is_no_headline():
    found = text_report("Two died at the bridge.", title="Two die")
    assert found.text == "Two die\n\nTwo died at the bridge."


def test_a_sentence_that_opens_with_the_headlines_words_is_no_headline():
    found = text_report("Two die, police said.\n\nMore.", title="Two die")
    assert found.text == "Two die\n\nTwo die, police said.\n\nMore."
    assert found.text[found.body_start :].startswith("Two die, police")


def test_a_body_in_the_place_of_the_headline_is_left_out():
    assert text_report(SENTENCE, title="a " * 600).title is None


def test_metadata_is_kept():
    found = text_report(SENTENCE, outlet="Quay Post", published=date(2024, 3, 11), byline="A  B")
    assert (found.outlet, found.published, found.byline) == ("Quay Post", date(2024, 3, 11), "A B")
    assert found.language == "en"


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", Reason.EMPTY), (" \n", Reason.EMPTY), ("\ufeff", Reason.EMPTY), ("-- …", Reason.NO_TEXT)],
)
def test_nothing_to_read_is_refused(text, reason):
    with pytest.raises(InputRefused) as caught:
        text_report(text)
    assert caught.value.reason is reason


def test_too_much_is_refused():
    with pytest.raises(InputRefused, match="11 code points") as caught:
        text_report("a" * 11, limits=Limits(text_chars=10))
    assert caught.value.reason is Reason.TOO_LARGE


@given(strategies.text(), strategies.text())
def test_any_text_becomes_a_report_or_is_refused(text, title):
    try:
        found = text_report("It is said: " + text, title=title)
    except InputRefused:
        return
    found.text.encode()
    assert found.title is None or found.text.startswith(found.title)
    assert found.text[found.body_start :]

import time

import pytest
from hypothesis import given as drawn
from hypothesis import settings as config
from hypothesis import strategies

from according.errors import Reason
from according.intake.text import headline
from according.settings import Limits, Settings
from tests.intake.helpers import SENTENCE, given, reason, report, taken

PROSE = strategies.text(
    alphabet=strategies.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1
)


@config(deadline=None)  # the first text loads the model of languages
@drawn(PROSE)
def test_offsets_are_those_of_the_file(text):
    text = "Two died. " + text + "\n\nA second paragraph."
    found = report("a.txt", text)
    assert found.text == text
    assert found.title is None or text.startswith(f"{found.title}")


TITLE = "Two die at Velden bridge"


@pytest.mark.parametrize(
    ("before", "title"),
    [
        (f"{TITLE}\n\n", TITLE),
        (f"\ufeff{TITLE}  \r\n \r\n\r\n", TITLE),
        ("“We counted two” at Velden bridge\n\n", "“We counted two” at Velden bridge"),
        ("a" * 200 + "\n\n", "a" * 200),
        ("a" * 201 + "\n\n", None),
        (f"{TITLE}\n", None),
        ("Two died.\n\n", None),
        ("He said: “Two died.”\n\n", None),
        ("Did two die?\n\n", None),
        ("The dead:\n\n", None),
        ("By Ina Holm\n\n", None),
        ("***\n\n", None),
        (f"\ufeff\ufeff\ufeff{TITLE}\n\n", None),
        (f"\n\n{TITLE}\n\n", None),
        ("Two  die\n\n", None),
    ],
)
def test_a_first_line_that_stands_alone_is_the_headline(before, title):
    found = report("a.txt", before + SENTENCE)
    assert found.title == title
    assert found.text == before.replace("\ufeff", "", 2).replace("\r\n", "\n") + SENTENCE
    if title:
        assert found.text[found.body_start :] == SENTENCE


def test_a_line_with_nothing_below_it_is_no_headline():
    assert report("a.txt", f"{TITLE}\n\n \n").title is None


def test_to_look_for_a_headline_takes_little_time():
    for text in (" " * 100_000, "a\n" + " " * 100_000, "a\n" + "\n" * 100_000, "a " * 50_000):
        start = time.perf_counter()
        headline(text)
        assert time.perf_counter() - start < 0.25


def test_line_ends_are_unified_and_nothing_else():
    assert report("a.txt", "  Two died.\r\n\r\n  So he said.\r\n ").text == (
        "  Two died.\n\n  So he said.\n "
    )


def test_marked_encodings_are_read():
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        assert report("a.txt", SENTENCE.encode(encoding)).text == SENTENCE


def test_unmarked_utf16_is_read_when_it_is_said():
    data = SENTENCE.encode("utf-16-le")
    assert reason("a.txt", data) is Reason.BINARY
    assert report("a.txt", data, given(encoding="utf-16-le")).text == SENTENCE


def test_a_stray_nul_is_replaced():
    assert report("a.txt", SENTENCE.replace("bridge", "bri\0dge") * 5).text.count("\ufffd") == 5


def test_the_capture_holds_the_untouched_bytes():
    data = b"\xef\xbb\xbfTwo died\r\n"
    found = taken("a.txt", data)
    assert found.data == data
    assert found.capture.size == len(data)
    assert found.capture.media_type == "text/plain"
    assert found.capture.had_at is not None
    assert found.capture.had_at.microsecond == 0


def test_text_over_the_limit_is_refused():
    settings = Settings(limits=Limits(text_chars=100))
    assert reason("a.txt", "a" * 101, settings) is Reason.TOO_LARGE
    assert reason("a.txt", "a" * 1000, settings) is Reason.TOO_LARGE
    assert report("a.txt", "é" * 100, settings).text == "é" * 100


def test_what_the_user_gave_fills_in():
    found = report("a.txt", SENTENCE, given(outlet="Quay  Post"))
    assert found.outlet == "Quay Post"

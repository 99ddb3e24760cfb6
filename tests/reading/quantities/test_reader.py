import re
import time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from according.model import Report
from according.reading.parse import Parser, Passage
from according.reading.quantities import QuantityReader, read_quantities
from according.settings import Settings
from tests.long import LONG
from tests.reading.quantities.words import spelled

SETTINGS = Settings()
PARSER = Parser(SETTINGS.pipeline)
READER = QuantityReader()

WORDS = (
    "at least", "more than", "between", "and", "to", "or so", "nearly", "dozens", "of", "scores",
    "14", "1,200", "3.5", "20-30", "half", "a", "an", "million", "two", "twenty", "-", "–", "%",
    "$", "people", "others", "killed", "were", "his", "wife", "sons", "including", "among them",
    "no", "one", "none", "eleventh", "person", "man", "km", "year-old", ",", ".", "\n\n", "Monday",
    "May", "in", "2014", "the", "Osk", "as many as", "times", "½", "½ ", "“", "US", "strong", "9",
)  # fmt: skip


def parse_and_read(text):
    report = Report(text, language="en")
    return READER.read(report, PARSER.parse(text))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).map(" ".join))
def test_spans_match_and_bounds_are_ordered(text):
    if not text.strip():
        return
    found = parse_and_read(text)
    starts = [(each.evidence.start, -each.evidence.end) for each in found]
    assert starts == sorted(starts)
    for each in found:
        parts = [each.evidence, *each.hedge, *filter(None, [each.counted, each.part_of])]
        assert all(text[part.start : part.end] == part.quote for part in parts)
        assert all(each.evidence.span.covers(hedge.span) for hedge in each.hedge)
        ends = [bound for bound in (each.low, each.best, each.high) if bound is not None]
        assert ends == sorted(ends)


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 10**9))
def test_number_words_in_a_sentence(number):
    (found,) = parse_and_read(f"The league counted at least {spelled(number)} boats in Osk.")
    assert (found.low, found.high, found.counted.quote) == (number, None, "boats")


@pytest.mark.parametrize(
    "unit",
    [
        "9", "1,111,", "1-", "1:", "a hundred ", "hundreds of ", "1 to ", "at least ",
        "a man and his ", "two sons and his ", "5 of the ", "no ", "14 people, including ",
        "more than a year ", "a man was ", "one in ", "and a half ", "14 red 15 ",
    ],
    ids=str.strip,
)  # fmt: skip
def test_hostile_text_is_read_in_time(unit):
    short, long = (unit * (size // len(unit)) for size in (SIZE // 8, SIZE))
    (first, _), (second, found) = (measured(text) for text in (short, long))
    assert second < 10
    assert second < 8 * 3 * max(first, 0.02), "eight times the text took far more than eight times"
    for each in found:
        assert long[each.evidence.start : each.evidence.end] == each.evidence.quote


SIZE = 100_000 if LONG else 24_000
BLANK = spacy.blank("en")


def measured(text):
    """CPU seconds of the rules alone, and what they found. The parse has limits of its own and
    takes many times as long, so plain tags stand in for it; all of the text is one passage."""
    words = re.findall(r"\w+|[^\w\s]", text)
    doc = Doc(BLANK.vocab, words, [text.startswith(" ", at.end()) for at in PLACES(text)])
    for token in doc:
        token.tag_ = "CD" if token.text.isdigit() else "IN" if len(token) < 3 else "NN"
    passages = (Passage(doc, 0),) if doc.text.rstrip() == text.rstrip() else ()
    assert passages
    before = time.process_time()
    found = READER.read(Report(text, language="en"), passages)
    return time.process_time() - before, found


PLACES = re.compile(r"\w+|[^\w\s]").finditer


def test_lost_punctuation_changes_no_quantity():
    kept = (
        "At least 31 farmers, including four girls, were killed on Monday, the Harbour "
        "Rescue League said. Brenna's army lost 12 of its 40 tanks; some 300 people fled."
    )
    lost = kept.replace(",", "").replace(".", "").replace(";", "").replace("'", "")

    def shape(text):
        return [
            (each.evidence.quote, each.low, each.high, each.counted and each.counted.quote)
            for each in parse_and_read(text)
        ]

    assert shape(kept) == shape(lost)
    assert len(shape(kept)) == 5


def test_offsets_count_in_the_whole_report():
    text = "Nobody spoke. " * 2000 + "\n\nAt least 14 boats sank off Osk."
    report = Report(text, language="en")
    passages = PARSER.parse(text)
    assert len(passages) > 1
    (found,) = READER.read(report, passages)
    assert found.evidence.quote == "At least 14"
    assert found.evidence.start == text.index("At least")


def test_swapped_sides_have_the_same_quantities():
    text = "The {a} Front said it killed 14 {b} fighters and some 20 {b} guards fled {a} lines."
    one, two = (
        [(each.low, each.rule, each.counted.quote) for each in parse_and_read(filled)]
        for filled in (text.format(a="Karsen", b="Tolmin"), text.format(a="Tolmin", b="Karsen"))
    )
    swapped = [(low, rule, words.replace("Tolmin", "Karsen")) for low, rule, words in one]
    assert swapped == two


def test_a_text_without_numbers_has_no_quantities():
    assert parse_and_read("Rain fell on Osk.") == ()
    assert read_quantities(Report("—"), PARSER.parse("—")) == ()


def test_another_convention_can_be_read_by():
    text = "Dozens fled."
    report = Report(text, language="en")
    (found,) = QuantityReader("acled").read(report, PARSER.parse(text))
    assert (found.low, found.best, found.high) == (12, 12, 12)

"""What must hold for every text: spans, bounds, anchors, order; and time."""

import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from according.model import Granularity, Report
from according.reading.parse import Passage, pieces
from according.reading.times import TimeReader
from according.reading.times.patterns import Words
from according.reading.times.rules import load_rules
from according.reading.times.vocabulary import load_vocabulary
from according.reading.times.words import words
from tests.long import LONG

PUBLISHED = date(2016, 6, 15)

VOCABULARY = """
on Monday last night March 3 , 2014 . the next day two weeks ago between and June 1980 - 88 early
9:30 a.m. for more than a year later Ramadan 31 February 9999 0001 '98 1980s said overnight
quarter of third December 29 12/31/1999 to from since each few some
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n\n"])
texts = st.lists(WORDS, min_size=1, max_size=25).map(" ".join)
days = st.none() | st.dates()


def test_a_name_that_begins_with_a_time_is_none(read):
    text = "He told the Morning Star of it. The Evening Ledger came in the morning."
    assert [each.evidence.quote for each in read(text, PUBLISHED)] == ["the morning"]


HOSTILE = {
    "digits": "9" * 100_000,
    "dates": "March 3, " * 11_000,
    "the last": "the last " * 11_000,
    "two weeks": "two and a half " * 7_000,
    "ranges": "1980-" * 20_000,
    "between": "between March and " * 5_500,
    "clocks": "9:30:" * 20_000,
    "apostrophes": "'" * 100_000,
    "breaks": "March\n\n" * 14_000,
    "spaces": "March" + " " * 100_000 + "3",
    "line breaks": "\n \n" * 33_000 + "March",
    "mixed": "early on the night of Friday, 3 March 2014 at 9 p.m. to " * 1_800,
    "turks": "İ" * 100_000,
    "marks": ",.;:-/" * 16_000,
}
if not LONG:
    HOSTILE = {name: f"{text[:25_000]}{text[-9:]}" for name, text in HOSTILE.items()}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=texts, published=days)
def test_every_expression_holds(text, published, read):
    if not text.strip():
        return
    found = read(text, published)
    end = 0
    for each in found:
        start = each.evidence.start
        assert text[start : each.evidence.end] == each.evidence.quote
        assert start >= end
        assert "\n\n" not in each.evidence.quote
        end = each.evidence.end
        if each.anchor is not None:
            assert each.anchor in [other.evidence for other in found]
            assert each.anchor != each.evidence
        if published is None:
            assert not each.anchored_to_publication
        assert len(each.ends) in (0, 2)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=texts)
def test_the_same_text_is_read_the_same(text, read):
    if text.strip():
        assert read(text, PUBLISHED) == read(text, PUBLISHED)


@pytest.fixture(scope="module")
def blank():
    """Passages without tags: what the rules cost on top of the parse, whatever that is."""
    import spacy

    return spacy.blank("en")


def untagged(text, blank):
    return tuple(Passage(blank(text[start:end]), start) for start, end in pieces(text))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_in_time(name, blank):
    reader = TimeReader()
    text = HOSTILE[name]
    assert len(text) > (90_000 if LONG else 24_000)
    passages = untagged(text, blank)
    before = time.process_time()
    found = reader.read(Report(text, published=PUBLISHED), passages)
    assert time.process_time() - before < 30
    assert all(text[each.evidence.start : each.evidence.end] for each in found)


@pytest.mark.parametrize("name", ["mixed", "two weeks"])
def test_twice_the_text_takes_about_twice_the_time(name, blank):
    reader = TimeReader()

    def cost(text):
        passages = untagged(text, blank)
        before = time.process_time()
        reader.read(Report(text, published=PUBLISHED), passages)
        return time.process_time() - before

    half = HOSTILE[name][: len(HOSTILE[name]) // 2]
    assert cost(HOSTILE[name]) < 5 * min(cost(half), cost(half)) + 0.2


@pytest.fixture(scope="module")
def hostile_words():
    """Hostile texts, cut into words with all their senses."""
    vocabulary = load_vocabulary()
    made = []
    for name in ("mixed", "clocks", "the last", "between"):
        found = words(HOSTILE[name])
        made.append(Words(found, lambda at, found=found: vocabulary.senses(found, at)))
    return made


@pytest.mark.parametrize("rule", load_rules(load_vocabulary().kinds).rules, ids=lambda r: r.order)
def test_every_pattern_matches_in_time(rule, hostile_words):
    """At every word of a hostile text: a bounded time each, so about linear in the text."""
    before = time.process_time()
    for text in hostile_words:
        for at in range(len(text)):
            if not rule.pattern.firsts.isdisjoint(text.keys[at]):
                assert len(list(rule.pattern.match(text, at))) < 500
    assert time.process_time() - before < 20


def test_a_range_has_its_ends(read):
    text = "The offensive ran from March to June 2014."
    (found,) = read(text, PUBLISHED)
    assert [each.evidence.quote for each in found.ends] == ["March", "June 2014"]
    assert [each.value for each in found.ends] == ["2014-03", "2014-06"]


def test_anchors_are_told(read):
    text = "On 3 March 2014 the bridge fell. Two days later it rained.\n\nIt fell again on Monday."
    first, second, third = read(text, PUBLISHED)
    assert first.anchor is None
    assert not first.anchored_to_publication
    assert second.anchor == first.evidence
    assert third.anchored_to_publication
    assert third.anchor is None


def test_granularity_is_told(read):
    text = "Clashes began last week and lasted two days, into the summer of 2014."
    found = read(text, PUBLISHED)
    units = [Granularity.WEEK, Granularity.DAY, Granularity.SEASON]
    assert [each.granularity for each in found] == units


def test_two_reports_do_not_know_of_each_other(read):
    read("On 3 March 1944 the bridge fell.", None)
    (found,) = read("It fell again in June.", None)
    assert found.value is None


def test_a_report_of_600_words_costs_little(read):
    """About 15 ms of CPU, on top of the parse; the bar leaves room for a busy machine."""
    from according.reading.parse import Parser
    from according.settings import Settings
    from tests.reading.times.conftest import cases

    between = "Nobody was hurt, the league said, and the road to the mill is open again."
    body = " ".join(f"{case.text} {between}" for case in cases()[:60])
    text = " ".join(body.split()[:600])
    assert len(text.split()) == 600
    passages, reader = Parser(Settings().pipeline).parse(text), TimeReader()
    report = Report(text, published=PUBLISHED)
    reader.read(report, passages)
    before = time.process_time()
    reader.read(report, passages)
    assert time.process_time() - before < 0.12

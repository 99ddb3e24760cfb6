"""What holds for whatever comes: offsets, intervals, bounds, and the order in which things come.

50 examples each, 50,000 in the long form (`tests/conftest.py`); so for all properties that others
state beside their subject: `tests/model`, `tests/reviewing/test_replay.py` and others.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import cache
from itertools import combinations

from hypothesis import assume, given
from hypothesis import strategies as st

from according.errors import EvidenceError
from according.export.formats.utf16 import Utf16
from according.intake.charset import clean
from according.intake.charset import decode as decoded
from according.intake.compose import compose
from according.intake.item import Draft
from according.linking.origins import text_groups
from according.model import (
    ActorKind,
    Evidence,
    Granularity,
    Mention,
    MentionForm,
    Modifier,
    Quantity,
    Report,
    Span,
    actor_id,
)
from according.model.quantity import meet
from according.model.time import days_apart
from according.reading.quantities.pieces import Pieces
from according.reading.times.values import bounds
from according.reading.times.when import When
from according.reading.times.words import BREAK, words
from according.settings import Given, Limits
from according.store.codec import decode, encode

HARD = "\0\x01\x1b\x7f\x85\u00a0\u200b\u200e\u200f\u202e\u2066\u2069\u2028\ufeff\ufffe\U0010ffff"
PARTS = (
    "\r\n", "\r", "\n", "\n\n", "\n \n", " ", "\t", "\U0001f600", "\U0001f469\u200d\U0001f467",
    "e\u0301", "a\u0308\u0323", "אבג", "مرحبا", "٣", "½", "ﬁ", "ß", "İ", "𝐁", "Two died", "14",
    "1,200", "March 3", "“", "”", "’s", "Velden", *HARD,
)  # fmt: skip
wild = st.lists(st.sampled_from(PARTS) | st.characters(exclude_categories=["Cs"])).map("".join)
texts = wild.filter(str.strip)


@given(texts, st.data())
def test_evidence_comes_back_from_json(text, data):
    report = Report(text)
    start = data.draw(st.integers(0, len(text) - 1))
    found = Evidence.at(report, start, data.draw(st.integers(start + 1, len(text))))
    mention = Mention(found, ActorKind.PERSON, MentionForm.NAME, actor_id(found))
    again = decode(Mention, json.loads(json.dumps(encode(mention))), report)
    assert again == mention
    assert text[again.evidence.start : again.evidence.end] == again.evidence.quote


@given(texts, st.data())
def test_evidence_is_not_that_of_another_text(text, data):
    report = Report(text)
    start = data.draw(st.integers(0, len(text) - 1))
    found = Evidence.at(report, start, data.draw(st.integers(start + 1, len(text))))
    mention = Mention(found, ActorKind.PERSON, MentionForm.NAME, actor_id(found))
    other = Report(text[:start] + "\u2603" + text[start:])
    try:
        decode(Mention, encode(mention), other)
    except EvidenceError:
        return
    assert other.text[found.start : found.end] == found.quote


@given(wild, st.data())
def test_offsets_in_utf_16_lead_back(text, data):
    at = Utf16(text)
    offsets = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=5)))
    units = [at.units(each) for each in offsets]
    assert units == sorted(units)
    assert [at.code_points(each) for each in units] == offsets
    packed = text.encode("utf-16-le")
    for one, other in combinations(range(len(offsets)), 2):
        cut = packed[2 * units[one] : 2 * units[other]].decode("utf-16-le")
        assert cut == text[offsets[one] : offsets[other]]


@given(wild)
def test_words_of_the_rules_stand_where_they_say(text):
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        quote = text[word.start : word.end]
        assert (word.low == BREAK) == (not quote.strip())
        assert not quote[:1].isalnum() or not word.glued or word.start == end
        assert not any(each.isalnum() for each in text[end : word.start])
        end = word.end
    assert not any(each.isalnum() for each in text[end:])


@cache
def _blank():
    import spacy

    return spacy.blank("en")


@given(wild)
def test_pieces_of_numbers_stand_where_they_say(text):
    found = Pieces(_blank()(text))
    end = 0
    for at in range(len(found)):
        piece = found[at]
        assert end <= piece.start < piece.end <= len(text)
        assert text[piece.start : piece.end] == piece.text
        assert not any(each.isdecimal() for each in text[end : piece.start])
        end = piece.end


@given(wild, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_bytes_become_the_text_that_they_hold(text, encoding):
    assume(not text.startswith("\ufeff"))
    assume(encoding != "utf-16" or not text.startswith("\0"))  # its mark and NUL are UTF-32's mark
    data = text.encode(encoding)
    assume(encoding != "utf-8" or not data.startswith((b"\xff\xfe", b"\xfe\xff")))
    found = clean(decoded(data, given=encoding if encoding == "utf-8" else None))
    assert "\r" not in found
    assert len(found) == len(text.replace("\r\n", "\n"))
    same = [a == b or b == "\ufffd" for a, b in zip(clean(text), found, strict=True)]
    assert all(same)


@given(wild.filter(lambda text: any(map(str.isalnum, text))), st.none() | wild)
def test_a_report_begins_with_its_title(text, title):
    report = compose(Draft(text, title), Given(), Limits())
    assert report.text.strip()
    if report.title:
        assert report.text.startswith(report.title)
    assert report.id == compose(Draft(text, title), Given(), Limits()).id


numbers = st.none() | st.integers(0, 30)


@st.composite
def ranges(draw):
    """A quantity of some bounds."""
    report = Report("14")
    given_ = sorted(draw(st.lists(st.integers(0, 30), min_size=3, max_size=3)))
    low, best, high = (value if draw(st.booleans()) else None for value in given_)
    return Quantity(Evidence(report, Span(0, 2), "14"), low, best, high, "exact", stated=(14,))


@given(ranges(), ranges())
def test_ranges_meet_where_a_number_lies_in_both(a, b):
    def within(number, each):
        return (each.low or 0) <= number and (each.high is None or number <= each.high)

    assert meet(a, a)
    assert meet(a, b) == meet(b, a)
    assert meet(a, b) == any(within(number, a) and within(number, b) for number in range(40))


spans = st.tuples(st.dates(date(1990, 1, 1), date(1990, 3, 1)), st.integers(0, 20)).map(
    lambda drawn: (drawn[0], drawn[0] + timedelta(drawn[1]))
)


@given(spans, spans, spans)
def test_days_apart_are_a_distance(a, b, c):
    assert days_apart(a, b) == days_apart(b, a) >= 0
    assert (days_apart(a, b) == 0) == (a[0] <= b[1] and b[0] <= a[1])
    assert days_apart(a, c) <= days_apart(a, b) + days_apart(b, c) + (b[1] - b[0]).days


@given(
    st.dates(date(1100, 1, 1), date(2900, 1, 1)),
    st.sampled_from(
        [each for each in Granularity if each.name not in ("SECOND", "MINUTE", "HOUR", "PART")]
    ),
    st.none() | st.sampled_from(list(Modifier)),
)
def test_an_interval_is_never_upside_down(day, unit, modifier):
    found = bounds(When.of(day, unit).value, modifier)
    assert found is not None
    earliest, latest = found
    assert earliest is None or latest is None or earliest <= latest
    assert (earliest, latest) != (None, None)


NAMES = "abcdefgh"
couples = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(
    lambda each: each[0] < each[1]
)


@given(
    st.dictionaries(couples, st.integers(0, 3).map(float), max_size=16),
    st.sets(couples.map(frozenset), max_size=4),
    st.randoms(use_true_random=False),
)
def test_copies_are_grouped_alike_in_whatever_order_they_come(shared, denied, chance):
    pairs = [(a, b, score) for (a, b), score in shared.items()]
    before = text_groups(NAMES, pairs, denied)
    names, turned = list(NAMES), list(pairs)
    chance.shuffle(names)
    chance.shuffle(turned)
    assert text_groups(names, turned, sorted(denied, key=lambda _: chance.random())) == before
    assert all(before[a] != before[b] for a, b in denied)
    if not denied:
        assert len(set(before.values())) == _parts(pairs)


def _parts(pairs):
    """How many groups hang together by pairs, found by spreading one step at a time."""
    left, count = set(NAMES), 0
    while left:
        reached = {left.pop()}
        while (
            more := {b for a, b, _ in pairs + [(b, a, s) for a, b, s in pairs] if a in reached}
            - reached
        ):
            reached |= more
        left -= reached
        count += 1
    return count

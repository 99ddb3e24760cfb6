"""Hostile text: near-linear time, and spans that quote it."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from according.model import Report
from according.reading.parse import PASSAGE_CHARS, Passage
from tests.long import LONG

SIZE = 100_000 if LONG else 40_000
SECONDS = 15 * SIZE / 100_000
TEXTS = {
    "places": "Paris, ",
    "countries": "Syria Iraq Iran Turkey ",
    "capitals": "X",
    "distances": "30 km west of Paris, ",
    "possessives": "Syria's ",
    "hyphens": "Deir-ez-Zor-",
    "brackets": "(Paris ",
    "lines": "Paris\n",
    "san": "San José ",
    "points": "U.S. ",
    "peoples": "Turkish Syrian ",
    "provinces": "province of ",
}


def repeated(parser, unit):
    """A text of `SIZE` characters and its passages: one is parsed, the others are its copies,
    for it is not the parser that is timed here."""
    piece = (unit * (PASSAGE_CHARS // len(unit))).ljust(PASSAGE_CHARS, ".")
    parsed = parser.parse(piece)
    text = piece * (SIZE // PASSAGE_CHARS)
    starts = range(0, len(text), PASSAGE_CHARS)
    copies = [Passage(each.doc.copy(), start + each.start) for start in starts for each in parsed]
    return text, copies


@pytest.mark.slow
@pytest.mark.parametrize("unit", TEXTS.values(), ids=TEXTS.keys())
def test_hostile_text_is_located_in_time(parser, places, unit):
    text, passages = repeated(parser, unit)
    report = Report(text, language="en")
    before = time.process_time()
    found = places.read(report, passages)
    assert time.process_time() - before < SECONDS
    quotes = [text[each.evidence.start : each.evidence.end] for each in found]
    assert quotes == [each.evidence.quote for each in found]


@pytest.mark.slow
def test_many_different_places_take_near_linear_time(parser, places, gazetteer):
    names = [gazetteer.entry(number).name for number in range(60_000, 61_200)]

    def seconds(count):
        text = "".join(f"A man died in {name}. " for name in names[:count])
        passages = parser.parse(text)
        before = time.process_time()
        places.read(Report(text, language="en"), passages)
        return time.process_time() - before

    seconds(50)
    assert seconds(1_200) < 3 * 4 * max(seconds(300), 0.1)


pieces = st.sampled_from(
    ["Paris", "Texas", ", ", " and ", "the ", "30 km ", "west of ", "Syrian ", "Idlib ",
     "province ", "\n\n", "(", ")", "’s ", "Tirana ", "rejected ", "😀", "e\u0301", " near ", "US "]
)  # fmt: skip


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.lists(pieces, min_size=1, max_size=40).map("".join).filter(str.strip))
def test_toponyms_of_any_text_hold(located, text):
    found = located(text)
    spans = [each.evidence.span for each in found]
    assert spans == sorted(spans)
    for each in found:
        assert text[each.evidence.start : each.evidence.end] == each.evidence.quote
        assert each.score is None or 0 <= each.score <= 1
        if each.place is not None:
            assert each.place.precision in (None, 1, 2, 3, 4, 5, 6, 7)
            assert each.place.precision_reason

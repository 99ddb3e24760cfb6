"""Long texts are parted between paragraphs or sentences, and nothing is lost."""

import re

from hypothesis import given
from hypothesis import strategies as st

from according.model import Span
from according.reading.chat.parts import SMALLEST, halves, parts


def sentences(text):
    return [Span(*each.span()) for each in re.finditer(r"[^\s.][^.\n]*\.?", text)]


@given(st.text(alphabet="ab .\n", max_size=300), st.integers(1, 60))
def test_parts_make_up_the_text(text, most):
    found = list(parts(text, sentences(text), most))
    assert "".join(text[each.start : each.end] for each in found) == text
    longest = max((len(each) for each in sentences(text)), default=0)
    told = [text[each.start : each.end].strip(". \n") for each in found]
    assert all(len(each) <= max(most, longest) for each in told)


def test_parts_are_cut_where_a_paragraph_begins():
    text = "One is here. Two is here.\n\nThree is here. Four is here."
    assert [text[each.start : each.end] for each in parts(text, sentences(text), 45)] == [
        "One is here. Two is here.\n\n",
        "Three is here. Four is here.",
    ]


def test_halves_are_cut_near_the_middle():
    text = "Ten letter. " * 100
    left, right = halves(Span(0, len(text)), sentences(text))
    assert (left.start, left.end, right.end) == (0, right.start, len(text))
    assert abs(len(left) - len(right)) <= 24
    assert halves(Span(0, SMALLEST), sentences(text)) is None
    assert halves(Span(0, 2000), [Span(0, 2000)]) is None

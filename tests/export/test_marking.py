"""Texts cut at the edges of findings that nest, cross and touch."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from according.export.marking import Marked, paragraphs, pieces
from according.model import Span

LONGEST = 40


def mark(start: int, end: int, anchor: str = "m") -> Marked:
    return Marked(Span(start, end), anchor, "a0", "person", "person: X")


spans = st.tuples(st.integers(0, LONGEST), st.integers(1, LONGEST)).map(
    lambda pair: (pair[0], pair[0] + pair[1])
)


@given(
    st.text(min_size=1, max_size=LONGEST),
    st.integers(0, LONGEST),
    st.integers(0, LONGEST),
    st.lists(spans, max_size=8),
)
def test_pieces_joined_are_the_text(text, one, other, found):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    marks = [mark(*span, f"m{number}") for number, span in enumerate(found)]
    cut = list(pieces(text, start, end, marks))
    assert "".join(piece.text for piece in cut) == text[start:end]
    assert all(piece.text for piece in cut)


@given(st.lists(spans, max_size=8))
def test_pieces_are_under_the_marks_that_cover_them(found):
    """A text of which every character tells its own place."""
    text = "".join(map(chr, range(0x100, 0x100 + 3 * LONGEST)))
    marks = [mark(*span, f"m{number}") for number, span in enumerate(found)]
    for piece in pieces(text, 0, len(text), marks):
        for each in marks:
            covers = [each.span.start <= ord(sign) - 0x100 < each.span.end for sign in piece.text]
            assert all(covers) == any(covers) == (each in piece.under)


@given(st.lists(spans, max_size=8), st.lists(st.integers(1, 3 * LONGEST - 1), max_size=4))
def test_pieces_every_mark_begins_once_however_the_text_is_cut(found, cuts):
    text = "x" * 3 * LONGEST
    marks = [mark(*span, f"m{number}") for number, span in enumerate(found)]
    edges = sorted({0, len(text), *cuts})
    begun = [
        each.anchor
        for start, end in pairwise(edges)
        for piece in pieces(text, start, end, marks)
        for each in piece.begins
    ]
    assert sorted(begun) == sorted(each.anchor for each in marks)


def test_pieces_have_the_outermost_first():
    outer, inner = mark(0, 10, "outer"), mark(3, 5, "inner")
    shown = [
        (piece.text, [each.anchor for each in piece.under])
        for piece in pieces("abcdefghij", 0, 10, [inner, outer])
    ]
    assert shown == [("abc", ["outer"]), ("de", ["outer", "inner"]), ("fghij", ["outer"])]


def test_pieces_of_crossing_marks():
    one, two = mark(0, 6, "one"), mark(4, 9, "two")
    cut = list(pieces("abcdefghij", 0, 10, [one, two]))
    assert [piece.text for piece in cut] == ["abcd", "ef", "ghi", "j"]
    assert [[each.anchor for each in piece.under] for piece in cut] == [
        ["one"],
        ["one", "two"],
        ["two"],
        [],
    ]


@given(st.text(alphabet="ab \n", max_size=60))
def test_paragraphs_lose_nothing_but_white_space(text):
    found = list(paragraphs(text))
    assert all(start < end and text[start:end].strip() for start, end in found)
    assert all(a[1] < b[0] for a, b in pairwise(found))
    kept = "".join(text[start:end] for start, end in found)
    assert "".join(kept.split()) == "".join(text.split())

from dataclasses import replace

import numpy as np
import pytest

from according.linking.likeness import FEATURES, compare
from according.linking.told import told
from according.linking.vectors import Vectors, windows
from according.model import Report, Span

TEXT = (
    "The ferry Aurora sank off Velden on Monday, the harbour office said.\n"
    "Divers from Orsk found 12 bodies after the ferry went down."
)


@pytest.fixture(scope="module")
def marked(reader):
    report = Report(TEXT)
    spans = [Span(TEXT.index(each), TEXT.index(each) + len(each)) for each in WORDS]
    return told(reader.read(report, marked=spans))


WORDS = ("sank", "said", "found", "went down")


def test_the_words_that_are_marked_are_those_that_are_told(marked):
    assert [each.form for each in marked] == list(WORDS)
    assert [each.head for each in marked] == ["sink", "say", "find", "go"]


def test_what_stands_about_a_word(marked):
    sank, said, found, went = marked
    assert (sank.sentence, went.sentence) == (0, 1)
    assert {"ferry", "auror"} <= sank.before
    assert "velde" in sank.after
    assert {"auror", "velde"} <= sank.names
    assert "sank" not in sank.said
    assert found.numbers == {"12"}
    assert {"harbo", "offic"} <= said.actors
    assert sank.about == went.about


def vectors(number, likeness):
    """All of length one; each two but the first and the last have ``likeness`` 0."""
    rows = np.eye(number)
    rows[-1] = likeness * rows[0] + np.sqrt(1 - likeness**2) * rows[-1]
    return Vectors(rows, rows, np.stack([rows] * 3), rows)


def test_each_two_are_compared_and_order_changes_nothing(marked):
    table = compare(marked, vectors(4, 0.8), np.eye(4))
    assert table.shape == (4, 4, len(FEATURES))
    assert np.allclose(table, table.transpose(1, 0, 2))
    turned = compare(marked[::-1], vectors(4, 0.8).part([3, 2, 1, 0]), np.eye(4))
    assert np.allclose(turned[::-1, ::-1], table)


def feature(table, name):
    return table[:, :, FEATURES.index(name)]


def test_what_speaks_for_a_pair(marked):
    sank, _, _, went = marked
    other = replace(sank, id="other", report_id="another", numbers=frozenset({"3"}))
    table = compare([sank, went, other], vectors(3, 0.6), np.eye(3))
    assert feature(table, "same report")[0].tolist() == [1, 1, 0]
    assert feature(table, "head: same")[0].tolist() == [1, 0, 1]
    assert feature(table, "trigger: vectors")[0, 2] == pytest.approx(0.6)
    assert feature(table, "sentence: words")[0, 2] == pytest.approx(1)
    assert feature(table, "sentence: other numbers")[1].tolist() == [0, 0, 1]
    assert feature(table, "actors: unknown")[0, 2] == (not sank.actors)
    # Two reports have "sink", one has "go".
    assert feature(table, "heads: reports that have them, most")[0, 1] == pytest.approx(np.log(3))
    assert feature(table, "heads: reports that have them, least")[0, 1] == pytest.approx(np.log(2))


def test_one_word_alone_can_be_compared(marked):
    assert compare(marked[:1], vectors(4, 0.5).part([0]), np.eye(1)).shape[:2] == (1, 1)


def test_windows_over_a_sentence():
    # 400 pieces of three letters with a space between; the sentence begins at 50 of its report.
    offsets = [(4 * at, 4 * at + 3) for at in range(400)]
    context = Span(50, 50 + 1600)
    spans = [Span(50, 53), Span(50 + 4 * 300, 50 + 4 * 301 + 3)]
    (first, end, own), (second, last, others) = windows(offsets, spans, context)
    assert (first, end, own) == (0, 160, [(0, (0, 1))])
    assert others == [(1, (300, 302))]
    assert second <= 300
    assert last >= 302


def test_a_short_sentence_is_one_window():
    found = windows([(0, 3), (4, 7)], [Span(14, 17), Span(10, 13)], Span(10, 17))
    assert found == [(0, 2, [(0, (1, 2)), (1, (0, 1))])]


def test_a_sentence_without_pieces_is_still_read():
    assert windows([], [Span(0, 1)], Span(0, 1)) == [(0, 0, [(0, (0, 1))])]

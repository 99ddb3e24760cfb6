import time

from hypothesis import given
from hypothesis import strategies as st

from according.linking import align, words_of
from according.linking.words import FOUR

WIRE = (
    "A ferry with 140 people aboard ran onto a reef off Osk on Monday night. "
    "Two boats of the harbour guard brought all but three of them ashore. "
    "The captain was questioned until the morning."
)


def test_a_text_shares_all_of_itself():
    found = align(words_of(WIRE), words_of(WIRE))
    assert [(run.a, run.b, run.length) for run in found.runs] == [(0, 0, len(words_of(WIRE)))]


def test_moved_sentences_are_found_where_they_went():
    first, second, third = WIRE.replace(". ", ".\n").split("\n")
    found = align(words_of(WIRE), words_of(" ".join((third, first, second))))
    assert found.in_left.all()
    assert found.in_right.all()


def test_a_changed_number_is_a_change_and_its_surroundings_are_shared():
    other = WIRE.replace("but three", "but four")
    found = align(words_of(WIRE), words_of(other))
    (change,) = found.changes()
    left, right = words_of(WIRE), words_of(other)
    assert WIRE[slice(*_ends(left.span(*change.a)))] == "three"
    assert other[slice(*_ends(right.span(*change.b)))] == "four"
    assert not found.in_left[change.a[0]]


def _ends(span):
    return span.start, span.end


def test_short_runs_are_common_to_any_two_texts():
    assert not align(words_of("He was in Osk then"), words_of("She was in Osk now")).runs


def test_a_thousand_times_one_sentence_is_aligned_in_time():
    began = time.process_time()
    text = "The mill was shut on Monday. " * 1000
    found = align(words_of(text), words_of(text))
    assert found.in_left.mean() > 0.9
    assert time.process_time() - began < 5


TEXTS = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f", "g"]), max_size=60).map(" ".join)


@given(TEXTS, TEXTS)
def test_runs_are_the_same_words_on_both_sides_and_never_overlap(one, other):
    left, right = words_of(one), words_of(other)
    found = align(left, right)
    assert found.in_left.sum() == sum(run.length for run in found.runs) == found.in_right.sum()
    for run in found.runs:
        assert run.length >= FOUR
        assert left.forms[run.a : run.a + run.length] == right.forms[run.b : run.b + run.length]

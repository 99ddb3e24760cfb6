import pytest

from according.linking import align, compare, words_of
from according.model import Relation, Span

WIRE = (
    "A ferry with 140 people aboard ran onto a reef off Osk on Monday night. "
    "Two boats of the harbour guard brought all but three of them ashore. "
    "The captain was questioned until the morning and then let go without a charge. "
    "The line has carried islanders to the market of Osk since the bridge fell."
)
OWN = (
    "Rain kept the market of Lower Osk empty. Traders packed their stalls before noon, and the "
    "mayor called the season the worst that anybody in the valley could remember. "
)


def relation(one: str, other: str, quotes=((), ())) -> Relation | None:
    left, right = (words_of(text, spans) for text, spans in zip((one, other), quotes, strict=True))
    return compare(align(left, right)).relation


def test_the_same_text_is_a_copy():
    assert relation(WIRE, WIRE) is Relation.COPY


def test_a_copy_with_one_number_changed_is_a_copy():
    assert relation(WIRE, WIRE.replace("140", "160")) is Relation.COPY


def test_a_text_that_holds_another_whole_is_its_copy():
    assert relation(OWN * 3 + WIRE, WIRE) is Relation.COPY


def test_some_sentences_of_a_longer_one_are_a_rewrite():
    two = WIRE[: WIRE.index("The captain")]
    assert relation(
        WIRE, two + "The owners of the ferry were not to be reached by phone. " * 3
    ) is (Relation.REWRITE)


def test_the_same_words_of_a_minister_are_no_copy():
    said = "we shall raise every plank of that ferry and we shall name whoever let it sail"
    one, other = f"In Osk he told them {said}. {OWN}", f"{WIRE} He said {said}."
    quotes = tuple([Span(text.index(said), text.index(said) + len(said))] for text in (one, other))
    assert relation(one, other, quotes) is Relation.QUOTATION


@pytest.mark.parametrize(("one", "other"), [(WIRE, OWN), ("", ""), ("Osk.", "Osk."), (WIRE, "")])
def test_nothing_in_common_is_no_relation(one, other):
    assert relation(one, other) is None


def test_shares_are_each_sides_own():
    found = compare(align(words_of(OWN * 3 + WIRE), words_of(WIRE)))
    assert found.right == 1.0
    assert 0.2 < found.left < 0.6

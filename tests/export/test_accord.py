"""What is said of origins and figures: no more than is known."""

import pytest

from according.export.accord import basis_said, origins_said, range_said
from according.linking.basis import basis
from tests.linking.test_basis import telling

HARBOUR, NAVY, CLINIC = "harbo guard", "navy spoke", "clinic porto"


def said(*told, texts=None):
    return basis_said(basis(told, texts or {}))


def test_one_report_is_one_origin():
    assert said(telling("a", [HARBOUR])) == "Told by 1 report of 1 outlet: one origin."


def test_where_nothing_ties_reports_they_are_not_said_to_be_independent():
    found = said(telling("a", [HARBOUR]), telling("b", [NAVY]), telling("c", [CLINIC]))
    assert found == (
        "Told by 3 reports of 3 outlets: at most 3 independent origins, as nothing was found that "
        "ties these to one another."
    )
    assert "at least" not in found


def test_what_leaves_it_open_is_named():
    found = said(telling("a", [HARBOUR]), telling("b", [HARBOUR, NAVY]), telling("c"))
    assert found == (
        "Told by 3 reports of 3 outlets: at most 3 independent origins, and perhaps only 1 "
        "(a source in common, nobody credited)."
    )


def test_what_is_of_one_text_is_one_origin_for_sure():
    told = telling("a", [HARBOUR]), telling("b", [NAVY])
    found = said(*told, texts={"a": "a", "b": "a"})
    assert found == "Told by 2 reports of 2 outlets, all of one origin."


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        *((1, 1, "1"), (3, 3, "up to 3"), (1, 3, "up to 3, perhaps 1")),
        (2, 1200, "up to 1,200, perhaps 2"),
    ],
)
def test_lists_say_the_same(low, high, words):
    assert origins_said(low, high) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        *((14, 14, "14"), (14, 20, "14–20"), (14, None, "14 or more"), (None, 20, "up to 20")),
        *((0, 0, "0"), (None, None, "not told"), (1400, 2000, "1,400–2,000")),
    ],
)
def test_figures_with_an_open_end_look_whole(low, high, words):
    assert range_said(low, high) == words

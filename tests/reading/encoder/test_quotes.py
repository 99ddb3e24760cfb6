import time

import pytest

from according.reading.encoder.quotes import INSIDE, MARK, OUTSIDE, states


def quoted(text: str) -> str:
    return "".join(
        letter for letter, state in zip(text, states(text), strict=True) if state == INSIDE
    )


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "no" twice.', "no"),
        ("He said “no” twice.", "no"),
        ("«Non», a-t-il dit.", "Non"),
        ("``No'', he said.", "No"),
        ("No marks at all, don't look.", ""),
        ("“Never closed, and the rest\nThe next paragraph.", "Never closed, and the rest"),
        ("“One.\n“Two,” she said.\nThree.", "One.Two,"),
        ('"One.\n"Two," she said.\nThree.', "One.Two,"),
        ("", ""),
    ],
)
def test_what_stands_inside_quote_marks(text, inside):
    assert quoted(text) == inside


def test_marks_are_neither_inside_nor_outside():
    assert states('a "b"').tolist() == [OUTSIDE, OUTSIDE, MARK, INSIDE, MARK]


@pytest.mark.parametrize("mark", ['"', "“", "”", "\n", '\n"'])
def test_a_hundred_thousand_marks_take_no_time(mark):
    began = time.process_time()
    states(mark * 100_000)
    assert time.process_time() - began < 2

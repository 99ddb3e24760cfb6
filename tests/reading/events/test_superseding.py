import pytest

import according


def older(text: str) -> list[str]:
    reading = according.read(text, outlet="Quay Post", published="2024-03-14")
    return [each.evidence.quote for each in reading.figures if each.superseded]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("The fire in Osk killed 31 people. The ministry revised the toll from 25 dead.", ["25"]),
        (
            "A blast in Osk killed 20 people. Police initially said nine people were killed.",
            ["nine"],
        ),
        ("A blast in Osk killed 20 people and wounded nine.", []),
        ("Police initially said nine people were killed in Osk.", []),
    ],
)
def test_a_number_is_old_where_a_newer_one_takes_its_place(text, quotes):
    assert older(text) == quotes

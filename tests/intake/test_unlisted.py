import pytest

from according.intake.credits import find_credits


def found(text, outlet=None):
    return [(each.quote, each.agency) for each in find_credits(text, outlet)]


@pytest.mark.parametrize(
    ("text", "quote", "agency"),
    [
        ("OSK (Blue Strait Lines) - Two died.", "(Blue Strait Lines)", "Blue Strait Lines"),
        ("Two die\n\nOsk, Lower Holm (QNB) -- Two died.", "(QNB)", "QNB"),
        ("Osk, May 3 (Holm Wire) — “Two died.”", "(Holm Wire)", "Holm Wire"),
        ("(Bureau of the Strait) – 12 died.", "(Bureau of the Strait)", "Bureau of the Strait"),
        ("It sank.\n\nReported by the Holm Post.", "Reported by the Holm Post", "Holm Post"),
        ("It sank.\n\n(Written by Holm News)", "Written by Holm News", "Holm News"),
        ("It sank. Reported by Holm News Agency", None, "Holm News Agency"),
        ("By Blue Strait Newswire\n\nIt sank.", None, "Blue Strait Newswire"),
        ("It sank.\n\nSource: Radio Holm", "Source: Radio Holm", "Radio Holm"),
        ("It sank, she said.” — Blue Strait News", "— Blue Strait News", "Blue Strait News"),
        ("It sank.\n(The Blue Strait Press)", "(The Blue Strait Press)", "Blue Strait Press"),
        (
            "It sank.\n\nQuay TV’s Ina Holm contributed to this report.",
            "Quay TV’s Ina Holm contributed to this report",
            "Quay TV",
        ),
    ],
)
def test_an_agency_of_no_list_is_credited(text, quote, agency):
    ((said, name),) = found(text)
    assert name == agency
    assert quote in (None, said)


@pytest.mark.parametrize(
    "text",
    [
        "World Harbour Office (WHO) - Two died.",
        "Ina Holm (D-Osk) — Two died.",
        "Ina Holm (Calif.) — Two died.",
        "Osk (May 3) - Two died.",
        "Osk (Photo: Ina Holm) - Two died.",
        "The harbour guard (Blue Strait Lines) - Two died.",
        "Osk (Blue Strait Lines) - which has a ferry.",
        "It was built (Holm Post) in 1921.",
        "Two died.\n\nReported by Ina Holm.",
        "By Ina Holm\n\nTwo died.",
        "By Post\n\nTwo died.",
        "Two died.\n\nSource: Harbour Ministry Media Office",
        "The sale was first reported by the Holm Post.",
        "“It sank.” — Ina Holm",
        "Holm News reported that it sank.",
        "Ina Holm contributed to this report.",
        "Two died. " * 90 + "\nOsk (Blue Strait Lines) - Two died.",
    ],
)
def test_what_may_be_something_else_is_no_credit(text):
    assert found(text) == []


@pytest.mark.parametrize("outlet", ["Quay TV", "The Quay TV", "Quay TV (Web)", "quay tv"])
def test_an_outlet_does_not_credit_itself(outlet):
    text = "Osk (Quay TV) - Two died."
    assert found(text, outlet) == []
    assert found(text, "Quay Post") == [("(Quay TV)", "Quay TV")]


def test_an_agency_of_the_list_is_credited_once():
    assert found("OSK (Reuters) - Two died.") == [("(Reuters)", "Reuters")]
    assert found("OSK (Reuters) - Two died.", "Reuters") == [("(Reuters)", "Reuters")]

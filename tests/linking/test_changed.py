import time

import pytest

from according.linking.changed import changed_numbers

FERRY = "The ferry ran onto a reef off Osk on Monday night with market traders from the valley."


def changed(one, other):
    return [(one[a.start : a.end], other[b.start : b.end]) for a, b in changed_numbers(one, other)]


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        # Within words that both share.
        ("Two boats brought 140 people ashore.", "Two boats brought 160 people ashore.", True),
        ("Two boats brought 140 people ashore.", "Two boats brought 140 people ashore.", False),
        ("The guard says fourteen people died.", "The guard says 17 people died.", True),
        ("The guard says fourteen people died.", "The guard says 14 people died.", False),
        ("The guard says a dozen people died.", "The guard says 12 people died.", False),
        ("The guard says a dozen people died.", "The guard says 15 people died.", True),
        ("The guard says 1,400 people fled it.", "The guard says 1400 people fled it.", False),
        # An hour is one number, however it is written.
        (
            "It sank at about 9:40 a.m. off the reef.",
            "It sank at about 9.40am off the reef.",
            False,
        ),
        (
            "It sank at about 9:40 a.m. off the reef.",
            "It sank at about 9:15 a.m. off the reef.",
            True,
        ),
        ("It lost 2.5 tons of oil to the sea.", "It lost 2.5 tonnes of oil to the sea.", False),
        # Told in other words.
        (
            "Fourteen people lost their lives when the ferry Osk Star sank off the reef.",
            "The sinking of the ferry Osk Star off a reef left 17 dead.",
            True,
        ),
        (
            "Fourteen people lost their lives when the ferry Osk Star sank off the reef.",
            "The sinking of the ferry Osk Star off a reef left 14 dead.",
            False,
        ),
        (
            "Harbour guards pulled two hundred and five traders from the ferry near Osk.",
            "Near Osk, 250 traders were pulled from the ferry by guards of the harbour.",
            True,
        ),
        # Of something else.
        (
            "Fourteen people were killed when the ferry Osk Star sank off the reef.",
            "The ferry Osk Star sank off the reef, wounding 30 people.",
            False,
        ),
        (
            "Twelve boats searched the reef for the ferry Osk Star on Monday.",
            "On Monday they searched the reef for the ferry Osk Star with 9 divers.",
            False,
        ),
        # Both tell both.
        (
            "The ferry Osk Star sank off the reef, killing 14. The toll of the dead rose to 17.",
            "Killing 17, the Osk Star, a ferry, sank on a reef. It first was told that 14 died.",
            False,
        ),
        # Nothing tells that the sentences are of the same.
        ("Fourteen people died in the valley.", "In Lower Holm, 17 people died of cold.", False),
        # A vaguer word is no other number.
        (
            "Dozens of people lost their lives when the ferry Osk Star sank off the reef.",
            "The sinking of the ferry Osk Star off a reef left 30 dead.",
            False,
        ),
    ],
)
def test_a_number_that_is_told_otherwise_is_found(one, other, wanted):
    assert bool(changed(one, other)) is wanted
    assert bool(changed(other, one)) is wanted
    longer = f"{FERRY} {one}", f"{other}\n\n{FERRY}"
    assert bool(changed(*longer)) is wanted


def test_its_words_are_given():
    one = "Fourteen people died and 30 were hurt when the ferry Osk Star sank off the reef."
    other = "The ferry Osk Star sank off a reef; 17 people died, and 30 were hurt."
    assert changed(one, other) == [("Fourteen", "17")]


def test_long_texts_take_no_long_time():
    one = " ".join(f"The ferry number {at} sank off the reef, killing {at}." for at in range(4000))
    other = one.replace("killing", "drowning")
    start = time.process_time()
    changed(one, other)
    assert time.process_time() - start < 5  # 0.7 s

"""Text of a hostile margin takes no longer than other text."""

import time

import pytest

from according.intake.unlisted import _DATELINE


@pytest.mark.parametrize(
    "text", ["A" * 84 + " x", "A" * 40 + ", " + "A" * 30 + " x", "A " * 3000, "AB/" * 3000]
)
def test_unbroken_capitals_take_no_longer(text):
    began = time.process_time()
    assert _DATELINE.match(text) is None
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "OSK (Blue Strait Lines) - The ferry",
        "OSK, Upper Valley (Blue Strait Lines) -- The ferry",
        "NEW OSK, May 3 (Blue Strait Lines) - The ferry",
        "OSK/VARNA (Blue Strait Lines) — The ferry",
        "(Blue Strait Lines) - The ferry",
    ],
)
def test_datelines_are_found(text):
    assert _DATELINE.match(text)[2] == "Blue Strait Lines"

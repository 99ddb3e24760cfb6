"""Texts that are no report of one event: never a crash, never all roles with all events."""

import time

import pytest

import according
from according.model import Reading

BLOG = "\n\n".join(
    f"{hour:02d}:15 {what}"
    for hour in range(24)
    for what in (
        "Police say two people were hurt near the bridge in Kano.",
        "The governor says the road to Aleppo will be closed on Friday.",
    )
)
TABLE = "Town | Killed | Wounded\n" + "\n".join(
    f"Kafr {n} | {n + 1} killed | {2 * n + 3} wounded" for n in range(60)
)
BRIEFS = "\n\n".join(
    f"{place}: {what}"
    for place in ("Kano", "Aleppo", "Tirana", "Lima", "Bogota")
    for what in (
        "Gunmen killed three guards at a mill.",
        "Police arrested nine students after a march.",
        "A court fined the harbour company.",
    )
)
LONG = " ".join(
    f"On day {n} gunmen killed {n + 2} guards in Kano, police said." for n in range(1800)
)


def read(text: str) -> Reading:
    return according.read(text, outlet="Quay Post", published="2024-03-14")


@pytest.mark.parametrize(
    "text",
    [BLOG, TABLE, BRIEFS, "killed", "Killed. Killed. Killed.", "12 12 12 dead", "“a " * 5000],
    ids=["live blog", "table", "briefs", "one word", "words", "numbers", "quote marks"],
)
def test_whoever_has_part_stands_in_the_sentence_of_the_event(text):
    reading = read(text)
    for event in reading.events:
        (around,) = (each for each in reading.sentences if each.covers(event.trigger.span))
        for filler in event.roles:
            assert around.covers(filler.evidence.span)


def test_briefs_of_several_towns_are_not_one_account():
    reading = read(BRIEFS)
    killed = [each for each in reading.accounts if each.figure_ids]
    assert len(killed) > 1


def test_twenty_thousand_words_are_read_in_bounds():
    began = time.process_time()
    reading = read(LONG)
    assert len(LONG.split()) >= 19_800
    assert reading.limits
    assert time.process_time() - began < 90


@pytest.mark.parametrize("mark", ["\u200f", "\u2066", "\ufeff", "\u00ad"])
def test_an_invisible_mark_at_the_end_loses_nothing(mark):
    assert read("Police said they killed two guards. " + mark).figures
    assert read("He said he will\n\n" + mark).report

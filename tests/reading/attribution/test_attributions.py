"""With the shipped weights: plain sentences that any sound reader gets right, and hard texts."""

import time

import pytest

import according
from according.model import Quotation, SourceKind

SENTENCES = [
    (
        "The Harbour Rescue League said on Monday that two boats had been stopped.",
        "The Harbour Rescue League",
        "said",
        Quotation.INDIRECT,
    ),
    (
        '"We saw nothing," Mayor Ana Kovar told reporters in Velden.',
        "Mayor Ana Kovar",
        "told",
        Quotation.DIRECT,
    ),
    (
        "According to the provincial governor, the bridge collapsed at noon.",
        "the provincial governor",
        "According to",
        Quotation.INDIRECT,
    ),
]


@pytest.mark.parametrize(("text", "source", "cue", "quotation"), SENTENCES)
def test_source_and_cue(text, source, cue, quotation):
    (found,) = according.read(text, outlet="Quay Post").attributions
    assert found.source.quote == source
    assert cue in found.cue.quote
    assert found.quotation is quotation


def test_sources_that_are_not_named():
    text = "Two officials who asked not to be identified said the talks had failed."
    (found,) = according.read(text, outlet="Quay Post").attributions
    assert found.source_kind is SourceKind.ANONYMOUS


def test_a_pronoun_goes_to_who_it_means():
    text = 'Mayor Ana Kovar came late. "We were not told," she said.'
    reading = according.read(text, outlet="Quay Post")
    (actor,) = [each for each in reading.actors if each.name.quote == "Ana Kovar"]
    assert [each.source_actor_id for each in reading.attributions] == [actor.id]


def test_words_of_no_one_are_the_outlets():
    reading = according.read("A shelter burned down in Velden on Monday.", outlet="Quay Post")
    assert reading.attributions == ()
    assert all(each.holder.attribution_ids == () for each in reading.events)


PLAIN = 'The governor said that two boats had sunk near Velden. "We saw them," a guard said.\n'
HARD = {
    "quote marks": '"' * 20_000 + "said",
    "open quotes": "“He said no. " * 500,
    "no spaces": "said" * 5_000,
    "scripts": "Он сказал 他说 قال the governor said قال. " * 100,
    "capitals": PLAIN.upper() * 20,
    "bare": "the governor said that two boats had sunk near velden " * 100,
    "one word": "said",
    "odd": "\u202e\x00🚒\u0301 said, \r\n" * 200,
}


@pytest.mark.parametrize("name", HARD)
def test_hard_texts_are_read_and_every_quote_stands_in_them(name):
    reading = according.read(HARD[name], outlet="Quay Post")
    text = reading.report.text
    for each in reading.evidence():
        assert text[each.start : each.end] == each.quote


def test_time_grows_with_the_length_and_no_faster():
    def cost(times: int) -> float:
        began = time.process_time()
        according.read(PLAIN * times, outlet="Quay Post")
        return time.process_time() - began

    cost(10)
    assert cost(240) < 4 * cost(80) + 0.5

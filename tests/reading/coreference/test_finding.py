"""With the shipped weights: what a reading makes of invented reports."""

import time

import pytest

from according.model import MentionForm, Report

TEXT = (
    "Mara Lindqvist, the mayor of Velden, left the town on Monday. She said she was tired.\n\n"
    "President Ivo Kralj spoke to the families. He told reporters that his government would pay."
)


@pytest.fixture(scope="module")
def reading(full_reader):
    return full_reader.read(Report(TEXT, language="en"))


def actor_of(reading, quote, nth=0):
    found = [each for each in reading.mentions if each.evidence.quote == quote]
    assert len(found) > nth, f"{quote} is no mention"
    actors = {actor.id: actor.name.quote for actor in reading.actors}
    return actors[found[nth].actor_id]


def test_she_and_he_go_to_the_right_person(reading):
    assert actor_of(reading, "She") == actor_of(reading, "she") == "Mara Lindqvist"
    assert actor_of(reading, "He") == actor_of(reading, "his") == "Ivo Kralj"


def test_pronouns_are_of_the_form_pronoun(reading):
    forms = {each.evidence.quote: each.form for each in reading.mentions}
    assert forms["She"] is forms["his"] is MentionForm.PRONOUN
    assert forms["Mara Lindqvist"] is MentionForm.NAME


def test_a_pronoun_that_is_a_source_is_its_actor(reading):
    sources = {
        each.source.quote: each.source_actor_id for each in reading.attributions if each.source
    }
    names = {actor.id: actor.name.quote for actor in reading.actors}
    assert names[sources["He"]] == "Ivo Kralj"


def test_two_people_stay_two(reading):
    people = {each.evidence.quote: each.actor_id for each in reading.mentions}
    assert people["Mara Lindqvist"] != people["Ivo Kralj"]


def test_names_swapped_swap_the_actors(full_reader, reading):
    """No side is known: with other names of the same gender the clusters are the same."""
    text = TEXT.replace("Mara Lindqvist", "Ana Sandoval").replace("Ivo Kralj", "Ian Holt")
    other = full_reader.read(Report(text, language="en"))
    forms = [
        [each.evidence.quote for each in found.mentions if each.form is MentionForm.PRONOUN]
        for found in (reading, other)
    ]
    assert forms[0] == forms[1]


@pytest.mark.parametrize("text", ["...", "a", "“" * 3000, "he " * 3000])
def test_odd_texts_are_read(full_reader, text):
    full_reader.read(Report(text, language="en"))


def test_clusters_hold_what_the_reading_joins(full_reader, reading):
    found = full_reader.clusters(Report(TEXT, language="en"))
    assert len(found.spans) == len(found.entity) == len(found.mentions)
    by_entity = {}
    for span, entity in zip(found.spans, found.entity, strict=True):
        by_entity.setdefault(entity, []).append(TEXT[slice(*span)])
    assert any("She" in group and "she" in group for group in by_entity.values())
    assert any(len(group) == 1 for group in by_entity.values())


@pytest.mark.slow
def test_time_is_linear_in_the_length(full_reader):
    def seconds(times):
        laps = {}
        last = time.process_time()

        def lap(room):
            nonlocal last
            now = time.process_time()
            laps[room] = now - last
            last = now

        full_reader.read(Report((TEXT + "\n\n") * times, language="en"), lap)
        return laps["coreference"]

    seconds(20)
    short, long = seconds(100), seconds(400)
    assert long < 10 * short

"""What tests of rooms of the reader share."""

import pytest

from according.model import MentionForm, Report


@pytest.fixture
def named(reader):
    """A function from a text to {name: (kind, all quotes but pronouns, reasons)}."""

    def read(text: str):
        reading = reader.read(Report(text, language="en"))
        return {
            actor.name.quote: (
                actor.kind,
                [
                    mention.evidence.quote
                    for mention in reading.mentions_of(actor.id)
                    if mention.form is not MentionForm.PRONOUN
                ],
                dict(actor.reasons),
            )
            for actor in reading.actors
        }

    return read

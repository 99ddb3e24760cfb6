"""Who reports for an outlet is told by office, and is not the place that he is at."""

import pytest

from according.model import Report, SourceKind


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Our correspondent in Chios says the port is closed.", "Our correspondent in Chios"),
        ("The port is closed, our reporter in Izmir said.", "our reporter in Izmir"),
    ],
)
def test_a_correspondent_is_told_by_office(reader, text, source):
    reading = reader.read(Report(text, language="en"))
    (attribution,) = reading.attributions
    assert attribution.source is not None
    assert attribution.source.quote == source
    assert attribution.source_kind is SourceKind.ROLE
    assert attribution.source_actor_id is None
    places = {each.name.quote for each in reading.actors if each.kind.value == "place"}
    assert places & {"Chios", "Izmir"}


def test_one_who_asked_not_to_be_named_stays_unnamed(reader):
    text = "The port is closed, a reporter who asked not to be named said."
    found = reader.read(Report(text, language="en")).attributions
    assert SourceKind.ANONYMOUS in {each.source_kind for each in found}

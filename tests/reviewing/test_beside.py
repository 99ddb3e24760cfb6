"""What people decided beside the values of an event, and never in place of them."""

from according.happening import happening
from according.reviewing.beside import beside
from according.reviewing.deciding import decide, event_items
from according.reviewing.settled import Verdict
from tests.reviewing.conftest import ANA
from tests.test_linker import REPORTS


def test_each_value_of_figures_places_and_times_has_what_can_be_decided(record, bombing):
    fields = happening(record, bombing.id).fields
    found = beside(fields, event_items(record, ANA, bombing.id))
    for field in fields:
        for value in field.values:
            for held in value.held:
                items = found[field.name, held]
                assert items or field.name in ("who", "to whom")
                for each in items:
                    assert each.anchor.report_id == held.report_id
                    assert each.quote == held.words.quote


def test_a_correction_stands_beside_the_value_that_it_corrects(record, bombing, killed):
    decide(record, ANA, killed, Verdict.CORRECT, "count", "15")
    fields = happening(record, bombing.id).fields
    found = beside(fields, event_items(record, ANA, bombing.id))
    killed_field = next(each for each in fields if each.name == "killed")
    said = {
        (value.said, held.outlet): [each.value["low"] for each in found["killed", held]]
        for value in killed_field.values
        for held in value.held
    }
    assert said["at least 14", REPORTS[0].outlet] == [15]
    assert said["17", REPORTS[2].outlet] == [17]
    wounded = next(each for each in fields if each.name == "wounded")
    assert not any(
        each.by_people
        for value in wounded.values
        for held in value.held
        for each in found["wounded", held]
    )

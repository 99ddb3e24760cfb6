import json
from datetime import date

import pytest

from according.errors import BenchError
from according.model import Certainty, EventMention, Evidence, Report, Role, RoleFiller
from evaluation.plover_bench import files
from evaluation.plover_gsr import Record, agrees, main_event, records

TEXT = "The Velden council rebuked the harbour company of Osk on Monday."


def event(kind: str | None, **roles: str) -> EventMention:
    report = Report(TEXT, outlet="Quay Post", published=date(2024, 3, 14))
    at = TEXT.index("rebuked")

    def words(quote: str) -> Evidence:
        start = TEXT.index(quote)
        return Evidence.at(report, start, start + len(quote))

    fillers = tuple(RoleFiller(Role(name), words(quote)) for name, quote in roles.items())
    return EventMention(Evidence.at(report, at, at + 7), kind, Certainty.ASSERTED, roles=fillers)


def test_type_and_both_sides():
    told = event("ACCUSE", actor="The Velden council", recipient="the harbour company of Osk")
    assert agrees(told, Record(TEXT, "ACCUSE", ("Velden",), ("company",))) == (True, True, True)
    assert agrees(told, Record(TEXT, "REJECT", ("council",), ("Osk",))) == (False, True, True)
    assert agrees(told, Record(TEXT, "ACCUSE", ("company",), ())) == (True, False, False)


def test_a_sentence_in_which_nothing_is_read():
    assert agrees(None, Record(TEXT, "ACCUSE", ("council",), ())) == (False, False, True)


def test_the_main_event_has_a_type_and_most_sides():
    one = event("ACCUSE", actor="The Velden council")
    both = event("REJECT", actor="The Velden council", recipient="Osk")
    assert main_event([event(None, actor="Osk", recipient="Osk"), one, both]) is both
    assert main_event([event(None)]) is None


def test_a_file_that_is_no_records(tmp_path):
    path = tmp_path / "gsr.json"
    path.write_text(json.dumps([{"event": "DANCE", "text": "x"}]))
    with pytest.raises(BenchError, match="no records"):
        records(path)


def test_the_records_that_are_there(shared):
    found = records(files(shared, "dev")[1])
    assert len(found) == 163

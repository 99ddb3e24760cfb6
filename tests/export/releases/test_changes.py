"""What changed from one release to the next, and because of what."""

import shutil
from dataclasses import replace

import pytest

from according import judging, linker
from according.errors import StoreError
from according.export.formats.choosing import Chosen
from according.export.releases.comparing import compare, opened
from according.export.releases.making import last
from according.reviewing.coding import assign
from according.reviewing.deciding import decide
from according.reviewing.findings import Kind, findings
from according.reviewing.roles import Role, Viewer
from according.reviewing.settled import Verdict
from according.store import Record, schema
from according.store.event_rows import sum_up
from according.store.wanted import Wanted
from tests.export.releases.conftest import released, rows
from tests.reviewing.conftest import reread
from tests.test_linker import REPORTS, filled

ANA = Viewer("ana", Role.CODER)


def bombing(record):
    wanted = {REPORTS[0].id, REPORTS[1].id}
    return next(each for each in record.across.events() if wanted <= set(each.reports))


def kinds(causes):
    return {each["kind"] for each in causes}


def test_a_release_of_the_same_changes_nothing(record, tmp_path):
    first = released(record, tmp_path / "out")
    second = released(record, tmp_path / "out")
    assert rows(second.folder) == []
    for name in ("events.jsonl", "ids.jsonl", "sources.jsonl"):
        before, after = ((each.folder / name).read_text("utf-8") for each in (first, second))
        assert before.replace('"last":1', '"last":2') == after


def test_a_new_report_changes_its_event_and_is_named_as_the_cause(tmp_path, readings):
    with filled(tmp_path / "record.db", readings[:1]) as record:
        first = released(record, tmp_path / "out")
        (event,) = (each["id"] for each in rows(first.folder, "events.jsonl"))
    shutil.copy(tmp_path / "record.db", tmp_path / "more.db")
    with filled(tmp_path / "more.db", readings[1:2]) as record:
        second = released(record, tmp_path / "out")
    (changed,) = rows(second.folder)
    assert (changed["event"], changed["change"]) == (event, "changed")
    by = {each["field"]: each for each in changed["fields"]}
    assert by["reports"]["old"] == [REPORTS[0].id]
    assert by["reports"]["new"] == sorted(each.id for each in REPORTS[:2])
    killed = by["killed"]
    assert [each["value"] for each in killed["old"]["values"]] == ["at least 14"]
    assert [each["value"] for each in killed["new"]["values"]] == ["at least 14", "at least 16"]
    assert [(each["kind"], each["id"]) for each in killed["because"]] == [
        ("new report", REPORTS[1].id)
    ]
    assert "Osk Daily, 2024-03-13" in killed["because"][0]["said"]


def test_an_event_of_new_reports_is_added(tmp_path, readings):
    with filled(tmp_path / "record.db", readings[:3]) as record:
        released(record, tmp_path / "out")
    with filled(tmp_path / "all.db", readings) as record:
        second = released(record, tmp_path / "out")
    added = [each for each in rows(second.folder) if each["change"] == "added"]
    assert added
    for each in added:
        assert ("new report", REPORTS[3].id) in {
            (one["kind"], one["id"]) for one in each["because"]
        }


def test_a_judged_split_and_its_undoing(record, tmp_path):
    first = released(record, tmp_path / "out")
    event = bombing(record)
    made = judging.split(record, event.id, REPORTS[1].id, "ana", "another market")
    second = released(record, tmp_path / "out")
    split = [each for each in rows(second.folder) if each["change"] == "split"]
    (one,) = split
    assert one["from"] == [event.id]
    (cause,) = one["because"]
    assert (cause["kind"], cause["id"]) == ("judgement", made.id)
    assert "ana" in cause["said"]
    assert "another market" in cause["said"]
    changed = next(each for each in rows(second.folder) if each["change"] == "changed")
    assert changed["gave"] == [one["event"]]

    judging.undo(record, made.id, "ana")
    third = released(record, tmp_path / "out")
    merged = next(each for each in rows(third.folder) if each["change"] == "merged")
    assert merged["event"] == one["event"]
    assert merged["into"] == [event.id]
    assert merged["because"][0]["said"].startswith("taken back: ana decided")
    ids = {each["id"]: each for each in rows(third.folder, "ids.jsonl")}
    assert ids[one["event"]]["leads_to"] == [event.id]

    judging.split(record, bombing(record).id, REPORTS[1].id, "ana")
    fourth = released(record, tmp_path / "out")
    again = next(each for each in rows(fourth.folder) if each["change"] == "split")
    assert again["event"] == one["event"]
    assert rows(first.folder, "ids.jsonl")[0]["since"] == 1


def test_a_judged_join_merges_two_ids(record, tmp_path):
    lone = next(each for each in record.across.events() if each.reports == (REPORTS[3].id,))
    released(record, tmp_path / "out")
    made = judging.join(record, bombing(record).id, lone.id, "ben", "one gang")
    second = released(record, tmp_path / "out")
    merged = next(each for each in rows(second.folder) if each["change"] == "merged")
    assert [(each["kind"], each["id"]) for each in merged["because"]] == [("judgement", made.id)]
    changed = next(each for each in rows(second.folder) if each["change"] == "changed")
    assert changed["took"] == [merged["event"]]


def test_what_a_person_decided_of_a_figure_is_its_cause(record, tmp_path):
    released(record, tmp_path / "out")
    anchor = next(
        each.anchor
        for each in findings(record.reading(REPORTS[0].id))
        if each.anchor.kind is Kind.FIGURE and "14" in each.quote
    )
    made = decide(record, ANA, anchor, Verdict.CORRECT, "count", "15", "read it again")
    second = released(record, tmp_path / "out")
    changed = rows(second.folder)
    (one,) = changed
    by = {each["field"]: each for each in one["fields"]}
    assert "at least 14" in {each["value"] for each in by["killed"]["old"]["values"]}
    now = {each["value"]: each["held"] for each in by["killed"]["new"]["values"]}
    assert [held[-1] for held in now["15"]] == ["people"]
    assert by["set aside"]["new"][0].startswith("killed at least 14, “at least 14” in")
    causes = [each for field in one["fields"] for each in field["because"]]
    assert {(each["kind"], each["id"]) for each in causes} == {("judgement", made.id)}


def test_what_coders_decide_before_all_are_done_is_in_no_release(record, tmp_path):
    adjudicator = Viewer("cat", Role.ADJUDICATOR)
    assign(record, adjudicator, bombing(record).id, ["ana", "ben"])
    anchor = next(
        each.anchor
        for each in findings(record.reading(REPORTS[0].id))
        if each.anchor.kind is Kind.FIGURE and "14" in each.quote
    )
    decide(record, ANA, anchor, Verdict.CORRECT, "count", "15")
    first = released(record, tmp_path / "out")
    assert rows(first.folder, "judgements.jsonl") == []
    assert all(not each["by_people"] for each in rows(first.folder, "events.jsonl"))


def test_a_reading_anew_is_named_and_keeps_ids(record, readings, tmp_path):
    first = released(record, tmp_path / "out")
    figures = readings[0].figures
    killed = next(each for each in figures if each.kind.value == "killed")
    other = replace(killed, high=20)
    anew = replace(
        readings[0],
        reader="another",
        figures=tuple(other if each is killed else each for each in figures),
    )
    reread(record, anew)
    second = released(record, tmp_path / "out")
    ids = [{each["id"] for each in rows(one.folder, "events.jsonl")} for one in (first, second)]
    assert ids[0] == ids[1]
    changed = [each for each in rows(second.folder) if each["change"] == "changed"]
    killed = next(
        field for each in changed for field in each["fields"] if field["field"] == "killed"
    )
    assert [(each["kind"], each["id"]) for each in killed["because"]] == [
        ("read anew", REPORTS[0].id)
    ]
    assert "14 to 20" in {each["value"] for each in killed["new"]["values"]}


def test_what_is_left_out_is_deleted_and_comes_back_under_its_id(record, tmp_path):
    first = released(record, tmp_path / "out")
    second = released(record, tmp_path / "out", Wanted(place="Varna"))
    gone = [each for each in rows(second.folder) if each["change"] == "deleted"]
    assert gone
    assert {"report left out", "other query"} <= kinds(gone[0]["because"])
    third = released(record, tmp_path / "out")
    back = [each for each in rows(third.folder) if each["change"] == "back"]
    assert {each["event"] for each in back} == {each["event"] for each in gone}
    ids = [{each["id"] for each in rows(one.folder, "events.jsonl")} for one in (first, third)]
    assert ids[0] == ids[1]


def test_another_linking_is_named_as_the_cause_of_a_change(record, tmp_path, monkeypatch):
    released(record, tmp_path / "out")
    monkeypatch.setattr(linker, "NAME", "linking-of-tests")
    linker.link(record)
    with record._writing() as connection:
        one = bombing(record)
        table = schema.event_accounts
        apart = table.update().where(table.c.event_id == one.id, table.c.report_id == REPORTS[1].id)
        connection.execute(apart.values(event_id="f" * 64))
        sum_up(connection, [one.id, "f" * 64])
    second = released(record, tmp_path / "out")
    split = next(each for each in rows(second.folder) if each["change"] == "split")
    assert "other method" in kinds(split["because"])
    assert any("linking-of-tests" in each["said"] for each in split["because"])


def test_releases_of_two_series_are_compared_by_what_events_consist_of(record, readings, tmp_path):
    one = released(record, tmp_path / "one")
    judging.split(record, bombing(record).id, REPORTS[1].id, "ana")
    other = released(record, tmp_path / "other")
    found = list(compare(opened(one.folder), opened(other.folder)))
    assert [each["change"] for each in found if each["change"] != "changed"] == ["split"]
    again = list(compare(opened(other.folder), opened(one.folder)))
    assert [each["change"] for each in again if each["change"] != "changed"] == ["merged"]


def test_releases_further_apart_are_compared_too(record, tmp_path):
    released(record, tmp_path / "out")
    made = judging.split(record, bombing(record).id, REPORTS[1].id, "ana")
    released(record, tmp_path / "out")
    judging.undo(record, made.id, "ana")
    released(record, tmp_path / "out")
    first, third = (opened(tmp_path / "out" / name) for name in ("0001", "0003"))
    assert list(compare(first, third)) == []


def test_a_release_that_was_changed_is_not_gone_on_from(record, tmp_path):
    first = released(record, tmp_path / "out")
    path = first.folder / "events.jsonl"
    path.chmod(0o644)
    path.write_text(path.read_text("utf-8").replace("14", "15"), "utf-8")
    with pytest.raises(StoreError, match=r"events\.jsonl is not what it was"):
        last(tmp_path / "out")
    with pytest.raises(StoreError, match="is not what was released"):
        opened(first.folder)
    with pytest.raises(StoreError, match="put it back"):
        released(record, tmp_path / "out")


def test_what_is_written_meanwhile_is_of_the_next_release(record, tmp_path, monkeypatch):
    happenings = Chosen.happenings

    def meanwhile(chosen):
        with Record(record.url) as other:
            judging.split(other, bombing(other).id, REPORTS[1].id, "ana")
        yield from happenings(chosen)

    before = {each.id for each in record.across.events()}
    with monkeypatch.context() as patched:
        patched.setattr(Chosen, "happenings", meanwhile)
        first = released(record, tmp_path / "out")
    assert (first.release["counts"]["events"], first.release["counts"]["judgements"]) == (
        len(before),
        0,
    )
    second = released(record, tmp_path / "out")
    assert (second.release["counts"]["events"], second.release["counts"]["judgements"]) == (
        len(before) + 1,
        1,
    )

"""What was exported whole comes back whole."""

import json
import shutil
import zipfile

import pytest

from according import judging, linker
from according.errors import ExportDamaged, StoreError
from according.export.formats.choosing import choose
from according.export.formats.destination import sha256_of
from according.export.formats.importing import read_back
from according.export.formats.registry import FORMATS
from according.export.formats.tables import OWN_KEYS
from according.export.formats.writing import MANIFEST, write
from according.reviewing import users
from according.reviewing.coding import assign
from according.reviewing.deciding import decide, event_items
from according.reviewing.queue import refresh
from according.reviewing.roles import Role, Viewer
from according.reviewing.settled import Verdict
from according.store import Record, schema
from according.store.wanted import Wanted
from tests.export.formats.test_jsonl import OUTLET

ANA, CAT = Viewer("ana", Role.CODER), Viewer("cat", Role.ADJUDICATOR)
PASSWORD = "a harbour pilot's umbrella"
WHOLE = ("jsonl", "parquet")


@pytest.fixture
def rich(record):
    """The demo's record with all that people do in one."""
    first, second = record.across.events(limit=2)
    decidable = [each for each in event_items(record, ANA, first.id) if each.field == "count"]
    decide(record, ANA, decidable[0].anchor, Verdict.ACCEPT, "count", why="=SUM, \t“seen”")
    decide(record, CAT, decidable[1].anchor, Verdict.REJECT, "count")
    assign(record, CAT, first.id, ["ana", "ben"])
    judging.not_a_copy(record, *first.reports[:2], "cat")
    taken_back = judging.join(record, first.id, second.id, "cat")
    judging.undo(record, taken_back.id, "cat")
    users.add(record, "ana", Role.CODER, PASSWORD)
    refresh(record)
    return record


def dumped(record):
    """Every row of what a record says."""
    return [
        (table, row) for table, row in record.dump() if not (table == "meta" and row[0] in OWN_KEYS)
    ]


def exported(record, form, path, wanted=None):
    with choose(record, wanted) as chosen:
        write(FORMATS[form], chosen, str(path))
    return path


def told(what, done, of):
    assert 0 < done <= of


def resigned(folder):
    """The manifest made to fit files that were changed."""
    at = folder / MANIFEST
    plain = json.loads(at.read_text("utf-8"))
    for name, said in plain["files"].items():
        said.update(bytes=(folder / name).stat().st_size, sha256=sha256_of(folder / name))
    at.write_text(json.dumps(plain), "utf-8")


@pytest.mark.parametrize("form", WHOLE)
@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_the_record_comes_back_equal(rich, tmp_path, form, name):
    before = dumped(rich)
    assert {"judgements", "judged", "assignments", "assignment_words", "blobs"} <= dict(
        before
    ).keys()
    out = exported(rich, form, tmp_path / name)
    done = read_back(out, str(tmp_path / "again.db"), told)
    with Record(str(tmp_path / "again.db")) as again:
        assert dumped(again) == before
        assert done.rows["reports"] == 18
        assert again.people.users() == []
        refresh(again)
        assert again.review.waiting_counts("ana") == rich.review.waiting_counts("ana")
        for each in list(again.report_ids())[:3]:
            assert again.reading(each) == rich.reading(each)
            for capture in again.captures(each):
                assert again.bytes_of(capture.sha256) == rich.bytes_of(capture.sha256)
    assert sorted(each.name for each in tmp_path.glob(".*")) == []


def test_nothing_of_those_who_sign_in_goes_out(rich, tmp_path):
    out = exported(rich, "jsonl", tmp_path / "out")
    text = "".join(each.read_text("utf-8") for each in out.iterdir())
    assert "argon2" not in text
    assert "password" in (tmp_path / "out.losses.json").read_text("utf-8")


@pytest.mark.parametrize("form", WHOLE)
def test_into_the_same_record_adds_nothing(rich, tmp_path, form):
    before = dumped(rich)
    done = read_back(exported(rich, form, tmp_path / "out"), rich.url, told)
    assert (done.known, sum(done.rows.values()), done.to_link) == (18, 0, 0)
    assert dumped(rich) == before


def test_two_halves_come_to_the_whole(record, tmp_path):
    """Reports come in in another order, so they are compared anew; what was read is the same."""
    for name, wanted in (("one", Wanted(outlet=OUTLET)), ("all", None)):
        exported(record, "jsonl", tmp_path / name, wanted)
    read_back(tmp_path / "one", str(tmp_path / "new.db"), told)
    with Record(str(tmp_path / "new.db")) as some:
        few = some.counts()["reports"]
        assert 0 < few < 18
        done = read_back(tmp_path / "all", some.url, told)
        assert (done.known, done.rows["reports"], done.to_link) == (few, 18 - few, 18 - few)
        linker.link(some)
        assert some.counts() == record.counts()
        events = {each.reports for each in record.across.events(reports=2)}
        assert {each.reports for each in some.across.events(reports=2)} == events


def test_decisions_that_come_in_weigh_at_once(record, path, tmp_path):
    shutil.copy(path, tmp_path / "other.db")
    event = record.across.events(limit=1)[0]
    judging.split(record, event.id, event.reports[0], "cat")
    out = exported(record, "jsonl", tmp_path / "out")
    with Record(str(tmp_path / "other.db")) as other:
        assert event.reports[0] in other.across.event(event.id).reports
        done = read_back(out, other.url, told)
        assert (done.rows["judgements"], done.to_link) == (1, 18)
        linker.link(other)
        told_by = {each.reports for each in other.across.events()}
        assert told_by == {each.reports for each in record.across.events()}


def test_decisions_on_findings_that_come_in_change_what_waits(record, path, tmp_path):
    shutil.copy(path, tmp_path / "other.db")
    event = record.across.events(limit=1)[0]
    for each in event_items(record, ANA, event.id):
        if each.field == "count":
            decide(record, ANA, each.anchor, Verdict.ACCEPT, "count")
    refresh(record)
    out = exported(record, "jsonl", tmp_path / "out")
    with Record(str(tmp_path / "other.db")) as other:
        refresh(other)
        done = read_back(out, other.url, told)
        assert (done.rows["judgements"] > 0, done.to_link) == (True, 0)
        with other.engine.connect() as connection:
            stale = connection.execute(schema.queue_stale.select()).all()
        assert event.id in {row.event_id for row in stale}
        refresh(other)
        assert other.review.waiting_counts("ana") == record.review.waiting_counts("ana")


def test_two_readings_of_a_report_do_not_mix(record, path, tmp_path):
    shutil.copy(path, tmp_path / "other.db")
    out = exported(record, "jsonl", tmp_path / "out")
    with Record(str(tmp_path / "other.db")) as other:
        with other.engine.begin() as connection:
            connection.execute(schema.figures.delete())
            connection.execute(schema.blames.delete())
        read_back(out, other.url, told)
        assert (other.counts()["figures"], other.counts()["blames"]) == (0, 0)


def test_a_part_of_a_record_is_a_record(rich, tmp_path):
    out = exported(rich, "jsonl", tmp_path / "out", Wanted(outlet=OUTLET))
    read_back(out, str(tmp_path / "new.db"), told)
    with Record(str(tmp_path / "new.db")) as some:
        kept = set(some.report_ids())
        for line in some.across.events():
            assert set(line.reports) <= kept
            assert line.first is not None
        for each in kept:
            assert some.reading(each) == rich.reading(each)
        for each in some.across.judgements(("reports", "event")):
            assert each.undoes or all(one in kept for one in each.about[1].split())


def lacks(folder):
    (folder / "figures.jsonl").unlink()


def changed(folder):
    at = folder / "figures.jsonl"
    at.write_bytes(at.read_bytes().replace(b"14", b"15", 1))


def cut(folder):
    at = folder / "mentions.jsonl"
    at.write_bytes(at.read_bytes()[:-40])
    resigned(folder)


def fewer(folder):
    at = folder / "mentions.jsonl"
    at.write_bytes(b"".join(at.read_bytes().splitlines(keepends=True)[:-1]))
    resigned(folder)


def forged(folder):
    at = folder / "reports.jsonl"
    at.write_bytes(at.read_bytes().replace(b"people", b"nobody", 1))
    resigned(folder)


def other_bytes(folder):
    at = folder / "blobs.jsonl"
    rows = list(map(json.loads, at.read_text("utf-8").splitlines()))
    rows[0]["bytes"] = rows[1]["bytes"]
    at.write_text("".join(json.dumps(each) + "\n" for each in rows), "utf-8")
    resigned(folder)


def _row(name, **cells):
    def change(folder):
        at = folder / f"{name}.jsonl"
        rows = list(map(json.loads, at.read_text("utf-8").splitlines()))
        rows[-1].update(cells)
        at.write_text("".join(json.dumps(each) + "\n" for each in rows), "utf-8")
        resigned(folder)

    return change


def _manifest(**cells):
    def change(folder):
        at = folder / MANIFEST
        at.write_text(json.dumps(json.loads(at.read_text("utf-8")) | cells), "utf-8")

    return change


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lacks, "lacks the file figures.jsonl"),
        (changed, "figures.jsonl is not as it was written"),
        (cut, "mentions.jsonl, row"),
        (fewer, "were written"),
        (forged, "differs from what its id was made of"),
        (other_bytes, "is not what was captured"),
        (_row("figures", low="many"), "figures.jsonl, row 78"),
        (_row("figures", low=2**70), "figures.jsonl, row 78"),
        (_row("figures", more=1), "has not the columns"),
        (_row("figures", quote=None), "quote is missing"),
        (_row("readings", tokens="%"), "readings.jsonl, row 18"),
        (_row("reports", published="Monday"), "reports.jsonl, row 18"),
        (_manifest(schema=5), "schema version 5"),
        (_manifest(format="csv"), "cannot be read back"),
        (_manifest(files={}), "lacks"),
        (_manifest(tables=3), "is damaged"),
    ],
    ids=lambda each: each if isinstance(each, str) else each.__name__,
)
def test_what_is_damaged_is_told_and_nothing_comes_in(record, tmp_path, damage, said):
    out = exported(record, "jsonl", tmp_path / "out")
    damage(out)
    with pytest.raises(ExportDamaged, match=said):
        read_back(out, str(tmp_path / "new.db"), told)
    assert not (tmp_path / "new.db").exists()
    before = dumped(record)
    with pytest.raises(ExportDamaged, match=said):
        read_back(out, record.url, told)
    assert dumped(record) == before


def test_rows_that_hang_on_nothing_are_told(record, tmp_path):
    out = exported(record, "jsonl", tmp_path / "out")
    (out / "reports.jsonl").write_bytes(b"")
    plain = json.loads((out / MANIFEST).read_text("utf-8"))
    plain["tables"]["reports"] = 0
    (out / MANIFEST).write_text(json.dumps(plain), "utf-8")
    resigned(out)
    with pytest.raises(StoreError, match="rows that are not there"):
        read_back(out, str(tmp_path / "new.db"), told)
    assert not (tmp_path / "new.db").exists()


def test_a_damaged_zip_or_table_is_told(record, tmp_path):
    out = exported(record, "jsonl", tmp_path / "out.zip")
    whole = out.read_bytes()
    for size in (0, 100, len(whole) // 2, len(whole) - 10):
        out.write_bytes(whole[:size])
        with pytest.raises(ExportDamaged):
            read_back(out, str(tmp_path / "new.db"), told)
    out.write_bytes(whole[:2000] + b"\0" * 2000 + whole[4000:])
    with pytest.raises(ExportDamaged):
        read_back(out, str(tmp_path / "new.db"), told)
    folder = exported(record, "parquet", tmp_path / "tables")
    (folder / "figures.parquet").write_bytes(b"PAR1" * 40)
    resigned(folder)
    with pytest.raises(ExportDamaged, match=r"figures\.parquet"):
        read_back(folder, str(tmp_path / "new.db"), told)
    with pytest.raises(ExportDamaged, match="no export at"):
        read_back(tmp_path / "none", str(tmp_path / "new.db"), told)
    with pytest.raises(ExportDamaged, match=MANIFEST):
        read_back(tmp_path, str(tmp_path / "new.db"), told)


def test_a_zip_cannot_write_elsewhere(record, tmp_path):
    out = exported(record, "jsonl", tmp_path / "out.zip")
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("../escaped", "x" * 10)
    read_back(out, str(tmp_path / "new.db"), told)
    assert not list(tmp_path.rglob("escaped"))
    assert not (tmp_path.parent / "escaped").exists()

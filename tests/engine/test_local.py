"""The whole run: order, sums, progress, and that engines agree."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from according.engine import Progress, read_into, usable_cores
from according.errors import Reason, SettingsError, StoreError
from according.pipeline import run
from according.settings import Settings
from according.store import Added, Record
from tests.engine import mains
from tests.engine.conftest import QUICK
from tests.long import LONG

GOOD = "Two people died at the Velden bridge on Monday, the Harbour Rescue League said."


def order_of_writing(path):
    """The texts of a record's reports, as they were written one after the other."""
    with closing(sqlite3.connect(path)) as raw:
        return [row[0] for row in raw.execute("SELECT text FROM reports ORDER BY rowid")]


def sums(progress):
    counts = progress.counts
    return tuple(counts[each] for each in (Added.STORED, Added.ALREADY_THERE, Added.REFUSED))


def test_local_writes_in_the_order_of_the_inputs(tmp_path, record, quick_readers):
    """Every fourth report takes its reader longer than the others do together."""
    texts = [f"{n}. {mains.WAITS if n % 4 == 0 else 'Quick.'} {GOOD}" for n in range(12)]
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), "utf-8")
    progress = read_into(record, [str(path)], replace(QUICK, workers=3))
    assert sums(progress) == (12, 0, 0)
    assert order_of_writing(tmp_path / "record.db") == texts


def test_local_every_input_is_counted_once(folder, record, quick_readers):
    path = folder(
        a_txt=f"One. {GOOD}",
        b_txt="",
        c_txt=f"{mains.DIES} {GOOD}",
        d_txt=f"One. {GOOD}",
        e_jsonl=f'{{"text": "Two. {GOOD}"}}\nno json\n{{"text": "Three. {GOOD}"}}\n',
        f_txt=f"{mains.HANGS} {GOOD}",
        g_txt=f"Four. {GOOD}",
    )
    progress = read_into(record, [path, "nothing-here.txt"], QUICK)
    assert sums(progress) == (4, 1, 5)
    assert progress.inputs == 10
    counts = record.counts()
    assert (counts["reports"], counts["captures"], counts["refusals"]) == (4, 5, 5)
    assert progress.bytes_done == progress.bytes_all > 0
    assert len(progress.first_refusals) == 3
    again = read_into(record, [path, "nothing-here.txt"], QUICK)
    assert sums(again) == (0, 5, 5)


def test_local_reader_that_dies_costs_one_report(folder, record, quick_readers):
    path = folder(a_txt=f"One. {GOOD}", b_txt=f"{mains.DIES} {GOOD}", c_txt=f"Two. {GOOD}")
    progress = read_into(record, [path], QUICK)
    assert sums(progress) == (2, 0, 1)
    (refusal,) = record.refusals()
    assert refusal.reason is Reason.CRASHED
    assert refusal.location.endswith("b.txt")
    assert record.counts()["reports"] == 2


def test_local_says_only_what_is_in_the_record(folder, record, quick_readers, tmp_path):
    path = folder(a_txt=f"One. {GOOD}", b_txt="", c_txt=f"Two. {GOOD}", d_txt=f"One. {GOOD}")
    heard = []

    def hear(progress):
        # Another connection sees what is committed, and nothing else.
        with Record(str(tmp_path / "record.db")) as other:
            counts = other.counts()
        heard.append((progress.inputs, counts["captures"] + counts["refusals"]))

    read_into(record, [path], QUICK, on_progress=hear)
    assert heard == [(1, 1), (2, 2), (3, 3), (4, 4)]


def test_local_stopped_halfway_goes_on_where_it_was(folder, record, quick_readers):
    path = folder(**{f"r{number}_txt": f"{number}. {GOOD}" for number in range(6)})

    def stop(progress):
        if progress.inputs == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_into(record, [path], QUICK, on_progress=stop)
    assert record.counts()["reports"] == 3
    assert sums(read_into(record, [path], QUICK)) == (3, 3, 0)


def test_local_standard_input(tmp_path, record, quick_readers):
    spooled = tmp_path / "spooled"
    spooled.write_text(GOOD, encoding="utf-8")
    progress = read_into(record, ["-"], QUICK, stdin=spooled)
    assert sums(progress) == (1, 0, 0)
    (line,) = record.lines()
    (capture,) = record.captures(line.id)
    assert capture.location == "-"
    assert capture.had_at is None
    assert record.bytes_of(capture.sha256) == GOOD.encode()


def test_local_nothing_to_do(record, tmp_path):
    (tmp_path / "none").mkdir()
    progress = read_into(record, [str(tmp_path / "none")], QUICK)
    assert progress.inputs == 0


def test_local_logs_its_run(folder, record, quick_readers, tmp_path):
    read_into(record, [folder(a_txt=GOOD, b_txt="")], QUICK)
    with closing(sqlite3.connect(tmp_path / "record.db")) as raw:
        query = "SELECT inputs, stored, already_there, refused FROM runs"
        assert raw.execute(query).fetchall() == [(2, 1, 0, 1)]


def test_local_reader_that_cannot_start_is_an_error_of_the_settings(folder, record):
    with pytest.raises(SettingsError, match="spaCy pipeline 'no_such_thing' is not installed"):
        read_into(record, [folder(a_txt=GOOD)], replace(QUICK, pipeline="no_such_thing"))


def test_local_record_that_cannot_be_written_ends_the_run(folder, record, quick_readers, tmp_path):
    with closing(sqlite3.connect(tmp_path / "record.db")) as raw:
        raw.execute(
            "CREATE TRIGGER full BEFORE INSERT ON reports WHEN new.text LIKE '3%' "
            "BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
        )
    path = folder(**{f"r{number}_txt": f"{number}. {GOOD}" for number in range(6)})
    with pytest.raises(StoreError, match="disk is full"):
        read_into(record, [path], QUICK)
    assert record.counts()["reports"] == 3


def test_local_progress_sums():
    progress = Progress()
    assert progress.inputs == 0
    progress.counts.update([Added.STORED, Added.STORED, Added.REFUSED])
    assert progress.inputs == 3


def test_local_usable_cores_is_at_least_one():
    assert usable_cores() >= 1


def test_engines_agree_whatever_the_number_of_readers(demo, tmp_path, reader):
    """The bundled reports, in every format, by one process and by readers beside it."""
    settings = Settings()
    dumps = {}
    with Record(str(tmp_path / "alone.db"), create=True) as record:
        counts = {"alone": run([str(demo)], record, reader, settings)}
        dumps["alone"] = list(record.dump())
    for workers in (1, 2) if LONG else (2,):
        with Record(str(tmp_path / f"{workers}.db"), create=True) as record:
            progress = read_into(record, [str(demo)], replace(settings, workers=workers))
            counts[workers] = progress.counts
            dumps[workers] = list(record.dump())
    assert all(each == counts["alone"] for each in counts.values())
    assert all(each == dumps["alone"] for each in dumps.values())
    assert len({table for table, _ in dumps[2]}) >= 8

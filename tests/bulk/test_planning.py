"""How inputs are cut into parts, and what of it a second call is held to."""

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from according.bulk.pieces import FILE, LINES, ROWS, Piece, Spooled, count_lines
from according.bulk.planning import found, planned
from according.bulk.storage import Storage
from according.errors import SettingsError
from according.intake import take
from according.model import Refusal
from according.settings import Given, Settings
from tests.bulk.here import Here

LINE = '{"text": "Two boats met at the bridge of Velden, number %d."}'


def plan(tmp_path, *inputs, mib=0.001, settings=None, buckets=None):
    storage = Storage(str(tmp_path / "out"))
    inputs = [str(each) for each in inputs]
    return planned(storage, inputs, settings or Settings(), Here(), mib, buckets, lambda *_: None)


def taken(pieces):
    spooled = Spooled(pieces)
    outcomes = []
    for source in spooled:
        outcomes += [source] if isinstance(source, Refusal) else take(source, Settings())
    spooled.close()
    return outcomes


def pieces_of(plan):
    return [piece for part in plan.parts for piece in part]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_lines_are_cut_between_two_and_keep_their_numbers(tmp_path, ending, last):
    path = tmp_path / "in.jsonl"
    lines = [LINE % each for each in range(90)]
    lines[10] = lines[40] = ""
    lines[50] = "{no json"
    lines[60] = LINE.replace("%d", "x" * 3000)
    data = ending.join(lines) + (ending if last else "")
    path.write_bytes(data.encode())
    pieces = pieces_of(plan(tmp_path, path))
    assert len(pieces) > 5
    assert {each.kind for each in pieces} == {LINES}
    whole = taken([Piece(FILE, 0, str(path), str(path))])
    assert taken(pieces) == whole
    assert [each.inputs for each in pieces] == [
        sum(len(taken([one])) for one in pieces[:at]) for at in range(len(pieces))
    ]


def test_every_way_to_cut_gives_all_lines_once(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"\n\na\nbb\n\nccc\n" + b"d" * 20 + b"\ne")
    size = path.stat().st_size
    for step in range(1, size + 1):
        cuts = [
            count_lines(Piece(LINES, 0, "", str(path), start, min(size, start + step)))
            for start in range(0, size, step)
        ]
        assert sum(each for each, _ in cuts) == 8
        assert sum(each for _, each in cuts) == 5


def test_small_files_go_together_and_missing_ones_are_refused(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_text("Two boats met. " * 20)
    made = plan(tmp_path, folder, tmp_path / "gone.jsonl")
    assert [len(each) for each in made.parts] == [3, 4]
    gone = taken(made.parts[-1])[-1]
    assert gone.detail == "there is no such file or folder"
    assert len(taken(pieces_of(made))) == 7


def test_parquet_is_read_by_row_groups(tmp_path):
    path = tmp_path / "in.parquet"
    rows = [{"text": f"Two boats met, number {each}.", "outlet": "Quay Post"} for each in range(10)]
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=4)
    made = plan(tmp_path, path)
    assert [each.kind for each in pieces_of(made)] == [ROWS] * 3
    outcomes = taken(pieces_of(made))
    assert [each.capture.member for each in outcomes] == [f"row {each}" for each in range(1, 11)]
    assert outcomes[9].report.outlet == "Quay Post"
    assert json.loads(outcomes[9].data) == rows[9]


def test_parquet_that_is_none_is_refused(tmp_path):
    (tmp_path / "in.parquet").write_text("no parquet")
    (refused,) = taken(pieces_of(plan(tmp_path, tmp_path / "in.parquet")))
    assert "ArrowInvalid" in refused.detail


def test_object_storage_is_read_through_its_package(tmp_path):
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.pipe("/bulk/a.jsonl", "\n".join(LINE % each for each in range(40)).encode())
    memory.pipe("/bulk/.hidden", b"x")
    made = plan(tmp_path, "memory://bulk", "memory://nothing/*.txt")
    assert [each.location for each in found(["memory://bulk"])] == ["memory:///bulk/a.jsonl"]
    outcomes = taken(pieces_of(made))
    assert len(outcomes) == 41
    assert outcomes[39].capture.member == "line 40"
    assert isinstance(outcomes[40], Refusal)


def test_a_second_call_is_held_to_the_first(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text(LINE % 1)
    first = plan(tmp_path, path)
    assert plan(tmp_path, path) == first
    with pytest.raises(SettingsError, match="other inputs"):
        plan(tmp_path, path, path)
    with pytest.raises(SettingsError, match=r"another option part_mib: 0\.001, not 2"):
        plan(tmp_path, path, mib=2)
    with pytest.raises(SettingsError, match="another option given"):
        plan(tmp_path, path, settings=Settings(given=Given("Quay Post")))
    path.write_text(LINE % 22)
    with pytest.raises(SettingsError, match=r"have changed since it was begun \(.*in.jsonl\)"):
        plan(tmp_path, path)


def test_how_many_work_at_it_changes_no_plan(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text(LINE % 1)
    first = plan(tmp_path, path, settings=Settings(workers=1))
    assert plan(tmp_path, path, settings=Settings(workers=7)) == first
    assert first.buckets == 4


def test_standard_input_cannot_be_parted(tmp_path):
    with pytest.raises(SettingsError, match="standard input"):
        plan(tmp_path, "-")

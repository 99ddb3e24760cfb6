"""``according run``: what it says, and what it does not do."""

import json

import pytest


def test_a_folder_without_reports_gives_a_whole_dataset(according, tmp_path):
    (tmp_path / "in").mkdir()
    arguments = ("run", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--workers", "1")
    first = according(*arguments, "--buckets", "1", "--json")
    told = json.loads(first.out)
    assert (first.code, told["in"], told["reasons"]) == (0, 0, {})
    assert set(told["tables"].values()) == {0, 1}
    again = according(*arguments, "--buckets", "1")
    assert "it was all there" in again.out
    assert "There was nothing to read" in again.out
    other = according(*arguments, "--buckets", "2")
    assert other.code == 1
    assert "another option buckets: 1, not 2" in other.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-",), "standard input cannot be read in parts"),
        ((".", "--scheduler", "tcp://127.0.0.1:1"), "--scheduler is Dask's"),
        ((".", "--reader", "chat"), "it asks one endpoint"),
        ((".", "--reader", "nobody"), "no reader is called 'nobody'"),
    ],
)
def test_what_it_cannot_do_is_said_before_anything_is_begun(according, tmp_path, arguments, said):
    ran = according("run", *arguments, "--out", str(tmp_path / "out"))
    assert ran.code == 1
    assert said in ran.err
    assert not (tmp_path / "out").exists()

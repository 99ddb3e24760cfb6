"""Checksums of a release, and of a series of them: what was changed is seen."""

import json
import shutil
import subprocess

import pytest

from according.errors import StoreError
from according.export.releases.sums import faults, in_series, series_faults, sha256_of
from tests.export.releases.conftest import released


@pytest.fixture(scope="session")
def two(tmp_path_factory, readings):
    """Two releases of a record. Only to copy."""
    from tests.test_linker import filled

    folder = tmp_path_factory.mktemp("series")
    with filled(folder / "record.db", readings[:2]) as record:
        released(record, folder / "out", tables="jsonl")
        released(record, folder / "out")
    return folder / "out"


@pytest.fixture
def series(two, tmp_path):
    """A copy of it that can be written to."""
    shutil.copytree(two, tmp_path / "out")
    for path in (tmp_path / "out").rglob("*"):
        path.chmod(0o755)
    return tmp_path / "out"


def test_what_was_released_holds(two):
    assert [each.name for each in in_series(two)] == ["0001", "0002"]
    assert series_faults(two) == []


def test_files_are_read_only(two):
    for path in two.rglob("*"):
        assert path.stat().st_mode & 0o222 == 0, path


def test_checksums_are_as_other_programs_read_them(two):
    ran = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=two / "0001",
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    assert "tables/reports.jsonl: OK" in ran.stdout


def test_the_manifest_has_every_file_and_the_release(two):
    manifest = json.loads((two / "0002" / "manifest.json").read_text("utf-8"))
    assert manifest["sha256"] == sha256_of(two / "0002")
    names = {each["name"] for each in manifest["files"]}
    there = {
        path.relative_to(two / "0002").as_posix()
        for path in (two / "0002").rglob("*")
        if path.is_file()
    }
    assert there - names == {"manifest.json", "SHA256SUMS"}
    assert manifest["previous"] == {"number": 1, "sha256": sha256_of(two / "0001")}


def append(path):
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")


@pytest.mark.parametrize(
    ("what", "seen"),
    [
        (lambda one: append(one / "events.jsonl"), "events.jsonl is not what it was"),
        (lambda one: append(one / "tables" / "reports.jsonl"), "reports.jsonl is not what"),
        (lambda one: append(one / "release.json"), "release.json is not what it was"),
        (lambda one: (one / "sources.jsonl").unlink(), "sources.jsonl is missing"),
        (lambda one: (one / "more.txt").write_text("more"), "more.txt is no file of the release"),
        (lambda one: (one / "SHA256SUMS").unlink(), "SHA256SUMS cannot be read"),
        (lambda one: append(one / "SHA256SUMS"), "has a line that is none"),
        (lambda one: (one / "SHA256SUMS").write_bytes(b"\xff"), "SHA256SUMS cannot be read"),
        (lambda one: (one / "manifest.json").unlink(), "cannot be read"),
    ],
)
def test_what_was_changed_is_seen(series, what, seen):
    what(series / "0001")
    found = faults(series / "0001")
    assert any(seen in each for each in found), found


def test_a_manifest_that_says_otherwise_is_seen(series):
    path = series / "0001" / "manifest.json"
    for key, value in (("sha256", "0" * 64), ("note", "other"), ("files", [])):
        manifest = json.loads(path.read_text("utf-8"))
        path.write_text(json.dumps({**manifest, key: value}), "utf-8")
        assert faults(series / "0001")
        path.write_text(json.dumps(manifest), "utf-8")
    assert faults(series / "0001") == []


def test_a_release_that_was_made_anew_breaks_the_chain(series):
    """All checksums of the first are right again, and the second still knows."""
    from according.export.releases.sums import seal

    append(series / "0001" / "README.md")
    seal(series / "0001")
    assert faults(series / "0001") == []
    assert series_faults(series) == ["0002: goes on from another release than 0001"]


def test_a_release_that_is_missing_is_seen(series):
    shutil.rmtree(series / "0001")
    found = series_faults(series)
    assert any("one is missing" in each for each in found)


def test_a_folder_that_is_no_release(tmp_path):
    with pytest.raises(StoreError, match="is no release"):
        sha256_of(tmp_path)
    with pytest.raises(StoreError, match="cannot be read"):
        in_series(tmp_path / "none")
    assert faults(tmp_path)

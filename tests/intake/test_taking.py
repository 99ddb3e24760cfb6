import io
import json
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from according.errors import Reason
from according.intake import Item, Refusal, Source, Taken, members, take, to_report
from according.settings import Settings
from tests.intake.helpers import SENTENCE

GOOD = json.dumps({"text": SENTENCE})


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text("\n".join([GOOD, "{bad", GOOD, '{"text": ""}', GOOD]))
    return file


def test_skipped_inputs_are_not_parsed(path, monkeypatch):
    whole = list(take(Source(str(path)), Settings()))
    assert [type(each) for each in whole] == [Taken, Refusal, Taken, Refusal, Taken]
    for count in range(7):
        assert list(take(Source(str(path)), Settings(), skip=count)) == whole[count:]
    parsed = []
    monkeypatch.setattr(
        "according.intake.taking.to_report", lambda item, settings: parsed.append(item.member)
    )
    list(take(Source(str(path)), Settings(), skip=3))
    assert parsed == ["line 4", "line 5"]


def test_taking_twice_gives_the_same(path):
    assert list(take(Source(str(path)), Settings())) == list(take(Source(str(path)), Settings()))


def test_members_are_items_in_their_order(path):
    found = list(members(Source(str(path)), Settings()))
    assert all(isinstance(each, Item) for each in found)
    assert [each.member for each in found] == [f"line {number}" for number in range(1, 6)]
    assert to_report(found[0], Settings()).report.text == SENTENCE


def test_the_time_of_a_file_is_that_of_its_change(path):
    import os

    os.utime(path, (1710115200.7, 1710115200.7))
    found = next(take(Source(str(path)), Settings()))
    assert found.capture.had_at == datetime(2024, 3, 11, tzinfo=UTC)


def test_standard_input_has_no_time(path, monkeypatch):
    (*_, found) = take(Source("-", spooled=str(path)), Settings())
    assert (found.capture.location, found.capture.had_at) == ("-", None)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SENTENCE.encode())))
    (found,) = take(Source("-"), Settings())
    assert found.report.text == SENTENCE
    assert found.capture.had_at is None


def test_a_missing_file_is_unreadable(tmp_path):
    (found,) = take(Source(str(tmp_path / "nothing")), Settings())
    assert found.reason is Reason.UNREADABLE


def test_parsers_are_loaded_when_they_are_needed():
    code = (
        "import sys; import according.intake;"
        "print(*[m for m in ('trafilatura', 'pypdf', 'feedparser', 'lxml', 'warcio', 'py3langid')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""

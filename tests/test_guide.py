"""Every command and every piece of code in the docs is run against the demo's record.

A block that cannot be run says so in a comment before it, with the reason, and is counted here.
"""

import contextlib
import io
import json
import re
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from according.cli import main
from according.library import OpenRecord
from tests import demo_record

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(path.name for path in DOCS.glob("*.md"))
RECORD = "out/demo/record.db"
"""The record that pages name, from the checkout's root."""

RUN = ("sh", "python")
SHOWN = ("text", "json", "toml")
"""What is no code: what comes out, and what files hold."""

_BLOCK = re.compile(
    r"(?:^<!-- not run: (?P<why>[^\n]+) -->\n)?^```(?P<language>\w*)\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Block:
    """A block of a page; ``why`` says why it is not run."""

    page: str
    language: str
    body: str
    why: str | None


def blocks(page):
    text = (DOCS / page).read_text(encoding="utf-8")
    return [Block(page, m["language"], m["body"], m["why"]) for m in _BLOCK.finditer(text)]


EVERY = [block for page in PAGES for block in blocks(page)]
NOT_RUN = 13
"""Blocks that are not run. Another one needs its reason here as well as there."""


@pytest.fixture(scope="session")
def demo_db(tmp_path_factory, request):
    return demo_record.made(tmp_path_factory, lambda: request.getfixturevalue("reader"))


@pytest.fixture
def checkout(demo_db, tmp_path, monkeypatch):
    """A folder that has the demo's record where a checkout has it."""
    (tmp_path / "out" / "demo").mkdir(parents=True)
    demo_record.copy(demo_db, tmp_path / RECORD)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ACCORDING_CODER", "ana")
    return tmp_path


def run(*arguments):
    """What a command prints; it must end well."""
    printed = io.StringIO()
    before = sys.argv
    sys.argv = ["according", *arguments]
    try:
        with contextlib.redirect_stdout(printed), pytest.raises(SystemExit) as ended:
            main()
    finally:
        sys.argv = before
    assert ended.value.code in (None, 0), f"{shlex.join(arguments)}: {printed.getvalue()}"
    return printed.getvalue()


@pytest.fixture
def names(checkout):
    """What stands for the capitals in commands: things of the demo's record."""
    with OpenRecord(RECORD) as record:
        event = max(record.events(), key=lambda each: (each.reports, each.id))
        report, other = [each.report_id for each in record.origins()][:2]
    items = json.loads(run("review", "items", event.id, "--record", RECORD, "--json"))
    figure = next(each["finding"] for each in items if each["finding"].startswith("figure:"))
    return {"EVENT": event.id[:12], "REPORT": report[:10], "OTHER": other[:10], "FIGURE": figure}


def commands(body):
    """The commands of a block, with lines that go on put together."""
    for line in body.replace("\\\n", " ").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


@pytest.mark.parametrize("page", sorted({b.page for b in EVERY if b.language in RUN and not b.why}))
def test_guide_blocks_run(page, names, capsys):
    """In the order of the page, one after the other."""
    for block in blocks(page):
        if block.why is not None or block.language not in RUN:
            continue
        if block.language == "python":
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(compile(block.body, page, "exec"), {})
            assert printed.getvalue(), block.body
            continue
        for line in commands(block.body):
            program, *words = shlex.split(line)
            assert program == "according", f"{page}: {line}"
            run(*(names.get(word, word) for word in words))


def test_guide_blocks_say_what_they_are():
    for block in EVERY:
        assert block.language in (*RUN, *SHOWN), f"{block.page}: {block.body[:60]!r}"
        if block.language == "text":
            told = re.search(r"^(?:\$|according|make|pip|\.venv)\b", block.body, re.MULTILINE)
            assert not told, f"{block.page}: a command in a block that is not run: {block.body!r}"


def test_guide_what_is_not_run_has_its_reason_and_is_counted():
    left = [block for block in EVERY if block.why is not None]
    assert all(block.language in RUN and len(block.why) > 15 for block in left)
    assert len(left) == NOT_RUN

"""Pages of the site that are made of the code are whole, and pages ask for nothing elsewhere."""

import dataclasses
from types import SimpleNamespace

import pytest

from according.settings import Chat, Settings
from tests.test_docs import COMMANDS, ROOT

hooks = pytest.importorskip("docs.site_hooks")


def test_site_reference_has_every_command_and_setting():
    commands, settings = hooks.reference.commands(), hooks.reference.settings()
    for name in COMMANDS:
        assert f"\n## according {name}\n" in commands
    for kind in (Settings, Chat):
        assert all(f"| `{each.name}` |" in settings for each in dataclasses.fields(kind))
    assert "``" not in settings.replace("```", "")


def test_site_reference_has_the_library():
    page = hooks.reference.library()
    for name in ("according.read", "according.open_record", "OpenRecord", "FigureRow", "Reading"):
        assert f"## {name}\n" in page
    assert "Raises" in page


@pytest.mark.parametrize(
    ("html", "asked"),
    [
        ('<a href="https://elsewhere.example/">x</a>', set()),
        ('<link rel="canonical" href="https://elsewhere.example/">', set()),
        ('<img src="images/a.png">', set()),
        ('<script src="https://elsewhere.example/a.js">', {"https://elsewhere.example/a.js"}),
        ("<link rel=stylesheet href=//elsewhere.example/a.css>", {"//elsewhere.example/a.css"}),
        ('<img alt="x" src="http://elsewhere.example/a.png">', {"http://elsewhere.example/a.png"}),
    ],
)
def test_site_what_pages_ask_for_elsewhere_is_seen(html, asked):
    assert hooks.asks_for(html) == asked


def test_site_files_that_are_no_part_of_it_are_named_and_not_linked():
    page = SimpleNamespace(file=SimpleNamespace(src_uri="input.md"))
    text = "[columns.json](../src/according/data/columns.json), [found](found.md#a), ![a](../a.png)"
    assert hooks.on_page_markdown(text, page=page) == (
        "`src/according/data/columns.json`, [found](found.md#a), ![a](../a.png)"
    )
    inner = SimpleNamespace(file=SimpleNamespace(src_uri="findings/times.md"))
    text = "[the guide](../found.md), [the rules](../../src/according/data/times_rules.tsv)"
    assert hooks.on_page_markdown(text, page=inner) == (
        "[the guide](../found.md), the rules (`src/according/data/times_rules.tsv`)"
    )


def test_site_has_every_page_of_the_docs_in_its_contents():
    contents = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    pages = [*(ROOT / "docs").glob("*.md"), *(ROOT / "docs" / "findings").glob("*.md")]
    for path in pages:
        assert path.relative_to(ROOT / "docs").as_posix() in contents
    assert all(f" {name}" in contents for name in hooks.PAGES)

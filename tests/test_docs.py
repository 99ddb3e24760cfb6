"""What a person can type, set or meet is documented, and links lead somewhere."""

import dataclasses
import re
from pathlib import Path

import pytest
import typer

import according
from according.cli import bench
from according.cli.app import app
from according.errors import Reason
from according.export.formats.registry import FORMATS
from according.settings import FIELDS, Chat, Fetching, Given, Limits, Settings
from according.store import schema
from evaluation import table
from evaluation.benches import BENCHES
from evaluation.pins import load

ROOT = Path(__file__).resolve().parents[1]
SOURCE = Path(according.__file__).parent
GUIDE = "\n## -\n".join(
    path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "docs").glob("*.md"))
    if path.name not in ("architecture.md", "figures.md")
)
"""All pages of the guide, one behind the other."""
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("demo/*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def _commands(group, before=""):
    """Every command by its whole name; those of a group below it ("gazetteer import")."""
    found = {}
    for name, command in group.commands.items():
        whole = f"{before}{name}"
        inner = getattr(command, "commands", None)
        found.update(_commands(command, f"{whole} ") if inner else {whole: command})
    return found


COMMANDS = _commands(typer.main.get_command(app))


def section(command: str) -> str:
    """The guide's section on a command: up to the next heading."""
    found = re.search(rf"^## `according {command}\b.*?(?=^##)", GUIDE, re.MULTILINE | re.DOTALL)
    return found.group() if found else ""


def test_docs_readme_shows_what_its_example_prints(capsys):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    code, shown = re.search(r"```python\n(.*?)```\n\n```\n(.*?)```", readme, re.DOTALL).groups()
    exec(compile(code, "README", "exec"), {})
    assert capsys.readouterr().out == shown


def headings(page: Path) -> set[str]:
    found = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in found)
    return {heading.strip().replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("command", COMMANDS)
def test_docs_have_every_command_with_its_options(command):
    text = section(command)
    assert text, f"the guide has no section on according {command}"
    for parameter in COMMANDS[command].params:
        for option in parameter.opts:
            if option.startswith("--") and option != "--help":
                assert f"`{option}" in text or f"{option}`" in text, f"{command} {option}"


def test_docs_have_the_options_of_the_program_itself():
    for parameter in typer.main.get_command(app).params:
        for option in parameter.opts:
            assert f"`{option}`" in GUIDE


def test_docs_have_every_setting():
    for group, kind in (
        ("given", Given),
        ("limits", Limits),
        ("fetching", Fetching),
        ("chat", Chat),
    ):
        for field in dataclasses.fields(kind):
            assert f"`{group}.{field.name}`" in GUIDE
    for field in dataclasses.fields(Settings):
        assert re.search(rf"`{field.name}[`.]", GUIDE), field.name
    assert all(f"`{name}`" in GUIDE for name in FIELDS)


def test_docs_have_every_reason_in_the_order_of_the_code():
    rows = re.findall(
        r"^\| `([a-z ]+)` \|", section_of("## What is refused, and why"), re.MULTILINE
    )
    assert rows == [reason.value for reason in Reason]


def test_docs_have_every_exit_code():
    rows = re.findall(r"^\| (\d+) \|", GUIDE, re.MULTILINE)
    assert rows == ["0", "1", "2", "3", "130"]


def test_docs_have_every_table():
    tables = re.search(r"^Tables: (.*)$", GUIDE, re.MULTILINE).group(1)
    assert set(re.findall(r"`([a-z_]+)`", tables)) - {"according"} == set(schema.metadata.tables)


def test_docs_have_every_pinned_figure():
    assert table.page(load()) == (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
    assert [name for name in BENCHES if f"**`{name}`**" not in GUIDE] == []
    assert f"{', '.join(sorted(BENCHES))}." == bench.BENCHES


@pytest.mark.parametrize("name", FORMATS)
def test_docs_have_every_format_with_its_options(name):
    found = re.search(rf"^## Format `{name}`\n.*?(?=^##)", GUIDE, re.MULTILINE | re.DOTALL)
    assert found, f"the guide has no section on the format {name}"
    assert "Lost:" in found.group()
    said = found.group()
    for one in FORMATS[name].options:
        assert f"`{one.name}`" in said or f"`{one.name}=" in said, one.name


def test_docs_have_every_module_in_its_room():
    for room in sorted(path.parent for path in SOURCE.rglob("*/__init__.py")):
        modules = {path.stem for path in room.glob("*.py")} - {"__init__"}
        name = room.relative_to(SOURCE).as_posix()
        text = re.search(rf"^\*\*`{name}`\*\*.*$", ARCHITECTURE, re.MULTILINE)
        if not modules:
            assert f"`{name}`" in ARCHITECTURE
            continue
        assert text, f"docs/architecture.md has no paragraph on {name}"
        missing = [name for name in modules if f"`{name}`" not in text.group()]
        assert not missing, f"{name}: {missing}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_docs_links_lead_somewhere(page):
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{page.name}: {link}"
        if anchor:
            assert anchor in headings(target), f"{page.name}: no heading for {link}"


def test_docs_name_make_targets_that_there_are():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for page in PAGES:
        for name in re.findall(r"^make ([a-z]+)\b|`make ([a-z]+)`", page.read_text("utf-8"), re.M):
            assert set(filter(None, name)) <= targets, f"{page.name}: make {name}"


def test_docs_every_decision_is_listed():
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in folder.glob("0*.md") if path.name not in listed] == []


def section_of(heading: str) -> str:
    start = GUIDE.index(heading)
    return GUIDE[start : GUIDE.index("\n## ", start + 1)]


def test_a_page_says_how_often_it_errs():
    page = (SOURCE / "export" / "templates" / "report.html.j2").read_text("utf-8")
    pinned = load(ROOT / "evaluation" / "baseline.json")["accounts"].figures
    assert "of figures about one in three is missed or wrong" in page
    assert 0.6 < pinned["value_f1"] < 0.73
    assert 0.43 < pinned["figure_f1"] < 0.57
    assert 0.28 < pinned["blame_f1"] < 0.39

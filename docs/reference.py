"""Pages of the site that are made of the code: commands, settings, the library, the findings."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

import according
from according import library as lib
from according import settings as settings_module
from according.cli.app import app
from according.library.event import EventDetail
from according.library.record import Filters
from according.model import Notes, Reading, ReportReader

DOCS = Path(__file__).resolve().parent


def commands() -> str:
    """Every command with its arguments and options, as its help has them."""
    lines = [
        "# Commands\n",
        "Made of the code. What each is for, with examples, is in the [guide](../commands.md).\n",
    ]
    for name, command in sorted(_commands(typer.main.get_command(app))):
        lines += [f"\n## according {name}\n", _flat(command.help or ""), ""]
        rows = [_parameter(each) for each in command.params if each.name != "help"]
        lines += _table(("", "", ""), rows) if rows else []
    return "\n".join([*lines, ""])


def settings() -> str:
    """Every setting with its type, default and description."""
    lines = [
        "# Settings\n",
        "Made of the code: the fields of `according.settings.Settings`, which Python programs pass "
        "in. The command line sets the most used.\n",
    ]
    kinds = (
        settings_module.Settings,
        settings_module.Given,
        settings_module.Columns,
        settings_module.Limits,
        settings_module.Fetching,
        settings_module.Chat,
    )
    for kind in kinds:
        lines += [f"\n## {kind.__name__}\n", _first(kind), ""]
        told = _field_docs(kind)
        rows = [
            (f"`{each.name}`", _default(each), told.get(each.name, ""))
            for each in dataclasses.fields(kind)
        ]
        lines += _table(("setting", "default", ""), rows)
    return "\n".join([*lines, ""])


def library() -> str:
    """The public functions and classes with their signatures and descriptions."""
    lines = ["# Library\n", "Made of the code. Names and signatures here are pinned by a test.\n"]
    for name in ("read", "open_record", "make_reader"):
        lines += _function(f"according.{name}", getattr(according, name), "## ")
    lines += _class(
        lib.OpenRecord, ("reports", "events", "accounts", "figures", "origins", "event")
    )
    lines += [f"\n## Filters\n\n{_first(Filters)}\n"]
    lines += _class(lib.Rows, ("to_dicts", "to_pandas", "to_polars", "to_arrow"))
    rows = (lib.ReportRow, lib.EventRow, lib.AccountRow, lib.FigureRow, lib.OriginRow)
    for kind in (*rows, EventDetail, Reading, Notes):
        lines += [f"\n## {kind.__name__}\n", _first(kind), "", *_columns(kind)]
    lines += _class(ReportReader, ("read",))
    return "\n".join([*lines, ""])


def findings() -> str:
    """A page that leads to how each finding is made and how well it does."""
    lines = [
        "# Findings: how each is made, and how well it does\n",
        "A page for each kind of finding says how it is read, on what it was measured, what is "
        "reached and what is missed. All pinned figures of the benchmarks stand in "
        "[one table](figures.md), which is written from what `make evaluate` compares with.\n",
    ]
    for path in sorted((DOCS / "findings").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        title = text.partition("\n")[0].lstrip("# ")
        lines.append(f"- [{title}](findings/{path.name})")
    return "\n".join([*lines, ""])


def _commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if getattr(command, "commands", None):
            yield from _commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def _parameter(each: Any) -> tuple[str, str, str]:
    if each.param_type_name == "argument":
        name = f"`{each.metavar or each.name.upper()}`"
    else:
        name = ", ".join(f"`{one}`" for one in (*each.opts, *each.secondary_opts))
    default = "" if each.default in (None, False, ()) or callable(each.default) else each.default
    shown = f"`{default}`" if default != "" and not isinstance(default, bool) else ""
    return name, shown, _flat(getattr(each, "help", None) or "")


def _function(name: str, function: Any, level: str) -> list[str]:
    signature = str(inspect.signature(function)).replace("'", "")
    text = inspect.cleandoc(function.__doc__ or "")
    return [f"\n{level}{name}\n", f"```python\n{name}{signature}\n```\n", _docstring(text)]


def _class(kind: Any, methods: tuple[str, ...]) -> list[str]:
    lines = [f"\n## {kind.__name__}\n", _first(kind)]
    for name in methods:
        lines += _function(name, getattr(kind, name), "### ")
    return lines


def _columns(kind: Any) -> list[str]:
    rows = [
        (f"`{each.name}`", f"`{each.type}`".replace("|", "\\|"))
        for each in dataclasses.fields(kind)
    ]
    return _table(("field", "type"), rows)


def _docstring(text: str) -> str:
    """A docstring as Markdown: its sections as lists."""
    made = []
    for line in text.splitlines():
        if re.fullmatch(r"(Args|Returns|Raises):", line):
            made.append(f"\n**{line[:-1]}**\n")
        elif match := re.fullmatch(r"    (\w[\w, ]*): (.*)", line):
            made.append(f"- `{match.group(1)}`: {_escaped(match.group(2))}")
        else:
            made.append(_escaped(line.strip()) if line.startswith("    ") else _escaped(line))
    return "\n".join(made)


def _first(kind: Any) -> str:
    return _escaped(inspect.cleandoc(kind.__doc__ or "").partition("\n\nArgs:")[0])


def _field_docs(kind: Any) -> dict[str, str]:
    """The texts below the fields of a class, which Python itself does not keep."""
    source = inspect.getsource(kind)
    found = re.findall(r'^    (\w+): [^\n]+\n    """(.*?)"""', source, re.MULTILINE | re.DOTALL)
    return {name: _flat(text) for name, text in found}


def _default(each: Any) -> str:
    if each.default is not dataclasses.MISSING:
        return f"`{each.default!r}`"
    return ""


def _table(head: tuple[str, ...], rows: Any) -> list[str]:
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    return [*lines, *(f"| {' | '.join(row)} |" for row in rows)]


def _flat(text: str) -> str:
    return _escaped(" ".join(text.split())).replace("|", "\\|")


def _escaped(text: str) -> str:
    """Text without what Markdown would take for markup."""
    parts = re.split(r"(`[^`]*`)", text.replace("``", "`"))
    return "".join(
        each if each.startswith("`") else each.replace("<", "&lt;").replace("*", "\\*")
        for each in parts
    )

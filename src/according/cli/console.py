"""What the commands share: where results and messages go, and the options they have in common."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import (
    Console,
    ConsoleOptions,
    ConsoleRenderable,
    RenderableType,
    RenderHook,
    RenderResult,
)
from rich.control import Control
from rich.segment import Segment

from according.errors import SettingsError
from according.store import Record

UNWRAPPED = 1_000_000
"""The width, in characters, of output that is no terminal: a program that reads it, or a file,
gets every line whole."""


_CONTROLS = dict.fromkeys((*range(32), 127, *range(128, 160)), "�")
del _CONTROLS[ord("\n")], _CONTROLS[ord("\t")]


class _Inert:
    """A renderable without control characters: what reports, paths and messages from outside
    hold must not steer the terminal. One character for one, so that offsets stay."""

    def __init__(self, shown: RenderableType) -> None:
        self._shown = shown

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self._shown, options):
            if segment.control:
                yield segment
            else:
                yield Segment(segment.text.translate(_CONTROLS), segment.style)


class _NoControls(RenderHook):
    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [each if isinstance(each, Control) else _Inert(each) for each in renderables]


class _Output(Console):
    """Standard output."""

    def on_broken_pipe(self) -> NoReturn:
        """Called by rich."""
        stop_quietly()


_narrow = sys.stdout.isatty() or "COLUMNS" in os.environ
out = _Output(highlight=False, width=None if _narrow else UNWRAPPED)
"""Results: standard output."""

err = Console(stderr=True, highlight=False, soft_wrap=True)
"""Progress, messages and errors: standard error. Paths in them are not broken."""

for _console in (out, err):
    _console.push_render_hook(_NoControls())

DEFAULT_RECORD = "record.db"

SHORT = 10
"""How many characters of an id are shown: enough for a million reports."""

RecordOption = Annotated[
    str,
    typer.Option(
        "--record",
        "-r",
        envvar="ACCORDING_RECORD",
        help="The record: a file, or a database URL.",
        show_default=True,
    ),
]

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]

IdArgument = Annotated[
    str, typer.Argument(metavar="ID", help="A report's id; its first characters are enough.")
]


def open_existing(url: str) -> Record:
    """Open a record that is there."""
    return Record(url)


def print_json(value: Any) -> None:
    """Print ``value`` as JSON on standard output, unwrapped and uncoloured."""
    try:
        sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        stop_quietly()


def stop_quietly() -> NoReturn:
    """End, because the reader of our output went away (``according reports | head``): no error.

    Raises:
        SystemExit: always, with 0.
    """
    # What is still in the buffer would fail again when Python closes it.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(0)


def write_file(path: Path, text: str) -> None:
    """Write a result file whole or not at all.

    Raises:
        SettingsError: it cannot be written there.
    """
    partial = path.with_name(path.name + ".part")
    try:
        partial.write_text(text, encoding="utf-8")
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise SettingsError(f"{path} cannot be written: {error.strerror}") from error

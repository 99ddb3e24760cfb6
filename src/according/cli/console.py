"""What the commands share: where results and messages go, and the options they have in common."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from according.store import Record

out = Console(highlight=False, soft_wrap=True)
"""Results: standard output. Lines are as long as they are: a terminal folds them by itself, and
a program that reads them gets them whole."""

err = Console(stderr=True, highlight=False, soft_wrap=True)
"""Progress, messages and errors: standard error."""

DEFAULT_RECORD = "record.db"

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
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def write_file(path: Path, text: str) -> None:
    """Write a result file whole or not at all."""
    partial = path.with_name(path.name + ".part")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)

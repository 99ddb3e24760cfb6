"""``according page``: one report as a self-contained HTML page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from according.cli.console import DEFAULT_RECORD, IdArgument, RecordOption, err, open_existing
from according.cli.console import write_file as write
from according.export.page import report_page


def page(
    report_id: IdArgument,
    to: Annotated[Path, typer.Option("--out", "-o", help="The file to write.")] = Path(
        "report.html"
    ),
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Write a page of one report: its text with the findings marked. No network, no script."""
    with open_existing(record) as opened:
        reading = opened.reading(opened.find(report_id))
        captures = opened.captures(reading.report.id)
    write(to, report_page(reading, captures))
    err.print(f"{to} written; open it in a browser", markup=False)

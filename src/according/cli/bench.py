"""``according bench``: a benchmark of the checkout, with its intervals."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

import according
from according.cli.console import out, write_file
from according.errors import BenchError
from according.settings import Settings

BENCHES = (
    "accounts, attribution, basil, copies, coref, ecbplus, events, export-scale, factuality, "
    "intake, muc4, muc4-full, origins-scale, places, plover, polnear, quantities, query-scale, "
    "queue-scale, record, record-scale, scale, speed, timex, wording."
)
"""The names as help shows them: the checkout's own list is out of reach of an installed package."""


class Split(StrEnum):
    """The part of the data to score on."""

    DEV = "dev"
    TEST = "test"


def bench(
    name: Annotated[str, typer.Argument(metavar="NAME", help=f"The benchmark: {BENCHES}")],
    data: Annotated[
        Path, typer.Option("--data", metavar="DIR", help="The folder that has the data.")
    ],
    split: Annotated[Split, typer.Option(help="The part to score on.")] = Split.DEV,
    json_out: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Also write the result here.")
    ] = None,
) -> None:
    """Score the reader on a benchmark. Works in a checkout, with data that you have."""
    _find_evaluation()
    # Not part of the package: its names are known only once the checkout is found.
    adapter = import_module("evaluation.benches").load(name)
    if not data.is_dir():
        raise BenchError(f"no folder {data}; --data names the folder that has the data")
    result = adapter.run(data, split.value, Settings()).to_json()
    if json_out is not None:
        write_file(json_out, json.dumps(result, ensure_ascii=False, indent=2) + "\n")
    _print(result, import_module("evaluation.published").note(name))


def _find_evaluation(package: Path = Path(according.__file__)) -> None:
    """Make the checkout's folder ``evaluation`` importable.

    Raises:
        BenchError: the package is installed without its checkout.
    """
    checkout = package.resolve().parents[2]
    if not (checkout / "evaluation" / "benches.py").is_file():
        raise BenchError(
            f"no folder evaluation in {checkout}: benchmarks are part of a checkout, not of the "
            "installed package; clone the repository and run: pip install --editable '.[dev]'"
        )
    if str(checkout) not in sys.path:
        sys.path.insert(0, str(checkout))


def _print(result: dict[str, Any], note: str) -> None:
    out.print(f"{result['bench']}, {result['split']}: {result['items']:,} items", style="bold")
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("figure")
    table.add_column("value", justify="right")
    table.add_column("95 % interval", justify="right", no_wrap=True)
    table.add_column("published")
    for name, figure in result["figures"].items():
        published = [f"{row['value']} {row['system']}" for row in result["published"].get(name, ())]
        table.add_row(name, _shown(figure["value"]), _interval(figure), "; ".join(published))
    out.print(table)
    if note:
        out.print(f"Published: {note}", style="dim", markup=False)


def _interval(figure: dict[str, float]) -> str:
    if figure["low"] == figure["high"]:
        return ""
    return f"{_shown(figure['low'])}–{_shown(figure['high'])}"


def _shown(value: float) -> str:
    return f"{value:.4f}" if isinstance(value, float) else f"{value:,}"

"""The labelled quantities of a folder of JSON lines (see ``quantities/GUIDE.md``).

A quantity or its counted words may be given by quote alone: the first place of the words is
then taken, for a quantity behind the one before it, for counted words behind their quantity.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from according.errors import BenchError

OWN = Path(__file__).with_name("quantities")
"""The project's own set."""

FILES = {"dev": ("dev.jsonl",), "test": ("test.jsonl", "held.jsonl")}
"""The names under which a split is looked for; the first that is there is taken."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A quantity as labelled, or as read: everything that is compared."""

    start: int
    end: int
    kind: str
    low: float | None
    best: float | None
    high: float | None
    unit: str | None = None
    counted: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A text, all quantities in it, and spans that look like one and are none."""

    id: str
    text: str
    quantities: tuple[Labelled, ...]
    nots: tuple[tuple[int, int], ...]


def paths(data: Path, split: str) -> list[Path]:
    """The files of a split: in ``data`` or its folder ``quantities``, else the project's own.

    A folder whose files have none of the known names is taken whole, for either split.

    Raises:
        BenchError: no such split.
    """
    if split not in FILES:
        raise BenchError(f"no split {split!r}; there are {', '.join(FILES)}")
    known = {name for names in FILES.values() for name in names}
    for folder in (data, data / "quantities", OWN):
        for name in FILES[split]:
            if (folder / name).is_file():
                return [folder / name]
        others = sorted(folder.glob("*.jsonl"))
        if others and not any(path.name in known for path in others):
            return others
    raise BenchError(f"no {' or '.join(FILES[split])} in {data}")


def items(path: Path) -> Iterator[Item]:
    """The items of a file.

    Raises:
        BenchError: a line is malformed, or a quote is not at its place.
    """
    lines = path.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _item(json.loads(line), f"{path.stem}:{number}")
        except (ValueError, KeyError, TypeError) as error:
            raise BenchError(f"{path}, line {number}: {error!r}") from error


def _item(row: Mapping[str, Any], name: str) -> Item:
    text = row["text"]
    quantities: list[Labelled] = []
    for each in row["quantities"]:
        quantities.append(_labelled(text, each, quantities[-1].start if quantities else 0))
    nots = tuple(_span(text, each, 0) for each in row.get("not", ()))
    return Item(str(row.get("id", name)), text, tuple(quantities), nots)


def _labelled(text: str, row: Mapping[str, Any], behind: int) -> Labelled:
    start, end = _span(text, row, behind)
    counted = row.get("counted")
    if isinstance(counted, str):
        counted = {"quote": counted}
    return Labelled(
        start,
        end,
        row.get("kind", "count"),
        row["low"],
        row["best"],
        row["high"],
        row.get("unit"),
        None if counted is None else _span(text, counted, start),
    )


def _span(text: str, row: Mapping[str, Any], behind: int) -> tuple[int, int]:
    quote = row["quote"]
    if "start" not in row:
        found = re.compile(rf"(?<!\w){re.escape(quote)}(?!\w)").search(text, behind)
        if found is None:
            raise ValueError(f"{quote!r} does not stand behind {behind}")
        return found.span()
    start, end = row["start"], row["end"]
    if text[start:end] != quote:
        raise ValueError(f"{quote!r} does not stand at {start}")
    return start, end

"""``csv``: a record as tables that people filter, a file for each."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO, cast

from according.errors import SettingsError
from according.export.formats.choosing import Chosen
from according.export.formats.csv_rows import CsvRows
from according.export.formats.destination import BUFFER, Destination
from according.export.formats.format import Format, Option, Shape
from according.export.formats.losses import Losses
from according.export.sheets.beside import SHARE, Task, beside
from according.export.sheets.columns import NAMES, SHEETS, Sheet, sheet
from according.export.sheets.groups import lay_out
from according.export.sheets.laid import of_reports, rows
from according.export.sheets.people import People

TABLES = Option("tables", f"which, parted by commas: {', '.join(NAMES)}", "")


def write(chosen: Chosen, to: Destination, options: Mapping[str, str], losses: Losses) -> int:
    """Write a file ``SHEET.csv`` for each sheet."""
    wanted = asked_for(options["tables"])
    encoding = "utf-8-sig" if options["bom"] == "yes" else "utf-8"
    note_losses(chosen, losses, wanted)
    counts = dict.fromkeys((each.name for each in wanted), 0)
    own = of_reports(list(counts))
    last = chosen.reports - int(chosen.reports * SHARE)
    task = Task(
        *(chosen.record.url, chosen.pages, last + 1, _second, own, str(to.folder)),
        tuple(sorted(options.items())),
    )
    with ExitStack() as stack:
        second = stack.enter_context(beside(chosen, task)) if own else None
        lay_out(chosen)
        people = People(chosen)
        files, writing = {}, {}
        for each in wanted:
            file = stack.enter_context(to.text(f"{each.name}.csv", encoding))
            files[each.name] = file
            writing[each.name] = CsvRows(file, each, losses, inert=options["inert"] == "yes")
        until = chosen.reports if second is None else last
        for name, some in rows(list(counts), chosen, people, last=until):
            writing[name].write(some)
            counts[name] += len(some)
        if second is not None:
            more, lost = cast(tuple[dict[str, int], Losses], second.result())
            losses.add(lost)
            for name, number in more.items():
                counts[name] += number
                _append(files[name], to.folder / f"{name}{_SECOND}")
    hidden_losses(people, losses)
    to.describe({"tables": counts, "columns": {each.name: _described(each) for each in wanted}})
    return sum(counts.values())


_SECOND = ".second"
"""What the file ends with that has the rows of a second process, until they are behind the
others."""


def _second(chosen: Chosen, task: Task) -> tuple[dict[str, int], Losses]:
    """In a second process: write the rows of its reports."""
    losses, options = Losses(), dict(task.options)
    lay_out(chosen)
    people, counts = People(chosen), dict.fromkeys(task.names, 0)
    to = Destination(Path(task.folder), None)
    with ExitStack() as stack:
        writing = {
            name: CsvRows(
                stack.enter_context(to.text(f"{name}{_SECOND}")),
                sheet(name),
                losses,
                inert=options["inert"] == "yes",
                header=False,
            )
            for name in task.names
        }
        for name, some in rows(task.names, chosen, people, first=task.first):
            writing[name].write(some)
            counts[name] += len(some)
    return counts, losses


def _append(file: TextIO, part: Path) -> None:
    """Put the rows of a second process behind those that are there."""
    with part.open(encoding="utf-8", newline="", buffering=BUFFER) as more:
        shutil.copyfileobj(more, file, BUFFER)
    part.unlink()


def asked_for(tables: str) -> list[Sheet]:
    """The sheets that an option names, all where it names none.

    Raises:
        SettingsError: there is none of that name.
    """
    names = dict.fromkeys(each.strip() for each in tables.split(",") if each.strip())
    for name in names:
        if name not in NAMES:
            raise SettingsError(f"no table {name!r}; there are {', '.join(NAMES)}")
    return [sheet(each) for each in names] or list(SHEETS)


def note_losses(chosen: Chosen, losses: Losses, wanted: Iterable[Sheet]) -> None:
    """What no table of these has."""
    losses.never("reports.text", "texts are too long for cells; jsonl and parquet have them")
    losses.never("captures", "bytes have no place in a table; jsonl and parquet have them")
    losses.never("quantities", "measures that count no people are left to jsonl and parquet")
    losses.never("users", "names, roles and password hashes of those who may sign in stay here")
    left = [each.name for each in SHEETS if each not in list(wanted)]
    if left:
        losses.never(", ".join(left), "not among the tables that were asked for")
    if not chosen.is_all:
        losses.never("refusals", "which of them belongs to what was chosen is not known")


def hidden_losses(people: People, losses: Losses) -> None:
    """Decisions that others may not see yet."""
    why = "coders are not done with the event, and do not see one another's decisions until then"
    losses.note("decisions", why, count=people.hidden())


def _described(of: Sheet) -> list[dict[str, str]]:
    return [
        {"name": each.name, "kind": each.kind, "by": each.by.value, "what": each.what}
        for each in of.columns
    ]


FORMAT = Format(
    name="csv",
    what="events, accounts, figures, places, ... as tables to filter, a file for each",
    shape=Shape.FOLDER,
    extension="",
    rows="rows",
    write=write,
    options=(
        TABLES,
        Option(
            "bom", "yes begins each file with a byte order mark, for Excel", "no", ("yes", "no")
        ),
        Option(
            "inert", "no leaves cells that begin as a formula as they are", "yes", ("yes", "no")
        ),
    ),
    faces=True,
)

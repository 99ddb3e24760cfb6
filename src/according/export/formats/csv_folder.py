"""``csv``: a record as tables that people filter, a file for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack

from according.errors import SettingsError
from according.export.formats.choosing import Chosen
from according.export.formats.csv_rows import CsvRows
from according.export.formats.destination import Destination
from according.export.formats.format import Format, Option, Shape
from according.export.formats.losses import Losses
from according.export.sheets.columns import NAMES, SHEETS, Sheet, sheet
from according.export.sheets.groups import lay_out
from according.export.sheets.laid import rows
from according.export.sheets.people import People

TABLES = Option("tables", f"which, parted by commas: {', '.join(NAMES)}", "")


def write(chosen: Chosen, to: Destination, options: Mapping[str, str], losses: Losses) -> int:
    """Write a file ``SHEET.csv`` for each sheet."""
    wanted = asked_for(options["tables"])
    encoding = "utf-8-sig" if options["bom"] == "yes" else "utf-8"
    note_losses(chosen, losses, wanted)
    lay_out(chosen)
    people = People(chosen)
    counts = dict.fromkeys((each.name for each in wanted), 0)
    with ExitStack() as stack:
        files = {}
        for each in wanted:
            file = stack.enter_context(to.text(f"{each.name}.csv", encoding))
            files[each.name] = CsvRows(file, each, losses, inert=options["inert"] == "yes")
        for name, some in rows(list(counts), chosen, people):
            files[name].write(some)
            counts[name] += len(some)
    hidden_losses(people, losses)
    to.describe({"tables": counts, "columns": {each.name: _described(each) for each in wanted}})
    return sum(counts.values())


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

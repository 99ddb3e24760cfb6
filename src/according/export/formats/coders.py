"""What the forms of conflict data have in common: a table with fixed columns, and beside it where
each cell is from.

Written are ``events`` (the table), ``figures.csv`` (each number with who gave it and by which
rule), ``rows.csv`` (each row's event, and what of it a person decided) and ``coded.jsonl`` (all of
it, an event a line).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from according import __version__
from according.data import load_json
from according.errors import DataError
from according.export.coded import CHOICES, Coded, Given, Rules, code, plain_coded, rules_of
from according.export.coded.holding import decided_by
from according.export.formats.choosing import Chosen
from according.export.formats.csv_rows import FORMULAS
from according.export.formats.destination import Destination
from according.export.formats.format import Format, Option, Shape
from according.export.formats.losses import Losses
from according.happening import Happening

FILE = "coding/columns.json"

Cell: TypeAlias = str | int | float | None
Row: TypeAlias = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Made:
    """A row as it is made. ``empty`` says for a column of it why it has nothing."""

    cells: Row
    empty: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Refused:
    """An event that the form has no row for, and why."""

    why: str


Maker: TypeAlias = Callable[[Coded, Happening, Mapping[str, str]], Made | Refused]


@dataclass(frozen=True, slots=True)
class Coders:
    """A form of conflict data.

    Args:
        columns: the name of the form's list in ``data/coding/columns.json``.
        make: makes the row of an event.
        never: why a column is always empty.
        defaults: other defaults of rules than those that all forms have.
        more: options of its own.
    """

    name: str
    what: str
    columns: str
    make: Maker
    identity: str
    never: Mapping[str, str]
    defaults: Mapping[str, str]
    more: tuple[Option, ...] = ()
    extension: str = ".csv"
    dialect: str = "excel"

    @property
    def format(self) -> Format:
        """The form as exports know it."""
        common = (
            Option(each.name, each.what, self.defaults.get(each.name, each.default), each.values)
            for each in CHOICES
        )
        return Format(
            name=self.name,
            what=self.what,
            shape=Shape.FOLDER,
            extension="",
            rows="rows",
            write=self.write,
            options=(*common, *self.more),
        )

    def write(
        self, chosen: Chosen, to: Destination, options: Mapping[str, str], losses: Losses
    ) -> int:
        """Write the table and what stands beside it."""
        rules = rules_of(options)
        names = columns(self.columns)
        note_never(losses)
        done = 0
        with (
            to.text(f"events{self.extension}") as table,
            to.text("figures.csv") as figures,
            to.text("rows.csv") as rows,
            to.text("coded.jsonl") as lines,
        ):
            writer = csv.DictWriter(table, names, dialect=self.dialect)
            writer.writeheader()
            each_figure, each_row = csv.writer(figures), csv.writer(rows)
            each_figure.writerow(FIGURES)
            each_row.writerow(ROWS)
            seen: set[Cell] = set()
            for found, coded in coded_events(chosen, rules):
                made = self.make(coded, found, options) if found.told else _WITHDRAWN
                if isinstance(made, Refused):
                    losses.note("event", made.why, coded.id[:10])
                    continue
                identity = made.cells[self.identity]
                if identity in seen:
                    losses.note("event", "its number is that of another event", coded.id[:10])
                    continue
                seen.add(identity)
                writer.writerow({name: cell(made.cells.get(name)) for name in names})
                each_figure.writerows([identity, *one] for one in figure_lines(coded))
                link = chosen.link("event", coded.id) or ""
                each_row.writerow([identity, coded.id, coded.by, *people(coded), link])
                plain = {"row": identity, **plain_coded(coded)}
                lines.write(json.dumps(plain, ensure_ascii=False) + "\n")
                self._note_empty(made, coded, losses)
                done += 1
        to.describe({"rules": rules.said(), "columns": list(names)})
        return done

    def _note_empty(self, made: Made, coded: Coded, losses: Losses) -> None:
        for name, why in {**self.never, **made.empty}.items():
            if cell(made.cells.get(name)) == "":
                losses.note(f"column {name}", f"left empty: {why}", coded.id[:10])


_WITHDRAWN = Refused("by what people decided, no report tells of it")

ROWS = ("row", "event", "decided by", "decided by a person", "read by the machine alone", "page")
FIGURES = (
    *("row", "event", "figure", "bound", "value", "open", "rule", "decided by"),
    *("holder", "outlet", "published", "origin", "report", "start", "end", "words", "of whom"),
)


def columns(name: str) -> tuple[str, ...]:
    """The columns of a form, in order.

    Raises:
        DataError: the list is missing or has a name twice.
    """
    table = load_json(FILE)
    names = tuple(table.get(name, ()))
    if not names or len(set(names)) != len(names):
        raise DataError(
            f"data file {FILE} has no list {name}, or a name twice; reinstall according"
        )
    return names


def coded_events(chosen: Chosen, rules: Rules) -> Iterator[tuple[Happening, Coded]]:
    """Each chosen event as it stands, and coded."""
    for found in chosen.happenings():
        yield found, code(found, rules)


def cell(value: Cell) -> str:
    """A value as it is written: nothing for None, no more decimals than places need, text in one
    line. Text that a spreadsheet would reckon as a formula begins with an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    if isinstance(value, int):
        return str(value)
    line = " ".join(value.split())
    return f"'{line}" if line.startswith(FORMULAS) else line


def figure_lines(coded: Coded) -> Iterator[list[Any]]:
    """For each number of each figure the lines of those who gave it."""
    for count in coded.counts:
        for name in ("low", "best", "high"):
            bound = getattr(count, name)
            what = [coded.id, count.kind.value, name, cell(bound.value), _yes(bound.open)]
            for one in bound.given or (None,):
                yield [*what, bound.rule, *_given(one)]
    for one in coded.deaths.given:
        what = [coded.id, "killed (part of a total)", "side", cell(one.says), _yes(False)]
        yield [*what, coded.deaths.reason, *_given(one)]


def _given(one: Given | None) -> list[Any]:
    if one is None:
        return [""] * 10
    by = one.held
    return [
        decided_by([by]),
        cell(by.holder),
        cell(by.outlet),
        by.published.isoformat() if by.published else "",
        by.origin,
        by.report_id,
        by.words.start,
        by.words.end,
        cell(by.words.quote),
        cell(one.of_whom.quote) if one.of_whom else "",
    ]


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"


def people(coded: Coded) -> Sequence[str]:
    """The fields that a person decided, and those that the machine alone read."""
    by: dict[str, list[str]] = {"person": [], "machine": []}
    for name, who in coded.decided.items():
        by[who].append(name)
    return ", ".join(by["person"]), ", ".join(by["machine"])


def note_never(losses: Losses) -> None:
    """What no form of conflict data carries."""
    only = "it is in coded.jsonl beside the table"
    losses.never("figure.holder", f"a table has one number and no word whose it is; {only}")
    losses.never("values in conflict", f"a table has one value of each field; {only}")
    losses.never("basis.ties", f"why reports are of one origin has no column; {only}, as a number")
    losses.never("wordings", "loaded words have no column, and name nobody")
    losses.never("certainty", f"suspected or claimed has no column; {only}")


VERSION = f"according {__version__}"

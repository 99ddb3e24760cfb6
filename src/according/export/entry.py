"""What a page or terminal lists beside a report's text: entries, in groups, in layers."""

from __future__ import annotations

from dataclasses import dataclass

from according.model import Evidence


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of the report in a table, and what is said of them."""

    evidence: Evidence
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table under its heading."""

    heading: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding, or several that mean the same.

    ``name`` is the class of its marks, ``kind`` gives their colour; ``facts`` are lines about
    it; ``warning`` is what a person should look at; ``reasons`` are (quote, why it is the same).
    ``parts`` says that the evidence are parts of one finding, not the places where it stands;
    ``table`` has these in rows, where the evidence are the words of its cells, in order.
    """

    name: str
    kind: str
    label: str
    evidence: tuple[Evidence, ...]
    facts: tuple[str, ...] = ()
    warning: str | None = None
    reasons: tuple[tuple[str, str], ...] = ()
    parts: bool = False
    table: tuple[Row, ...] = ()

    @property
    def times(self) -> int:
        """How often it was found."""
        return 1 if self.parts else len(self.evidence)

    @property
    def found(self) -> list[tuple[str, Evidence]]:
        """Its words, each with the anchor of its mark."""
        return [(f"{self.name}m{number}", each) for number, each in enumerate(self.evidence)]

    @property
    def rows(self) -> list[tuple[str, list[tuple[str, Cell]]]]:
        """The rows of its table: a heading, and cells with the anchors of their marks."""
        anchors = iter(self.found)
        return [
            (row.heading, [(next(anchors)[0], cell) for cell in row.cells]) for row in self.table
        ]


@dataclass(frozen=True, slots=True)
class Group:
    """Entries of one kind under a heading, which is empty where a layer is of one sort."""

    kind: str
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """One sort of finding, which can be shown and hidden."""

    name: str
    heading: str
    groups: tuple[Group, ...]

    @property
    def entries(self) -> list[Entry]:
        """Its entries in order."""
        return [entry for group in self.groups for entry in group.entries]

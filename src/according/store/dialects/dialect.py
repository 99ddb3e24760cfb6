"""`Dialect`: what one kind of database does otherwise than another."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    FromClause,
    MetaData,
    Select,
    Table,
)


@dataclass(frozen=True, slots=True)
class Search:
    """A search for words. ``numbers`` selects the numbers of the reports that fit; ``best`` orders
    them by how well they do, ``newest`` by their numbers, the last first."""

    numbers: Select[Any]
    best: tuple[Any, ...]
    newest: tuple[Any, ...]


class Dialect(ABC):
    """One kind of database. All that the store asks in ways that differ goes through here."""

    name: ClassVar[str]

    # ---- opening, transactions

    @abstractmethod
    def open(self, engine: Engine, patience: float) -> None:
        """Have every connection prepared.

        Args:
            patience: seconds that one transaction waits for another.
        """

    @abstractmethod
    def check(self, connection: Connection) -> str | None:
        """Why this database cannot hold a record, None if it can."""

    @abstractmethod
    def write(self, connection: Connection) -> None:
        """Begin a transaction that writes; from its first writing on nobody else writes."""

    @abstractmethod
    def hold(self, connection: Connection) -> None:
        """Let nobody else write from here on until this transaction ends."""

    @abstractmethod
    def fix(self, connection: Connection) -> None:
        """Have a new connection see one state, whatever others write meanwhile."""

    @abstractmethod
    def stamp(self, connection: Connection) -> int:
        """A number that is another whenever anything was written; ask on one connection."""

    # ---- statements

    @abstractmethod
    def insert(self, table: Table) -> Any:
        """An insertion that can say what to do ``on_conflict``."""

    @abstractmethod
    def alike(self, column: ColumnElement[Any], *words: str) -> ColumnElement[bool]:
        """Whether a text is one of ``words``, be A to Z large or small."""

    @abstractmethod
    def written(self, column: Column[Any]) -> Any:
        """A query of each way that something is written, once; of those that differ in A to Z alone
        at least one."""

    @abstractmethod
    def listed(self, values: Sequence[Any], number: bool = False) -> tuple[FromClause, Any, Any]:
        """Values as a table, with its columns for the value and its place among them."""

    @abstractmethod
    def aside(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """A column by which rows are not to be looked up: another index serves better."""

    @abstractmethod
    def of_most(
        self, column: ColumnElement[Any], most: ColumnElement[Any], then: ColumnElement[Any]
    ) -> ColumnElement[Any]:
        """A column of the row of each group that has the greatest ``most``, which the same query
        asks for with ``max``; of several rows the one with the least ``then``, or any."""

    @abstractmethod
    def search(self, terms: Sequence[tuple[str, ...]], begins: bool) -> Search:
        """A search of the shelf of words.

        Args:
            terms: words, phrases of several; all must stand in a report.
            begins: whether the last stands for all words that begin with it.
        """

    # ---- shelves

    @abstractmethod
    def make_shelves(self, connection: Connection, shelves: MetaData) -> None:
        """Make and fill all that is kept beside a record for its pages."""

    @abstractmethod
    def clear_shelves(self, connection: Connection, shelves: MetaData) -> None:
        """Remove it."""

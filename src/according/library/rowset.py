"""`Rows`: what a record answers, to go through, to count, and as a data frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date, datetime
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_args, get_type_hints, overload

from according.errors import SettingsError
from according.model.notebook import box, line, table

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

T = TypeVar("T")

_SHOWN = 8
"""Columns that a notebook shows."""


class Rows(Sequence[T], Generic[T]):
    """Rows of one kind, in order. They hold what the record had when it was asked.

    Args:
        of: the dataclass that they are; its fields are the columns.
    """

    def __init__(self, of: type[T], rows: Sequence[T]) -> None:
        self._of = of
        self._rows = tuple(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[T]:
        return iter(self._rows)

    @overload
    def __getitem__(self, at: int) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> Rows[T]: ...

    def __getitem__(self, at: int | slice) -> T | Rows[T]:
        if isinstance(at, slice):
            return Rows(self._of, self._rows[at])
        return self._rows[at]

    def __repr__(self) -> str:
        return f"<{len(self):,} rows of {self._of.__name__}>"

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(each.name for each in fields(self._of))  # type: ignore[arg-type]

    def to_dicts(self) -> list[dict[str, Any]]:
        """A dict a row."""
        return [{name: getattr(row, name) for name in self.columns} for row in self._rows]

    def to_pandas(self) -> pandas.DataFrame:
        """A data frame of pandas; whole numbers and truth values are of types that can be empty.

        Raises:
            SettingsError: pandas is not installed.
        """
        pd = _needed("pandas", "pandas")
        frame: pandas.DataFrame = pd.DataFrame(
            {
                name: pd.Series(self._column(name), dtype=_PANDAS[self._kind(name)])
                for name in self.columns
            }
        )
        return frame

    def to_polars(self) -> polars.DataFrame:
        """A data frame of Polars.

        Raises:
            SettingsError: Polars is not installed.
        """
        pl = _needed("polars", "polars")
        kinds = {
            str: pl.String,
            int: pl.Int64,
            float: pl.Float64,
            bool: pl.Boolean,
            date: pl.Date,
            datetime: pl.Datetime("us"),
        }
        schema = {name: kinds[self._kind(name)] for name in self.columns}
        frame: polars.DataFrame = pl.DataFrame(
            {name: self._column(name) for name in self.columns}, schema=schema
        )
        return frame

    def to_arrow(self) -> pyarrow.Table:
        """A table of Arrow.

        Raises:
            SettingsError: pyarrow is not installed.
        """
        pa = _needed("pyarrow", "arrow")
        kinds = {
            str: pa.string(),
            int: pa.int64(),
            float: pa.float64(),
            bool: pa.bool_(),
            date: pa.date32(),
            datetime: pa.timestamp("us"),
        }
        schema = pa.schema([(name, kinds[self._kind(name)]) for name in self.columns])
        made: pyarrow.Table = pa.table(
            {name: self._column(name) for name in self.columns}, schema=schema
        )
        return made

    def _repr_html_(self) -> str:
        """For notebooks."""
        head = [name for name in self.columns if not name.endswith(("id", "start", "end"))][:_SHOWN]
        rows = [[getattr(row, name) for name in head] for row in self._rows[:_MOST_SHOWN]]
        return box(line(f"{len(self):,}", self._of.__name__), table(head, rows, of=len(self)))

    def _column(self, name: str) -> list[Any]:
        return [_without_zone(getattr(row, name)) for row in self._rows]

    def _kind(self, name: str) -> type:
        """The type of a column's values, None aside."""
        hint = get_type_hints(self._of)[name]
        kinds = [each for each in get_args(hint) or (hint,) if each is not type(None)]
        kind: type = kinds[0]
        return kind


_MOST_SHOWN = 12

_PANDAS = {
    str: "string",
    int: "Int64",
    float: "float64",
    bool: "boolean",
    date: "datetime64[us]",
    datetime: "datetime64[us]",
}


def _without_zone(value: Any) -> Any:
    """Times of reports are local to them: their clock is kept, and no zone is told."""
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def _needed(module: str, extra: str) -> ModuleType:
    try:
        return import_module(module)
    except ImportError as error:
        raise SettingsError(
            f"{module} is not installed; pip install 'according[{extra}]'"
        ) from error

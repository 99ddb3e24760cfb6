"""Which column of a table, or key of a JSON object, holds which field of a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from according.data import load_json
from according.errors import DataError, InputRefused, Reason
from according.intake.dates import parse_when, says_unread
from according.intake.item import Draft
from according.settings import FIELDS, Columns

_SHOWN = 20
"""Column names that a refusal lists; a row can have thousands."""


@cache
def usual_names() -> Mapping[str, tuple[str, ...]]:
    """The usual column names of each field, the better first.

    Raises:
        DataError: the data file lacks a field or holds something else than names.
    """
    data = load_json("columns.json")
    names: dict[str, tuple[str, ...]] = {}
    for field in FIELDS:
        found = data.get(field) if isinstance(data, dict) else None
        if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
            raise DataError(f"data file columns.json has no list of names for {field!r}")
        names[field] = tuple(found)
    return names


def folded(name: str) -> str:
    """A column's name as it is compared."""
    return name.strip().casefold().replace(" ", "_").replace("-", "_")


def row_draft(row: Mapping[str, object], columns: Columns) -> Draft:
    """A draft of a row's values by column name.

    Values may be strings, lists of strings (authors, paragraphs) or objects with a name.

    Raises:
        InputRefused: FORMAT where no column holds text; EMPTY where it is blank.
    """
    by_name = {folded(name): name for name in reversed(list(row))}
    told = _first(row, by_name, "published", columns)
    when = parse_when(told)
    return Draft(
        _text(row, by_name, columns),
        title=_string(_first(row, by_name, "title", columns)),
        outlet=_string(_first(row, by_name, "outlet", columns)),
        published=when.day,
        published_at=when.moment,
        byline=_string(_first(row, by_name, "byline", columns)),
        url=_string(_first(row, by_name, "url", columns)),
        language=_string(_first(row, by_name, "language", columns)),
        date_unread=says_unread(told),
    )


def has_text_column(names: Iterable[str], columns: Columns) -> bool:
    """Whether one of a table's columns holds the text."""
    by_name = {folded(name): name for name in names}
    return next(_present(by_name, "text", columns), None) is not None


def check_columns(names: Sequence[str], columns: Columns) -> None:
    """Check that a table has a column for the text, and every column that the user named.

    Raises:
        InputRefused: FORMAT; it lists the names seen.
    """
    if not has_text_column(names, columns):
        raise no_text_column(names, columns)
    present = {folded(name) for name in names}
    lacking = [name for name in columns.names.values() if folded(name) not in present]
    if lacking:
        wanted = ", ".join(map(repr, lacking))
        raise InputRefused(Reason.FORMAT, f"no column {wanted}; seen: {_seen(names)}")


def no_text_column(names: Iterable[str], columns: Columns) -> InputRefused:
    """The refusal of a table or row without a text column."""
    wanted = columns.names.get("text")
    what = f"no column {wanted!r}" if wanted else "no column of a usual name holds the text"
    return InputRefused(Reason.FORMAT, f"{what}; seen: {_seen(names)}. Say --column text=NAME")


def _seen(names: Iterable[str]) -> str:
    return ", ".join(name[:40] for name in islice(names, _SHOWN)) or "none"


def _text(row: Mapping[str, object], by_name: Mapping[str, str], columns: Columns) -> str:
    seen = list(_present(by_name, "text", columns))
    if not seen:
        raise no_text_column(row, columns)
    for name in seen:
        text = _string(row[name], between="\n\n")
        if text and text.strip():
            return text
    raise InputRefused(Reason.EMPTY, f"column {seen[0]!r} is empty")


def _present(by_name: Mapping[str, str], field: str, columns: Columns) -> Iterator[str]:
    wanted = columns.names.get(field)
    for name in [wanted] if wanted else usual_names()[field]:
        if folded(name) in by_name:
            yield by_name[folded(name)]


def _first(
    row: Mapping[str, object], by_name: Mapping[str, str], field: str, columns: Columns
) -> object:
    """The value of the first column for ``field`` that has one."""
    values = (row[name] for name in _present(by_name, field, columns))
    return next((value for value in values if value not in (None, "", [], {})), None)


def _string(value: object, between: str = ", ") -> str | None:
    if isinstance(value, dict):
        value = value.get("name") or value.get("title") or value.get("domain")
    if isinstance(value, list):
        parts = [_string(part) for part in value if not isinstance(part, list)]
        return between.join(part for part in parts if part) or None
    return value if isinstance(value, str) else None

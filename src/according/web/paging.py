"""Lists a page at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from fastapi import Request

_LAST = 2000
"""Pages that a list has at most: who looks further looks for something else."""


@dataclass(frozen=True, slots=True)
class Pager:
    """Which page of a list is shown, counted from 1; ``query`` is the rest of what was asked."""

    path: str
    query: tuple[tuple[str, str], ...]
    number: int
    size: int
    total: int = 0

    @property
    def at(self) -> int:
        """Rows before the page's first."""
        return (self.number - 1) * self.size

    def of(self, total: int) -> Pager:
        """The same, of a list of ``total`` rows."""
        return replace(self, total=total)

    @property
    def last(self) -> int:
        """The number of the last page."""
        return min(_LAST, max(1, -(-self.total // self.size)))

    def link(self, number: int) -> str:
        """The address of another page of the list."""
        return f"{self.path}?{urlencode([*self.query, ('page', number)])}"


def pager(request: Request, size: int) -> Pager:
    """Which page a request asks for."""
    number = min(max(1, number_of(request.query_params.get("page", "1"))), _LAST)
    query = tuple(
        (name, value) for name, value in request.query_params.items() if name != "page" and value
    )
    return Pager(request.url.path, query, number, size)


def number_of(written: str) -> int:
    """A whole number up to a million, 0 where there is none."""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 7 else 0

"""Element names of HTML by what they do to text."""

from __future__ import annotations

from functools import cache

from according.data import load_json
from according.errors import DataError


@cache
def names(group: str) -> frozenset[str]:
    """The element names of one group of the data file ``markup.json``.

    Raises:
        DataError: there is no such group, or it holds something else than names.
    """
    data = load_json("markup.json")
    found = data.get(group) if isinstance(data, dict) else None
    if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
        raise DataError(f"data file markup.json has no list of names {group!r}")
    return frozenset(found)

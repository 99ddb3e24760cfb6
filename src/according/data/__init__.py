"""The package's data files, loaded and checked."""

from __future__ import annotations

import json
from dataclasses import fields
from importlib import resources
from typing import Any, TypeVar

from according.errors import DataError

T = TypeVar("T")


def load_text(name: str) -> str:
    """The text of the package's data file ``name``.

    Raises:
        DataError: it is missing or is not UTF-8.
    """
    try:
        return resources.files(__name__).joinpath(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"data file {name} cannot be read: {error}; reinstall according") from error


def load_json(name: str) -> Any:
    """The content of the package's JSON file ``name``.

    Raises:
        DataError: it is missing or is not JSON.
    """
    try:
        return json.loads(load_text(name))
    except json.JSONDecodeError as error:
        raise DataError(f"data file {name} is not JSON: {error}; reinstall according") from error


def load_sets(name: str, of: type[T]) -> T:
    """The word lists of the package's JSON file ``name``, as a record whose fields are the sets
    that the file has by the same names.

    Raises:
        DataError: it is missing or damaged, or lacks a list.
    """
    plain = load_json(name)
    try:
        return of(*(frozenset(map(str.lower, plain[each.name])) for each in fields(of)))  # type: ignore[arg-type]
    except (KeyError, TypeError) as error:
        raise DataError(f"data file {name} is damaged: {error!r}") from error

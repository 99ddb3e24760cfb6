"""MUC-4 in the simplified form of GTT (Du et al. 2021): messages with templates of five roles.

JSON lines: ``docid``, ``doctext`` (lower case, without the header) and ``templates``, each with
an ``incident_type`` and, for each role, entities as lists of their mentions, [string, offset].
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from according.errors import BenchError

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
INCIDENTS = (
    "attack",
    "bombing",
    "kidnapping",
    "arson",
    "robbery",
    "forced work stoppage",
)

Entity = tuple[tuple[str, int], ...]
"""The mentions of one that fills a role: words, and the place of their first letter."""


@dataclass(frozen=True, slots=True)
class Template:
    """An incident. ``types`` has two where the key allows either."""

    types: tuple[str, ...]
    roles: dict[str, tuple[Entity, ...]]


@dataclass(frozen=True, slots=True)
class Message:
    """A message; no templates where it tells of no incident that matters."""

    id: str
    text: str
    templates: tuple[Template, ...]


FOLDS = 6


def fold_of(message: str) -> int:
    """Which of `FOLDS` parts a message is in, by its id."""
    return int(hashlib.sha256(message.encode()).hexdigest(), 16) % FOLDS


def messages(path: Path) -> list[Message]:
    """The messages of a file, in its order.

    Raises:
        BenchError: a line that is no message; the error names it.
    """
    return [_message(line, f"{path}:{at}") for at, line in _lines(path)]


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    for at, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if line.strip():
            yield at, line


def _message(line: str, where: str) -> Message:
    try:
        plain = json.loads(line)
        templates = tuple(map(_template, plain["templates"]))
        return Message(plain["docid"], plain["doctext"], templates)
    except (ValueError, KeyError, TypeError) as error:
        raise BenchError(f"{where}: no message of GTT's form: {error!r}") from error


def _template(plain: dict[str, Any]) -> Template:
    types = tuple(each.strip() for each in plain["incident_type"].split("/"))
    unknown = set(types) - set(INCIDENTS)
    if unknown:
        raise ValueError(f"no incident type: {', '.join(sorted(unknown))}")
    roles = {
        role: tuple(tuple((words, at) for words, at in entity) for entity in plain[role])
        for role in ROLES
    }
    return Template(types, roles)
